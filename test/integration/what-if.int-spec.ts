import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { DirectoryQueries, organisationIdOf, regions, type RegistryView } from '#directory';
import { isDue, recordedReferral, Replay, WORKLOAD_MINUTES, type Actor, type CentreOnRecord, type FactVersion, type HumanRole, type OrganisationKind, type RecordedChain, type ReplayedReferral, type TurnaroundReport, type WhatIfReport } from '#domain';
import { TenantDatabase, type TurnaroundFactRow } from '#persistence';
import { FactLedger, TurnaroundPublisher, WhatIfQueries } from '#turnaround';
import { madeUpPast } from '../../apps/cli/src/demo/past.js';
import { writePast } from '../../apps/cli/src/demo/write-past.js';
import { aRegistryDatabase, type RegistryDatabase } from '../support/registry-database.js';

jest.setTimeout(120_000);

const NOW = new Date('2027-02-10T09:30:00Z');
const DAYS = 90;
const SEED = 60_221;
const id = organisationIdOf;
const anActor = (code: string, organisationKind: OrganisationKind, role: HumanRole): Actor => ({ userId: randomUUID(), organisationId: id(code), organisationKind, role });
const LEAD = anActor('DEMO-WESERBOGEN', 'centre', 'centre_lead');

let database: RegistryDatabase;
let app: DataSource;
let admin: DataSource;
let registry: RegistryView;
let whatIf: WhatIfQueries;
let publisher: TurnaroundPublisher;
let centre: Omit<CentreOnRecord, 'id' | 'counsellors'>;

beforeAll(async () => {
  process.stdout.write(`past seed ${SEED}\n`);
  database = await aRegistryDatabase('what-if', NOW);
  ({ admin, app } = database);
  const { clock } = database;
  await writePast({ app, clock }, madeUpPast({ seed: SEED, count: Number(process.env['REFERRALS'] ?? 4_000), from: new Date('2026-10-01T00:00:00Z'), until: NOW }));
  publisher = new TurnaroundPublisher(new TenantDatabase(clock), regions());
  const ledger = new FactLedger(new TenantDatabase(clock));
  while ((await ledger.foldDue()) > 0);
  registry = await new DirectoryQueries(new TenantDatabase(app), () => NOW).view();
  const hours = registry.openingHours(LEAD.organisationId);
  if (hours === null) throw new Error('no such centre');
  centre = { hours, calendar: registry.calendar(), measureDays: 10 };
  whatIf = new WhatIfQueries(new TenantDatabase(app), () => NOW);
}, 120_000);

afterAll(() => database?.close());

/** What the database holds of the last ninety days, of all centres. */
async function recordedChain(): Promise<RecordedChain> {
  const rows = await admin.query<readonly TurnaroundFactRow[]>(
    `select * from turnaround_fact where submitted_at >= $1::timestamptz - interval '${DAYS} days' and recorded_from <= $1 order by referral_id, recorded_from`,
    [NOW],
  );
  const byReferral = new Map<string, FactVersion[]>();
  for (const row of rows) {
    const version = { recordedFrom: row.recorded_from, recordedUntil: row.recorded_until, facts: factsOf(row) };
    byReferral.set(row.referral_id, [...(byReferral.get(row.referral_id) ?? []), version]);
  }
  const due = [...byReferral].filter(([, versions]) => isDue((versions.at(-1) as FactVersion).facts, NOW));
  const referrals = due.flatMap(([referral, versions]) => recordedReferral(referral, '', versions, WORKLOAD_MINUTES) ?? []);
  const centres = new Map(registry.centres().map(({ id: key, openingHours }) => [key, { hours: openingHours, counsellors: 2, alternative: null }]));
  return { referrals, centres, calendar: registry.calendar(), measureDays: 10 };
}

const factsOf = (row: TurnaroundFactRow): FactVersion['facts'] =>
  ({
    submittedAt: row.submitted_at, consentAt: row.consent_at, centreId: row.centre_id, answeredAt: row.answered_at, declinedAt: row.declined_at, declineReason: row.decline_reason,
    reroutedAt: row.rerouted_at, firstAttemptAt: row.first_attempt_at, reachedAt: row.reached_at, reachedResult: row.reached_result, measureUntil: row.measure_until,
    closedAt: row.closed_at, outcome: row.outcome, withdrawn: row.withdrawn,
  }) as FactVersion['facts'];

/** Attempts that differ from what the database holds, asked of it anew by their ids. */
async function differences(replayed: readonly ReplayedReferral[]): Promise<number> {
  const stored = await admin.query<readonly { readonly referral_id: string; readonly centre_id: string; readonly first_attempt_at: Date | null }[]>(
    'select referral_id, centre_id, first_attempt_at from turnaround_fact where recorded_from <= $2 and (recorded_until is null or recorded_until > $2) and referral_id = any ($1)',
    [replayed.map(({ id: referral }) => referral), NOW],
  );
  const byId = new Map(stored.map((row) => [row.referral_id, row]));
  return replayed.filter(({ id: referral, attemptAt, centre: at }) => {
    const row = byId.get(referral);
    return row?.centre_id !== at || row.first_attempt_at?.getTime() !== attemptAt?.getTime();
  }).length;
}

describe('the recorded referrals of ninety days', () => {
  it('come out of a replay without a change as they went in: 0 differences', async () => {
    const chain = await recordedChain();
    const replay = new Replay(chain);
    const found = await Promise.all([1, 2, 3].map((seed) => differences(replay.run({}, seed))));
    process.stdout.write(`replay of ${chain.referrals.length} referrals of ${DAYS} days in ${new Set(chain.referrals.map((each) => each.centre)).size} centres: ${found.join(', ')} differences\n`);
    expect(chain.referrals.length).toBeGreaterThan(2_000);
    expect(found).toEqual([0, 0, 0]);
  });

  it('have differences when something is supposed, so that the comparison sees them', async () => {
    const replay = new Replay(await recordedChain());
    expect(await differences(replay.run({ weekendCover: [{ centre: LEAD.organisationId, opens: '10:00', closes: '16:00' }] }, 1))).toBeGreaterThan(0);
  });
});

describe('the lead of a centre', () => {
  it('gets the record for the record, exactly, when nothing is supposed', async () => {
    const { recorded, supposed, leaving, referrals } = await asked({});
    expect(supposed).toEqual(recorded);
    expect([leaving, supposed.touched]).toEqual([0, 0]);
    const [raw] = await admin.query<[{ n: number; within24: number }]>(
      `select count(*)::int as n, count(*) filter (where first_attempt_at - submitted_at <= interval '24 hours')::int as within24 from turnaround_fact
       where centre_id = $1 and recorded_from <= $2 and (recorded_until is null or recorded_until > $2) and not withdrawn and submitted_at >= $2::timestamptz - interval '${DAYS} days' and submitted_at <= $2::timestamptz - interval '72 hours'
         and not (outcome is not distinct from 'consent_withdrawn' and first_attempt_at is null and closed_at - submitted_at < interval '72 hours')`,
      [LEAD.organisationId, NOW],
    );
    expect(raw.n).toBeGreaterThan(20);
    expect([referrals, Math.round((recorded.attemptedBy.find(({ hours }) => hours === 24)?.middle ?? 0) * raw.n)]).toEqual([raw.n, raw.within24]);
  });

  it('sees weekends with somebody there shorten the wait, with a band', async () => {
    const { recorded, supposed } = await asked({ weekendCover: { opens: '10:00', closes: '16:00' } });
    expect(supposed.touched).toBeGreaterThan(0);
    expect(supposed.referrals).toBe(recorded.referrals);
    for (const { low, middle, high } of [supposed.medianHours, ...supposed.attemptedBy]) expect(low <= middle && middle <= high).toBe(true);
    expect(supposed.attemptedBy.map(({ hours }) => hours)).toContain(72);
  });

  it('sees who would have gone elsewhere left out of both figures', async () => {
    const { recorded, supposed, leaving, referrals } = await asked({ rerouteAfterHours: 1 });
    expect(leaving).toBeGreaterThan(0);
    expect([recorded.referrals, supposed.referrals]).toEqual([referrals, referrals]);
  });

  it('gains days of the measure and no attempt from a rule set of fourteen days', async () => {
    const { recorded, supposed } = await asked({ measureDays: 14 });
    expect(supposed.attemptedBy).toEqual(recorded.attemptedBy);
    expect(supposed.attemptedInMeasure?.middle).toBeGreaterThanOrEqual(recorded.attemptedInMeasure?.middle ?? 1);
  });

  it('counts no referral of another centre', async () => {
    const other = await whatIf.ofOwnCentre(anActor('DEMO-AASEE', 'centre', 'centre_lead'), centre, { days: DAYS, supposed: {} });
    const foreign = await admin.query<[{ n: number }]>(`select count(*)::int as n from turnaround_fact where centre_id = $1 and recorded_until is null`, [LEAD.organisationId]);
    expect(other.recorded.referrals).not.toBe((await asked({})).referrals);
    const nobody = await whatIf.ofOwnCentre({ ...LEAD, organisationId: randomUUID() }, centre, { days: 365, supposed: {} });
    expect([nobody.recorded.referrals, foreign[0].n > 0]).toEqual([0, true]);
  });
});

describe('what is published of a year', () => {
  let told: WhatIfReport;
  let report: TurnaroundReport;
  beforeAll(async () => {
    const began = performance.now();
    const found = await publisher.compute('2027-02-01');
    const bodyOf = (subject: string): string => found.find((each) => each.subject === subject && each.period === '2026')?.body ?? '';
    [told, report] = [JSON.parse(bodyOf('what_if')) as WhatIfReport, JSON.parse(bodyOf('turnaround')) as TurnaroundReport];
    process.stdout.write(`reports and what-ifs of one day computed in ${Math.round(performance.now() - began)} ms; ${told.regions.length} regions\n`);
  });

  it('is told of regions with fifty published referrals, and of no authority', () => {
    const expected = report.regions.filter(({ level, counts }) => level !== 'authority' && (counts.referrals ?? 0) >= 50);
    expect(expected.length).toBeGreaterThan(6);
    expect(told.regions.map(({ key, referrals }) => [key, referrals])).toEqual(expected.map(({ key, counts }) => [key, counts.referrals]));
  });

  it('tells of what was only what the report tells, and hides what that hides', () => {
    for (const { key, recorded, supposed } of told.regions) {
      const { counts, medianHours, p90Hours } = report.regions.find((region) => region.key === key) as TurnaroundReport['regions'][number];
      expect(recorded).toEqual({ attempt24: counts.attempt24, attempt48: counts.attempt48, attempt72: counts.attempt72, reachedInMeasure: counts.reachedInMeasure, medianHours, p90Hours });
      for (const { supposition, ...figures } of supposed)
        for (const [name, band] of Object.entries(figures)) {
          if (recorded[name as keyof typeof recorded] === null) expect([supposition, band]).toEqual([supposition, null]);
          if (band !== null) expect(band.low).toBeLessThan(band.high);
          if (band !== null && !name.endsWith('Hours')) expect([band.low % 5, band.high % 5]).toEqual([0, 0]);
        }
    }
  });

  it('supposes a longer measure without another attempt, and weekends without another measure', () => {
    const [land] = told.regions;
    const of = (id: string) => land?.supposed.find(({ supposition }) => supposition === id);
    process.stdout.write(`${JSON.stringify(land)}\n`);
    expect([of('measure14')?.attempt24, of('weekendCover')?.reachedInMeasure]).toEqual([null, null]);
    expect(of('measure14')?.reachedInMeasure?.high).toBeGreaterThan(land?.recorded.reachedInMeasure ?? Infinity);
    expect(of('weekendCover')?.attempt24?.low).toBeGreaterThan(land?.recorded.attempt24 ?? Infinity);
  });

  it('comes out the same, byte for byte, when hours, closures and accounts have changed since', async () => {
    const before = await publisher.compute('2027-02-01');
    await admin.query(`insert into closure (id, centre_id, first_day, last_day, reason, recorded_at) values ($1, $2, '2026-11-01', '2026-11-30', 'Umbau (fiktiv)', '2027-02-05')`, [randomUUID(), LEAD.organisationId]);
    await admin.query(`update app_user set disabled_at = now() where organisation_id = $1`, [LEAD.organisationId]);
    expect(await publisher.compute('2027-02-01')).toEqual(before);
  });
});

async function asked(supposed: Parameters<WhatIfQueries['ofOwnCentre']>[2]['supposed']) {
  const answer = await whatIf.ofOwnCentre(LEAD, centre, { days: DAYS, supposed });
  return { ...answer, referrals: answer.recorded.referrals };
}
