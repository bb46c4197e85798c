import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { DirectoryQueries, publicIdOf } from '#directory';
import { openDatabase } from '#persistence';
import { startApi, type TestApi } from '../support/app.js';
import { aChain, CENTRES, NETWORK, STATE_OFFICE, type Chain } from '../support/chain.js';

let chain: Chain;
let api: TestApi;
let migrator: DataSource;

interface Feed {
  readonly since: string | null;
  readonly until: string;
  readonly entries: readonly { readonly id: string; readonly service: { readonly name: string; readonly languages: readonly { readonly code: string }[] } }[];
  readonly removed: readonly { readonly id: string }[];
}

beforeAll(async () => {
  chain = await aChain('registry-export');
  migrator = await openDatabase({ url: chain.database.migratorUrl, poolSize: 1 });
  api = await startApi(chain);
});
afterAll(async () => {
  await migrator?.destroy();
  await api?.close();
  await chain?.close();
});

const fetched = (query = '', headers: Record<string, string> = {}): Promise<Response> => fetch(`${api.url}/public/registry-changes.json${query}`, { headers });
const feed = async (query = ''): Promise<Feed> => (await fetched(query)).json() as Promise<Feed>;
const since = (instant: string): string => `?since=${encodeURIComponent(instant)}`;
const changed = async (sql: string, values: readonly unknown[]): Promise<void> => {
  await migrator.query(sql, [...values]);
  await api.app.get(DirectoryQueries).refresh();
};

describe('the feed of changes of the public registry', () => {
  it('gives all of it once, and after that what changed and what left', async () => {
    const first = await feed();
    expect(first.entries.map(({ id }) => id).sort()).toEqual(Object.values(CENTRES).map(({ code }) => publicIdOf(code)).sort());
    expect(await feed(since(first.until))).toMatchObject({ entries: [], removed: [], until: first.until });
    await changed(`update centre_profile set languages = '{de,uk}' where centre_id = $1`, [CENTRES.koeln.id]);
    const second = await feed(since(first.until));
    expect(second.entries.map(({ service }) => [service.name, service.languages.map(({ code }) => code)])).toEqual([[CENTRES.koeln.name, ['de', 'uk']]]);
    await changed('update centre_profile set taking = false where centre_id = $1', [CENTRES.elsewhere.id]);
    const third = await feed(since(second.until));
    expect([third.entries, third.removed.map(({ id }) => id)]).toEqual([[], [publicIdOf(CENTRES.elsewhere.code)]]);
    expect((await feed(since(third.until))).removed).toEqual([]);
  });

  it('is not sent again to whoever has it, and says when it changed last', async () => {
    const answer = await fetched();
    const { until } = (await answer.json()) as Feed;
    expect(answer.headers.get('last-modified')).toBe(new Date(until).toUTCString());
    const again = await fetched('', { 'if-none-match': answer.headers.get('etag') ?? '' });
    expect([again.status, await again.text()]).toEqual([304, '']);
    await changed(`update centre_profile set languages = '{de}' where centre_id = $1`, [CENTRES.koeln.id]);
    expect((await fetched('', { 'if-none-match': answer.headers.get('etag') ?? '' })).status).toBe(200);
  });

  it.each([['?since=yesterday', '/since'], ['?since=2027-02-30T10:00:00Z', '/since'], ['?reader=somebody', '/reader'], ['?from=1', '/from']])('refuses %s', async (query, field) => {
    const answer = await fetched(query);
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(field)]);
  });
});

describe('the page of the state office on the export', () => {
  it('says what is in it, what is not and why, and when the portal fetched it; not from where', async () => {
    const office = await api.signedIn(STATE_OFFICE.id, 'state_coordinator');
    expect((await office.get('/registry-export')).body).toMatchObject({ fetches: [], notExported: [{ name: CENTRES.elsewhere.name, reason: 'takes_nobody' }] });
    await fetched();
    expect((await office.get('/registry-export')).body).toMatchObject({ fetches: [] });
    await fetched('?reader=opferschutzportal');
    const { body } = await office.get('/registry-export');
    expect(body).toMatchObject({ exported: [{ kind: 'intervention', centres: 2 }], languages: expect.arrayContaining(['de']), fetches: [{ reader: 'opferschutzportal', file: 'registry-changes.json', fetchedAt: chain.now().toISOString() }] });
    const columns = await migrator.query<{ column_name: string }[]>(`select column_name from information_schema.columns where table_name = 'registry_fetch'`);
    expect(columns.map(({ column_name }) => column_name).sort()).toEqual(['fetched_at', 'file', 'reader']);
    expect((await (await api.signedIn(NETWORK.id, 'local_coordinator')).get('/registry-export')).status).toBe(403);
  });
});
