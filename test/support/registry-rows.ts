import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { TestDatabase } from './postgres.js';

/** Two police authorities, two centres, a network, the state office, an operator and their people: all fictional. */
export interface TestRegistry {
  readonly police: TestOrganisation;
  readonly otherPolice: TestOrganisation;
  readonly centre: TestOrganisation;
  readonly otherCentre: TestOrganisation;
  readonly network: TestOrganisation;
  readonly stateOffice: TestOrganisation;
  readonly operator: TestOrganisation;
}

export interface TestOrganisation {
  readonly organisationId: string;
  /** The first person of the organisation; acts in the role it needs. */
  readonly userId: string;
  readonly colleagueId: string;
}

export const TEST_AGS = '05913000';
export const TEST_CALENDAR = 'test-calendar';
export const TEST_RULE_SET = 'test-10';

const KINDS = {
  police: ['police_authority', 'officer', 'victim_protection'],
  otherPolice: ['police_authority', 'officer', 'victim_protection'],
  centre: ['centre', 'counsellor', 'centre_lead'],
  otherCentre: ['centre', 'counsellor', 'centre_lead'],
  network: ['local_network', 'local_coordinator', 'local_coordinator'],
  stateOffice: ['state_office', 'state_coordinator', 'state_coordinator'],
  operator: ['operator', 'admin', 'auditor'],
} as const;

/** Writes the smallest registry in which a referral can live, as the migrator. */
export async function aRegistry(database: TestDatabase): Promise<TestRegistry> {
  const client = new pg.Client({ connectionString: database.migratorUrl });
  await client.connect();
  try {
    const entries = await Promise.all(
      Object.entries(KINDS).map(async ([name, [kind, ...roles]]) => {
        const made = { organisationId: randomUUID(), userId: randomUUID(), colleagueId: randomUUID() };
        await client.query(`insert into organisation (id, kind, code, name, mail_address) values ($1, $2, $3, $4, $5)`, [
          made.organisationId,
          kind,
          `T-${name}-${made.organisationId.slice(0, 4)}`,
          `Teststelle ${name}`,
          `${name}@test.example`,
        ]);
        for (const [index, id] of [made.userId, made.colleagueId].entries()) {
          await client.query(
            `insert into app_user (id, organisation_id, email, display_name, role, password_hash) values ($1, $2, $3, $4, $5, 'none')`,
            [id, made.organisationId, `${name}-${index}-${id.slice(0, 4)}@test.example`, `Fiktive Person ${name} ${index}`, roles[index]],
          );
        }
        return [name, made] as const;
      }),
    );
    const registry = Object.fromEntries(entries) as unknown as TestRegistry;
    await areas(client, registry);
    return registry;
  } finally {
    await client.end();
  }
}

async function areas(client: pg.Client, registry: TestRegistry): Promise<void> {
  await client.query(`insert into district values ('05913', 'Testkreis', 'kreisfreie Stadt', 'Testbezirk')`);
  await client.query(`insert into municipality values ($1, 'Teststadt', 'Stadt', '05913', $2)`, [TEST_AGS, registry.police.organisationId]);
  await client.query(`insert into network_area values ($1, '05913')`, [registry.network.organisationId]);
  await client.query(`insert into rule_set values ($1, '2002-01-01', 10, 10, 'test', true, '{}')`, [TEST_RULE_SET]);
  await client.query(`insert into calendar values ($1, 'DE-NW', '2024-01-01', '2035-12-31')`, [TEST_CALENDAR]);
}
