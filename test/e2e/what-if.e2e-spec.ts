import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startApi, type TestApi, type TestBrowser } from '../support/app.js';
import { aChain, CENTRES, KOELN, NETWORK, POLICE, STATE_OFFICE, type Chain } from '../support/chain.js';
import { publishMadeUp } from '../support/published-figures.js';

jest.setTimeout(120_000);

let chain: Chain;
let api: TestApi;
let lead: TestBrowser;

beforeAll(async () => {
  chain = await aChain('what-if-api');
  api = await startApi(chain);
  lead = await api.signedIn(CENTRES.koeln.id, 'centre_lead');
});
afterAll(async () => {
  await api?.close();
  await chain?.close();
});

describe('what a lead supposes', () => {
  it('is answered without a referral too, and says on what it rests', async () => {
    const { status, body } = await lead.post('/turnaround/what-if', {});
    expect([status, body['referrals'], body['leaving'], body['workloadMinutes'], body['measureDays']]).toEqual([200, 0, 0, 60, 10]);
    expect(body['supposed']).toMatchObject({ medianHours: null, p90Hours: null, attemptedInMeasure: null });
    expect(body['supposed']).toEqual(body['recorded']);
  });

  it.each([
    ['fewer days than a quarter', { days: 30 }, '/days', 'too_small'],
    ['more than a year', { days: 1_000 }, '/days', 'too_large'],
    ['a hundred more counsellors', { moreCounsellors: 100 }, '/moreCounsellors', 'too_large'],
    ['half a counsellor', { moreCounsellors: 0.5 }, '/moreCounsellors', 'wrong_type'],
    ['rerouting at once', { rerouteAfterHours: 0 }, '/rerouteAfterHours', 'too_small'],
    ['a measure of a year', { measureDays: 365 }, '/measureDays', 'too_large'],
    ['a weekend without an end', { weekendCover: { opens: '10:00' } }, '/weekendCover/closes', 'required'],
    ['a weekend that ends as it begins', { weekendCover: { opens: '10:00', closes: '10:00' } }, '/weekendCover/closes', 'same_time'],
    ['an hour that there is not', { weekendCover: { opens: '25:00', closes: '26:00' } }, '/weekendCover/opens', 'malformed'],
    ['another centre', { centreId: CENTRES.domstadt.id }, '/centreId', 'unknown_key'],
  ])('is refused with its place: %s', async (_, body, pointer, code) => {
    const answer = await lead.post('/turnaround/what-if', body);
    expect([answer.status, answer.body['code']]).toEqual([422, 'invalid_input']);
    expect(answer.body['errors']).toContainEqual(expect.objectContaining({ pointer, code }));
  });

  it.each([
    ['the police', POLICE.koeln, 'police_lead'],
    ['a counsellor', CENTRES.koeln.id, 'counsellor'],
    ['the state office', STATE_OFFICE.id, 'state_coordinator'],
  ] as const)('is not asked by %s', async (_, organisationId, role) => {
    const { status, body } = await (await api.signedIn(organisationId, role)).post('/turnaround/what-if', {});
    expect([status, body['code']]).toEqual([403, 'not_permitted']);
  });
});

describe('what might have been everywhere', () => {
  it('is told to coordinators as it was published, to local ones of their own area', async () => {
    await publishMadeUp(chain.clock, '2027-03-01', { worst: '05966', empty: '05762' });
    const read = async (organisationId: string, role: 'state_coordinator' | 'local_coordinator') =>
      (await (await api.signedIn(organisationId, role)).get('/turnaround/what-if/2026?asOf=2027-03-01')).body as { readonly regions: readonly { readonly level: string; readonly key: string }[] };
    const [all, own] = [await read(STATE_OFFICE.id, 'state_coordinator'), await read(NETWORK.id, 'local_coordinator')];
    const districts = (of: typeof all): readonly string[] => of.regions.filter(({ level }) => level === 'district').map(({ key }) => key);
    expect(districts(all).length).toBeGreaterThan(20);
    expect(districts(own)).toEqual([KOELN.slice(0, 5)]);
    expect(all.regions.filter(({ level }) => level === 'authority')).toEqual([]);
  });

  it.each([
    ['2026-Q4', '', 'period_not_in_catalogue'],
    ['2019', '', 'period_not_in_catalogue'],
    ['2026', '?asOf=2026-12-24', 'as_of_not_in_catalogue'],
    ['2026', '?asOf=2027-04-01', 'as_of_in_future'],
  ])('is refused by the rule: %s%s', async (period, query, code) => {
    const { status, body } = await (await api.signedIn(STATE_OFFICE.id, 'state_coordinator')).get(`/turnaround/what-if/${period}${query}`);
    expect([status, body['code']]).toEqual([422, code]);
  });

  it.each([
    ['the police', POLICE.koeln, 'police_lead'],
    ['a centre', CENTRES.koeln.id, 'centre_lead'],
  ] as const)('is not read by %s', async (_, organisationId, role) => {
    expect((await (await api.signedIn(organisationId, role)).get('/turnaround/what-if/2026')).status).toBe(403);
  });
});
