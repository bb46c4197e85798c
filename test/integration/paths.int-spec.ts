import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { organisationIdOf, regions } from '#directory';
import { PATH_STEPS, type PathsReport, type PublishedPath } from '#domain';
import { TenantDatabase } from '#persistence';
import { FactLedger, TurnaroundPublisher, TurnaroundQueries, type PublishedPaths } from '#turnaround';
import { ocelLog, xesLog } from '../../apps/api/src/turnaround/event-log.js';
import { madeUpPast } from '../../apps/cli/src/demo/past.js';
import { writePast } from '../../apps/cli/src/demo/write-past.js';
import { readOcel, readXes, type ReadLog } from '../support/event-logs.js';
import { aRegistryDatabase, type RegistryDatabase } from '../support/registry-database.js';

jest.setTimeout(300_000);

const NOW = new Date('2027-03-10T09:30:00Z');
const SEED = 5_309;

let database: RegistryDatabase;
let clock: DataSource;
let report: DataSource;
let app: DataSource;
let turnaround: TurnaroundQueries;
let ledger: FactLedger;
let publisher: TurnaroundPublisher;

const fold = async (): Promise<void> => {
  while ((await ledger.foldDue()) > 0);
};
const computed = async (asOf: string): Promise<ReadonlyMap<string, PathsReport>> =>
  new Map((await publisher.compute(asOf)).filter(({ subject }) => subject === 'paths').map(({ period, body }) => [period, JSON.parse(body) as PathsReport]));

beforeAll(async () => {
  process.stdout.write(`past seed ${SEED}\n`);
  database = await aRegistryDatabase('paths', NOW);
  ({ clock, report, app } = database);
  turnaround = new TurnaroundQueries(report, new TenantDatabase(app), () => NOW);
  ledger = new FactLedger(new TenantDatabase(clock));
  publisher = new TurnaroundPublisher(new TenantDatabase(clock), regions());
  await writePast({ app, clock }, madeUpPast({ seed: SEED, count: 3_000, from: new Date('2026-01-01T00:00:00Z'), until: new Date('2026-12-20T00:00:00Z') }));
  await fold();
  await publisher.publish('2027-02-01', NOW);
  await publisher.publish('2027-03-01', NOW);
}, 240_000);

afterAll(() => database?.close());

describe('the paths', () => {
  it('are published of every period that has settled, with counts in fives, and say where referrals stand', async () => {
    expect(await turnaround.pathsCatalogue()).toEqual(
      ['2026-Q4', '2026-Q3', '2026-Q2', '2026-Q1', '2026'].map((period) => ({ period, asOf: '2027-03-01' })),
    );
    const { report: year, sha256 } = await turnaround.paths('2026');
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(year.paths.length).toBeGreaterThan(5);
    expect([year.referrals, year.others, ...year.paths.map(({ referrals }) => referrals)].filter((count) => count === null || count % 5 !== 0)).toEqual([]);
    expect(year.paths.every(({ steps, hours, referrals }) => steps[0] === 'submitted' && hours.length === steps.length - 1 && referrals >= 10)).toBe(true);
    const listed = year.paths.reduce((sum, { referrals }) => sum + referrals, 0);
    process.stdout.write(`2026: ${year.paths.length} paths, ${listed} of ${year.referrals} referrals on them, ${year.others} on others\n`);
    expect(listed / (year.referrals ?? 0)).toBeGreaterThan(0.9);
  });

  it('are the same as raw SQL counts them', async () => {
    const { report: year } = await turnaround.paths('2026');
    const [{ declined, reached }] = await clock.query<[{ declined: number; reached: number }]>(
      `select count(*) filter (where declined_at is not null)::int as declined, count(*) filter (where reached_at is not null)::int as reached
       from turnaround_fact where recorded_until is null and not withdrawn and submitted_at >= '2025-12-31T23:00Z' and submitted_at < '2026-12-31T23:00Z'`,
    );
    const on = (step: string): number => year.paths.filter(({ steps }) => (steps as readonly string[]).includes(step)).reduce((sum, { referrals }) => sum + referrals, 0);
    const most = (year.others ?? 0) + 2 * year.paths.length + 2;
    expect(Math.abs(declined - on('declined'))).toBeLessThanOrEqual(most);
    expect(Math.abs(reached - on('reached'))).toBeLessThanOrEqual(most);
  });

  it('are the same on a later day, whatever is entered after they settled, and computed anew they are the same bytes', async () => {
    const [february, march] = [await computed('2027-02-01'), await computed('2027-03-01')];
    expect({ ...february.get('2026-Q3'), asOf: '' }).toEqual({ ...march.get('2026-Q3'), asOf: '' });
    const id = randomUUID();
    const at = (text: string): Date => new Date(text);
    await writePast({ app, clock }, Array.from({ length: 60 }, (_, index) => ({
      id: index === 0 ? id : randomUUID(), deploymentId: randomUUID(), ags: '05762020', policeAuthorityId: organisationIdOf('LR-05762'), centreId: organisationIdOf('DEMO-WESERBOGEN'),
      events: [['create', '2026-07-03T08:00:00Z'], ['submit', '2026-07-03T09:00:00Z'], ['accept', '2027-02-03T09:00:00Z'], ['record_attempt', '2027-02-03T10:00:00Z']].map(([event, time]) => ({
        event: event as 'submit', from: null, to: 'submitted' as const, at: at(time ?? ''), data: { centreId: organisationIdOf('DEMO-WESERBOGEN') },
      })),
    })));
    await fold();
    const later = await computed('2027-03-01');
    // Known when the quarter settled: sixty that were submitted and nothing more.
    expect(later.get('2026-Q3')?.paths.find(({ steps }) => steps.length === 1)?.referrals).toBe(60);
    expect(later.get('2026-Q2')).toEqual(march.get('2026-Q2'));
    expect((await publisher.differing(1)).every((name) => /2026(-Q3)? /.test(name))).toBe(true);
  });

  it.each([
    ['2026-07', undefined, 'period_not_in_catalogue'],
    ['2027-Q1', undefined, 'period_not_in_catalogue'],
    ['2026-Q4', '2027-01-01', 'as_of_not_in_catalogue'],
    ['2026-Q4', '2027-02-03', 'as_of_not_in_catalogue'],
    ['2026-Q4', '2027-04-01', 'as_of_in_future'],
  ])('of %s as of %s are refused by the rule %s', async (period, asOf, code) => {
    await expect(turnaround.paths(period, asOf)).rejects.toMatchObject({ code });
  });
});

/** The table of paths as a log tells it: equal traces together. */
function tableOf({ cases }: ReadLog): readonly PublishedPath[] {
  const found = new Map<string, { steps: readonly PublishedPath['steps'][number][]; referrals: number; hours: readonly number[] }>();
  for (const { events } of cases) {
    const steps = events.map(({ activity }) => activity as PublishedPath['steps'][number]);
    const hours = events.slice(1).map(({ at }, index) => (at.getTime() - (events[index]?.at ?? at).getTime()) / 3_600_000);
    const known = found.get(steps.join(' ')) ?? { steps, referrals: 0, hours };
    if (JSON.stringify(known.hours) !== JSON.stringify(hours)) throw new Error('two cases of one path have other times');
    known.referrals += 1;
    found.set(steps.join(' '), known);
  }
  return [...found.values()];
}

describe('an event log', () => {
  let published: PublishedPaths;
  beforeAll(async () => {
    published = await turnaround.paths('2026');
  });
  const LOGS = [['OCEL 2.0', ocelLog, readOcel], ['XES', xesLog, readXes]] as const;

  it.each(LOGS)('in %s keeps the rules of the format', (_, write, read) => {
    expect(read([...write(published)].join('')).problems).toEqual([]);
  });

  it.each(LOGS)('in %s gives back the published paths, and says what it was made from', (_, write, read) => {
    const log = read([...write(published)].join(''));
    expect(tableOf(log)).toEqual(published.report.paths);
    expect(log.about.get('sha256')).toBe(published.sha256);
    expect(log.about.get('note')).toContain('not from referrals');
    expect([log.about.get('referrals'), log.about.get('others')]).toEqual([String(published.report.referrals), String(published.report.others)]);
  });

  it.each(LOGS)('in %s holds nothing of anybody: names of steps, instants of the table, and numbers given here', async (_, write, read) => {
    const file = [...write(published)].join('');
    const ids = await clock.query<readonly { id: string; reference: string }[]>('select id, reference from referral');
    expect(ids.filter(({ id, reference }) => file.includes(id) || file.includes(reference))).toEqual([]);
    const { cases } = read(file);
    expect(cases.every(({ id }) => /^referral-\d{4}-\d{5}$/.test(id))).toBe(true);
    expect(cases.flatMap(({ events }) => events).filter(({ activity }) => !(PATH_STEPS as readonly string[]).includes(activity))).toEqual([]);
  });

  it('with a planted fault is found to break its format', () => {
    const [ocel, xes] = [[...ocelLog(published)].join(''), [...xesLog(published)].join('')];
    const faults: readonly (readonly [ReadLog, string])[] = [
      [readOcel(ocel.replace('"type":"submitted"', '"type":"sent"')), 'the type of events is declared'],
      [readOcel(ocel.replace('"objectId":"publication"', '"objectId":"nothing"')), 'relationships lead to an object'],
      [readOcel(ocel.replace(/"time":"2025[^"]*"/, '"time":"yesterday"')), 'events have a time'],
      [readXes(xes.replace('</trace>', '')), 'every element ends where it began'],
      [readXes(xes.replace('<trace>', '<case/><trace>')), 'a log holds what it may, in order'],
      [readXes(xes.replace(/value="2025[^"]*"/, 'value="yesterday"')), 'an attribute has a key and a value of its type'],
      [readXes(xes.replace('prefix="time"', 'prefix="date"')), 'the prefix of a key is that of an extension'],
    ];
    for (const [{ problems }, rule] of faults) expect(problems).toContain(rule);
  });

  it('of a period without a listed path is a valid, empty log', () => {
    const empty: PublishedPaths = { ...published, report: { ...published.report, referrals: null, others: null, paths: [] } };
    for (const [, write, read] of LOGS) expect(read([...write(empty)].join(''))).toMatchObject({ problems: [], cases: [] });
  });
});
