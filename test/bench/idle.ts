import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { AgendaQueries } from '../../apps/worker/src/agenda.queries.js';
import { ClockStore, TenantDatabase } from '#persistence';
import { until } from '../support/until.js';
import { percentile } from './rounds.js';
import { withQueue, type Stage } from './stage.js';
import { cpuSeconds, startWorkerProcess } from './worker-process.js';

const FIRST = '00000000-0000-0000-0000-000000000000';

/** One question of the sweep that finds nothing to do. */
export interface Question {
  readonly name: string;
  /** Seconds between two times that a worker asks it. */
  readonly every: number;
  readonly p50: number;
  readonly max: number;
}

/** What a worker asks while nothing is due, each for itself, in milliseconds; with everything that has fallen due meanwhile fired first. */
export async function idleQuestions(clock: DataSource, times: number): Promise<readonly Question[]> {
  const database = new TenantDatabase(clock);
  const clocks = new ClockStore();
  const agenda = new AgendaQueries(clock);
  const fire = (limit: number): Promise<number> => database.asClock(async (tx) => (await clocks.fireDue(tx, null, limit)).length);
  while ((await fire(500)) > 0);
  const questions: readonly (readonly [string, number, () => Promise<unknown>])[] = [
    ['fire what is due', 1, () => fire(500)],
    ['resume what was paused', 1, () => database.asClock(async (tx) => clocks.pausedDue(tx, await clocks.now(tx), 500))],
    ['messages to send', 0.5, () => agenda.notificationsDue(FIRST, 200)],
    ['purges', 30, () => agenda.purgesDue(FIRST, 200)],
    ['keys to destroy', 5, () => agenda.shredsDue()],
    ['bells of the next hour', 900, () => agenda.dueSoon()],
    ['figures for the operator', 15, () => agenda.figures()],
  ];
  const answers: Question[] = [];
  for (const [name, every, ask] of questions) {
    await ask();
    const took: number[] = [];
    for (let time = 0; time < times; time += 1) {
      const started = performance.now();
      await ask();
      took.push(performance.now() - started);
    }
    answers.push({ name, every, p50: percentile(took, 0.5), max: Math.max(...took) });
  }
  return answers;
}

/** Share of one core that an idle worker takes, and its sessions and the writers of the server with it. */
export async function idleWorker(stage: Stage, seconds: number): Promise<{ readonly worker: number; readonly database: number }> {
  await stage.redis.flush();
  const worker = await startWorkerProcess(stage.chain, stage.redis.url);
  try {
    await withQueue(stage.redis.url, (queue) => until(() => queue.answers(), { what: 'the queue' }));
    // The start is not what is measured.
    await pause(2_000);
    const pids = async (): Promise<number[]> =>
      (await stage.admin.query<{ pid: number }>('select pid from pg_stat_activity where pid <> pg_backend_pid()')).rows.map(
        (row) => row.pid,
      );
    const before = new Map((await pids()).map((pid) => [pid, cpuSeconds([pid])]));
    const workerBefore = cpuSeconds([worker.pid]);
    const started = performance.now();
    await pause(seconds * 1_000);
    const elapsed = (performance.now() - started) / 1_000;
    const database = (await pids()).reduce((sum, pid) => sum + cpuSeconds([pid]) - (before.get(pid) ?? 0), 0);
    return { worker: (cpuSeconds([worker.pid]) - workerBefore) / elapsed, database: database / elapsed };
  } finally {
    await worker.stop();
  }
}
