import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { PathsReport } from '#domain';
import { startApi, type TestApi, type TestBrowser } from '../support/app.js';
import { aChain, CENTRES, NETWORK, POLICE, STATE_OFFICE, type Chain } from '../support/chain.js';
import { readOcel, readXes } from '../support/event-logs.js';
import { madeUpPathsReports, publishPaths } from '../support/published-paths.js';

jest.setTimeout(120_000);

let chain: Chain;
let api: TestApi;
let state: TestBrowser;

beforeAll(async () => {
  // Tue 2 Mar 2027 10:00 local.
  chain = await aChain('paths');
  await publishPaths(chain.clock, madeUpPathsReports('2027-03-01', { count: 2_000 }));
  api = await startApi(chain);
  state = await api.signedIn(STATE_OFFICE.id, 'state_coordinator');
});
afterAll(async () => {
  await api?.close();
  await chain?.close();
});

describe('the paths', () => {
  it('are told to every coordinator alike, and to nobody of the police or a centre', async () => {
    const local = await api.signedIn(NETWORK.id, 'local_coordinator');
    const [first, second] = [await state.get('/turnaround/paths/2026'), await local.get('/turnaround/paths/2026')];
    expect([first.status, first.body]).toEqual([200, second.body]);
    expect(first.body).toMatchObject({ period: '2026', asOf: '2027-03-01', settledOn: '2027-02-01' });
    const lists = await state.get('/turnaround/paths');
    expect(JSON.parse(lists.text)).toEqual(['2026-Q4', '2026-Q3', '2026-Q2', '2026-Q1', '2026'].map((period) => ({ period, asOf: '2027-03-01' })));
    for (const other of [await api.signedIn(POLICE.koeln, 'police_lead'), await api.signedIn(CENTRES.koeln.id, 'centre_lead')])
      for (const path of ['', '/2026', '/2026/file?format=xes']) expect((await other.get(`/turnaround/paths${path}`)).status).toBe(403);
  });

  it.each([
    ['/2026-07', 'period_not_in_catalogue'],
    ['/2027', 'period_not_in_catalogue'],
    ['/2026?asOf=2027-02-01', 'as_of_not_in_catalogue'],
    ['/2026?asOf=2027-04-01', 'as_of_in_future'],
    ['/2026/file?format=ocel&asOf=2027-02-28', 'as_of_not_in_catalogue'],
  ])('of %s are refused by the rule %s', async (path, code) => {
    const answer = await state.get(`/turnaround/paths${path}`);
    expect([answer.status, answer.body['code']]).toEqual([422, code]);
  });

  it.each(['/2026/file', '/2026/file?format=csv', '/2026?district=05315', '/2026?asOf=yesterday'])('of %s are refused: nothing but what is in the catalogue can be asked', async (path) => {
    expect((await state.get(`/turnaround/paths${path}`)).status).toBe(422);
  });

  it('are not handed out as a file that would be too long, and the report says so', async () => {
    const long: PathsReport = { period: '2025', asOf: '2026-02-01', settledOn: '2026-02-01', referrals: 250_005, paths: [{ steps: ['submitted', 'answered'], referrals: 250_005, hours: [4] }], others: 0 };
    await publishPaths(chain.clock, [long, { ...long, period: '2025-Q4', referrals: 250_000, paths: long.paths.map((path) => ({ ...path, referrals: 250_000 })) }]);
    const asked = async (period: string) => [(await state.get(`/turnaround/paths/${period}`)).body['hasLog'], (await state.get(`/turnaround/paths/${period}/file?format=xes`)).status];
    expect([await asked('2025'), await asked('2025-Q4')]).toEqual([[false, 422], [true, 200]]);
    expect((await state.get('/turnaround/paths/2025/file?format=ocel')).body['code']).toBe('log_too_long');
  });

  it('are handed out as files with the same hash as the report', async () => {
    const { body } = await state.get('/turnaround/paths/2026');
    for (const [format, read] of [['ocel', readOcel], ['xes', readXes]] as const) {
      const log = read((await state.get(`/turnaround/paths/2026/file?format=${format}`)).text);
      expect([log.problems, log.about.get('sha256')]).toEqual([[], body['sha256']]);
    }
  });
});
