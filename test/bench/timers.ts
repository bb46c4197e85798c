import { loadavg } from 'node:os';
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { openDatabase } from '#persistence';
import { aChain, type Chain } from '../support/chain.js';
import { measureArming, OPERATIONS } from './arming.js';
import { asAdmin, onBenchServer } from './bench-server.js';
import { startBenchRedis, type BenchRedis } from './bench-redis.js';
import { LIMIT, measureBurst } from './burst.js';
import { idleQuestions, idleWorker } from './idle.js';
import { withDatabase } from './job-per-clock.js';
import { measureLag } from './lag.js';
import { clockModels, fillClocks, prepareClocks, referralsFor } from './open-clocks.js';
import { type BenchOptions, readOptions } from './options.js';
import { measureRefill } from './refill.js';
import { figure, Report } from './report.js';
import type { Stage } from './stage.js';
import { timerGoals, type SizeFigures } from './timer-goals.js';

/** Short, so that a run without flags ends in some minutes; docs/performance.md names the long one. */
const DEFAULTS = { sizes: '20000,100000', rounds: '1', rungs: '2000' } as const;

await onBenchServer(
  async (server) => {
    const options = readOptions(DEFAULTS);
    const redis = await startBenchRedis();
    const { versions, settings, ...setting } = server.setting;
    const report = new Report('bench:timers', options, {
      ...setting,
      versions: { ...versions, Redis: redis.version },
      settings: { ...settings, 'redis hz': redis.hz },
    });
    const chain = await aChain('bench-timers');
    const clock = await openDatabase({ url: chain.database.clockUrl, poolSize: 3 });
    try {
      await asAdmin(chain.database.adminUrl, (admin) => everySize({ chain, clock, admin, redis, report, options }));
      report.finish();
    } finally {
      await clock.destroy();
      await chain.close();
      await redis.stop();
    }
  },
  { track_commit_timestamp: 'on' },
);

interface Run {
  readonly chain: Chain;
  readonly clock: DataSource;
  readonly admin: pg.Client;
  readonly redis: BenchRedis;
  readonly report: Report;
  readonly options: BenchOptions;
}

/** Every size on the rows of the one before; a size that fails is told and ends it, and what the others have shown still counts. */
async function everySize(run: Run): Promise<void> {
  const { chain, admin, report, options } = run;
  await prepareClocks(admin);
  const models = await clockModels(chain, admin);
  await withDatabase(chain.database.adminUrl);
  const figures: SizeFigures[] = [];
  let loaded = 0;
  for (const size of [...options.sizes].sort((a, b) => a - b)) {
    try {
      const started = performance.now();
      const referrals = referralsFor(size, models);
      await fillClocks(admin, models, { from: loaded, to: referrals, seed: options.seed });
      loaded = referrals;
      const open = Number((await admin.query<{ count: string }>('select count(*) from clock where settled_at is null')).rows[0]?.count);
      const took = ((performance.now() - started) / 1_000).toFixed(0);
      report.say(`${open} open clocks on ${referrals} referrals, loaded in ${took} s; load ${loadavg()[0]?.toFixed(1)}\n`);
      figures.push(await oneSize(run, { chain, admin, models, redis: run.redis, referrals, rungs: options.rungs, used: 0 }, open));
    } catch (error) {
      report.notMeasured('G11', `clocks at ${size} open`, error);
      break;
    }
  }
  timerGoals(report, figures);
}

async function oneSize({ clock, report, options }: Run, stage: Stage, open: number): Promise<SizeFigures> {
  const at = `${open} open clocks`;
  const seconds = options.seconds * 5;
  const burst = await measureBurst(stage, options.rounds);
  report.table(
    `burst: ${options.rungs} rungs due in one second, all effects committed; milliseconds after the second; ${at}`,
    ['engine', 'rungs/s', 'p50', 'p99', 'last'],
    [...burst].map(([name, each]) => [
      name,
      figure(each.rate, '/s'),
      // What pgbench fires was due long before.
      ...(name === LIMIT ? ['', '', ''] : [each.p50, each.p99, each.last].map((late) => figure(late, 'ms'))),
    ]),
  );
  const lag = await measureLag(stage, options.rounds, seconds);
  report.table(
    `steady: 20 rungs a second for ${seconds} s; milliseconds after the second; ${at}`,
    ['worker with', 'p50', 'p99', 'max'],
    [...lag].map(([name, each]) => [name, figure(each.p50, 'ms'), figure(each.p99, 'ms'), figure(each.max, 'ms')]),
  );
  const arming = await measureArming(stage, options.rounds);
  report.table(
    `starting, moving and taking back clocks; ${at}`,
    ['operation', 'rows, 8 connections', 'BullMQ, one job per clock, 100 in flight'],
    OPERATIONS.map((name) => [name, figure(arming.ours[name], '/s'), figure(arming.jobs[name], '/s')]),
  );
  const questions = await idleQuestions(clock, 20);
  report.table(
    `what the sweep asks when nothing is due, in milliseconds; ${at}`,
    ['question', 'asked every', 'p50', 'max', 'per second'],
    questions.map(({ name, every, p50, max }) => [name, `${every} s`, p50.toFixed(2), max.toFixed(2), (p50 / every).toFixed(2)]),
  );
  const idle = await idleWorker(stage, seconds);
  report.say(
    `an idle worker takes ${(idle.worker * 100).toFixed(1)} % of a core, its database ${(idle.database * 100).toFixed(1)} %; ${at}\n`,
  );
  const refill = await measureRefill(stage, clock, open, options.rounds);
  report.table(
    `the queue; ${at}`,
    ['', 'bells of the hour', 'one job per clock'],
    [
      ['jobs', String(refill.bells), String(open)],
      ['seconds to fill it again', figure(refill.seconds, 's'), `${figure(refill.jobSeconds, 's')}, from 50,000`],
      ['bytes per open clock', (refill.bytes.median / open).toFixed(2), figure(refill.jobBytes, 'B')],
    ],
  );
  report.say(`load ${loadavg()[0]?.toFixed(1)}\n`);
  return { open, rungs: options.rungs, burst, lag, questions, refill };
}
