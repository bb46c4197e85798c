import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startApi, type TestApi, type TestBrowser } from '../support/app.js';
import { aChain, CENTRES, POLICE, STATE_OFFICE, type Chain } from '../support/chain.js';

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
