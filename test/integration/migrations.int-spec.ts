import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { HUMAN_ROLES, MEASURE_CHANGES, ORGANISATION_KINDS, RISK_LEVELS, STATES } from '#domain';
import { migrate, openDatabase, provisionCluster, revert } from '#persistence';
import { aDatabase, startPostgres, TEST_PASSWORDS, type TestDatabase } from '../support/postgres.js';

describe('the migrations of the main database', () => {
  const database = `t_migrations_${randomUUID().slice(0, 8)}`;
  const keysDatabase = `${database}_keys`;
  let adminUrl: string;
  let migratorUrl: string;

  const on = (role: string, password: string): string => {
    const url = new URL(adminUrl);
    url.pathname = `/${database}`;
    url.username = role;
    url.password = password;
    return url.href;
  };

  beforeAll(async () => {
    ({ adminUrl } = await startPostgres());
    await provisionCluster({ adminUrl, passwords: TEST_PASSWORDS, database, keysDatabase });
    migratorUrl = on('migrator', TEST_PASSWORDS.migrator);
  }, 60_000);

  afterAll(async () => {
    const admin = new pg.Client({ connectionString: adminUrl });
    await admin.connect();
    for (const each of [database, keysDatabase]) await admin.query(`drop database if exists ${each} with (force)`);
    await admin.end();
  });

  it('run up, all the way down, and up again', async () => {
    const first = await migrate({ migratorUrl });
    expect(first.length).toBeGreaterThan(6);
    const full = await objects(migratorUrl);
    for (let left = first.length; left > 0; left -= 1) expect(await revert({ migratorUrl })).toBe(true);
    expect(await revert({ migratorUrl })).toBe(false);
    expect(await objects(migratorUrl)).toEqual(['public.migrations']);
    expect(await migrate({ migratorUrl })).toEqual(first);
    expect(await objects(migratorUrl)).toEqual(full);
    expect(await migrate({ migratorUrl })).toEqual([]);
  });

  it('may be provisioned again without harm', async () => {
    await provisionCluster({ adminUrl, passwords: TEST_PASSWORDS, database, keysDatabase });
    const app = await openDatabase({ url: on('app_rw', TEST_PASSWORDS.app_rw), poolSize: 1 });
    await expect(app.query('create table planted (id int)')).rejects.toMatchObject({ code: '42501' });
    await expect(app.query('create temp table planted (id int)')).rejects.toMatchObject({ code: '42501' });
    await app.destroy();
  });
});

describe('the migrated schema', () => {
  let test: TestDatabase;
  let dataSource: DataSource;
  beforeAll(async () => {
    test = await aDatabase('schema');
    dataSource = await openDatabase({ url: test.migratorUrl, poolSize: 1 });
  }, 60_000);
  afterAll(async () => {
    await dataSource.destroy();
    await test.drop();
  });

  const differences = async (): Promise<string[]> => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    // An EntitySchema cannot carry the comment of a table.
    return upQueries.map((query) => query.query).filter((query) => !query.startsWith('COMMENT ON TABLE'));
  };

  it('is what the entities say, and a difference is seen', async () => {
    expect(await differences()).toEqual([]);
    await dataSource.query('alter table clock add planted text; alter table consent drop constraint consent_form_check');
    expect(await differences()).toHaveLength(2);
    await dataSource.query(
      `alter table clock drop planted; alter table consent add constraint consent_form_check check (form in ('signed', 'oral', 'digital'))`,
    );
  });

  it('knows the states of the chain and no others', async () => {
    const words = async (constraint: string): Promise<string[]> => {
      const [{ definition }] = await dataSource.query<[{ definition: string }]>(
        'select pg_get_constraintdef(oid) as definition from pg_constraint where conname = $1',
        [constraint],
      );
      return [...definition.matchAll(/'([a-z_]+)'::text/g)].map((match) => match[1] as string);
    };
    expect(await words('referral_state_check')).toEqual([...STATES]);
    expect(await words('referral_event_to_state_check')).toEqual([...STATES]);
    expect(await words('referral_risk_level_check')).toEqual([...RISK_LEVELS]);
    expect(await words('app_user_role_check')).toEqual([...HUMAN_ROLES]);
    expect(await words('organisation_kind_check')).toEqual([...ORGANISATION_KINDS]);
    expect(await words('protection_measure_change_check')).toEqual(['ordered', ...MEASURE_CHANGES]);
  });
});

describe('an opened database', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await aDatabase('opened');
  }, 60_000);
  afterAll(() => test.drop());

  it('answers a day as its text and a bigint as a number', async () => {
    const app = await openDatabase({ url: test.appUrl, poolSize: 1 });
    expect(await app.query(`select '2027-03-28'::date as day, 7::bigint as number`)).toEqual([{ day: '2027-03-28', number: 7 }]);
    await app.destroy();
  });

  it('limits how long a statement, a lock and an idle transaction may last', async () => {
    const app = await openDatabase({ url: test.appUrl, poolSize: 1 });
    const rows: { name: string; setting: string }[] = await app.query(
      `select name, setting from pg_settings where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') order by name`,
    );
    expect(rows.map((row) => [row.name, row.setting])).toEqual([
      ['idle_in_transaction_session_timeout', '10000'],
      ['lock_timeout', '2000'],
      ['statement_timeout', '5000'],
    ]);
    await app.destroy();
  });
});

async function objects(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'v', 'm', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
    union all select n.nspname || '.' || p.proname || '()' from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname not in ('pg_catalog', 'information_schema') order by 1`);
  await client.end();
  return rows.map((row) => row.name);
}
