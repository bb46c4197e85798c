import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { PASSWORD, type TestApi, type TestBrowser } from './app.js';
import { STATE_OFFICE } from './chain.js';

/** A second person of the state office, signed in: whoever widens or closes a catchment needs one. */
export async function secondPerson(admin: DataSource, api: TestApi): Promise<TestBrowser> {
  await admin.query(
    `insert into app_user (id, organisation_id, email, display_name, role, password_hash)
     select $1, organisation_id, 'second@example.org', 'Zweite Person (fiktiv)', role, password_hash from app_user where organisation_id = $2 limit 1`,
    [randomUUID(), STATE_OFFICE.id],
  );
  const browser = api.browser();
  await browser.signIn('second@example.org', PASSWORD);
  return browser;
}
