import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { organisationIdOf, importRegistry } from '#directory';
import type { Actor, HumanRole, OrganisationKind } from '#domain';
import { openDatabase, TenantDatabase } from '#persistence';
import { rollUpTurnaround, TurnaroundQueries } from '#turnaround';
import { seedOrganisations } from '../../apps/cli/src/demo/seed-organisations.js';
import { aDatabase, type TestDatabase } from '../support/postgres.js';

const NOW = new Date('2027-02-10T09:30:00Z');
const HOUR = 3_600_000;
const id = organisationIdOf;
const anActor = (code: string, organisationKind: OrganisationKind, role: HumanRole): Actor => ({
  userId: randomUUID(),
  organisationId: id(code),
  organisationKind,
  role,
});
const STATE = anActor('DEMO-LKS', 'state_office', 'state_coordinator');

let database: TestDatabase;
let admin: DataSource;
let clock: DataSource;
let report: DataSource;
let app: DataSource;
let turnaround: TurnaroundQueries;

interface Wish {
  readonly ags: string;
  readonly authority: string;
  readonly centre: string;
  /** Hours before now. */
  readonly submitted: number;
  /** Hours after submission; null: nobody has tried. */
  readonly attempt: number | null;
  readonly reached?: boolean;
  readonly state?: string;
  readonly outcome?: string | null;
  readonly closed?: number;
}

/** A referral as far as the figures look at it, entered past every rule: what is tested is the counting. */
async function enter({
  ags,
  authority,
  centre,
  submitted,
  attempt,
  reached = false,
  state = 'contacting',
  outcome = null,
  closed,
}: Wish): Promise<string> {
  const [referralId, deploymentId] = [randomUUID(), randomUUID()];
  const at = new Date(NOW.getTime() - submitted * HOUR);
  const later = (hours: number | null | undefined): Date | null =>
    hours === null || hours === undefined ? null : new Date(at.getTime() + hours * HOUR);
  await admin.query('insert into deployment (id, police_authority_id, incident_ags, occurred_at) values ($1, $2, $3, $4)', [
    deploymentId,
    id(authority),
    ags,
    at,
  ]);
  await admin.query(
    `insert into referral (id, reference, state, version, police_authority_id, centre_id, deployment_id, incident_ags, whereabouts_ags, target_group, created_by, created_at,
       first_submitted_at, first_attempt_at, reached_at, outcome, closed_at)
     values ($1, $2, $3, 1, $4, $5, $6, $7, $7, 'women', $1, $8, $8, $9, $10, $11, $12)`,
    [
      referralId,
      `F-${referralId.slice(0, 7)}`,
      state,
      id(authority),
      id(centre),
      deploymentId,
      ags,
      at,
      later(attempt),
      reached ? later(attempt) : null,
      outcome,
      later(closed),
    ],
  );
  return referralId;
}

const several = async (count: number, wish: Wish): Promise<void> => {
  for (let index = 0; index < count; index += 1) await enter(wish);
};
const DUESSELDORF = { ags: '05111000', authority: 'PP-Duesseldorf', centre: 'DEMO-RHEINBOGEN', submitted: 200 } as const;
const HOEXTER = { ags: '05762020', authority: 'LR-05762', centre: 'DEMO-WESERBOGEN', submitted: 200 } as const;

beforeAll(async () => {
  database = await aDatabase('turnaround');
  const open = (url: string): Promise<DataSource> => openDatabase({ url, poolSize: 2 });
  [admin, clock, report, app] = await Promise.all([
    open(database.adminUrl),
    open(database.clockUrl),
    open(database.reportUrl),
    open(database.appUrl),
  ]);
  const migrator = await open(database.migratorUrl);
  await importRegistry(migrator);
  await seedOrganisations(migrator, { now: NOW, passwordHash: 'none' });
  await migrator.destroy();
  turnaround = new TurnaroundQueries(report, new TenantDatabase(app), () => NOW);
  await several(9, { ...DUESSELDORF, attempt: 10, reached: true });
  await several(3, { ...DUESSELDORF, attempt: 40 });
  await several(6, { ...DUESSELDORF, attempt: null });
  await several(4, { ...HOEXTER, attempt: 3, reached: true });
  // Outside of the due cohort, each for its own reason.
  await enter({ ...DUESSELDORF, submitted: 71, attempt: null });
  await enter({ ...DUESSELDORF, attempt: null, state: 'withdrawn' });
  await enter({ ...DUESSELDORF, attempt: null, state: 'purged' });
  await enter({ ...DUESSELDORF, attempt: null, state: 'closed', outcome: 'consent_withdrawn', closed: 20 });
  await clock.transaction((tx) => rollUpTurnaround(tx, NOW));
});

afterAll(async () => {
  for (const each of [admin, clock, report, app]) await each?.destroy();
  await database?.drop();
});

describe('the roll-up', () => {
  it('publishes a district rounded, by the due cohort', async () => {
    const cells = await turnaround.districts(STATE);
    expect(cells.find(({ district }) => district.ags === '05111')).toEqual({
      district: { ags: '05111', name: 'Düsseldorf' },
      quarter: '2027-Q1',
      computedAt: NOW,
      // 18 referrals, 9 within 24 hours, 12 within 72, 9 reached; the median waits for a first attempt at all.
      referrals: 20,
      firstAttemptWithin24h: 10,
      firstAttemptWithin72h: 10,
      reached: 10,
      medianHoursToFirstAttempt: 25,
      suppressed: false,
    });
  });

  it('suppresses a district with four referrals', async () => {
    const cells = await turnaround.districts(STATE, '2027-Q1');
    expect(cells.find(({ district }) => district.ags === '05762')).toMatchObject({
      referrals: null,
      firstAttemptWithin24h: null,
      firstAttemptWithin72h: null,
      reached: null,
      medianHoursToFirstAttempt: null,
      suppressed: true,
    });
  });

  it('stores nothing that the reader could use to undo the suppression', async () => {
    const [row] = await admin.query<Record<string, unknown>[]>(`select * from stats.turnaround_cell where district_ags = '05762'`);
    expect(Object.values(row ?? {}).filter((value) => typeof value === 'number')).toEqual([]);
  });

  it('puts the last evening of a year in local time into its own quarter', async () => {
    const midnight = (NOW.getTime() - Date.parse('2026-12-31T23:00:00Z')) / HOUR;
    const before = await enter({ ...HOEXTER, submitted: midnight + 1 / 3600, attempt: 1 });
    const after = await enter({ ...HOEXTER, submitted: midnight, attempt: 1 });
    await clock.transaction((tx) => rollUpTurnaround(tx, NOW));
    expect((await turnaround.districts(STATE)).filter(({ district }) => district.ags === '05762').map(({ quarter }) => quarter)).toEqual([
      '2027-Q1',
      '2026-Q4',
    ]);
    await admin.query('delete from referral where id = any ($1)', [[before, after]]);
    await clock.transaction((tx) => rollUpTurnaround(tx, NOW));
    expect((await turnaround.districts(STATE, '2026-Q4')).length).toBe(0);
  });

  it('shows a local coordinator the own area only', async () => {
    const cells = await turnaround.districts(anActor('DEMO-NETZ-OWL', 'local_network', 'local_coordinator'));
    expect(cells.map(({ district }) => district.ags)).toEqual(['05762']);
  });
});

describe('an organisation’s own figures', () => {
  it('are exact for the lead of the police and of the centre', async () => {
    const exact = {
      quarter: '2027-Q1',
      referrals: 4,
      firstAttemptWithin24h: 4,
      firstAttemptWithin72h: 4,
      reached: 4,
      medianHoursToFirstAttempt: 3,
    };
    expect(await turnaround.own(anActor('LR-05762', 'police_authority', 'police_lead'))).toEqual([exact]);
    expect(await turnaround.own(anActor('DEMO-WESERBOGEN', 'centre', 'centre_lead'))).toEqual([exact]);
    expect(await turnaround.own(anActor('DEMO-AASEE', 'centre', 'centre_lead'))).toEqual([]);
  });
});

describe('stalled items', () => {
  it('tell the local coordinator of the area reference and state, and nobody else anything', async () => {
    const referralId = await enter({ ...HOEXTER, submitted: 60, attempt: null, state: 'submitted' });
    const clockId = randomUUID();
    const dueAt = new Date(NOW.getTime() - 30 * HOUR);
    const ladder = JSON.stringify([
      { rung: 'escalation_3', dueAt: dueAt.toISOString(), tells: ['network:local_coordinator'], escalation: 3 },
    ]);
    await admin.query(
      `insert into clock (id, referral_id, police_authority_id, kind, started_at, due_at, derivation, ladder, calendar_version)
       values ($1, $2, $3, 'acknowledge', $4, $4, '{}', $5, 'DE-NW-2024-2035-v1')`,
      [clockId, referralId, id('LR-05762'), dueAt, ladder],
    );
    const owl = anActor('DEMO-NETZ-OWL', 'local_network', 'local_coordinator');
    expect(await turnaround.stalledItems(owl)).toEqual([]);
    await admin.query(`insert into clock_rung (clock_id, rung, due_at, fired_at, lateness_ms) values ($1, 'escalation_3', $2, $2, 0)`, [
      clockId,
      dueAt,
    ]);
    expect(await turnaround.stalledItems(owl)).toEqual([
      {
        reference: `F-${referralId.slice(0, 7)}`,
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
    expect(answers.filter(([, answer]) => answer === 'read')).toEqual([['stats.turnaround_cell', 'read']]);
  });

  it('cannot write what it reads', async () => {
    await expect(report.query(`update stats.turnaround_cell set referrals = 4`)).rejects.toMatchObject({ code: '42501' });
  });
});
