import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { organisationIdOf, regions } from '#directory';
import { MEASURES, type Actor, type EventName, type HumanRole, type OrganisationKind, type RegionFigures } from '#domain';
import { TenantDatabase } from '#persistence';
import { FactLedger, TurnaroundPublisher, TurnaroundQueries, type Publication } from '#turnaround';
import { madeUpPast, type PastReferral } from '../../apps/cli/src/demo/past.js';
import { writePast } from '../../apps/cli/src/demo/write-past.js';
import { aRegistryDatabase, type RegistryDatabase } from '../support/registry-database.js';

// Computing the reports of a day takes seconds, and some of these compute every day of a year.
jest.setTimeout(300_000);

const NOW = new Date('2027-02-10T09:30:00Z');
const HOUR = 3_600_000;
const SEED = 4_711;
const id = organisationIdOf;
const anActor = (code: string, organisationKind: OrganisationKind, role: HumanRole): Actor => ({
  userId: randomUUID(),
  organisationId: id(code),
  organisationKind,
  role,
});
const STATE = anActor('DEMO-LKS', 'state_office', 'state_coordinator');

let database: RegistryDatabase;
let admin: DataSource;
let clock: DataSource;
let report: DataSource;
let app: DataSource;
let turnaround: TurnaroundQueries;
let ledger: FactLedger;
let publisher: TurnaroundPublisher;

/** A referral of one district, told by what happened so many hours after its submission. */
function aReferral(submittedAt: string, ...after: readonly (readonly [EventName, number, Record<string, unknown>?])[]): PastReferral {
  const at = (hours: number): Date => new Date(new Date(submittedAt).getTime() + hours * HOUR);
  const events = [['create', -1] as const, ['submit', 0, { centreId: id('DEMO-WESERBOGEN') }] as const, ...after];
  return {
    id: randomUUID(), deploymentId: randomUUID(), ags: '05762020', policeAuthorityId: id('LR-05762'), centreId: id('DEMO-WESERBOGEN'),
    events: events.map(([event, hours, data = {}]) => ({ event, from: null, to: 'submitted', at: at(hours), data })),
  };
}

const write = (...past: readonly PastReferral[]): Promise<number> => writePast({ app, clock }, past);
const fold = async (): Promise<void> => {
  while ((await ledger.foldDue()) > 0);
};
const figuresIn = (publications: readonly Publication[], period: string, key: string): RegionFigures => {
  const found = publications.find((each) => each.period === period);
  const figures = (JSON.parse(found?.body ?? '{}') as { regions: RegionFigures[] }).regions.find((region) => region.key === key);
  if (figures === undefined) throw new Error('no such region');
  return figures;
};

beforeAll(async () => {
  process.stdout.write(`past seed ${SEED}\n`);
  database = await aRegistryDatabase('turnaround', NOW);
  ({ admin, clock, report, app } = database);
  turnaround = new TurnaroundQueries(report, new TenantDatabase(app), () => NOW);
  ledger = new FactLedger(new TenantDatabase(clock));
  publisher = new TurnaroundPublisher(new TenantDatabase(clock), regions());
  await writePast({ app, clock }, madeUpPast({ seed: SEED, count: 3_000, from: new Date('2026-01-01T00:00:00Z'), until: new Date('2026-12-20T00:00:00Z') }));
  await fold();
}, 120_000);

afterAll(() => database?.close());

describe('facts', () => {
  it('follow from the history: building them anew changes nothing and gives the same bytes', async () => {
    const first = await ledger.rebuild({ mend: false });
    expect(first).toMatchObject({ referrals: 3_000, differ: 0 });
    await admin.query(`update turnaround_fact set reached_at = submitted_at where referral_id = (select referral_id from turnaround_fact where reached_at is null order by 1 limit 1)`);
    expect(await ledger.rebuild({ mend: true })).toMatchObject({ differ: 1, sha256: first.sha256 });
    expect(await ledger.rebuild({ mend: false })).toEqual(first);
  });

  it('outlive the purge, and hold no event that is later than they', async () => {
    const [{ count }] = await clock.query<[{ count: number }]>(`select count(distinct referral_id)::int as count from turnaround_fact f join referral r on r.id = f.referral_id where r.state = 'purged'`);
    expect(count).toBe(3_000);
  });
});

describe('a report', () => {
  it('is the same as of an earlier day, whatever is entered, corrected or purged later', async () => {
    const before = await publisher.compute('2027-02-01');
    const late = aReferral('2026-10-05T08:00:00Z', ['record_attempt', 2_900, { at: '2026-10-05T09:00:00.000Z' }]);
    await write(...Array.from({ length: 40 }, () => ({ ...late, id: randomUUID(), deploymentId: randomUUID() })));
    await fold();
    // The submissions were known when the quarter settled; the attempts of the same day were entered two days later, and are in no report.
    const after = await publisher.compute('2027-02-01');
    expect(after).not.toEqual(before);
    expect(figuresIn(after, '2026-Q4', '05762').counts.untried).toBe(40);
    expect(figuresIn(await publisher.compute('2026-11-01'), '2026-Q4', '057').counts.untried).toBeGreaterThanOrEqual(40);
    await write(aReferral('2026-10-06T08:00:00Z', ['record_attempt', 2_100, { at: '2026-10-06T08:30:00.000Z' }]));
    await admin.query(`delete from attempt`);
    await fold();
    expect(figuresIn(await publisher.compute('2027-02-01'), '2026-Q4', '05762').counts.untried).toBe(40);
  });

  it('is published once, byte for byte, and cannot be changed', async () => {
    await publisher.publishDue(NOW);
    const told = await report.query<readonly { period: string; days: string[] }[]>(
      `select period, array_agg(as_of::text order by as_of) as days from stats.publication where subject = 'turnaround' group by period`,
    );
    const daysOf = (of: string): readonly string[] | undefined => told.find(({ period }) => period === of)?.days;
    expect([daysOf('2026'), daysOf('2026-Q3'), daysOf('2025')]).toEqual([['2027-02-01'], ['2026-08-01', '2026-09-01', '2026-10-01', '2026-11-01'], ['2026-02-01']]);
    // The running quarter on thirteen days, five that settle, two years.
    expect(told.flatMap(({ days }) => days)).toHaveLength(13 + 5 + 2);
    expect(await publisher.publishDue(NOW)).toBe(0);
    const stored = await report.query<readonly { period: string; subject: string; body: string; sha256: string }[]>(
      `select period, subject, body, sha256 from stats.publication where as_of = '2027-02-01' order by subject, period`,
    );
    const anew = [...(await publisher.compute('2027-02-01'))].sort((a, b) => (`${a.subject} ${a.period}` < `${b.subject} ${b.period}` ? -1 : 1));
    expect(stored).toEqual(anew);
    expect(await publisher.differing(13)).toEqual([]);
    await expect(clock.query(`update stats.publication set body = '{}'`)).rejects.toMatchObject({ code: '42501' });
    await expect(report.query(`delete from stats.publication`)).rejects.toMatchObject({ code: '42501' });
  });

  it('shows multiples of five and nothing below, and counts of a large region as raw SQL does', async () => {
    const { report: year, sha256 } = await turnaround.published(STATE, '2026');
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    const counts = year.regions.flatMap((region) => MEASURES.map((measure) => region.counts[measure]));
    expect(counts.filter((count) => count !== null && count % 5 !== 0)).toEqual([]);
    const [raw] = await admin.query<[{ referrals: number; within24: number; median: number }]>(
      `with cohort as (
         select extract(epoch from r.first_attempt_at - r.first_submitted_at) / 3600 as hours from referral r
         where r.first_submitted_at >= '2025-12-31T23:00Z' and r.first_submitted_at < '2026-12-31T23:00Z' and r.incident_ags like '053%'
           and not exists (select 1 from referral_event e where e.referral_id = r.id and e.event = 'withdraw'))
       select count(*)::int as referrals, count(*) filter (where hours <= 24)::int as within24,
         round(percentile_cont(0.5) within group (order by coalesce(hours, 'infinity')))::int as median from cohort`,
    );
    const cologne = year.regions.find(({ key }) => key === '053');
    const toFive = (count: number): number => Math.round(count / 5) * 5;
    expect([cologne?.counts.referrals, cologne?.counts.attempt24, cologne?.medianHours]).toEqual([toFive(raw.referrals), toFive(raw.within24), raw.median]);
    expect(raw.referrals).toBeGreaterThan(500);
  });

  it('of a settled quarter is the same as of any later day, and nothing is told of it before its districts are', async () => {
    const { report: settled } = await turnaround.published(STATE, '2026-Q2', '2027-01-01');
    expect([settled.asOf, settled.regions.length]).toEqual(['2026-08-01', regions().length]);
    expect(await turnaround.published(STATE, '2026-Q2')).toEqual(await turnaround.published(STATE, '2026-Q2', '2026-08-01'));
    const { report: running } = await turnaround.published(STATE, '2026-Q2', '2026-07-01');
    expect(new Set(running.regions.map(({ level }) => level))).toEqual(new Set(['land', 'regierungsbezirk']));
  });

  it('gives a local coordinator the own area beside the Land, and nobody else’s district', async () => {
    const { report: seen } = await turnaround.published(anActor('DEMO-NETZ-OWL', 'local_network', 'local_coordinator'), '2026-Q4');
    expect(new Set(seen.regions.map(({ level }) => level))).toEqual(new Set(['land', 'regierungsbezirk', 'district']));
    expect(seen.regions.filter(({ level, key }) => level === 'district' && !key.startsWith('057'))).toEqual([]);
  });

  it.each([
    ['2026-07', undefined, 'period_not_in_catalogue'],
    ['2019', undefined, 'period_not_in_catalogue'],
    ['2026-Q4', '2026-12-24', 'as_of_not_in_catalogue'],
    ['2026-Q4', '2026-03-01', 'as_of_not_in_catalogue'],
    ['2026-Q4', '2027-03-01', 'as_of_in_future'],
  ])('of %s as of %s is refused by the rule %s', async (period, asOf, code) => {
    await expect(turnaround.published(STATE, period, asOf)).rejects.toMatchObject({ code });
  });
});

describe('an organisation', () => {
  it('gets its own figures exact, as of any instant, and nobody else’s', async () => {
    const lead = anActor('LR-05762', 'police_authority', 'police_lead');
    const own = await turnaround.own(lead);
    const [{ count }] = await admin.query<[{ count: number }]>(
      `select count(*)::int as count from referral r where police_authority_id = $1 and first_submitted_at >= '2026-09-30T22:00Z' and first_submitted_at < '2026-12-31T23:00Z'
         and not exists (select 1 from referral_event e where e.referral_id = r.id and e.event = 'withdraw')`,
      [lead.organisationId],
    );
    expect(own.quarters.find(({ quarter }) => quarter === '2026-Q4')?.counts.referrals).toBe(count);
    expect(own.quarters.map(({ counts }) => counts.counselledNow)).toEqual(own.quarters.map(() => null));
    const ofCentre = await turnaround.own(anActor('DEMO-WESERBOGEN', 'centre', 'centre_lead'));
    expect(ofCentre.quarters[1]?.counts.counselledNow).toBeGreaterThan(0);
    // All were in sight for 168 hours, so the curve is the plain share.
    const [{ share }] = await admin.query<[{ share: number }]>(
      `select avg(coalesce(first_attempt_at - submitted_at <= interval '72 hours', false)::int)::float8 as share from turnaround_fact
       where police_authority_id = $1 and recorded_until is null and not withdrawn and submitted_at >= $2::timestamptz - interval '365 days'`,
      [lead.organisationId, NOW],
    );
    expect(own.curve?.map(({ hours }) => hours)).toEqual([0, 6, 12, 24, 36, 48, 72, 96, 120, 168]);
    expect(own.curve?.find(({ hours }) => hours === 72)?.share).toBeCloseTo(share, 9);
    expect(own.curve?.every(({ share: at, low, high }) => low <= at && at <= high)).toBe(true);
    const earlier = await turnaround.own(lead, new Date('2026-11-01T00:00:00Z'));
    expect(earlier.quarters.find(({ quarter }) => quarter === '2026-Q4')?.counts.untried).toBe(41);
    await expect(turnaround.own(lead, new Date(NOW.getTime() + 1))).rejects.toMatchObject({ code: 'as_of_in_future' });
  });
});

describe('overdue clocks', () => {
  const overdueReferral = async (count: number, hoursOverdue: number): Promise<void> => {
    for (let index = 0; index < count; index += 1) {
      const past = aReferral(new Date(NOW.getTime() - 200 * HOUR).toISOString());
      await write(past);
      await admin.query(`update referral set state = 'submitted', purged_at = null, closed_at = null, next_due_at = $2 where id = $1`, [past.id, new Date(NOW.getTime() - hoursOverdue * HOUR)]);
    }
  };
  const OWL = anActor('DEMO-NETZ-OWL', 'local_network', 'local_coordinator');

  it('are told per organisation as few or rounded, with the age in steps, and to the own area only', async () => {
    expect(await turnaround.overdue(STATE)).toEqual([]);
    await overdueReferral(4, 30);
    expect(await turnaround.overdue(STATE)).toEqual([
      { organisation: { id: id('DEMO-WESERBOGEN'), name: 'Interventionsstelle Weserbogen (fiktiv)' }, kind: 'centre', overdue: null, oldestHours: 24 },
    ]);
    await overdueReferral(4, 100);
    expect((await turnaround.overdue(OWL)).map(({ overdue, oldestHours }) => [overdue, oldestHours])).toEqual([[10, 72]]);
    expect(await turnaround.overdue(anActor('DEMO-NETZ-RHEIN', 'local_network', 'local_coordinator'))).toEqual([]);
    expect(await turnaround.overdue(anActor('DEMO-WESERBOGEN', 'centre', 'centre_lead'))).toEqual([]);
  });

  it('are the same number in the list of the organisation and in its own figures', async () => {
    const lead = anActor('DEMO-WESERBOGEN', 'centre', 'centre_lead');
    expect((await turnaround.own(lead)).overdueNow).toBe(8);
  });

  it('let a coordinator remind the lead once a day, where something is overdue', async () => {
    expect([await turnaround.nudge(OWL, id('DEMO-WESERBOGEN')), await turnaround.nudge(OWL, id('DEMO-WESERBOGEN')), await turnaround.nudge(OWL, id('DEMO-AASEE'))]).toEqual([true, false, false]);
    const told = await admin.query(`select role, template, referral_id from notification where organisation_id = $1`, [id('DEMO-WESERBOGEN')]);
    expect(told).toEqual([{ role: 'centre_lead', template: 'nudge', referral_id: null }]);
  });
});

describe('stalled items', () => {
  it('tell the local coordinator of the area reference and state, and nobody else anything', async () => {
    const past = aReferral(new Date(NOW.getTime() - 60 * HOUR).toISOString());
    await write(past);
    await admin.query(`update referral set state = 'submitted' where id = $1`, [past.id]);
    const clockId = randomUUID();
    const dueAt = new Date(NOW.getTime() - 30 * HOUR);
    const ladder = JSON.stringify([
      { rung: 'escalation_3', dueAt: dueAt.toISOString(), tells: ['network:local_coordinator'], escalation: 3 },
    ]);
    await admin.query(
      `insert into clock (id, referral_id, police_authority_id, kind, started_at, due_at, derivation, ladder, calendar_version)
       values ($1, $2, $3, 'acknowledge', $4, $4, '{}', $5, 'DE-NW-2024-2035-v1')`,
      [clockId, past.id, id('LR-05762'), dueAt, ladder],
    );
    const owl = anActor('DEMO-NETZ-OWL', 'local_network', 'local_coordinator');
    expect(await turnaround.stalledItems(owl)).toEqual([]);
    await admin.query(`insert into clock_rung (clock_id, rung, due_at, fired_at, lateness_ms) values ($1, 'escalation_3', $2, $2, 0)`, [
      clockId,
      dueAt,
    ]);
    expect(await turnaround.stalledItems(owl)).toEqual([
      {
        reference: `F-${past.id.slice(0, 8).toUpperCase()}`,
        state: 'submitted',
        clock: 'acknowledge',
        dueAt,
        responsibleOrganisation: 'Interventionsstelle Weserbogen (fiktiv)',
        escalation: 0,
      },
    ]);
    expect(await turnaround.stalledItems(anActor('DEMO-NETZ-RHEIN', 'local_network', 'local_coordinator'))).toEqual([]);
  });
});

describe('the coordinators’ role', () => {
  it('is refused on every relation outside the schema stats', async () => {
    const relations = await admin.query<{ name: string; schema: string }[]>(
      `select format('%I.%I', n.nspname, c.relname) as name, n.nspname as schema from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'v', 'm', 'p') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'`,
    );
    const answers = await Promise.all(
      relations.map(async ({ name }) =>
        report.query(`select * from ${name} limit 1`).then(
          () => [name, 'read'],
          (error: { code: string }) => [name, error.code],
        ),
      ),
    );
    const foreign = answers.filter(([, answer], index) => relations[index]?.schema !== 'stats' && answer !== '42501');
    expect(foreign).toEqual([]);
    expect(relations.length).toBeGreaterThan(25);
    // The same look finds what is open to it, so it would find a right given by mistake.
    expect(answers.filter(([, answer]) => answer === 'read')).toEqual([['stats.publication', 'read']]);
  });
});
