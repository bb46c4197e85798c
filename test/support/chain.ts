import { randomBytes, randomUUID } from 'node:crypto';
import { DirectoryQueries, importRegistry, organisationIdOf } from '#directory';
import { DEFAULT_AGREEMENT_PARAMETERS, type Actor, type AgreementParameters, type HumanRole, ROLES } from '#domain';
import { Keystore, openKeyDatabase } from '#keystore';
import { ClockStore, openDatabase, ReferralStore, TenantDatabase } from '#persistence';
import { ClockService, ContactReader, ContactVault, type NewReferral, ReferralQueries, ReferralService } from '#referrals';
import type { DataSource } from 'typeorm';
import { aDatabase, type TestDatabase } from './postgres.js';

/** Fictional centres of the tests; both serve Köln, the second everybody and on all days. */
export const CENTRES = {
  koeln: { id: randomUUID(), code: 'TEST-KOELN', name: 'Teststelle Köln (fiktiv)', dailyService: false },
  domstadt: { id: randomUUID(), code: 'TEST-DOMSTADT', name: 'Teststelle Domstadt (fiktiv)', dailyService: true },
  elsewhere: { id: randomUUID(), code: 'TEST-MUENSTER', name: 'Teststelle Münster (fiktiv)', dailyService: false },
} as const;
export const KOELN = '05315000';
export const MUENSTER = '05515000';
export const POLICE = { koeln: organisationIdOf('PP-Koeln'), muenster: organisationIdOf('PP-Muenster') } as const;
export const NETWORK = { id: randomUUID(), code: 'TEST-NETZ', name: 'Runder Tisch Köln (fiktiv)' } as const;
export const STATE_OFFICE = { id: randomUUID(), code: 'TEST-LAND', name: 'Koordinierungsstelle (fiktiv)' } as const;
export const OPERATOR = { id: randomUUID(), code: 'TEST-BETRIEB', name: 'Betrieb (fiktiv)' } as const;

/** A weekday from nine to five, closed on public holidays. */
const OFFICE_HOURS = { windows: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })), closures: [] };

/** The whole chain over a database of its own, with an instant that only moves when the test says so. */
export interface Chain {
  readonly database: TestDatabase;
  readonly app: DataSource;
  readonly clock: DataSource;
  readonly referrals: ReferralService;
  readonly queries: ReferralQueries;
  readonly contacts: ContactReader;
  readonly clocks: ClockService;
  readonly keystore: Keystore;
  readonly directory: DirectoryQueries;
  readonly rootKey: Buffer;
  readonly now: () => Date;
  moveTo(instant: string | Date): void;
  actor(organisationId: string, role: HumanRole): Actor;
  /** An agreement with parameters of its own, e.g. durations of seconds. */
  agree(policeAuthorityId: string, centreId: string, parameters: Partial<AgreementParameters>): Promise<void>;
  close(): Promise<void>;
}

/** Starts a chain at Tue 2 Mar 2027 10:00 local. */
export async function aChain(name: string): Promise<Chain> {
  const database = await aDatabase(name);
  const rootKey = randomBytes(32);
  let instant = new Date('2027-03-02T09:00:00Z');
  const now = (): Date => instant;
  const users = await seed(database);
  const [app, clock, keys] = [
    await openDatabase({ url: database.appUrl, poolSize: 6 }),
    await openDatabase({ url: database.clockUrl, poolSize: 3 }),
    await openKeyDatabase({ url: database.keysUrl }),
  ];
  const tenants = new TenantDatabase(app);
  const directory = new DirectoryQueries(tenants, now);
  const store = new ReferralStore();
  const keystore = new Keystore(keys, rootKey, now);
  const vault = new ContactVault(keystore);
  return {
    database, app, clock, keystore, directory, rootKey, now,
    referrals: new ReferralService(tenants, store, vault, directory, now),
    queries: new ReferralQueries(tenants, store, directory, now),
    contacts: new ContactReader(tenants, store, vault, now),
    clocks: new ClockService(new TenantDatabase(clock), store, new ClockStore(), vault, now),
    moveTo: (to) => {
      instant = new Date(to);
    },
    actor: (organisationId, role) => {
      const userId = users.get(`${organisationId}|${role}`);
      if (userId === undefined) throw new Error(`no ${role} in the fixture for this organisation`);
      return { userId, organisationId, organisationKind: ROLES[role], role };
    },
    agree: async (policeAuthorityId, centreId, parameters) => {
      await asMigrator(database, (migrator) =>
        migrator.query('insert into agreement (id, police_authority_id, centre_id, version, valid_from, parameters) values ($1, $2, $3, 1, $4, $5)', [
          randomUUID(), policeAuthorityId, centreId, '2020-01-01', JSON.stringify({ ...DEFAULT_AGREEMENT_PARAMETERS, ...parameters }),
        ]),
      );
      await directory.refresh();
    },
    close: async () => {
      for (const source of [app, clock, keys]) await source.destroy();
      await database.drop();
    },
  };
}

async function asMigrator<T>(database: TestDatabase, work: (migrator: DataSource) => Promise<T>): Promise<T> {
  const migrator = await openDatabase({ url: database.migratorUrl, poolSize: 1 });
  try {
    return await work(migrator);
  } finally {
    await migrator.destroy();
  }
}

/** Password hashes of the fixture open nothing: sessions in tests of the API have accounts of their own. */
async function seed(database: TestDatabase): Promise<ReadonlyMap<string, string>> {
  const users = new Map<string, string>();
  await asMigrator(database, async (migrator) => {
    await importRegistry(migrator);
    for (const centre of Object.values(CENTRES)) {
      await organisation(migrator, 'centre', centre);
      await migrator.query(
        `insert into centre_profile (centre_id, target_groups, accepts_minors, daily_service, opening_hours) values ($1, '{women,lsbtiq}', true, $2, $3)`,
        [centre.id, centre.dailyService, JSON.stringify(OFFICE_HOURS)],
      );
      await migrator.query('insert into catchment (centre_id, ags, valid_from) values ($1, $2, $3)', [centre.id, centre === CENTRES.elsewhere ? MUENSTER : KOELN, '2020-01-01']);
    }
    await organisation(migrator, 'local_network', NETWORK);
    await organisation(migrator, 'state_office', STATE_OFFICE);
    await organisation(migrator, 'operator', OPERATOR);
    await migrator.query('insert into network_area (organisation_id, district_ags) values ($1, $2)', [NETWORK.id, KOELN.slice(0, 5)]);
    const people: readonly (readonly [string, readonly HumanRole[]])[] = [
      ...Object.values(POLICE).map((id) => [id, ['officer', 'victim_protection', 'police_lead']] as const),
      ...Object.values(CENTRES).map(({ id }) => [id, ['counsellor', 'centre_lead']] as const),
      [NETWORK.id, ['local_coordinator']],
      [STATE_OFFICE.id, ['state_coordinator']],
      [OPERATOR.id, ['admin', 'auditor']],
    ];
    for (const [organisationId, roles] of people) {
      for (const role of roles) {
        const id = randomUUID();
        users.set(`${organisationId}|${role}`, id);
        await migrator.query(`insert into app_user (id, organisation_id, email, display_name, role, password_hash) values ($1, $2, $3, 'Testkonto (fiktiv)', $4, '-')`, [
          id, organisationId, `${role}.${organisationId.slice(0, 8)}@example.org`, role,
        ]);
      }
    }
  });
  return users;
}

const organisation = (migrator: DataSource, kind: string, { id, code, name }: { readonly id: string; readonly code: string; readonly name: string }): Promise<unknown> =>
  migrator.query('insert into organisation (id, kind, code, name, mail_address) values ($1, $2, $3, $4, $5)', [id, kind, code, name, `${code.toLowerCase()}@example.org`]);

/** A complete referral of a fictional person in Köln; every part can be replaced. */
export function aNewReferral(change: Partial<NewReferral> = {}): NewReferral {
  return {
    incident: { ags: KOELN, occurredAt: new Date('2027-03-02T01:40:00Z') },
    whereaboutsAgs: KOELN,
    targetGroup: 'women',
    contact: {
      core: {
        name: 'Testperson Ada Muster (fiktiv)', street: 'Musterweg 7', postcode: '50667', place: 'Köln',
        phones: [{ number: '0221 4710 815', kind: 'mobile' }],
      },
      safeContact: {
        phone: 'safe', whosePhone: 'own', windows: [], voicemail: false, textMessage: false, letter: false, email: false,
        otherPersonMayAnswer: false, codeWord: 'Bücherei', trustedPerson: null,
      },
      deployment: { policeReference: 'TEST-2027-000017', criminalComplaint: true, arrest: false, protectedArea: null },
    },
    consent: {
      scope: 'named_centre', groups: ['core', 'safe_contact', 'deployment', 'feedback'], form: 'oral', givenAt: new Date('2027-03-02T02:10:00Z'),
      explainedIn: 'de', interpreterPresent: false,
    },
    centreId: CENTRES.koeln.id,
    measure: null,
    flags: {
      addressBlock: false, minor: false, minorCapacityConfirmed: false, mutualAllegation: false, onBehalf: false, partyToCase: false,
      sealedFor: null, excludedUserIds: [],
    },
    ...change,
  };
}
