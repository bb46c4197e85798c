import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase, ReferralStore, TenantDatabase } from '#persistence';
import { aDatabase, type TestDatabase } from '../support/postgres.js';
import { aChange, aSubmission, AT, later, type Frame } from '../support/raw-change.js';
import { aRegistry, TEST_AGS, type TestOrganisation, type TestRegistry } from '../support/registry-rows.js';
import {
  allTables,
  blindViews,
  excessRights,
  movableOwners,
  powerfulRoles,
  reachableOpenTables,
  tellingForeignKeys,
  unfencedTables,
  unlistedDefiners,
  type CatalogueRules,
} from '../support/row-security-catalogue.js';

const MAIN: CatalogueRules = {
  openTables: ['public.migrations'],
  definers: [
    'address_notification()',
    'audit.append(uuid,timestamp with time zone,uuid,uuid,text,text,uuid,text[],text,text,text)',
    'audit.append_passed(uuid[],text[],text[],timestamp with time zone)',
    'centre_presence(timestamp with time zone,timestamp with time zone)',
    'court_district_register()',
    'dead_letters(integer)',
    'end_session(bytea,timestamp with time zone)',
    'expelled_to_purge(timestamp with time zone,integer)',
    'find_calendar_feed(bytea)',
    'find_session(bytea,timestamp with time zone,interval,boolean)',
    'find_sign_in(text)',
    'fire_expelled(timestamp with time zone,integer)',
    'fire_resolutions(timestamp with time zone,integer)',
    'hand_over_referral(uuid,uuid)',
    'keep_kinds_apart()',
    'keep_roles_apart()',
    'may_know(uuid)',
    'name_role_of_centre()',
    'note_published(jsonb)',
    'note_registry_fetch(text,text,timestamp with time zone)',
    'nudge(uuid,timestamp with time zone)',
    'open_session(uuid,uuid,uuid,bytea,timestamp with time zone,timestamp with time zone)',
    'operations(timestamp with time zone,interval)',
    'place_tallies_told(date)',
    'order_recomputation(uuid,text,text,date,text)',
    'overdue_organisations(timestamp with time zone)',
    'purge_expelled(uuid,timestamp with time zone)',
    'raise_to_facilitators()',
    'raise_to_next_level()',
    'registry_fetches()',
    'released_measures()',
    'remind_of_reviews(date,timestamp with time zone)',
    'remind_of_yearly_reports(integer,date,text,timestamp with time zone)',
    'retry_dead_letter(uuid,timestamp with time zone)',
    'rule_set_used(text)',
    'settle_notifications()',
    'stalled_items()',
    'standard_checks()',
    'tell_of_expelled(uuid,text,timestamp with time zone)',
    'tell_of_meeting(uuid,text,timestamp with time zone)',
    'tell_nobody_to_refer_to(text,text,timestamp with time zone)',
    'turnaround_due()',
    'works_with_perpetrators(uuid)',
  ],
  registry: [
    'organisation',
    'district',
    'municipality',
    'postcode',
    'network_area',
    'centre_profile',
    'catchment',
    'agreement',
    'rule_set',
    'calendar',
    'calendar_day',
    'closure',
    'capacity_note',
    'place_entry',
    'helpline_figure',
    'routing_part',
    'routing_basis',
  ],
  roles: ['app_rw', 'app_clock', 'app_report', 'app_audit'],
};
const KEYS: CatalogueRules = { openTables: ['public.migrations'], definers: [], registry: [], roles: ['app_keys'] };

/** Tables of the house itself: of no tenant, and out of the application's reach. */
const HOUSE = ['worker_heartbeat', 'invariant_check', 'invariant_violation', 'registry_change', 'routing_gap', 'turnaround_queue', 'published_entry', 'registry_fetch'];

const connect = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
};

/** The SQLSTATE of a statement inside the acting organisation's transaction, which is rolled back; '' when it would have succeeded. */
const stateOf = async (client: pg.Client, actor: TestOrganisation | null, sql: string, values: unknown[] = []): Promise<string> => {
  await client.query('begin');
  try {
    if (actor)
      await client.query(`select set_config('app.organisation_id', $1, true), set_config('app.user_id', $2, true)`, [
        actor.organisationId,
        actor.userId,
      ]);
    await client.query(sql, values);
    return '';
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.query('rollback');
  }
};

let test: TestDatabase;
let registry: TestRegistry;
let frame: Frame;
let app: pg.Client;
let admin: pg.Client;
let tables: string[];

beforeAll(async () => {
  test = await aDatabase('row_security');
  registry = await aRegistry(test);
  frame = { registry, referralId: randomUUID() };
  app = await connect(test.appUrl);
  admin = await connect(test.adminUrl);
  tables = await allTables(admin);
  const source = await openDatabase({ url: test.appUrl, poolSize: 1 });
  const clock = await openDatabase({ url: test.clockUrl, poolSize: 1 });
  const store = new ReferralStore();
  const { police, centre } = registry;
  const below = { referral_id: frame.referralId, police_authority_id: police.organisationId };
  await store.apply(source, {
    ...aSubmission(frame),
    idempotency: { key: 'row', requestHash: 'ab'.repeat(32) },
    measures: [
      {
        ...below,
        version: 1,
        change: 'ordered',
        ordered_at: AT,
        last_day_on: '2027-04-05',
        court_applied_on: null,
        court_decided_on: null,
        lifted_on: null,
        checked_on: null,
        rule_set_version: 'test-10',
        recorded_by: police.userId,
        recorded_at: AT,
      },
    ],
    routingParts: [{ hash: 'part', content: { calendar: {} } }],
    routingBasis: { hash: 'basis', parts: ['part'] },
    routing: {
      ...below, id: randomUUID(), event: 'submit', decided_at: AT, basis: 'basis', chosen_centre_id: centre.organisationId, answer: { candidates: [], excluded: [] },
      question: { ags: TEST_AGS, targetGroup: 'women', minor: false, languages: [], at: AT, excludedCentreIds: [], consent: null },
    },
    recalls: [{ ...below, asked_at: AT, asked_by: police.userId, reason: 'error', answered_at: null, answer: null }],
    shreds: [{ id: randomUUID(), referral_id: frame.referralId, organisation_id: centre.organisationId, due_at: later(9_999), done_at: null }],
  });
  await store.apply(
    source,
    aChange(frame, centre, 'counsellor', {
      referral: { version: 3, state: 'contacting' },
      attempts: [
        {
          ...below,
          id: randomUUID(),
          centre_id: centre.organisationId,
          attempted_at: AT,
          channel: 'phone',
          result: 'no_answer',
          contact_version: 1,
          overridden_refusal: null,
          override_reason: null,
          recorded_by: centre.userId,
          recorded_at: AT,
        },
      ],
    }),
  );
  await clock.query('select * from fire_due($1, 10)', [later(61)]);
  await clock.query(
    `insert into turnaround_fact (referral_id, recorded_from, district_ags, police_authority_id, centre_id, submitted_at, withdrawn)
     select id, created_at, (select district_ags from municipality where ags = incident_ags), police_authority_id, centre_id, created_at, false from referral`,
  );
  await source.query('select open_session($1, $2, $3, $4, $5, $6)', [
    randomUUID(),
    police.organisationId,
    police.userId,
    Buffer.from('hash'),
    AT,
    later(600),
  ]);
  await new TenantDatabase(source).inTenant(centre, async (tx) => {
    await tx.query('insert into absence (id, organisation_id, user_id, deputy_id, starts_at, ends_at, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $3, $5)', [
      randomUUID(), centre.organisationId, centre.userId, centre.colleagueId, AT, later(60),
    ]);
    await tx.query('insert into on_call_duty (id, organisation_id, user_id, starts_at, ends_at, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $3, $4)', [
      randomUUID(), centre.organisationId, centre.userId, AT, later(60),
    ]);
  });
  await new TenantDatabase(source).inTenant(police, async (tx) => {
    await tx.query('insert into report_draft (user_id, organisation_id, key_id, ciphertext, saved_at, expires_at) values ($1, $2, $3, $4, $5, $6)', [
      police.userId, police.organisationId, randomUUID(), Buffer.from('typed'), AT, later(720),
    ]);
    await tx.query('insert into calendar_feed (user_id, organisation_id, token_hash, created_at) values ($1, $2, $3, $4)', [police.userId, police.organisationId, Buffer.from('token'), AT]);
    await tx.query('insert into police_tally (police_authority_id, month, deployments, refused, recorded_by, recorded_at) values ($1, $2, 40, 12, $3, $4)', [police.organisationId, '2027-01-01', police.userId, AT]);
    await tx.query('insert into deployment_mark (referral_id, police_authority_id, mark, marked_at) select id, police_authority_id, $1, $2 from referral limit 1', [Buffer.from('mark'), AT]);
  });
  await new TenantDatabase(source).inTenant(registry.stateOffice, async (tx) => {
    const { organisationId, userId } = registry.stateOffice;
    const modelId = randomUUID();
    await tx.query(
      `insert into local_model (id, organisation_id, title, summary, tags, standing, recorded_by, recorded_at) values ($1, $2, 'Testmodell', 'Ein Entwurf', '{rural}', 'tried', $3, $4)`,
      [modelId, organisationId, userId, AT],
    );
    await tx.query('insert into local_model_use (model_id, organisation_id, district_ags, began_on) select $1, $2, ags, $3 from district limit 1', [modelId, organisationId, '2026-01-01']);
  });
  await new TenantDatabase(source).inTenant(registry.stateOffice, (tx) =>
    tx.query(
      `insert into registry_proposal (id, organisation_id, kind, change, bases, reason, warnings, needs_second, proposed_at, proposed_by)
       values ($1, $2, 'calendar', '{}', '{}', 'Teststag', '[]', false, $3, $4)`,
      [randomUUID(), registry.stateOffice.organisationId, AT, registry.stateOffice.userId],
    ),
  );
  await new TenantDatabase(source).inTenant(registry.stateOffice, async (tx) => {
    const { organisationId } = registry.stateOffice;
    const [series, meeting, item, resolution] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await tx.query(`insert into meeting_series (id, organisation_id, kind, every, unit) values ($1, $2, 'meeting', 2, 'months')`, [series, organisationId]);
    await tx.query(`insert into meeting (id, organisation_id, series_id, kind, title, starts_at, ends_at) values ($1, $2, $3, 'meeting', 'Treffen (fiktiv)', $4, $5)`, [meeting, organisationId, series, AT, later(120)]);
    await tx.query('insert into meeting_invitation (meeting_id, organisation_id, guest_id, invited_at) values ($1, $2, $3, $4)', [meeting, organisationId, centre.organisationId, AT]);
    await tx.query(`insert into meeting_item (id, meeting_id, organisation_id, position, title) values ($1, $2, $3, 0, 'Punkt (fiktiv)')`, [item, meeting, organisationId]);
    await tx.query(`insert into meeting_minutes (item_id, meeting_id, organisation_id, minutes) values ($1, $2, $3, 'Text')`, [item, meeting, organisationId]);
    await tx.query(`insert into resolution (id, meeting_id, organisation_id, item_id, owner_id, text, due_on, due_at, decided_at) values ($1, $2, $3, $4, $5, 'Beschluss (fiktiv)', '2027-04-05', $6, $6)`, [
      resolution, meeting, organisationId, item, centre.organisationId, AT,
    ]);
    await tx.query(`insert into resolution_rung (resolution_id, organisation_id, rung, due_at) values ($1, $2, 'due', $3)`, [resolution, organisationId, AT]);
  });
  await new TenantDatabase(source).inTenant(registry.stateOffice, async (tx) => {
    const { organisationId, userId } = registry.stateOffice;
    const [plan, measure] = [randomUUID(), randomUUID()];
    await tx.query(`insert into action_plan (id, organisation_id, version, title, starts_on, fields, recorded_at, recorded_by) values ($1, $2, 1, 'Testplan', '2027-01-01', '[]', $3, $4)`, [plan, organisationId, AT, userId]);
    await tx.query(
      `insert into plan_measure (id, version, organisation_id, plan_id, change, field_number, number, title, articles, ministry, partners, milestones, indicators, status, status_on, next_review_on, recorded_at, recorded_by)
       values ($1, 1, $2, $3, 'entered', 1, '1.1', 'Testmaßnahme', '{20}', 'Testressort', '{}', '[]', '{}', 'planned', '2027-01-01', '2027-02-01', $4, $5)`,
      [measure, organisationId, plan, AT, userId],
    );
    await tx.query('insert into plan_release (organisation_id, measure_id, version, released_at, released_by) values ($1, $2, 1, $3, $4)', [organisationId, measure, AT, userId]);
  });
  await new TenantDatabase(source).inTenant(registry.stateOffice, async (tx) => {
    const { organisationId, userId } = registry.stateOffice;
    const body = randomUUID();
    await tx.query(`insert into expert_body (id, organisation_id, name, recorded_at, recorded_by) values ($1, $2, 'Gremium (fiktiv)', $3, $4)`, [body, organisationId, AT, userId]);
    await tx.query(`insert into mandate (id, organisation_id, body_id, seat, delegate, starts_on, recorded_at, recorded_by) values ($1, $2, $3, 'Land', 'Testperson', '2027-01-01', $4, $5)`, [randomUUID(), organisationId, body, AT, userId]);
    await tx.query(`insert into body_sitting (id, organisation_id, body_id, held_on, recorded_at, recorded_by) values ($1, $2, $3, '2027-04-01', $4, $5)`, [randomUUID(), organisationId, body, AT, userId]);
    await tx.query(`insert into position_paper (id, version, organisation_id, body_id, title, content, written_at, written_by) values ($1, 1, $2, $3, 'Testposition', 'Text', $4, $5)`, [randomUUID(), organisationId, body, AT, userId]);
  });
  await admin.query(`insert into centre_profile (centre_id, version, kind, target_groups, opening_hours) values ($1, 7, 'shelter', '{men}', '{"windows": []}')`, [centre.organisationId]);
  await new TenantDatabase(source).inTenant(centre, async (tx) => {
    const { organisationId, userId } = centre;
    await tx.query('insert into place_entry (organisation_id, version, places, free, occupied, reserved, children, noted_at, expires_at, recorded_by) values ($1, 1, 4, 4, 0, 0, true, $2, $3, $4)', [organisationId, AT, later(120), userId]);
    await tx.query(`insert into place_tally (organisation_id, month, kind, category, count, recorded_at, recorded_by) values ($1, '2027-01-01', 'refusal', 'full', 3, $2, $3)`, [organisationId, AT, userId]);
  });
  await new TenantDatabase(source).inTenant(registry.stateOffice, (tx) =>
    tx.query(
      `insert into helpline_figure (organisation_id, year, land, dimension, category, source, version, contacts, definition, recorded_at, recorded_by)
       values ($1, 2026, 'ALL', 'total', '', 'Testquelle', 1, 12, 'Kontakte', $2, $3)`,
      [registry.stateOffice.organisationId, AT, registry.stateOffice.userId],
    ),
  );
  await new TenantDatabase(source).inTenant(registry.stateOffice, async (tx) => {
    const { organisationId, userId } = registry.stateOffice;
    await tx.query(`insert into court_district_entry (centre_id, version, organisation_id, districts, serves_since, recorded_at, recorded_by) values ($1, 1, $2, '{koeln}', '2026-01-01', $3, $4)`, [centre.organisationId, organisationId, AT, userId]);
    await tx.query(`insert into standard_check (centre_id, organisation_id, condition, standing, checked_on, recorded_at, recorded_by) values ($1, $2, 'supervision', 'fulfilled', '2027-01-01', $3, $4)`, [centre.organisationId, organisationId, AT, userId]);
    await tx.query(`insert into yearly_closing (organisation_id, year, sums, closed_at, closed_by) values ($1, 2025, '{}', $2, $3)`, [organisationId, AT, userId]);
    await tx.query('select note_published($1)', [JSON.stringify([{ id: randomUUID(), hash: 'hash' }])]);
    await tx.query('select note_registry_fetch($1, $2, $3)', ['opferschutzportal', 'hsds', AT]);
  });
  await clock.query('select remind_of_yearly_reports(2026, $1, $2, $3)', ['2026-12-31', 'facilitator_lead', AT]);
  await new TenantDatabase(source).inTenant(centre, (tx) =>
    tx.query(`insert into yearly_report (organisation_id, year, version, revision, figures, saved_at, saved_by) values ($1, 2026, 1, 1, '{}', $2, $3)`, [centre.organisationId, AT, centre.userId]),
  );
  const programme = randomUUID();
  await admin.query(`insert into organisation (id, kind, code, name) values ($1, 'centre', 'TEST-WEGE', 'Fachstelle (fiktiv)')`, [programme]);
  await admin.query(`insert into centre_profile (centre_id, kind, target_groups, opening_hours) values ($1, 'perpetrator_work', '{men}', '{"windows": []}')`, [programme]);
  await new TenantDatabase(source).inTenant(police, async (tx) => {
    const { organisationId, userId } = police;
    const expelled = randomUUID();
    await tx.query(
      `insert into expelled_referral (id, reference, state, police_authority_id, centre_id, consent_form, consent_given_at, consent_explained_in, created_by, submitted_at, purge_at)
       values ($1, 'W-TEST', 'submitted', $2, $3, 'signed', $4, 'de', $5, $4, $6)`,
      [expelled, organisationId, programme, AT, userId, later(999)],
    );
    await tx.query('insert into expelled_origin (referral_id, police_authority_id, deployment_id) select $1, police_authority_id, deployment_id from referral where id = $2', [expelled, frame.referralId]);
    await tx.query('insert into expelled_contact (referral_id, police_authority_id, version, ciphertext, recorded_by, recorded_at) values ($1, $2, 1, $3, $4, $5)', [expelled, organisationId, Buffer.from('sealed'), userId, AT]);
    await tx.query(`insert into expelled_event (id, referral_id, police_authority_id, version, event, happened_at, organisation_id, actor_id) values ($1, $2, $3, 1, 'submit', $4, $3, $5)`, [randomUUID(), expelled, organisationId, AT, userId]);
  });
  await clock.query('select remind_of_reviews($1, $2)', ['2027-02-01', AT]);
  await source.destroy();
  await clock.destroy();
}, 60_000);

afterAll(async () => {
  await app.end();
  await admin.end();
  await test.drop();
});

describe.each([
  ['main database', MAIN, 'app_rw', (database: TestDatabase) => [database.adminUrl, database.migratorUrl]],
  ['keystore database', KEYS, 'app_keys', (database: TestDatabase) => [database.keysAdminUrl, database.keysMigratorUrl]],
] as const)('the catalogue of the %s', (_, rules, writer, urls) => {
  let client: pg.Client;
  let owner: pg.Client;
  beforeAll(async () => {
    const [adminUrl, migratorUrl] = urls(test) as [string, string];
    client = await connect(adminUrl);
    owner = await connect(migratorUrl);
  }, 60_000);
  afterAll(async () => {
    await client.end();
    await owner.end();
  });

  /** What a check answers while a violation is planted by the owner. */
  const planted = async (sql: string, check: (client: pg.Client) => Promise<string[]>): Promise<string[]> => {
    await client.query('begin');
    await client.query(`set local role migrator; ${sql}; reset role`);
    const found = await check(client);
    await client.query('rollback');
    return found;
  };

  it('gives no application role power over rules', async () => {
    expect(await powerfulRoles(client, rules)).toEqual([]);
    await client.query('begin');
    await client.query(`grant migrator to ${writer}`);
    expect(await powerfulRoles(client, rules)).toEqual([writer]);
    await client.query('rollback');
  });

  it('fences every table, also against its owner', async () => {
    expect(await unfencedTables(client, rules)).toEqual([]);
    expect(await reachableOpenTables(client, rules)).toEqual([]);
    const table = 'create table public.planted (id int); alter table public.planted enable row level security';
    expect(await planted(table, (each) => unfencedTables(each, rules))).toEqual(['public.planted']);
    expect(await planted(`grant select on public.migrations to ${writer}`, (each) => reachableOpenTables(each, rules))).toEqual([
      'public.migrations',
    ]);
  });

  it('has no view that reads with its owner’s eyes', async () => {
    expect(await blindViews(client)).toEqual([]);
    expect(await planted('create view public.planted as select 1 as one', blindViews)).toEqual(['public.planted']);
    expect(await planted('create materialized view public.planted as select 1 as one', blindViews)).toEqual(['public.planted']);
    expect(await planted('create view public.planted with (security_invoker = true) as select 1 as one', blindViews)).toEqual([]);
  });

  it('allows functions with their owner’s rights by name only, each with a fixed search path', async () => {
    expect(await unlistedDefiners(client, rules)).toEqual([]);
    const sql = `create function public.planted() returns int language sql security definer set search_path = public, pg_temp as 'select 1'`;
    expect(await planted(sql, (each) => unlistedDefiners(each, rules))).toEqual(['planted()']);
    const listed = { ...rules, definers: [...rules.definers, 'planted()'] };
    expect(await planted(sql, (each) => unlistedDefiners(each, listed))).toEqual([]);
    expect(await planted(sql.replace('set search_path = public, pg_temp', ''), (each) => unlistedDefiners(each, listed))).toEqual([
      'planted()',
    ]);
  });

  it('grants nothing to PUBLIC and nothing that no application needs', async () => {
    expect(await excessRights(client, rules)).toEqual([]);
    expect(
      await planted(
        `create function public.planted() returns int language sql as 'select 1'; grant execute on function public.planted() to public`,
        (each) => excessRights(each, rules),
      ),
    ).toEqual(['public: planted()']);
    expect(
      await planted(`create table public.planted (id int); grant truncate on public.planted to ${writer}`, (each) =>
        excessRights(each, rules),
      ),
    ).toEqual([`${writer}: planted`]);
  });

  it('puts the tenant into every foreign key', async () => {
    expect(await tellingForeignKeys(client, rules, writer)).toEqual([]);
    const sql = `create table public.parent (id uuid primary key, police_authority_id uuid); create table public.planted (id uuid references public.parent (id)); grant insert on public.planted to ${writer}`;
    expect(await planted(sql, (each) => tellingForeignKeys(each, rules, writer))).toEqual(['planted_id_fkey']);
  });

  it('still answers after the violations were taken back', async () => {
    expect((await owner.query('select 1')).rowCount).toBe(1);
    expect(await unfencedTables(client, rules)).toEqual([]);
  });
});

describe('the owner of a row', () => {
  it('cannot be changed by an update of the application', async () => {
    expect(await movableOwners(admin)).toEqual([]);
    await admin.query('begin; grant update (centre_id) on referral to app_rw');
    expect(await movableOwners(admin)).toEqual(['referral.centre_id']);
    await admin.query('rollback');
  });
});

describe('the places of a shelter', () => {
  const asActing = async (actor: TestOrganisation, sql: string): Promise<number | null> => {
    await app.query('begin');
    await app.query(`select set_config('app.organisation_id', $1, true), set_config('app.user_id', $2, true)`, [actor.organisationId, actor.userId]);
    const { rowCount } = await app.query(sql);
    await app.query('rollback');
    return rowCount;
  };
  const insert = (version: number): string =>
    `insert into place_entry (organisation_id, version, places, free, occupied, reserved, children, noted_at, expires_at, recorded_by)
      values ($1, ${version}, 4, 4, 0, 0, true, now(), now() + interval '1 hour', $2)`;

  it('are read by police, centres and coordinators, and by no work with perpetrators', async () => {
    const { otherPolice, otherCentre, network, stateOffice, operator } = registry;
    for (const [actor, rows] of [[otherPolice, 1], [otherCentre, 1], [network, 1], [stateOffice, 1], [operator, 0]] as const) expect(await asActing(actor, 'select 1 from place_entry')).toBe(rows);
    await admin.query(`insert into centre_profile (centre_id, version, kind, target_groups, opening_hours) values ($1, 9, 'perpetrator_work', '{men}', '{"windows": []}')`, [otherCentre.organisationId]);
    expect(await asActing(otherCentre, 'select 1 from place_entry')).toBe(0);
    await admin.query('delete from centre_profile where centre_id = $1 and version = 9', [otherCentre.organisationId]);
  });

  it('are written by the shelter alone, in the name of whoever acts, and never changed', async () => {
    const { centre, otherCentre } = registry;
    expect(await stateOf(app, centre, insert(2), [centre.organisationId, centre.userId])).toBe('');
    expect(await stateOf(app, centre, insert(2), [centre.organisationId, centre.colleagueId])).toBe('42501');
    expect(await stateOf(app, otherCentre, insert(2), [centre.organisationId, centre.userId])).toBe('42501');
    expect(await stateOf(app, otherCentre, insert(2), [otherCentre.organisationId, otherCentre.userId])).toBe('42501');
    expect(await stateOf(app, centre, 'update place_entry set free = 0')).toBe('42501');
    expect(await stateOf(app, centre, 'delete from place_entry')).toBe('42501');
  });

  it('add up in the database too, with a reservation that ends', async () => {
    const { centre } = registry;
    const given = [centre.organisationId, centre.userId];
    expect(await stateOf(app, centre, insert(2).replace('4, 4, 0, 0', '4, 3, 0, 0'), given)).toBe('23514');
    expect(await stateOf(app, centre, insert(2).replace('4, 4, 0, 0', '4, 3, 0, 1'), given)).toBe('23514');
  });

  it('are counted for coordinators alone, by years that are over', async () => {
    const { police, centre, network, stateOffice } = registry;
    const told = (until: string): string => `select * from place_tallies_told('${until}')`;
    for (const [actor, rows] of [[police, 0], [centre, 0], [network, 1], [stateOffice, 1]] as const) expect(await asActing(actor, told('2028-01-01'))).toBe(rows);
    expect(await asActing(stateOffice, told('2027-12-31'))).toBe(0);
  });
});

describe('a connection that names no organisation', () => {
  it('sees no row of any table', async () => {
    const fresh = await connect(test.appUrl);
    const seen: string[] = [];
    let rows = 0;
    for (const table of tables) {
      rows += Number((await admin.query<{ count: string }>(`select count(*) from ${table}`)).rows[0]?.count);
      try {
        if ((await fresh.query<{ count: string }>(`select count(*) from ${table}`)).rows[0]?.count !== '0') seen.push(table);
      } catch (error) {
        expect((error as { code: string }).code).toBe('42501');
      }
    }
    await fresh.end();
    expect(seen).toEqual([]);
    // Otherwise the zero would mean nothing.
    expect(rows).toBeGreaterThan(30);
  });

  it('sees none after a transaction that named one, and an empty name is no error', async () => {
    await app.query('begin');
    await app.query(`select set_config('app.organisation_id', $1, true)`, [registry.police.organisationId]);
    expect((await app.query('select 1 from referral')).rowCount).toBe(1);
    await app.query('commit');
    expect((await app.query('select 1 from referral')).rowCount).toBe(0);
  });
});

describe('rows of others', () => {
  const tenantTables = (): string[] =>
    tables.filter((table) => table.startsWith('public.') && ![...MAIN.registry, ...HOUSE].includes(table.slice(7)) && !MAIN.openTables.includes(table));

  it('exist in every table of a tenant, so that the next checks see something', async () => {
    for (const table of tenantTables()) expect([table, (await admin.query(`select 1 from ${table} limit 1`)).rowCount]).toEqual([table, 1]);
  });

  it('are apart from the tables of the house, which the application cannot touch at all', async () => {
    for (const table of HOUSE) {
      const { rows } = await admin.query<{ may: boolean }>(`select has_any_column_privilege('app_rw', $1, 'select, insert, update') or has_table_privilege('app_rw', $1, 'delete') as may`, [table]);
      expect([table, rows[0]?.may]).toEqual([table, false]);
    }
  });

  it('are not seen by another organisation', async () => {
    for (const table of tenantTables()) {
      for (const stranger of [registry.otherPolice, registry.otherCentre, registry.network, registry.operator]) {
        await app.query('begin');
        await app.query(`select set_config('app.organisation_id', $1, true), set_config('app.user_id', $2, true)`, [
          stranger.organisationId,
          stranger.userId,
        ]);
        const column = ['app_user', 'session', 'notification', 'absence', 'on_call_duty'].includes(table.slice(7))
          ? 'where organisation_id <> $1'
          : 'where $1::uuid is not null';
        const found = await app.query(`select 1 from ${table} ${column}`, [stranger.organisationId]);
        expect([table, found.rowCount]).toEqual([table, 0]);
        await app.query('rollback');
      }
    }
  });

  it('cannot be written for another organisation, and a foreign row answers like one that does not exist', async () => {
    for (const table of tenantTables()) {
      const insertable = (await admin.query<{ ok: boolean }>(`select has_any_column_privilege('app_rw', '${table}', 'insert') as ok`))
        .rows[0]?.ok;
      const { rows } = await admin.query<{ name: string }>(
        `select attname as name from pg_attribute where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped and attidentity = ''`,
      );
      const columns = rows.map((row) => row.name);
      const copy = (of: string): string =>
        `insert into ${table} (${columns.join(', ')}) select ${columns.join(', ')} from jsonb_populate_record(null::${table}, ${of})`;
      const { row } = (await admin.query<{ row: Record<string, unknown> }>(`select to_jsonb(t) as row from ${table} t limit 1`))
        .rows[0] as { row: Record<string, unknown> };
      for (const stranger of [registry.otherPolice, registry.otherCentre]) {
        const foreign = await stateOf(app, stranger, copy('$1::jsonb'), [JSON.stringify(row)]);
        expect([table, foreign]).toEqual([table, '42501']);
        if (!insertable || !('referral_id' in row)) continue;
        const unknown = await stateOf(app, stranger, copy('$1::jsonb'), [JSON.stringify({ ...row, referral_id: randomUUID() })]);
        expect([table, unknown]).toEqual([table, foreign]);
      }
    }
  });

  it('cannot be claimed by naming them as one’s own', async () => {
    const row = (await admin.query<{ row: Record<string, unknown> }>('select to_jsonb(r) as row from referral r')).rows[0]?.row;
    const claim = (values: object) =>
      stateOf(app, registry.otherCentre, 'insert into referral select * from jsonb_populate_record(null::referral, $1::jsonb)', [
        JSON.stringify({ ...row, id: randomUUID(), ...values }),
      ]);
    expect(await claim({ centre_id: registry.otherCentre.organisationId })).toBe('42501');
    expect(await claim({ centre_id: registry.otherCentre.organisationId, state: 'submitted' })).toBe('42501');
    expect(
      await stateOf(app, registry.otherCentre, 'select hand_over_referral($1, $2)', [
        frame.referralId,
        registry.otherCentre.organisationId,
      ]),
    ).toBe('42501');
    expect(
      await stateOf(app, registry.otherCentre, 'select hand_over_referral($1, $2)', [randomUUID(), registry.otherCentre.organisationId]),
    ).toBe('42501');
    expect(await stateOf(app, registry.centre, 'update referral set centre_id = $1', [registry.otherCentre.organisationId])).toBe('42501');
  });

  it('are not told by a foreign key: a row of others and an unknown one fail alike', async () => {
    const consent = `insert into consent (referral_id, police_authority_id, version, scope, field_groups, form, given_at, explained_in, interpreter_present, recorded_by, recorded_at)
      values ($1, $2, 9, 'named_centre', '{core}', 'oral', now(), 'de', false, $2, now())`;
    const foreign = await stateOf(app, registry.otherPolice, consent, [frame.referralId, registry.otherPolice.organisationId]);
    expect(await stateOf(app, registry.otherPolice, consent, [randomUUID(), registry.otherPolice.organisationId])).toBe(foreign);
    expect(foreign).toBe('42501');
  });
});

/** How many rows of a table an organisation sees. */
async function seenBy(actor: TestOrganisation, table: string): Promise<number | null> {
  await app.query('begin');
  await app.query(`select set_config('app.organisation_id', $1, true), set_config('app.user_id', $2, true)`, [actor.organisationId, actor.userId]);
  const { rowCount } = await app.query(`select 1 from ${table}`);
  await app.query('rollback');
  return rowCount;
}

describe('what an invited organisation may do about a meeting', () => {
  const attend = 'update meeting_invitation set attended = 3';

  it('reads the agenda at once, and the minutes when they are released', async () => {
    expect([await seenBy(registry.centre, 'meeting_item'), await seenBy(registry.centre, 'meeting_minutes'), await seenBy(registry.stateOffice, 'meeting_minutes')]).toEqual([1, 0, 1]);
    await admin.query('update meeting set minutes_released_at = now()');
    expect(await seenBy(registry.centre, 'meeting_minutes')).toBe(1);
    await admin.query('update meeting set minutes_released_at = null');
  });

  it('answers for itself, and does not write with how many it came', async () => {
    expect(await stateOf(app, registry.centre, `update meeting_invitation set answer = 'accepted', persons = 1, answered_at = now()`)).toBe('');
    expect([await stateOf(app, registry.centre, attend), await stateOf(app, registry.stateOffice, attend)]).toEqual(['42501', '']);
  });
});

describe('what a side may see of a referral that it shares', () => {
  it('hides the centre’s attempts and doings from the police', async () => {
    expect([await seenBy(registry.police, 'attempt'), await seenBy(registry.centre, 'attempt')]).toEqual([0, 1]);
  });

  it('does not let a party write in the name of the other', async () => {
    const event = `insert into referral_event (referral_id, police_authority_id, event, to_state, version, side, role, organisation_id, happened_at, data)
      values ($1, $2, 'accept', 'accepted', 4, 'both', 'counsellor', $3, now(), '{}')`;
    const values = [frame.referralId, registry.police.organisationId, registry.centre.organisationId];
    expect(await stateOf(app, registry.police, event, values)).toBe('42501');
    expect(await stateOf(app, registry.centre, event.replace('referral_event (', 'referral_event (actor_id, ').replace('($1', '($4, $1'), [...values, registry.centre.userId])).toBe('');
    expect(await stateOf(app, registry.centre, event.replace('referral_event (', 'referral_event (actor_id, ').replace('($1', '($4, $1'), [...values, registry.centre.colleagueId])).toBe('42501');
  });

  /** A copy of a row of this referral with some values replaced, written by a party. */
  const writes = async (actor: TestOrganisation, table: string, change: Record<string, unknown>): Promise<string> => {
    const { rows } = await admin.query<{ row: Record<string, unknown> }>(`select to_jsonb(t) as row from ${table} t where referral_id = $1 limit 1`, [frame.referralId]);
    const copy = { ...rows[0]?.row, ...change };
    const columns = Object.keys(copy).filter((name) => copy[name] !== null).join(', ');
    return stateOf(app, actor, `insert into ${table} (${columns}) select ${columns} from jsonb_populate_record(null::${table}, $1::jsonb)`, [JSON.stringify(copy)]);
  };

  it('lets each side write what is its own to write, in its own name', async () => {
    const { police, centre, otherCentre } = registry;
    const own = (actor: TestOrganisation, column: string) => ({ [column]: actor.userId, version: 9, asked_at: later(5) });
    const cases: readonly (readonly [TestOrganisation, string, Record<string, unknown>, string])[] = [
      [police, 'protection_measure', own(police, 'recorded_by'), ''],
      [centre, 'protection_measure', own(centre, 'recorded_by'), '42501'],
      [police, 'protection_measure', own(centre, 'recorded_by'), '42501'],
      [police, 'recall', own(police, 'asked_by'), ''],
      [centre, 'recall', own(centre, 'asked_by'), '42501'],
      [centre, 'consent', own(centre, 'recorded_by'), ''],
      [centre, 'consent', own(police, 'recorded_by'), '42501'],
      [centre, 'attempt', { id: randomUUID(), ...own(centre, 'recorded_by') }, ''],
      [centre, 'attempt', { id: randomUUID(), recorded_by: centre.colleagueId }, '42501'],
      [police, 'assignment', { id: randomUUID(), assigned_by: police.userId, ended_at: later(1), centre_id: otherCentre.organisationId }, ''],
      [police, 'assignment', { id: randomUUID(), assigned_by: centre.userId, ended_at: later(1) }, '42501'],
    ];
    for (const [actor, table, change, answer] of cases) {
      const known = await admin.query<{ column: string }>('select attname as column from pg_attribute where attrelid = $1::regclass and attnum > 0', [table]);
      const named = Object.fromEntries(Object.entries(change).filter(([name]) => known.rows.some((row) => row.column === name)));
      expect([table, Object.keys(change)[0], await writes(actor, table, named)]).toEqual([table, Object.keys(change)[0], answer]);
    }
  });

  it('keeps each side to its compartment of the contact data', async () => {
    const { police, centre } = registry;
    const as = (actor: TestOrganisation, compartment: string) =>
      writes(actor, 'contact', { version: 9, compartment, recorded_by: actor.userId, recorded_by_organisation_id: actor.organisationId, ciphertext: '\\x00' });
    expect([await as(police, 'shared'), await as(centre, 'centre')]).toEqual(['', '']);
    expect([await as(police, 'centre'), await as(centre, 'shared')]).toEqual(['42501', '42501']);
  });

  it('lets the centre alone answer a recall', async () => {
    const answered = async (actor: TestOrganisation): Promise<number | null> => {
      await app.query('begin');
      await app.query(`select set_config('app.organisation_id', $1, true), set_config('app.user_id', $2, true)`, [actor.organisationId, actor.userId]);
      const { rowCount } = await app.query(`update recall set answered_at = now(), answer = 'confirmed' where referral_id = $1`, [frame.referralId]);
      await app.query('rollback');
      return rowCount;
    };
    expect([await answered(registry.police), await answered(registry.centre)]).toEqual([0, 1]);
  });

  it('puts messages only into the inboxes of the parties, the networks of the area and the operator', async () => {
    const { police, centre, otherCentre, otherPolice, network, operator } = registry;
    const tells = (organisationId: string) =>
      stateOf(app, police, `insert into notification (id, organisation_id, role, template, referral_id, reference, created_at, next_try_at) values ($1, $2, 'counsellor', 'referral_submit', $3, 'T', now(), now())`,
        [randomUUID(), organisationId, frame.referralId]);
    for (const each of [police, centre, network, operator]) expect(await tells(each.organisationId)).toBe('');
    for (const each of [otherCentre, otherPolice]) expect(await tells(each.organisationId)).toBe('42501');
    expect(await stateOf(app, police, `insert into notification (id, organisation_id, role, template, created_at, next_try_at, state) values ($1, $2, 'officer', 'x', now(), now(), 'sent')`, [randomUUID(), police.organisationId])).toBe('42501');
  });

  it('orders the destruction of keys for the parties only, and never of all', async () => {
    const { police, centre, otherCentre } = registry;
    const orders = (organisationId: string | null) =>
      stateOf(app, centre, 'insert into key_shred (id, referral_id, organisation_id, due_at) values ($1, $2, $3, now())', [randomUUID(), frame.referralId, organisationId]);
    expect([await orders(centre.organisationId), await orders(police.organisationId)]).toEqual(['', '']);
    expect([await orders(otherCentre.organisationId), await orders(null)]).toEqual(['42501', '42501']);
  });

  it('gives the row to a centre only together with the assignment', async () => {
    const { centre, otherCentre, police } = registry;
    const over = (actor: TestOrganisation, to: string | null) => stateOf(app, actor, 'select hand_over_referral($1, $2)', [frame.referralId, to]);
    expect([await over(centre, otherCentre.organisationId), await over(police, otherCentre.organisationId), await over(police, null)]).toEqual(['42501', '42501', '42501']);
    expect(await over(police, centre.organisationId)).toBe('');
  });
});

describe('the narrow roles', () => {
  it.each([
    ['app_report', () => test.reportUrl, /^stats\./],
    ['app_audit', () => test.auditUrl, /^audit\./],
  ])('%s reads its own schema and nothing else', async (_, url, own) => {
    const client = await connect(url());
    for (const table of tables) {
      const answer = await client.query(`select 1 from ${table}`).then(
        () => 'read',
        (error: { code: string }) => error.code,
      );
      expect([table, answer]).toEqual([table, own.test(table) ? 'read' : '42501']);
    }
    await client.end();
  });

  it('app_clock reads no ciphertext, no password and no trail', async () => {
    for (const column of [
      ['contact', 'ciphertext'],
      ['app_user', 'password_hash'],
      ['audit.event', 'actor_id'],
      ['session', 'token_hash'],
    ]) {
      expect(
        (await admin.query<{ ok: boolean }>(`select has_column_privilege('app_clock', $1, $2, 'select') as ok`, column)).rows[0]?.ok,
      ).toBe(false);
    }
    expect(
      (await admin.query<{ ok: boolean }>(`select has_column_privilege('app_rw', 'app_user', 'password_hash', 'select') as ok`)).rows[0]
        ?.ok,
    ).toBe(false);
  });

  it('reach no other database than their own', async () => {
    for (const [url, database] of [
      [test.appUrl, test.keysUrl],
      [test.keysUrl, test.appUrl],
    ] as const) {
      const wrong = new URL(url);
      wrong.pathname = new URL(database).pathname;
      await expect(connect(wrong.href)).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('two organisations on two connections', () => {
  it('see only their own in a thousand interleaved transactions', async () => {
    const source = await openDatabase({ url: test.appUrl, poolSize: 2 });
    const tenant = new TenantDatabase(source);
    const actors = [registry.police, registry.otherPolice, registry.centre, registry.otherCentre];
    const wrong: string[] = [];
    // Sixteen at a time wait for two connections: more would meet the limit of the wait, which is not the point here.
    const request = async (from: number): Promise<void> => {
      for (let index = from; index < 1_000; index += 16) {
        const actor = actors[(index + Math.trunc(index / 16)) % actors.length] as TestOrganisation;
        const [row] = await tenant.inTenant(actor, (tx) =>
          tx.query<[{ users: string[]; referrals: number }]>(
            `select (select array_agg(distinct organisation_id::text) from app_user) as users, (select count(*) from referral) as referrals`,
          ),
        );
        const own = actor === registry.police || actor === registry.centre ? 1 : 0;
        if (row.users.join() !== actor.organisationId || row.referrals !== own) wrong.push(actor.organisationId);
      }
    };
    await Promise.all(Array.from({ length: 16 }, (_, index) => request(index)));
    await source.destroy();
    expect(wrong).toEqual([]);
  }, 30_000);

  it('never set the acting organisation for longer than a transaction', () => {
    const settings = sources('libs')
      .concat(sources('apps'))
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/set_config\([^)]*\)+/g)].map((match) => ({ file, text: match[0] })));
    expect(settings.length).toBeGreaterThan(5);
    expect(settings.filter(({ text }) => /,\s*false\s*\)/.test(text))).toEqual([]);
    expect(/,\s*false\s*\)/.test(`set_config('app.organisation_id', $1, false)`)).toBe(true);
  });
});

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ts$/.test(name) && !name.includes('node_modules'))
    .map((name) => join(folder, name));
}
