import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { aChain, type Chain } from '../support/chain.js';
import { until } from '../support/until.js';
import { asAdmin, onBenchServer } from './bench-server.js';
import { startBenchRedis, type BenchRedis } from './bench-redis.js';
import { allFired } from './due-rungs.js';
import { FAULTS, type Fault, type Scene } from './faults.js';
import { brokenChains, verdictOf, type Verdict } from './ledger.js';
import { type ClockModels, clockModels, fillClocks, prepareClocks, referralsFor } from './open-clocks.js';
import { type BenchOptions, readOptions } from './options.js';
import { builtProduct } from './product.js';
import { Report } from './report.js';
import { sampleOf } from './rounds.js';
import { scaleOut, type ScaleOut } from './scale-out.js';
import { makeDue, type Stage, withQueue } from './stage.js';
import { startWorkerProcess } from './worker-process.js';

const PER_SECOND = 20;
/** Beyond the outage itself: the sweep's second, and one to begin again. */
const BEYOND_OUTAGE_MS = 2_000;

interface Drilled extends Verdict {
  readonly fault: Fault;
  readonly bell: number;
  readonly sweep: number;
}

await onBenchServer(
  async (server) => {
    const options = readOptions({ sizes: '20000', seconds: '10' });
    const firstRedis = await startBenchRedis();
    await firstRedis.stop();
    const { versions, ...setting } = server.setting;
    const report = new Report('bench:drill', options, { ...setting, versions: { ...versions, Redis: firstRedis.version } });
    const cleanUps: (() => Promise<void>)[] = [];
    try {
      const drilled = await drill(report, options, cleanUps);
      await builtProduct();
      const scaled = [await scaleOut(1), await scaleOut(2)];
      tell(report, drilled, scaled);
      report.finish();
    } finally {
      for (const cleanUp of cleanUps) await cleanUp();
    }
  },
  { track_commit_timestamp: 'on' },
);

/** Every fault on the same rows, each with a Redis and workers of its own. */
async function drill(report: Report, options: BenchOptions, cleanUps: Setup['cleanUps']): Promise<Drilled[]> {
  const chain = await aChain('bench-drill');
  try {
    const { models, referrals } = await asAdmin(chain.database.adminUrl, async (admin) => {
      await prepareClocks(admin);
      const made = await clockModels(chain, admin);
      const to = referralsFor(options.sizes[0] ?? 0, made);
      await fillClocks(admin, made, { from: 0, to, seed: options.seed });
      return { models: made, referrals: to };
    });
    const drilled: Drilled[] = [];
    for (const [index, fault] of FAULTS.entries()) {
      const redis = await startBenchRedis();
      try {
        drilled.push(await one({ chain, redis, models, referrals, cleanUps }, fault, index, options.seconds));
        report.say(`    ${fault.name}: done; load ${loadavg()[0]?.toFixed(1)}`);
      } finally {
        await redis.stop();
      }
    }
    // A loaded head that nothing was appended to has no entry that it could stand for.
    await asAdmin(chain.database.adminUrl, (admin) => admin.query('delete from audit.head where seq = 0'));
    const broken = await brokenChains(chain.database.auditUrl);
    report.say(`    chains of the trail that do not hold: ${broken}\n`);
    if (broken > 0) process.exitCode = 1;
    return drilled;
  } finally {
    await chain.close();
  }
}

interface Setup {
  readonly chain: Chain;
  readonly redis: BenchRedis;
  readonly models: ClockModels;
  readonly referrals: number;
  /** Ends what faults have started; at the very end, because a restarted server serves the rest of the run. */
  readonly cleanUps: (() => Promise<void>)[];
}

async function one(setup: Setup, fault: Fault, index: number, seconds: number): Promise<Drilled> {
  const { chain, redis } = setup;
  const queueUrl = fault.redis ? redis.url : 'redis://127.0.0.1:1';
  const workers = await Promise.all(Array.from({ length: fault.workers }, () => startWorkerProcess(chain, queueUrl)));
  const counts = new Map<number, { readonly bell: number; readonly sweep: number }>();
  const look = async (): Promise<void> => {
    for (const worker of workers) counts.set(worker.pid, await worker.firedBy());
  };
  try {
    await look();
    const before = sum(counts);
    const count = PER_SECOND * seconds;
    const { stage, due } = await asAdmin(chain.database.adminUrl, async (admin) => {
      const made: Stage = { ...setup, admin, rungs: count, used: index * count };
      const label = await makeDue(made, count, { perSecond: PER_SECOND });
      if (fault.redis)
        await withQueue(queueUrl, async (queue) => {
          await until(() => queue.answers(), { what: 'the queue' });
          await queue.bell.ringAllAt(Array.from({ length: seconds }, (_, second) => new Date(label.at.getTime() + second * 1_000)));
        });
      return { stage: made, due: label };
    });
    const scene: Scene = { stage, queueUrl, workers, cleanUps: setup.cleanUps };
    await pause(due.at.getTime() + (seconds * 1_000) / 3 - Date.now());
    await Promise.all([fault.strike?.(scene), watch(look, due.at.getTime() + seconds * 1_000 + 3_000)]);
    return await asAdmin(chain.database.adminUrl, async (admin) => {
      await allFired(admin, due.label, 60_000);
      await look();
      const after = sum(counts);
      return { fault, bell: after.bell - before.bell, sweep: after.sweep - before.sweep, ...(await verdictOf(admin, due.label)) };
    });
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
}

/** Looks again and again, so that the counts of a worker that is killed are known to the last quarter of a second. */
async function watch(look: () => Promise<void>, end: number): Promise<void> {
  while (Date.now() < end) {
    await look();
    await pause(250);
  }
}

function sum(counts: ReadonlyMap<number, { readonly bell: number; readonly sweep: number }>): {
  readonly bell: number;
  readonly sweep: number;
} {
  const each = [...counts.values()];
  return { bell: each.reduce((all, { bell }) => all + bell, 0), sweep: each.reduce((all, { sweep }) => all + sweep, 0) };
}

function tell(report: Report, drilled: readonly Drilled[], scaled: readonly ScaleOut[]): void {
  report.table(
    `${PER_SECOND} rungs a second; lateness from due to commit in milliseconds; by whom with the few others that fell due, a killed worker's to its last quarter of a second`,
    ['fault', 'workers', 'due', 'fired', 'lost', 'twice', 'early', 'p50', 'max', 'by bell', 'by sweep'],
    drilled.map(({ fault, ...seen }) => [
      fault.name,
      ...[fault.workers, seen.due, seen.fired, seen.lost, seen.twice, seen.early, seen.p50, seen.max, seen.bell, seen.sweep].map((value) =>
        value.toFixed(0),
      ),
    ]),
  );
  report.table(
    'each hand-over sent twice at once with one key; its clocks last seconds',
    ['processes', 'handed over', 'referrals', 'rungs due', 'fired', 'lost', 'twice', 'early', 'max late', 'broken chains'],
    scaled.map(({ processes, ...seen }) => [
      `${processes} API + ${processes} worker`,
      ...[seen.handedOver, seen.referrals, seen.due, seen.fired, seen.lost, seen.twice, seen.early, seen.max, seen.brokenChains].map(
        (value) => value.toFixed(0),
      ),
    ]),
  );
  const wrong = sampleOf(
    'lost, twice or early',
    drilled.map(({ lost, twice, early }) => lost + twice + early),
  );
  const total = (each: ScaleOut): number =>
    each.lost + each.twice + each.early + each.brokenChains + Math.abs(each.referrals - each.handedOver);
  const doubled = sampleOf('wrong', scaled.map(total));
  const beyond = sampleOf(
    'beyond the outage',
    drilled.map(({ max, fault }) => Math.max(0, max - fault.outage)),
  );
  // The worst of the faults counts, not the one in the middle.
  const worst = (sample: typeof wrong): typeof wrong => sampleOf(sample.name, [sample.max]);
  const exact = { unit: '', target: 0, gate: 0, atMost: true } as const;
  report.goal({ id: 'G4c', goal: 'lost, doubled or early over all faults, the worst', ...exact, seen: worst(wrong), sides: [wrong] });
  report.goal({
    id: 'G4d',
    goal: 'latest rung beyond the outage, the worst of all faults',
    unit: 'ms',
    target: BEYOND_OUTAGE_MS,
    gate: 5_000,
    atMost: true,
    seen: worst(beyond),
    sides: [beyond],
  });
  report.goal({
    id: 'G12',
    goal: 'lost, doubled or early with 2 API + 2 worker and with 1 + 1, the worst',
    ...exact,
    seen: worst(doubled),
    sides: [doubled],
  });
  if (wrong.max > 0 || doubled.max > 0) process.exitCode = 1;
}
