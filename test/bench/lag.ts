import { until } from '../support/until.js';
import type { Fired } from './due-rungs.js';
import { sampleOf, type Sample } from './rounds.js';
import { makeDue, outcome, withQueue, type Stage } from './stage.js';
import { startWorkerProcess } from './worker-process.js';

const PER_SECOND = 20;
export const WITH_REDIS = 'Redis';
export const WITH_POSTGRES = 'queue on PostgreSQL';
export const ALONE = 'no queue: the sweep alone';

export interface LagSamples {
  readonly p50: Sample;
  readonly p99: Sample;
  readonly max: Sample;
}

/** Twenty rungs a second, by a worker whose queue is Redis, PostgreSQL, or a Redis that is not there; in turn. */
export async function measureLag(stage: Stage, rounds: number, seconds: number): Promise<ReadonlyMap<string, LagSamples>> {
  const nowhere = 'redis://127.0.0.1:1';
  const queues: readonly (readonly [string, string])[] = [
    [WITH_REDIS, stage.redis.url],
    [WITH_POSTGRES, stage.chain.database.queueUrl],
    [ALONE, nowhere],
  ];
  const seen = new Map<string, Fired[]>(queues.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (let step = 0; step < queues.length; step += 1) {
      const [name, url] = queues[(step + round) % queues.length] as (typeof queues)[number];
      seen.get(name)?.push(await steady(stage, url, seconds, url !== nowhere));
    }
  }
  return new Map(
    [...seen].map(([name, fired]) => {
      const of = (pick: (each: Fired) => number): Sample => sampleOf(name, fired.map(pick));
      return [name, { p50: of((each) => each.p50), p99: of((each) => each.p99), max: of((each) => each.max) }];
    }),
  );
}

async function steady(stage: Stage, queueUrl: string, seconds: number, there: boolean): Promise<Fired> {
  await stage.redis.flush();
  const worker = await startWorkerProcess(stage.chain, queueUrl);
  try {
    return await withQueue(queueUrl, async (queue) => {
      if (there) await until(() => queue.answers(), { what: 'the queue' });
      const due = await makeDue(stage, PER_SECOND * seconds, { perSecond: PER_SECOND });
      if (there) await queue.bell.ringAllAt(Array.from({ length: seconds }, (_, second) => new Date(due.at.getTime() + second * 1_000)));
      return outcome(stage, due, (seconds + 60) * 1_000);
    });
  } finally {
    await worker.stop();
  }
}
