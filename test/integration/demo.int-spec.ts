import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { DEMO_PASSWORD, demoLogins, playDemo, type DemoReport } from '../../apps/cli/src/demo.js';
import { EVENTS, OUTCOMES, STATES } from '#domain';
import { openDatabase } from '#persistence';
import { aDatabase, type TestDatabase } from '../support/postgres.js';

const SEED = 20270210;
const NOW = new Date('2027-02-10T09:30:00Z');

let database: TestDatabase;
let clock: DataSource;
let report: DemoReport;

const column = async (sql: string): Promise<unknown[]> =>
  (await clock.query<Record<string, unknown>[]>(sql)).map((row) => Object.values(row)[0]);

beforeAll(async () => {
  process.stdout.write(`demo seed ${SEED}\n`);
  database = await aDatabase('demo');
  const addresses = {
    migrator: database.migratorUrl,
    app: database.appUrl,
    clock: database.clockUrl,
    audit: database.auditUrl,
    keys: database.keysUrl,
  };
  report = await playDemo({ addresses, rootKey: randomBytes(32).toString('base64'), now: () => NOW, seed: SEED, count: 0, past: 300 });
  clock = await openDatabase({ url: database.clockUrl, poolSize: 2 });
}, 120_000);

afterAll(async () => {
  await clock?.destroy();
  await database?.drop();
});

describe('a small demo', () => {
  it('is refused by no rule', () => expect(report.refused).toEqual([]));

  it('lets every event of the machine happen', async () => {
    const happened = await column('select distinct event from referral_event');
    // A change of calendar, closure or agreement is no part of a referral's own story.
    expect(EVENTS.filter((event) => !happened.includes(event))).toEqual(['clocks_recomputed']);
  });

  it('ends in every outcome', async () => {
    const outcomes = await column('select distinct outcome from referral where outcome is not null');
    expect(OUTCOMES.filter((outcome) => !outcomes.includes(outcome))).toEqual([]);
  });

  it('leaves a referral in every state, some of them overdue', async () => {
    const states = await column('select distinct state from referral');
    expect(STATES.filter((state) => !states.includes(state))).toEqual([]);
    const overdue = await clock.query<unknown[]>('select 1 from referral where next_due_at < $1', [NOW]);
    expect(overdue.length).toBeGreaterThan(3);
  });

  it('keeps a trail that verifies and is sealed', () => {
    expect(report.audit.broken).toEqual([]);
    expect(report.audit).toMatchObject({ seals: 1, unsealed: 0 });
    expect(report.audit.events).toBeGreaterThan(report.events);
  });

  it('runs at most one clock of a kind, and after the end only retention and feedback', async () => {
    expect(await clock.query('select referral_id, kind from clock where settled_at is null group by 1, 2 having count(*) > 1')).toEqual([]);
    expect(
      await clock.query(
        `select r.state, c.kind from clock c join referral r on r.id = c.referral_id
         where c.settled_at is null and r.state in ('closed', 'withdrawn', 'purged') and (r.state = 'purged' or c.kind not in ('retention', 'feedback'))`,
      ),
    ).toEqual([]);
  });

  it('fired every rung once and on time', async () => {
    expect(await column('select distinct lateness_ms from clock_rung')).toEqual([0]);
    expect(await clock.query('select 1 from clock where settled_at is null and paused_at is null and next_rung_at <= $1', [NOW])).toEqual(
      [],
    );
  });

  it('replays: the last entry of a history is the state that holds', async () => {
    expect(
      await clock.query(
        `select r.state, e.to_state from referral r join lateral
         (select to_state from referral_event where referral_id = r.id order by id desc limit 1) e on true where e.to_state <> r.state`,
      ),
    ).toEqual([]);
  });

  it('leaves no contact data of a purged or withdrawn consent, and no mail of the past', async () => {
    expect(await clock.query(`select 1 from referral r join contact c on c.referral_id = r.id where r.state = 'purged'`)).toEqual([]);
    expect(await column(`select count(*) from referral where outcome = 'consent_withdrawn' and contact_locked_at is null`)).toEqual([0]);
    expect(await column(`select count(*) from notification where state = 'pending'`)).toEqual([0]);
  });

  it('fills the library with models that say that they are examples, one of them still a draft and one unchecked for a year', async () => {
    const migrator = await openDatabase({ url: database.migratorUrl, poolSize: 1 });
    const models = await migrator.query<{ example: boolean; state: string; old: boolean | null; uses: number }[]>(
      `select example, state, checked_on < '2026-02-10' as old, (select count(*) from local_model_use where model_id = id)::int as uses from local_model order by title`,
    );
    await migrator.destroy();
    expect(models.length).toBeGreaterThan(4);
    expect(models.every(({ example }) => example)).toBe(true);
    expect([models.filter(({ state }) => state === 'draft').length, models.filter(({ old }) => old === true).length, models.filter(({ uses }) => uses > 0).length]).toEqual([1, 1, 4]);
  });

  it('lets a round table sit with released minutes and a late resolution, and invites the same to the next', async () => {
    const admin = await openDatabase({ url: database.adminUrl, poolSize: 1 });
    const sittings = await admin.query(
      `select state, minutes_released_at is not null as released, (select count(*) from meeting_invitation i where i.meeting_id = m.id)::int as invited,
         (select count(*) from meeting_invitation i where i.meeting_id = m.id and i.answer is null)::int as unanswered from meeting m where kind = 'round_table' order by starts_at`,
    );
    const resolutions = await admin.query(`select state, due_at < $1 as late, (select count(*) from resolution_rung g where g.resolution_id = r.id and g.fired_at is not null)::int as told from resolution r order by due_at`, [NOW]);
    await admin.destroy();
    expect(sittings).toEqual([{ state: 'held', released: true, invited: 4, unanswered: 1 }, { state: 'planned', released: false, invited: 4, unanswered: 2 }]);
    expect(resolutions).toEqual([{ state: 'done', late: true, told: expect.any(Number) }, { state: 'open', late: true, told: 3 }, { state: 'open', late: false, told: 0 }]);
  });

  it('keeps an action plan with a measure to review, and a mandate that ends soon beside a position in two approved versions', async () => {
    const admin = await openDatabase({ url: database.adminUrl, poolSize: 1 });
    const [plan] = await admin.query(
      `select count(distinct id)::int as measures, count(distinct id) filter (where next_review_on <= $1 and status not in ('done', 'dropped'))::int as due, (select count(distinct measure_id) from plan_release)::int as released from plan_measure`, [NOW],
    );
    const [mandates] = await admin.query(
      `select (select count(*) from expert_body)::int as bodies, (select count(*) from mandate where ends_on < $1::date + 90)::int as ending, (select count(*) from position_paper where approved_at is not null)::int as approved`, [NOW],
    );
    await admin.destroy();
    expect([plan, mandates]).toEqual([{ measures: 6, due: 1, released: 5 }, { bodies: 2, ending: 1, approved: 2 }]);
  });

  it('has three programmes in districts of Landgerichte, one with a check out of date, two with the figures of last year', async () => {
    const admin = await openDatabase({ url: database.adminUrl, poolSize: 1 });
    const [found] = await admin.query(
      `select (select count(*) from court_district_entry)::int as programmes, (select count(distinct centre_id) from standard_check where checked_on < $1::date - 366)::int as outdated,
         (select count(*) from yearly_report where handed_in_at is not null)::int as reports`, [NOW],
    );
    await admin.destroy();
    expect(found).toEqual({ programmes: 3, outdated: 1, reports: 2 });
  });

  it('has two shelters for men, the newest entry of one of them expired', async () => {
    const migrator = await openDatabase({ url: database.migratorUrl, poolSize: 1 });
    const newest = await migrator.query<{ name: string; old: boolean }[]>(
      `select distinct on (e.organisation_id) o.name, e.expires_at <= $1 as old from place_entry e join organisation o on o.id = e.organisation_id order by e.organisation_id, e.version desc`, [NOW],
    );
    const [counted] = await migrator.query<object[]>('select count(distinct organisation_id)::int as shelters, count(distinct month)::int as months from place_tally');
    await migrator.destroy();
    expect([newest.map(({ old }) => old).sort(), counted]).toEqual([[false, true], { shelters: 2, months: 12 }]);
  });

  it('lets each of its nine logins sign in', async () => {
    const app = await openDatabase({ url: database.appUrl, poolSize: 1 });
    const found = await Promise.all(
      demoLogins().map(({ email }) => app.query<{ role: string }[]>('select role from find_sign_in($1)', [email])),
    );
    await app.destroy();
    expect(found.map(([account]) => account?.role)).toEqual(demoLogins().map(({ role }) => role));
    expect(DEMO_PASSWORD.length).toBeGreaterThan(12);
  });

  it('is not played twice', async () => {
    const addresses = {
      migrator: database.migratorUrl,
      app: database.appUrl,
      clock: database.clockUrl,
      audit: database.auditUrl,
      keys: database.keysUrl,
    };
    await expect(playDemo({ addresses, rootKey: randomBytes(32).toString('base64'), now: () => NOW, count: 0 })).rejects.toThrow(
      'already holds referrals',
    );
  });
});
