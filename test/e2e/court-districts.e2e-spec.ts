import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { YearlyReminders } from '#coordination';
import { TenantDatabase } from '#persistence';
import { startApi, type Answer, type TestApi, type TestBrowser } from '../support/app.js';
import { aChain, CENTRES, NETWORK, POLICE, STATE_OFFICE, type Chain } from '../support/chain.js';
import { enterProgrammes, OTHER_PROGRAMME, PROGRAMME } from '../support/programme.js';
import { A_YEAR } from '../support/yearly-figures.js';

/** Tue 2 Mar 2027, 10:00 local. */
let chain: Chain;
let api: TestApi;
let office: TestBrowser;
let lead: TestBrowser;
let otherLead: TestBrowser;

interface Found {
  readonly condition: string;
  readonly standing: string;
  readonly toCheckAgain: boolean;
  readonly checkedBy: string | null;
}
interface Register {
  readonly districts: readonly { readonly code: string }[];
  readonly programmes: readonly { readonly centreId: string; readonly version: number; readonly districts: readonly string[]; readonly ofOwnArea: boolean; readonly conditions: readonly Found[] }[];
}
const register = ({ body }: Answer): Register => body as unknown as Register;
const errorsOf = ({ status, body }: Answer): unknown => [status, (body as { errors?: unknown }).errors];
const put = (browser: TestBrowser, path: string, version: number, body: object): Promise<Answer> => browser.send('PUT', `/api/v1${path}`, { body, headers: { 'if-match': `"${version}"` } });
const submit = (browser: TestBrowser, year: number, revision: number): Promise<Answer> =>
  browser.send('POST', `/api/v1/own-programme/years/${year}/submission`, { headers: { 'if-match': `"${revision}"` } });
const revisionOf = ({ body }: Answer, year: number): number => (body as unknown as { years: readonly { year: number; revision: number }[] }).years.find((each) => each.year === year)?.revision ?? 0;

beforeAll(async () => {
  chain = await aChain('court-districts');
  await enterProgrammes(chain);
  api = await startApi(chain);
  office = await api.signedIn(STATE_OFFICE.id, 'state_coordinator');
  lead = await api.signedIn(PROGRAMME.id, 'facilitator_lead');
  otherLead = await api.signedIn(OTHER_PROGRAMME.id, 'facilitator_lead');
});
afterAll(async () => {
  await api?.close();
  await chain?.close();
});

describe('the register by districts of Landgerichte', () => {
  const entry = { districts: ['koeln', 'bonn'], servesSince: '2025-07-01' };

  it('is written by the state office, in versions, and never for another kind of centre', async () => {
    expect(register(await office.get('/court-districts')).districts).toHaveLength(19);
    const entered = register(await put(office, `/court-districts/programmes/${PROGRAMME.id}`, 1, entry)).programmes.find(({ centreId }) => centreId === PROGRAMME.id);
    // In the order of the list.
    expect(entered).toMatchObject({ version: 2, districts: ['bonn', 'koeln'] });
    expect((await put(office, `/court-districts/programmes/${PROGRAMME.id}`, 1, entry)).status).toBe(412);
    expect((await put(office, `/court-districts/programmes/${PROGRAMME.id}`, 2, { ...entry, districts: ['atlantis'] })).status).toBe(422);
    expect(errorsOf(await put(office, `/court-districts/programmes/${PROGRAMME.id}`, 2, { ...entry, districts: ['koeln', 'koeln'] }))).toMatchObject([200, undefined]);
    expect((await put(office, `/court-districts/programmes/${CENTRES.koeln.id}`, 1, entry)).status).toBe(404);
  });

  it('tells the police and local networks which programme serves them, and the programme its own entry', async () => {
    const police = register(await (await api.signedIn(POLICE.koeln, 'officer')).get('/court-districts')).programmes;
    expect(police).toMatchObject([{ centreId: PROGRAMME.id, districts: ['koeln'], ofOwnArea: true }]);
    const elsewhere = register(await (await api.signedIn(POLICE.muenster, 'police_lead')).get('/court-districts')).programmes;
    expect(elsewhere.map(({ ofOwnArea }) => ofOwnArea)).toEqual([false]);
    expect(register(await (await api.signedIn(NETWORK.id, 'local_coordinator')).get('/court-districts')).programmes).toMatchObject([{ ofOwnArea: true }]);
    expect((await lead.get('/own-programme')).body).toMatchObject({ programme: { centreId: PROGRAMME.id, districts: ['koeln'] } });
    expect((await otherLead.get('/own-programme')).body).toMatchObject({ programme: { centreId: OTHER_PROGRAMME.id, districts: [] } });
    const counselling = await api.signedIn(CENTRES.koeln.id, 'centre_lead');
    expect([(await counselling.get('/court-districts')).status, (await counselling.get('/own-programme')).status]).toEqual([403, 403]);
  });
});

describe('a condition of the standard', () => {
  const check = (body: object): Promise<Answer> => office.post(`/court-districts/programmes/${PROGRAMME.id}/checks`, body);
  const found = (answer: Answer, condition: string): Found | undefined => register(answer).programmes.find(({ centreId }) => centreId === PROGRAMME.id)?.conditions.find((each) => each.condition === condition);

  it('is current for a year from the day on which it was checked, and never after', async () => {
    expect(found(await check({ condition: 'supervision', standing: 'fulfilled', checkedOn: '2026-03-02' }), 'supervision')).toMatchObject({ standing: 'fulfilled', toCheckAgain: false });
    expect(found(await check({ condition: 'evaluation', standing: 'fulfilled', checkedOn: '2026-03-01' }), 'evaluation')).toMatchObject({ standing: 'fulfilled', toCheckAgain: true });
    expect(found(await office.get('/court-districts'), 'child_protection')).toMatchObject({ standing: 'unknown', toCheckAgain: true });
  });

  it('has a day that has come, and none where nobody looked', async () => {
    expect(errorsOf(await check({ condition: 'supervision', standing: 'fulfilled', checkedOn: '2027-03-03' }))).toMatchObject([422, [{ pointer: '/checkedOn', code: 'in_future' }]]);
    expect(errorsOf(await check({ condition: 'supervision', standing: 'unfulfilled' }))).toMatchObject([422, [{ pointer: '/checkedOn', code: 'required' }]]);
    expect(errorsOf(await check({ condition: 'supervision', standing: 'unknown', checkedOn: '2027-03-01' }))).toMatchObject([422, [{ pointer: '/checkedOn', code: 'not_checked' }]]);
    expect(errorsOf(await check({ condition: 'humour', standing: 'unknown' }))).toMatchObject([422, [{ pointer: '/condition', code: 'not_in_list' }]]);
  });

  it('says who checked it to the state office only', async () => {
    expect(found(await office.get('/court-districts'), 'supervision')?.checkedBy).toMatch(/\S/);
    expect(found(await (await api.signedIn(POLICE.koeln, 'officer')).get('/court-districts'), 'supervision')).toMatchObject({ standing: 'fulfilled', checkedBy: null });
  });
});

describe('the figures of a year', () => {
  it('are kept as a draft while they contradict each other, and handed in when they do not', async () => {
    const draft = await put(lead, '/own-programme/years/2026', 1, { ...A_YEAR, running: 15 });
    expect((draft.body as unknown as { years: readonly unknown[] }).years[0]).toMatchObject({ year: 2026, revision: 2, versions: [{ version: 1, handedInAt: null, faults: [{ pointer: '/running', code: 'persons_do_not_add_up' }] }] });
    expect(errorsOf(await submit(lead, 2026, 2))).toMatchObject([422, [{ pointer: '/running', code: 'persons_do_not_add_up' }]]);
    expect((await put(lead, '/own-programme/years/2026', 1, A_YEAR)).status).toBe(412);
    expect(revisionOf(await put(lead, '/own-programme/years/2026', 2, A_YEAR), 2026)).toBe(3);
    expect((await office.get('/yearly-reports/2026')).body).toMatchObject({ awaited: [{ centreId: PROGRAMME.id, version: null }], mayClose: false, sums: null });
    expect(revisionOf(await submit(lead, 2026, 3), 2026)).toBe(4);
    expect(errorsOf(await submit(lead, 2026, 4))).toMatchObject([422, [{ pointer: '/year', code: 'nothing_to_hand_in' }]]);
  });

  it('refuse what is no count, a year that is not open, and whoever serves no district', async () => {
    expect(errorsOf(await put(lead, '/own-programme/years/2026', 4, { ...A_YEAR, begun: -1 }))).toMatchObject([422, [{ pointer: '/begun', code: 'too_small' }]]);
    expect(errorsOf(await put(lead, '/own-programme/years/2026', 4, { ...A_YEAR, begun: 1.5 }))).toMatchObject([422, [{ pointer: '/begun', code: 'wrong_type' }]]);
    expect((await put(lead, '/own-programme/years/2026', 4, { ...A_YEAR, name: 'x' })).status).toBe(422);
    for (const year of ['2027', '2023', 'soon']) expect((await put(lead, `/own-programme/years/${year}`, 1, A_YEAR)).status).toBe(404);
    await put(otherLead, '/own-programme/years/2026', 1, A_YEAR);
    expect(errorsOf(await submit(otherLead, 2026, 2))).toMatchObject([422, [{ pointer: '/districts', code: 'no_district' }]]);
  });

  it('are told to the state office as sums, once, when the year is closed; the single figures never', async () => {
    await put(office, `/court-districts/programmes/${OTHER_PROGRAMME.id}`, 1, { districts: ['aachen'], servesSince: '2026-12-31' });
    const open = await office.get('/yearly-reports/2026');
    expect(open.body).toMatchObject({ mayClose: false });
    expect(JSON.stringify(open.body)).not.toContain('begun');
    expect(errorsOf(await office.post('/yearly-reports/2026/closing'))).toMatchObject([422, [{ pointer: '/year', code: 'year_open' }]]);
    await submit(otherLead, 2026, 2);
    const closed = (await office.post('/yearly-reports/2026/closing')).body as unknown as { sums: readonly { districts: readonly string[]; counts: Record<string, number | null> }[] };
    expect(closed.sums.map(({ districts }) => districts)).toEqual([['aachen'], ['koeln'], []]);
    // 20 + 20 by themselves, 3 + 3 by others: the small ones are hidden, and so is one more.
    expect(closed.sums.at(-1)?.counts).toMatchObject({ persons: 100, begun: 80, referredBySelf: expect.anything() });
    expect(closed.sums[0]?.counts['referredByOthers']).toBeNull();
    expect(errorsOf(await office.post('/yearly-reports/2026/closing'))).toMatchObject([422, [{ pointer: '/year', code: 'year_closed' }]]);
  });

  it('are put right by a further version: the first one stays, and the sums do too', async () => {
    const corrected = await put(lead, '/own-programme/years/2026', 4, { ...A_YEAR, referredByPolice: 95 });
    expect(revisionOf(corrected, 2026)).toBe(5);
    chain.moveTo('2027-03-02T09:10:00Z');
    const handedIn = (await submit(lead, 2026, 5)).body as unknown as { years: readonly { versions: readonly { version: number; figures: { referredByPolice: number } }[] }[] };
    expect(handedIn.years[0]?.versions.map(({ version, figures }) => [version, figures.referredByPolice])).toEqual([[2, 95], [1, 30]]);
    const year = await office.get('/yearly-reports/2026');
    expect(year.body).toMatchObject({ awaited: [{ afterClosing: false }, { centreId: PROGRAMME.id, version: 2, afterClosing: true }], sums: [{}, { counts: { referredByPolice: 30 } }, {}] });
    chain.moveTo('2027-03-02T09:00:00Z');
  });

  it('leave as files: the own ones whole, the sums with "x" for what is hidden', async () => {
    const own = await lead.get('/own-programme/file?language=en');
    expect(own.text.split('\r\n').slice(1, 3).map((line) => line.split(',').slice(0, 4).join())).toEqual(['2026,2,2027-03-02,95', '2026,1,2027-03-02,30']);
    expect((await office.get('/yearly-reports/2026/file')).text).toMatch(/^Landgerichtsbezirk;[^]*Aachen;1;[^]*;x;[^]*Land;2;/);
  });

  it('are asked for once, when the day is over', async () => {
    const reminders = new YearlyReminders(new TenantDatabase(chain.clock));
    // 2025 was due last year; the other programme has served since the last day of 2026 only.
    expect([await reminders.remind(chain.now()), await reminders.remind(chain.now())]).toEqual([1, 0]);
    const inbox = (await lead.get('/notifications')).body as unknown as { items: readonly { template: string }[] };
    expect(inbox.items.filter(({ template }) => template === 'yearly_report_due')).toHaveLength(1);
    // Both have handed 2026 in.
    expect(await reminders.remind(new Date('2027-04-01T10:00:00Z'))).toBe(0);
  });
});
