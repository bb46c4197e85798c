import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { organisationIdOf, regions } from '#directory';
import type { Actor, MeasureId, RegionFigures } from '#domain';
import { TenantDatabase } from '#persistence';
import { FactLedger, TurnaroundPublisher, TurnaroundQueries } from '#turnaround';
import { madeUpPast } from '../../apps/cli/src/demo/past.js';
import { writePast } from '../../apps/cli/src/demo/write-past.js';
import { aRegistryDatabase } from '../support/registry-database.js';
import { asAdmin, onBenchServer } from './bench-server.js';
import { readOptions } from './options.js';
import { figure, Report } from './report.js';
import { interleaved, ratio, sampleOf, type Sample } from './rounds.js';
import { fillTurnaround } from './turnaround-rows.js';

const NOW = new Date('2027-03-01T06:00:00Z');
const AS_OF = '2027-02-01';
const YEAR = '2026';
/** So many overviews are read for one figure: one alone is too short to be timed. */
const READS = 50;
/** So many new referrals are folded for the figure of how fresh facts are. */
const NEW = 500;
const STATE: Actor = { userId: randomUUID(), organisationId: organisationIdOf('DEMO-LKS'), organisationKind: 'state_office', role: 'state_coordinator' };

/** The overview's question put to the referrals themselves, as somebody would who has rights on them. */
const RAW = `
  select coalesce(m.district_ags, '05') as key, count(*)::int as referrals,
    count(*) filter (where r.first_attempt_at - r.first_submitted_at <= interval '24 hours')::int as attempt24,
    count(*) filter (where r.first_attempt_at - r.first_submitted_at <= interval '48 hours')::int as attempt48,
    count(*) filter (where r.first_attempt_at - r.first_submitted_at <= interval '72 hours')::int as attempt72,
    count(r.reached_at)::int as reached,
    percentile_cont(0.5) within group (order by coalesce(extract(epoch from r.first_attempt_at - r.first_submitted_at)::float8 / 3600, 'infinity')) as median
  from referral r join municipality m on m.ags = r.incident_ags
  where r.first_submitted_at >= '2026-01-01 00:00+01' and r.first_submitted_at < '2027-01-01 00:00+01' and r.state <> 'withdrawn'
  group by grouping sets ((), (m.district_ags))`;
const COMPARED = ['referrals', 'attempt24', 'attempt48', 'attempt72', 'reached'] as const satisfies readonly MeasureId[];
type Raw = Readonly<Record<(typeof COMPARED)[number], number>> & { readonly key: string; readonly median: number };

interface SizeSeen {
  readonly size: number;
  readonly overview: Sample;
  readonly raw: Sample;
  readonly published: Sample;
  readonly folded: Sample;
  /** Shown figures that were compared with the referrals, and those that are not their rounded ones. */
  readonly compared: number;
  readonly differences: number;
}

await onBenchServer(
  async (server) => {
    const options = readOptions({ sizes: '100000' });
    const report = new Report('bench:turnaround', options, server.setting);
    const database = await aRegistryDatabase('bench-turnaround', NOW);
    const world = { ...database, turnaround: new TurnaroundQueries(database.report, new TenantDatabase(database.app), () => NOW) };
    const seen: SizeSeen[] = [];
    try {
      let loaded = 0;
      for (const size of [...options.sizes].sort((a, b) => a - b)) {
        const started = performance.now();
        await asAdmin(database.adminUrl, (client) => fillTurnaround(client, loaded, size, options.seed));
        loaded = size;
        report.say(`${size} referrals loaded in ${seconds(started).toFixed(0)} s`);
        seen.push(await measured(world, size, options));
      }
      tell(report, seen);
      report.finish();
    } finally {
      await database.close();
    }
  },
  // Only reads are measured here, and millions of rows are loaded first.
  { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
);

interface World {
  readonly admin: DataSource;
  readonly clock: DataSource;
  readonly app: DataSource;
  readonly turnaround: TurnaroundQueries;
}

async function measured({ admin, clock, app, turnaround }: World, size: number, { rounds, seed }: { readonly rounds: number; readonly seed: number }): Promise<SizeSeen> {
  await admin.query('delete from stats.publication');
  const publishing = performance.now();
  await new TurnaroundPublisher(new TenantDatabase(clock), regions()).publish(AS_OF, NOW);
  const published = sampleOf('publishing', [seconds(publishing)]);
  const overview = async (): Promise<readonly RegionFigures[]> => (await turnaround.published(STATE, YEAR, AS_OF)).report.regions;
  const samples = await interleaved(
    [
      { name: 'overview', measure: () => milliseconds(async () => { for (let read = 0; read < READS; read += 1) await overview(); }).then((all) => all / READS) },
      { name: 'raw tables', measure: () => milliseconds(() => admin.query(RAW)) },
    ],
    rounds,
  );
  const compared = comparisons(await overview(), await admin.query<readonly Raw[]>(RAW));
  const differences = compared.filter((equal) => !equal).length;
  return { size, overview: sampleIn(samples, 'overview'), raw: sampleIn(samples, 'raw tables'), published, folded: await folding({ clock, app }, seed + size), compared: compared.length, differences };
}

/** From written histories to facts, as the worker does it. */
async function folding({ clock, app }: Pick<World, 'clock' | 'app'>, seed: number): Promise<Sample> {
  const ledger = new FactLedger(new TenantDatabase(clock));
  await writePast({ app, clock }, madeUpPast({ seed, count: NEW, from: new Date('2027-02-05T00:00:00Z'), until: new Date('2027-02-08T00:00:00Z') }));
  const started = performance.now();
  while ((await ledger.foldDue()) > 0);
  return sampleOf('folding', [performance.now() - started]);
}

/** Of every figure that is shown whether it is the rounded one of the referrals themselves. */
function comparisons(shown: readonly RegionFigures[], raw: readonly Raw[]): readonly boolean[] {
  const byKey = new Map(raw.map((each) => [each.key, each]));
  return shown.filter(({ level }) => level === 'district' || level === 'land').flatMap(({ key, counts, medianHours }) => {
    const truth = byKey.get(key);
    const equal = COMPARED.filter((id) => counts[id] !== null).map((id) => counts[id] === Math.round((truth?.[id] ?? 0) / 5) * 5);
    return medianHours === null ? equal : [...equal, medianHours === Math.round(truth?.median ?? NaN)];
  });
}

function tell(report: Report, seen: readonly SizeSeen[]): void {
  report.table('the overview of a year, and what it takes to have it', ['referrals', 'overview', 'raw tables', 'publish a day (all periods)', `fold ${NEW} new`, 'equal figures'],
    seen.map(({ size, overview, raw, published, folded, compared, differences }) => [String(size), figure(overview, 'ms'), figure(raw, 'ms'), figure(published, 's'), figure(folded, 'ms'), `${compared - differences} of ${compared}`]));
  const [smallest, largest] = [seen[0], seen.at(-1)];
  if (smallest === undefined || largest === undefined) throw new Error('no size was measured');
  report.goal({ id: 'G7b', goal: `overview at ${largest.size}, faster than percentile_cont over the referrals`, unit: '×', target: 100, gate: 30, seen: ratio('raw / overview', largest.raw, largest.overview), sides: [largest.overview, largest.raw] });
  report.goal({ id: 'G7d', goal: 'shown figures that are not the rounded ones of the referrals', unit: '', target: 0, gate: 0, atMost: true, seen: sampleOf('differences', seen.map(({ differences }) => differences)), sides: [] });
  if (smallest === largest) return;
  report.goal({ id: 'G7a', goal: `overview at ${largest.size} / at ${smallest.size} (G11, growth)`, unit: '×', target: 2, gate: 3, atMost: true, seen: ratio('growth', largest.overview, smallest.overview), sides: [smallest.overview, largest.overview] });
}

function seconds(since: number): number {
  return (performance.now() - since) / 1_000;
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function sampleIn(samples: ReadonlyMap<string, Sample>, name: string): Sample {
  const sample = samples.get(name);
  if (sample === undefined) throw new Error(`${name} was not measured`);
  return sample;
}
