import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { organisationIdOf } from '#directory';
import { openDatabase } from '#persistence';
import type { DataSource } from 'typeorm';
import { startApi, type Answer, type TestApi, type TestBrowser } from '../support/app.js';
import { aChain, CENTRES, KOELN, NETWORK, STATE_OFFICE, type Chain } from '../support/chain.js';
import { secondPerson } from '../support/second-person.js';

interface Authority {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly phone: string | null;
  readonly mail: string | null;
  readonly subject: string;
  readonly version: number;
  readonly municipalities: readonly { readonly ags: string; readonly name: string; readonly district: string }[];
  readonly centres: readonly { readonly id: string }[];
}
type Network = Omit<Authority, 'municipalities' | 'centres'> & { readonly districts: readonly { readonly ags: string; readonly name: string }[] };

const BONN_DISTRICT = '05314';
const WITTEN = '05954036';
const BOCHUM = organisationIdOf('PP-Bochum');

let chain: Chain;
let api: TestApi;
let admin: DataSource;
let writer: TestBrowser;
let second: TestBrowser;

beforeAll(async () => {
  chain = await aChain('registry_organisations');
  await chain.agree(BOCHUM, CENTRES.koeln.id, {});
  api = await startApi(chain);
  admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
  writer = await api.signedIn(STATE_OFFICE.id, 'state_coordinator');
  second = await secondPerson(admin, api);
}, 60_000);
afterAll(async () => {
  await admin?.destroy();
  await api?.close();
  await chain?.close();
});

const authorities = async (): Promise<readonly Authority[]> => (await writer.get('/directory/registry/authorities')).body as unknown as readonly Authority[];
const networks = async (): Promise<readonly Network[]> => (await writer.get('/directory/registry/networks')).body as unknown as readonly Network[];
const bochum = async (): Promise<Authority> => (await authorities()).find(({ id }) => id === BOCHUM) as Authority;
const authority = (contact: object, { subject, version }: Authority) => ({
  kind: 'authority', authority: { policeAuthorityId: BOCHUM, ...contact }, reason: 'Neuer Anschluss (fiktiv)', bases: [{ subject, version: String(version) }],
});
const network = (change: object, version: number) => {
  const whole = { code: NETWORK.code, name: NETWORK.name, phone: null, mail: 'test-netz@example.org', districts: [KOELN.slice(0, 5)], ...change };
  return { kind: 'network', network: whole, reason: 'Neues Gebiet (fiktiv)', bases: [{ subject: `entry ${whole.code}`, version: String(version) }] };
};
const decide = (who: TestBrowser, { body }: Answer, decision = 'put_in_force'): Promise<Answer> => who.post(`/directory/proposals/${String(body['id'])}/decision`, { decision });
const refusedAs = (answer: Answer): unknown => [answer.status, answer.body['errors']];

describe('the police authorities in the registry', () => {
  it('are the 47 with their 396 municipalities, which are not those of the districts', async () => {
    const all = await authorities();
    expect([all.length, all.reduce((sum, { municipalities }) => sum + municipalities.length, 0)]).toEqual([47, 396]);
    expect((await bochum()).municipalities).toContainEqual({ ags: WITTEN, name: 'Witten', district: 'Ennepe-Ruhr-Kreis' });
  });

  it('name the centres with which they have an agreement', async () => {
    expect((await bochum()).centres).toEqual([{ id: CENTRES.koeln.id, name: CENTRES.koeln.name }]);
  });

  it('get another telephone and mailbox by a proposal that one person puts in force; the trail tells both steps', async () => {
    const proposed = await writer.post('/directory/proposals', authority({ phone: '0234 909 0', mail: 'opferschutz@polizei.example' }, await bochum()));
    expect([proposed.status, proposed.body['needsSecond'], proposed.body['authority']]).toEqual([201, false, { policeAuthorityId: BOCHUM, phone: '0234 909 0', mail: 'opferschutz@polizei.example' }]);
    expect((await decide(writer, proposed)).body['state']).toBe('in_force');
    expect(await bochum()).toMatchObject({ phone: '0234 909 0', mail: 'opferschutz@polizei.example', version: 2 });
    expect(await admin.query(`select action from audit.event where action like 'registry.%' order by id`)).toEqual([{ action: 'registry.proposed' }, { action: 'registry.changed' }]);
  });

  it('are won by one of two who edit at once; what stands already is refused', async () => {
    const before = await bochum();
    const [one, other] = [await writer.post('/directory/proposals', authority({ phone: '0234 909 1' }, before)), await second.post('/directory/proposals', authority({ phone: '0234 909 2' }, before))];
    expect((await decide(writer, one)).status).toBe(200);
    expect((await decide(second, other)).body.code).toBe('proposal_overtaken');
    expect(refusedAs(await writer.post('/directory/proposals', authority({ phone: '0234 909 1' }, await bochum())))).toEqual([422, [{ pointer: '/authority', code: 'nothing_changes' }]]);
    const check = await writer.post('/directory/checks', { kind: 'authority', authority: { policeAuthorityId: CENTRES.koeln.id, phone: '1' } });
    expect(check.body['problems']).toEqual([expect.objectContaining({ code: 'unknown_organisation', severity: 'refused' })]);
  });
});

describe('the local networks in the registry', () => {
  it('get another area by two persons; the district they leave is told', async () => {
    const [before] = await networks();
    expect(before).toMatchObject({ code: NETWORK.code, districts: [{ ags: KOELN.slice(0, 5), name: 'Köln' }] });
    const proposed = await writer.post('/directory/proposals', network({ districts: [BONN_DISTRICT] }, before?.version ?? 0));
    expect([proposed.status, proposed.body['needsSecond'], proposed.body['warnings']]).toEqual([
      201, true, [{ code: 'district_without_network', severity: 'warned', line: null, centre: null, ags: KOELN.slice(0, 5), municipality: 'Köln', targetGroup: null }],
    ]);
    expect((await decide(writer, proposed)).body.code).toBe('second_person');
    expect((await decide(second, proposed)).body['state']).toBe('in_force');
    expect((await networks())[0]?.districts).toEqual([{ ags: BONN_DISTRICT, name: 'Bonn' }]);
  });

  it('get another name by one person', async () => {
    const [before] = await networks();
    const proposed = await writer.post('/directory/proposals', network({ name: 'Runder Tisch Bonn (fiktiv)', districts: [BONN_DISTRICT] }, before?.version ?? 0));
    expect([proposed.body['needsSecond'], (await decide(writer, proposed)).body['state'], (await networks())[0]?.name]).toEqual([false, 'in_force', 'Runder Tisch Bonn (fiktiv)']);
  });

  it('are entered anew by two persons', async () => {
    const proposed = await writer.post('/directory/proposals', network({ code: 'TEST-NETZ-NEU', name: 'Runder Tisch Köln (fiktiv)' }, 0));
    expect((await decide(second, proposed)).body['state']).toBe('in_force');
    expect((await networks()).find(({ code }) => code === 'TEST-NETZ-NEU')).toMatchObject({ id: organisationIdOf('TEST-NETZ-NEU'), version: 1, districts: [{ ags: KOELN.slice(0, 5), name: 'Köln' }] });
  });

  it.each([
    ['a district that does not exist', { districts: ['05999'] }, 'unknown_district'],
    ['the code of a centre', { code: CENTRES.koeln.code }, 'code_taken'],
  ])('are refused with %s', async (_, change, code) => {
    expect(refusedAs(await writer.post('/directory/proposals', network(change, 1)))).toEqual([422, [{ pointer: '/network', code }]]);
  });

  it('and authorities are open to nobody but the state office', async () => {
    const coordinator = await api.signedIn(NETWORK.id, 'local_coordinator');
    for (const path of ['authorities', 'networks']) expect((await coordinator.get(`/directory/registry/${path}`)).status).toBe(403);
  });
});
