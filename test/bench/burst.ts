import type { EntityManager } from 'typeorm';
import { ClockStore } from '#persistence';
import { until } from '../support/until.js';
import { BossPerClock } from './boss-per-clock.js';
import type { Fired } from './due-rungs.js';
import { JobPerClock, onePool } from './job-per-clock.js';
import { pgbench } from './pgbench.js';
import { sampleOf, type Sample } from './rounds.js';
import { makeDue, outcome, withQueue, type Stage } from './stage.js';
import { startWorkerProcess } from './worker-process.js';

/** Milliseconds for a burst at most. */
const PATIENCE = 120_000;
/** As the sweep and the bell call it. */
const BATCH = 500;

export const OURS = 'this engine: one bell, batches of 500';
export const LIMIT = 'pgbench, the same statement, 2 clients';
export const JOBS = 'BullMQ, one job per clock';
export const BOSS = 'pg-boss, one job per clock';

const SIDES: readonly (readonly [name: string, measure: (stage: Stage) => Promise<Fired>])[] = [
  [OURS, ours],
  [LIMIT, limit],
  [JOBS, jobPerClock],
  [BOSS, bossPerClock],
];

/** How one side did over the rounds. */
export interface BurstSamples {
  /** Milliseconds from the second to the last commit. */
  readonly last: Sample;
  readonly p50: Sample;
  readonly p99: Sample;
  readonly rate: Sample;
}

/** All rungs due in one second, by every engine in turn; the first round is dropped. */
export async function measureBurst(stage: Stage, rounds: number): Promise<ReadonlyMap<string, BurstSamples>> {
  const seen = new Map<string, Fired[]>(SIDES.map(([name]) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (let step = 0; step < SIDES.length; step += 1) {
      const [name, measure] = SIDES[(step + round) % SIDES.length] as (typeof SIDES)[number];
      const fired = await measure(stage);
      if (round > 0) seen.get(name)?.push(fired);
    }
  }
  const samples = (name: string, fired: readonly Fired[]): BurstSamples => {
    const of = (pick: (each: Fired) => number): Sample => sampleOf(name, fired.map(pick));
    return { last: of((each) => each.max), p50: of((each) => each.p50), p99: of((each) => each.p99), rate: of((each) => each.perSecond) };
  };
  return new Map([...seen].map(([name, fired]) => [name, samples(name, fired)]));
}

/** The product's worker as a process; the bell is rung as the API rings it. */
async function ours(stage: Stage): Promise<Fired> {
  await stage.redis.flush();
  const worker = await startWorkerProcess(stage.chain, stage.redis.url);
  try {
    return await withQueue(stage.redis.url, async (queue) => {
      await until(() => queue.answers(), { what: 'the queue' });
      const due = await makeDue(stage, stage.rungs);
      await queue.bell.ringAt(due.at);
      return outcome(stage, due, PATIENCE);
    });
  } finally {
    await worker.stop();
  }
}

/** The limit of the server for this statement: rows that are already due, two connections, no queue and no Node. */
async function limit(stage: Stage): Promise<Fired> {
  const due = await makeDue(stage, stage.rungs, { later: -3_600_000 });
  const text = await statementOf();
  const batches = Math.ceil(stage.rungs / BATCH / 2) + 1;
  await pgbench({
    url: stage.chain.database.clockUrl,
    scripts: [text],
    clients: 2,
    transactions: batches,
    mode: 'prepared',
    seed: 1,
  });
  return outcome(stage, due, PATIENCE);
}

/** What ClockStore.fireDue sends, with its parameters written in. */
async function statementOf(): Promise<string> {
  let sent = '';
  const listener = {
    query: (text: string) => {
      sent = text;
      return Promise.resolve([]);
    },
  };
  await new ClockStore().fireDue(listener as unknown as EntityManager, null, BATCH);
  if (!/\$1\b/.test(sent) || !/\$2\b/.test(sent)) throw new Error('ClockStore.fireDue has another form now');
  return `${sent.replace(/\$1\b/g, 'null').replace(/\$2\b/g, String(BATCH))};\n`;
}

async function jobPerClock(stage: Stage): Promise<Fired> {
  await stage.redis.flush();
  const jobs = new JobPerClock(stage.redis.url);
  const pool = onePool(stage.chain.database.adminUrl);
  let stop: (() => Promise<void>) | undefined;
  try {
    const due = await makeDue(stage, stage.rungs, { later: 1_000 + stage.rungs / 5 });
    await jobs.armAll(due.clockIds, () => due.at.getTime());
    stop = await jobs.work(pool);
    return await outcome(stage, due, PATIENCE);
  } finally {
    await stop?.();
    await jobs.close();
    await pool.end();
  }
}

async function bossPerClock(stage: Stage): Promise<Fired> {
  const boss = await BossPerClock.start(stage.chain.database.adminUrl);
  const pool = onePool(stage.chain.database.adminUrl);
  let stop: (() => Promise<void>) | undefined;
  try {
    const due = await makeDue(stage, stage.rungs, { later: 1_000 + stage.rungs / 5 });
    await boss.armAll(due.clockIds, due.at);
    stop = await boss.work(pool);
    return await outcome(stage, due, PATIENCE);
  } finally {
    await stop?.();
    await boss.close();
    await pool.end();
  }
}
