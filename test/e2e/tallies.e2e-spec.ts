import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TenantDatabase } from '#persistence';
import { FactLedger } from '#turnaround';
import { startApi, type TestApi, type TestBrowser } from '../support/app.js';
import { aChain, aNewReferral, CENTRES, POLICE, type Chain } from '../support/chain.js';

/** Tue 2 Mar 2027, 10:00 local. */
let chain: Chain;
let api: TestApi;
let lead: TestBrowser;

beforeAll(async () => {
  chain = await aChain('tallies');
  api = await startApi(chain);
  lead = await api.signedIn(POLICE.koeln, 'police_lead');
});
afterAll(async () => {
  await api?.close();
  await chain?.close();
});

const enter = (month: string, deployments: unknown, refused: unknown) => lead.post('/turnaround/tallies', { month, deployments, refused });
const months = async (browser: TestBrowser = lead) => (await browser.get('/turnaround/tallies')).body as unknown as readonly { readonly month: string; readonly tally: { readonly deployments: number } | null; readonly consented: number }[];

describe('the monthly numbers of an authority', () => {
  it('are entered for ended months, and the last entry counts', async () => {
    expect((await months()).map(({ month, tally }) => [month, tally])).toEqual(expect.arrayContaining([['2027-02-01', null], ['2025-03-01', null]]));
    expect((await enter('2027-02-01', 40, 12)).status).toBe(200);
    const corrected = await enter('2027-02-01', 41, 12);
    expect(corrected.body).toMatchObject([{ month: '2027-02-01', tally: { deployments: 41, refused: 12, recordedAt: '2027-03-02T09:00:00.000Z' }, consented: 0 }, { month: '2027-01-01', tally: null }, ...Array.from({ length: 22 }, () => ({}))]);
  });

  it('are the own authority’s only', async () => {
    const other = await api.signedIn(POLICE.muenster, 'police_lead');
    expect((await months(other)).every(({ tally }) => tally === null)).toBe(true);
  });

  it.each([
    ['the running month', '2027-03-01', 1, 0, 'month_not_open'],
    ['a month too long ago', '2025-02-01', 1, 0, 'month_not_open'],
    ['a day that begins no month', '2027-02-02', 1, 0, 'month_not_open'],
    ['more refusals than deployments', '2027-02-01', 1, 2, 'more_refused_than_deployments'],
    ['a fraction', '2027-02-01', 1.5, 0, 'invalid_input'],
    ['less than none', '2027-02-01', 1, -1, 'invalid_input'],
    ['a text', '2027-02-01', '40', 0, 'invalid_input'],
  ])('are refused for %s, and nothing changes', async (_, month, deployments, refused, code) => {
    const before = await months();
    const answer = await enter(month, deployments, refused);
    expect([answer.status, answer.body['code']]).toEqual([422, code]);
    expect(await months()).toEqual(before);
  });

  it('stand beside the referrals of the month, which are those who consented', async () => {
    const officer = await api.signedIn(POLICE.koeln, 'officer');
    expect((await officer.create(aNewReferral({ centreId: CENTRES.koeln.id }))).status).toBe(201);
    await new FactLedger(new TenantDatabase(chain.clock)).foldDue();
    chain.moveTo('2027-04-02T09:00:00Z');
    lead = await api.signedIn(POLICE.koeln, 'police_lead', { fresh: true });
    expect((await months())[0]).toMatchObject({ month: '2027-03-01', tally: null, consented: 1 });
    for (const month of ['2027-01-01', '2027-03-01']) expect((await enter(month, 10, 3)).status).toBe(200);
    const own = (await lead.get('/turnaround/own')).body as unknown as { readonly quarters: readonly { readonly quarter: string; readonly offers: unknown }[] };
    expect(own.quarters.map(({ quarter, offers }) => [quarter, offers])).toEqual([['2027-Q1', { deployments: 61, offered: 19, consented: 1 }]]);
  });
});
