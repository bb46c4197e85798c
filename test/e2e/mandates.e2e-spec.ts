import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openDatabase } from '#persistence';
import { startApi, type Answer, type TestApi, type TestBrowser } from '../support/app.js';
import { aChain, STATE_OFFICE, type Chain } from '../support/chain.js';
import { secondPerson } from '../support/second-person.js';

/** Tue 2 Mar 2027, 10:00 local. */
let chain: Chain;
let api: TestApi;
let admin: DataSource;
let office: TestBrowser;
let body: string;

interface Shown {
  readonly id: string;
  readonly mandates: readonly { readonly id: string; readonly delegate: string; readonly endsOn: string | null; readonly endsSoon: boolean }[];
  readonly sittings: readonly string[];
  readonly papers: readonly { readonly id: string; readonly version: number; readonly own: boolean; readonly approvedVersion: number | null }[];
}
const shown = ({ body: answer }: Answer): Shown => (answer as unknown as readonly Shown[])[0] as Shown;
const put = (browser: TestBrowser, path: string, version: number, sent?: object): Promise<Answer> => browser.send('PUT', `/api/v1/coordination${path}`, { body: sent, headers: { 'if-match': `"${version}"` } });

beforeAll(async () => {
  chain = await aChain('mandates');
  admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
  api = await startApi(chain);
  office = await api.signedIn(STATE_OFFICE.id, 'state_coordinator');
  body = shown(await office.post('/coordination/bodies', { name: 'Landespräventionsrat (fiktiv)' })).id;
});
afterAll(async () => {
  await admin?.destroy();
  await api?.close();
  await chain?.close();
});

describe('a seat of a body', () => {
  const mandate = { seat: 'Land', delegate: 'Ada Vertretung (fiktiv)', deputy: 'Bo Vertretung (fiktiv)', startsOn: '2026-04-01', endsOn: '2027-04-30' };
  it('has one delegate at a time, and it is told that a mandate ends', async () => {
    expect(shown(await office.post(`/coordination/bodies/${body}/mandates`, mandate)).mandates).toMatchObject([{ delegate: mandate.delegate, endsSoon: true }]);
    const overlapping = await office.post(`/coordination/bodies/${body}/mandates`, { ...mandate, delegate: 'Cy Vertretung (fiktiv)', startsOn: '2027-04-30', endsOn: null });
    expect([overlapping.status, overlapping.body]).toMatchObject([422, { errors: [{ pointer: '/startsOn', code: 'mandates_overlap' }] }]);
    const followed = shown(await office.post(`/coordination/bodies/${body}/mandates`, { ...mandate, delegate: 'Cy Vertretung (fiktiv)', startsOn: '2027-05-01', endsOn: null }));
    expect(followed.mandates.map(({ endsSoon }) => endsSoon)).toEqual([false, false]);
    const [, first] = followed.mandates;
    expect((await office.send('PUT', `/api/v1/coordination/mandates/${first?.id ?? ''}/end`, { body: { endsOn: '2027-05-01' } })).body).toMatchObject({ errors: [{ pointer: '/endsOn', code: 'mandates_overlap' }] });
    expect(shown(await office.send('PUT', `/api/v1/coordination/mandates/${first?.id ?? ''}/end`, { body: { endsOn: '2027-03-31' } })).mandates[1]).toMatchObject({ endsOn: '2027-03-31' });
  });
});

describe('a body', () => {
  it('is entered once, and sits on days to come', async () => {
    expect((await office.post('/coordination/bodies', { name: 'Landespräventionsrat (fiktiv)' })).body).toMatchObject({ errors: [{ pointer: '/name', code: 'body_known' }] });
    expect((await office.post(`/coordination/bodies/${body}/sittings`, { heldOn: '2027-03-01' })).body).toMatchObject({ errors: [{ pointer: '/heldOn', code: 'in_past' }] });
    expect(shown(await office.post(`/coordination/bodies/${body}/sittings`, { heldOn: '2027-03-10' })).sittings).toEqual(['2027-03-10']);
  });
});

describe('a position', () => {
  it('is approved by somebody else than its writer, version by version', async () => {
    const [paper] = shown(await office.post(`/coordination/bodies/${body}/papers`, { title: 'Rufbereitschaft (fiktiv)', content: 'Die Landesstelle tritt dafür ein.' })).papers;
    const id = paper?.id ?? '';
    const own = await put(office, `/papers/${id}/approval`, 1);
    expect([own.status, own.body['code']]).toEqual([409, 'second_person']);
    const second = await secondPerson(admin, api);
    expect(shown(await put(second, `/papers/${id}/approval`, 1)).papers).toMatchObject([{ version: 1, own: false, approvedVersion: 1 }]);
    expect(shown(await put(office, `/papers/${id}`, 1, { title: 'Rufbereitschaft (fiktiv)', content: 'Anders.' })).papers).toMatchObject([
      { version: 2, own: true, approvedVersion: 1, earlier: [{ version: 1, content: 'Die Landesstelle tritt dafür ein.', approvedBy: expect.any(String) }] },
    ]);
    expect((await put(second, `/papers/${id}/approval`, 1)).status).toBe(412);
  });
});
