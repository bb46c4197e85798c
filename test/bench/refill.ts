import type { DataSource } from 'typeorm';
import { AgendaQueries } from '../../apps/worker/src/agenda.queries.js';
import { JobPerClock } from './job-per-clock.js';
import { sampleOf, type Sample } from './rounds.js';
import { withQueue, type Stage } from './stage.js';

/** So many jobs stand for all: arming is linear (docs/performance.md), and a million of them would take a gigabyte of Redis. */
const JOBS = 50_000;
const TRIES = 10;

export interface Refill {
  readonly bells: number;
  /** Seconds from the question to the database until all bells hang again. */
  readonly seconds: Sample;
  /** Bytes of Redis for all bells. */
  readonly bytes: Sample;
  /** Seconds to arm each open clock as a job, from what is in memory already; and the bytes per job. */
  readonly jobSeconds: Sample;
  readonly jobBytes: Sample;
}

/** A flushed Redis filled again: our bells as the worker hangs them, against one job per clock. */
export async function measureRefill(stage: Stage, clock: DataSource, open: number, rounds: number): Promise<Refill> {
  const agenda = new AgendaQueries(clock);
  const seconds: number[] = [];
  const bytes: number[] = [];
  const jobSeconds: number[] = [];
  const jobBytes: number[] = [];
  let bells = 0;
  for (let round = 0; round <= rounds; round += 1) {
    const ours = await withQueue(stage.redis.url, async (queue) => {
      await stage.redis.flush();
      const before = await stage.redis.usedMemory();
      const started = performance.now();
      const soon = await agenda.dueSoon();
      // As the worker does: what took too long is tried again.
      for (let tries = 1; !(await queue.bell.ringAllAt(soon)); tries += 1)
        if (tries === TRIES) throw new Error('the bells could not be hung');
      await queue.noteArmedUntil(new Date());
      const took = (performance.now() - started) / 1_000;
      bells = soon.length;
      return { took, bytes: (await stage.redis.usedMemory()) - before };
    });
    const jobs = await eachAsJob(stage, open);
    if (round === 0) continue;
    seconds.push(ours.took);
    bytes.push(ours.bytes);
    jobSeconds.push(jobs.seconds);
    jobBytes.push(jobs.bytes);
  }
  await stage.redis.flush();
  return {
    bells,
    seconds: sampleOf('refill', seconds),
    bytes: sampleOf('bytes of all bells', bytes),
    jobSeconds: sampleOf('one job per clock', jobSeconds),
    jobBytes: sampleOf('bytes per job', jobBytes),
  };
}

async function eachAsJob(stage: Stage, open: number): Promise<{ readonly seconds: number; readonly bytes: number }> {
  await stage.redis.flush();
  const { rows } = await stage.admin.query<{ id: string; at: Date }>(
    'select id, coalesce(next_rung_at, due_at) as at from clock where settled_at is null limit $1',
    [JOBS],
  );
  const jobs = new JobPerClock(stage.redis.url);
  try {
    await jobs.queue.waitUntilReady();
    const before = await stage.redis.usedMemory();
    const started = performance.now();
    await jobs.armAll(
      rows.map((row) => row.id),
      (index) => rows[index]?.at.getTime() ?? 0,
    );
    const took = (performance.now() - started) / 1_000;
    return { seconds: (took / rows.length) * open, bytes: ((await stage.redis.usedMemory()) - before) / rows.length };
  } finally {
    await jobs.close();
  }
}
