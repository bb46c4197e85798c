import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { aDatabase } from '../support/postgres.js';
import type { TestDatabase } from '../support/postgres.js';

async function ask<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the database of a test file', () => {
  let first: TestDatabase;
  let second: TestDatabase;
  beforeAll(async () => {
    [first, second] = await Promise.all([aDatabase('first'), aDatabase('second')]);
  });
  afterAll(async () => {
    await Promise.all([first.drop(), second.drop()]);
  });

  it('is migrated, belongs to the migrator and lets each role in as itself', async () => {
    const urls = {
      migrator: first.migratorUrl,
      app_rw: first.appUrl,
      app_clock: first.clockUrl,
      app_report: first.reportUrl,
      app_audit: first.auditUrl,
      app_keys: first.keysUrl,
    };
    for (const [role, url] of Object.entries(urls)) expect(await ask(url, 'SELECT current_user AS role')).toEqual([{ role }]);
    expect(
      await ask(first.adminUrl, `SELECT pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = current_database()`),
    ).toEqual([{ owner: 'migrator' }]);
    expect(await ask(first.adminUrl, `SELECT to_regclass('referral') IS NOT NULL AS migrated`)).toEqual([{ migrated: true }]);
  });

  it('lets nobody in whom the template does not let in', async () => {
    await expect(ask(first.appUrl.replace(/\/[^/]*$/, new URL(first.keysUrl).pathname), 'SELECT 1')).rejects.toThrow(
      /permission denied for database/,
    );
  });

  it('is nobody else’s', async () => {
    await ask(first.migratorUrl, 'CREATE TABLE mine (id int)');
    expect(await ask(second.adminUrl, `SELECT to_regclass('mine') AS found`)).toEqual([{ found: null }]);
  });
});
