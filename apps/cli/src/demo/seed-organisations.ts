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
import { AGREEMENT_CHANGES, AUTHORITIES, CENTRES, fictional, NETWORKS, openingHoursOf } from './catalogue.js';
import { DEMO_USERS, OPERATOR, STATE_OFFICE } from './people.js';
import { demoWorld, type DemoWorld } from './world.js';

const NAMESPACE = '0b6a9c3e-3a0f-5b58-9f0e-7c1f6f0d9a21';
/** Agreements and catchments hold since well before the demo begins. */
const SINCE_DAYS = 730;

/** Enters the organisations, centres, agreements, networks and people of the demo, as the role migrator; all or nothing. Needs the registry. */
export async function seedOrganisations(
  dataSource: DataSource,
  { now, passwordHash }: { readonly now: Date; readonly passwordHash: string },
): Promise<void> {
  const world = demoWorld(now);
  await dataSource.transaction(async (tx) => {
    await insertOrganisations(tx);
    await insertCentres(tx, world);
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

type Table = 'organisation' | 'centre_profile' | 'closure' | 'catchment' | 'agreement' | 'network_area' | 'app_user';

/** Rows by column name; what exists already stays. */
async function insert(tx: EntityManager, table: Table, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  await tx.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1) on conflict do nothing`,
    [JSON.stringify(rows)],
  );
}
