import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { openQueue, type JobQueue } from '#jobs';
import type { Chain } from '../support/chain.js';
import type { BenchRedis } from './bench-redis.js';
import { forget, secondAhead, wholly, type Fired } from './due-rungs.js';
import { fallDue, type ClockModels } from './open-clocks.js';

/** What the measurements of clocks play on. */
export interface Stage {
  readonly chain: Chain;
  /** As the superuser: it loads and looks, it never fires. */
  readonly admin: pg.Client;
  readonly models: ClockModels;
  readonly redis: BenchRedis;
  readonly referrals: number;
  /** Rungs of a burst. */
  readonly rungs: number;
  /** Referrals already used by a measurement; the next one takes others. */
  used: number;
}

/** Rungs made due together. */
export interface Due {
  readonly label: string;
  readonly at: Date;
  readonly clockIds: readonly string[];
}

/** On a busy machine rungs take longer to be made due than there is time; then they get so many times as much. */
const PATIENCE = [1, 3, 9];

/** Lets `count` rungs fall due some seconds from now, all at once or so many per second. */
export async function makeDue(
  stage: Stage,
  count: number,
  options: { readonly perSecond?: number; readonly later?: number } = {},
): Promise<Due> {
  const later = Math.ceil((options.later ?? 0) / 1_000) * 1_000;
  for (const times of PATIENCE) {
    const label = randomUUID();
    const at = new Date(secondAhead(count, times).getTime() + later);
    await fallDue(stage.admin, stage.models, {
      label,
      count,
      at,
      from: stage.used,
      referrals: stage.referrals,
      ...(options.perSecond !== undefined && { perSecond: options.perSecond }),
    });
    stage.used += count;
    if (later < 0) return { label, at, clockIds: [] };
    if (Date.now() > at.getTime() - 200) continue;
    const { rows } = await stage.admin.query<{ clock_id: string }>('select clock_id from bench.due where label = $1', [label]);
    return { label, at, clockIds: rows.map((row) => row.clock_id) };
  }
  throw new Error('the rungs were due before they were ready: the machine is too busy');
}

/** What came of it, and the room cleared for the next measurement. */
export async function outcome(stage: Stage, due: Due, within: number): Promise<Fired> {
  try {
    return await wholly(stage.admin, due.label, within);
  } finally {
    await forget(stage.admin, due.label);
  }
}

/** The queue as the API has it: it rings the bell of an instant once the row has been committed. */
export async function withQueue<T>(url: string, work: (queue: JobQueue) => Promise<T>): Promise<T> {
  const queue = openQueue({ url, now: () => new Date() });
  try {
    return await work(queue);
  } finally {
    await queue.close(0);
  }
}
