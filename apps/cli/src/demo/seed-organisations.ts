import type { DataSource, EntityManager } from 'typeorm';
import { v5 } from 'uuid';
import { organisationIdOf } from '#directory';
import {
  addDays,
  checkAgreementParameters,
  DAILY_SERVICE_AGREEMENT_PARAMETERS,
  DEFAULT_AGREEMENT_PARAMETERS,
  localDayOf,
  type AgreementParameters,
} from '#domain';
import { AGREEMENT_CHANGES, AUTHORITIES, CAPACITY, CENTRES, fictional, NETWORKS, ONWARD, openingHoursOf } from './catalogue.js';
import { demoModels } from './models.js';
import { DEMO_USERS, OPERATOR, STATE_OFFICE, staffOf } from './people.js';
import { programmeRows } from './places.js';
import { demoWorld, type DemoWorld } from './world.js';

const NAMESPACE = '0b6a9c3e-3a0f-5b58-9f0e-7c1f6f0d9a21';
/** Agreements and catchments hold since well before the demo begins. */
const SINCE_DAYS = 730;
const DAY_MS = 86_400_000;
const WEEKDAYS = [1, 2, 3, 4, 5];

/** Enters the organisations, centres, agreements, networks and people of the demo, as the role migrator; all or nothing. Needs the registry. */
export async function seedOrganisations(
  dataSource: DataSource,
  { now, passwordHash }: { readonly now: Date; readonly passwordHash: string },
): Promise<void> {
  const world = demoWorld(now);
  await dataSource.transaction(async (tx) => {
    await insertOrganisations(tx);
    await insertCentres(tx, world);
    await insertOnward(tx, world);
    await insertAgreements(tx, world);
    await insert(
      tx,
      'network_area',
      NETWORKS.flatMap(({ code, districts }) =>
        districts.map((district_ags) => ({ organisation_id: organisationIdOf(code), district_ags })),
      ),
    );
    await insert(
      tx,
      'app_user',
      DEMO_USERS.map((user) => ({
        id: user.userId,
        organisation_id: user.organisationId,
        email: user.email,
        display_name: user.displayName,
        role: user.role,
        password_hash: passwordHash,
        created_at: now,
      })),
    );
    await insertCapacity(tx, world);
    await insertModels(tx, world);
    for (const [table, rows] of Object.entries(programmeRows(now))) await insert(tx, table as Table, rows);
  });
}

async function insertOrganisations(tx: EntityManager): Promise<void> {
  const organisation =
    (kind: string) =>
    ({ code, name }: { readonly code: string; readonly name: string }) => ({
      id: organisationIdOf(code),
      kind,
      code,
      name: fictional(name),
      active: true,
    });
  await insert(tx, 'organisation', [
    ...CENTRES.map(organisation('centre')),
    ...ONWARD.map(organisation('centre')),
    ...NETWORKS.map(organisation('local_network')),
    organisation('state_office')(STATE_OFFICE),
    organisation('operator')(OPERATOR),
  ]);
}

async function insertCentres(tx: EntityManager, world: DemoWorld): Promise<void> {
  const since = addDays(localDayOf(world.now), -SINCE_DAYS);
  await insert(
    tx,
    'centre_profile',
    CENTRES.map((centre, index) => {
      const { windows, dailyService } = openingHoursOf(centre, world.now);
      return {
        centre_id: organisationIdOf(centre.code),
        target_groups: centre.groups,
        languages: ['de', 'en', index % 2 === 0 ? 'tr' : 'ar'],
        accepts_minors: centre.minors ?? false,
        daily_service: dailyService,
        opening_hours: { windows },
        kind: centre.kind ?? 'intervention',
        // A number that no network assigns (Bundesnetzagentur, Mitteilung 148/2021).
        phone: `0221 4710 ${900 + index}`,
      };
    }),
  );
  await insert(
    tx,
    'closure',
    CENTRES.flatMap((centre) =>
      openingHoursOf(centre, world.now).closures.map(({ from, to, reason }) => ({
        id: v5(`${centre.code}|${from}`, NAMESPACE),
        centre_id: organisationIdOf(centre.code),
        first_day: from,
        last_day: to,
        reason,
        recorded_at: since,
      })),
    ),
  );
  await insert(
    tx,
    'catchment',
    world.centres.flatMap((centre) => centre.catchment.map((ags) => ({ centre_id: centre.id, ags, valid_from: since, valid_to: null }))),
  );
}

async function insertOnward(tx: EntityManager, world: DemoWorld): Promise<void> {
  const since = addDays(localDayOf(world.now), -SINCE_DAYS);
  await insert(
    tx,
    'centre_profile',
    ONWARD.map(({ code, kind, groups }) => ({
      centre_id: organisationIdOf(code), kind, target_groups: groups, languages: ['de'], accepts_minors: false, daily_service: false,
      opening_hours: { windows: WEEKDAYS.map((weekday) => ({ weekday, opens: '09:00', closes: '16:00' })) }, phone: '0221 4710 960',
    })),
  );
  const places = AUTHORITIES.flatMap(({ code }) => world.placesOf(code));
  await insert(
    tx,
    'catchment',
    ONWARD.flatMap(({ code, serves }) => places.filter(({ ags }) => serves.includes(ags.slice(0, 5))).map(({ ags }) => ({ centre_id: organisationIdOf(code), ags, valid_from: since, valid_to: null }))),
  );
}

/** Needs the people: each note names who entered it. */
async function insertCapacity(tx: EntityManager, { now }: DemoWorld): Promise<void> {
  await insert(
    tx,
    'capacity_note',
    CAPACITY.map(({ centre, level, daysAgo, days }) => {
      const notedAt = now.getTime() - daysAgo * DAY_MS;
      return { centre_id: organisationIdOf(centre), noted_at: new Date(notedAt), level, expires_at: new Date(notedAt + days * DAY_MS), noted_by: staffOf(centre, 'centre_lead')[0]?.userId };
    }),
  );
}

/** The library of models; in use since the beginning of the year before, so that a whole year lies on either side. Needs the people. */
async function insertModels(tx: EntityManager, { now }: DemoWorld): Promise<void> {
  const today = localDayOf(now);
  const beganOn = `${Number(today.slice(0, 4)) - 1}-01-01`;
  const keeper = organisationIdOf(STATE_OFFICE.code);
  const idOf = (code: string): string => v5(`model ${code}`, NAMESPACE);
  const models = demoModels(today);
  await insert(
    tx,
    'local_model',
    models.map(({ code, title, summary, tags, standing, checkedOn, contact, template, released }) => ({
      id: idOf(code), organisation_id: keeper, version: 1, state: released ? 'released' : 'draft', title, summary, tags, standing, checked_on: checkedOn,
      contact_organisation_id: organisationIdOf(contact), template, example: true, recorded_by: staffOf(STATE_OFFICE.code, 'state_coordinator')[0]?.userId, recorded_at: now,
    })),
  );
  await insert(
    tx,
    'local_model_use',
    models.flatMap(({ code, districts }) => districts.map((district) => ({ model_id: idOf(code), organisation_id: keeper, district_ags: district, began_on: beganOn }))),
  );
}

async function insertAgreements(tx: EntityManager, world: DemoWorld): Promise<void> {
  const today = localDayOf(world.now);
  const since = addDays(today, -SINCE_DAYS);
  const rows = AUTHORITIES.flatMap(({ code: authority }) => {
    const area = new Set(world.placesOf(authority).map(({ ags }) => ags));
    return CENTRES.filter(
      (centre) =>
        centre.noAgreement !== true &&
        world.centres.some((each) => each.code === centre.code && each.catchment.some((ags) => area.has(ags))),
    ).flatMap((centre) => {
      const first = centre.hours === 'daily' ? DAILY_SERVICE_AGREEMENT_PARAMETERS : DEFAULT_AGREEMENT_PARAMETERS;
      const change = AGREEMENT_CHANGES.find((each) => each.authority === authority && each.centre === centre.code);
      if (change === undefined) return [agreement(authority, centre.code, first, 1, since, null)];
      const changedOn = addDays(today, -change.daysAgo);
      return [
        agreement(authority, centre.code, first, 1, since, addDays(changedOn, -1)),
        agreement(authority, centre.code, { ...first, ...change.parameters }, 2, changedOn, null),
      ];
    });
  });
  await insert(tx, 'agreement', rows);
}

function agreement(
  authority: string,
  centre: string,
  parameters: AgreementParameters,
  version: number,
  validFrom: string,
  validTo: string | null,
): object {
  checkAgreementParameters(parameters);
  return {
    id: v5(`${authority}|${centre}|${version}`, NAMESPACE),
    police_authority_id: organisationIdOf(authority),
    centre_id: organisationIdOf(centre),
    version,
    valid_from: validFrom,
    valid_to: validTo,
    parameters: { ...parameters, version },
  };
}

type Table = 'organisation' | 'centre_profile' | 'closure' | 'capacity_note' | 'catchment' | 'agreement' | 'network_area' | 'app_user' | 'local_model' | 'local_model_use' | keyof ReturnType<typeof programmeRows>;

/** Rows by column name; what exists already stays. */
async function insert(tx: EntityManager, table: Table, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  await tx.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1) on conflict do nothing`,
    [JSON.stringify(rows)],
  );
}
