import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase } from '#persistence';
import type { DataSource } from 'typeorm';
import { startApi, type Answer, type TestApi, type TestBrowser } from '../support/app.js';
import { aChain, aNewReferral, CENTRES, KOELN, NETWORK, POLICE, STATE_OFFICE, type Chain } from '../support/chain.js';

/** Tue 2 Mar 2027, 10:00 local, in Köln: two centres, of which the second serves on all 365 days. */
let chain: Chain;
let api: TestApi;
let admin: DataSource;
let lead: TestBrowser;
let counsellor: TestBrowser;

beforeAll(async () => {
  chain = await aChain('own-centre');
  api = await startApi(chain);
  admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
  lead = await api.signedIn(CENTRES.koeln.id, 'centre_lead');
  counsellor = await api.signedIn(CENTRES.koeln.id, 'counsellor');
});
afterAll(async () => {
  await admin?.destroy();
  await api?.close();
  await chain?.close();
});
afterEach(async () => {
  await admin.query(`delete from closure; delete from capacity_note; delete from registry_change; delete from centre_profile where version > 1; delete from catchment where valid_from > '2027-01-01'`);
  chain.moveTo('2027-03-02T09:00:00Z');
});

/** The lead, signed in at another instant: no session lasts so long. */
function leadAt(instant: string): Promise<TestBrowser> {
  chain.moveTo(instant);
  return api.signedIn(CENTRES.koeln.id, 'centre_lead', { fresh: true });
}
const CLOSED = { from: '2027-03-05', to: '2027-03-08', reason: 'Umzug (fiktiv)' };
const read = async (browser = lead): Promise<Answer['body']> => (await browser.get('/own-centre')).body;
const faultsOf = (answer: Answer) => [answer.status, answer.body.code, answer.body.errors];
const refused = (pointer: string, code: string) => [422, 'invalid_input', [{ pointer, code }]];
const stored = (): Promise<unknown> =>
  admin.query('select (select count(*) from closure) as closures, (select count(*) from capacity_note) as notes, (select count(*) from centre_profile) as versions, (select count(*) from registry_change) as orders, (select count(*) from audit.event) as audits');
const orders = (): Promise<readonly { readonly kind: string; readonly reason: string }[]> => admin.query('select kind, reason from registry_change order by recorded_at, id');
const audits = async (): Promise<readonly string[]> => (await admin.query<{ action: string }[]>(`select action from audit.event where action like 'centre.%' order by recorded_at`)).map(({ action }) => action);
/** Takes the other centre of Köln away, so that nobody else serves the city. */
const alone = (): Promise<unknown> => admin.query(`update catchment set valid_to = '2027-02-01' where centre_id = $1`, [CENTRES.domstadt.id]);
const together = (): Promise<unknown> => admin.query('update catchment set valid_to = null where centre_id = $1', [CENTRES.domstadt.id]);
const setHours = (body: unknown, version: number | null, browser = lead): Promise<Answer> =>
  browser.send('PUT', '/api/v1/own-centre/hours', { body, ...(version !== null && { headers: { 'if-match': `"${version}"` } }) });
const setCapacity = (body: unknown): Promise<Answer> => lead.send('PUT', '/api/v1/own-centre/capacity', { body });
const HOURS = { windows: [{ weekday: 1, opens: '09:00', closes: '12:00' }, { weekday: 1, opens: '13:00', closes: '18:00' }, { weekday: 6, opens: '22:00', closes: '02:00' }], dailyService: true, validFrom: '2027-03-02' };

describe('the own entry', () => {
  it('says hours, closures, room and whom the centre serves, to everybody who works there', async () => {
    for (const browser of [lead, counsellor]) {
      expect(await read(browser)).toEqual({
        id: CENTRES.koeln.id, name: CENTRES.koeln.name, kind: 'intervention', active: true, targetGroups: ['women', 'lsbtiq'], languages: expect.any(Array),
        catchment: [{ ags: KOELN, name: 'Köln' }], version: 1,
        hours: { version: 1, validFrom: '2000-01-01', dailyService: false, windows: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })) },
        comingHours: [], closures: [], capacity: null, neighbours: [{ id: CENTRES.domstadt.id, name: CENTRES.domstadt.name }],
      });
    }
  });

  it('is read by nobody else, and kept by leads only', async () => {
    for (const browser of [await api.signedIn(POLICE.koeln, 'officer'), await api.signedIn(NETWORK.id, 'local_coordinator'), await api.signedIn(STATE_OFFICE.id, 'state_coordinator')]) {
      expect((await browser.get('/own-centre')).status).toBe(403);
    }
    const before = await stored();
    expect([(await counsellor.post('/own-centre/closures', CLOSED)).status, (await setHours(HOURS, 1, counsellor)).status, (await counsellor.delete(`/own-centre/closures/${randomUUID()}`)).status]).toEqual([403, 403, 403]);
    expect(await stored()).toEqual(before);
  });
});

describe('a closure', () => {
  it('is entered with who stands in, orders the clocks to be computed anew, and stands in the trail', async () => {
    const answer = await lead.post('/own-centre/closures', { ...CLOSED, coverCentreId: CENTRES.domstadt.id });
    expect([answer.status, answer.body]).toEqual([201, { ...CLOSED, id: expect.any(String), cover: { id: CENTRES.domstadt.id, name: CENTRES.domstadt.name }, uncovered: [] }]);
    expect((await read(counsellor))['closures']).toEqual([{ ...CLOSED, id: answer.body['id'], cover: { id: CENTRES.domstadt.id, name: CENTRES.domstadt.name } }]);
    expect(await orders()).toEqual([{ kind: 'closure', reason: CLOSED.reason }]);
    expect((await audits()).slice(-1)).toEqual(['centre.closure_recorded']);
    expect((await read(await api.signedIn(CENTRES.domstadt.id, 'centre_lead')))['closures']).toEqual([]);
  });

  it('entered several times at once is one', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => lead.post('/own-centre/closures', CLOSED)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(1);
    expect(await orders()).toHaveLength(1);
  });

  const FAULTS: readonly (readonly [what: string, change: object, pointer: string, code: string])[] = [
    ['that has begun before it is entered', { from: '2027-03-01' }, '/from', 'in_past'],
    ['that ends before it begins', { to: '2027-03-04' }, '/to', 'before_start'],
    ['of more than 366 days', { to: '2028-03-06' }, '/to', 'span_too_long'],
    ['beyond the calendar', { from: '2090-03-05', to: '2090-03-05' }, '/to', 'outside_calendar'],
    ['on a day that does not exist', { from: '2027-02-30' }, '/from', 'impossible_date'],
    ['without a reason', { reason: 'ab' }, '/reason', 'too_short'],
    ['covered by the centre itself', { coverCentreId: CENTRES.koeln.id }, '/coverCentreId', 'no_neighbour'],
    ['covered by a centre that serves other places', { coverCentreId: CENTRES.elsewhere.id }, '/coverCentreId', 'no_neighbour'],
    ['covered by nobody who exists', { coverCentreId: randomUUID() }, '/coverCentreId', 'no_neighbour'],
    ['with an unknown key', { centreId: CENTRES.domstadt.id }, '/centreId', 'unknown_key'],
  ];
  it.each(FAULTS)('%s is refused, by field, and nothing is stored', async (_, change, pointer, code) => {
    const before = await stored();
    expect(faultsOf(await lead.post('/own-centre/closures', { ...CLOSED, ...change }))).toEqual(refused(pointer, code));
    expect(await stored()).toEqual(before);
  });

  it('may follow another, but not overlap it', async () => {
    await lead.post('/own-centre/closures', CLOSED);
    expect(faultsOf(await lead.post('/own-centre/closures', { ...CLOSED, from: '2027-03-08', to: '2027-03-10' }))).toEqual(refused('/from', 'overlap'));
    expect((await lead.post('/own-centre/closures', { ...CLOSED, from: '2027-03-09', to: '2027-03-10' })).status).toBe(201);
  });

  it('without cover is told by municipality and target group, and taken only when that is known', async () => {
    await alone();
    const uncovered = ['lsbtiq', 'women'].map((targetGroup) => ({ ags: KOELN, municipality: 'Köln', targetGroup }));
    const before = await stored();
    const answer = await lead.post('/own-centre/closures', CLOSED);
    expect([answer.status, answer.body.code, answer.body['uncovered']]).toEqual([422, 'closure_without_cover', uncovered]);
    expect(await stored()).toEqual(before);
    expect((await lead.get(`/own-centre/closures/preview?from=${CLOSED.from}&to=${CLOSED.to}`)).body['uncovered']).toEqual(uncovered);
    const accepted = await lead.post('/own-centre/closures', { ...CLOSED, acceptUncovered: true });
    expect([accepted.status, accepted.body['uncovered']]).toEqual([201, uncovered]);
    await together();
  });

  it('is cancelled, with the order to compute anew, and by nobody else', async () => {
    const { body } = await lead.post('/own-centre/closures', CLOSED);
    const path = `/own-centre/closures/${String(body['id'])}`;
    expect((await (await api.signedIn(CENTRES.domstadt.id, 'centre_lead')).delete(path)).status).toBe(404);
    const answer = await lead.delete(path);
    expect([answer.status, answer.body['closures']]).toEqual([200, []]);
    expect((await orders()).map(({ kind }) => kind)).toEqual(['closure', 'closure']);
    expect((await audits()).slice(-2)).toEqual(['centre.closure_recorded', 'centre.closure_cancelled']);
    expect((await lead.delete(path)).status).toBe(404);
  });

  it('that has begun ends with yesterday when it is cancelled, and one that is over stays', async () => {
    const { body } = await lead.post('/own-centre/closures', CLOSED);
    const later = await leadAt('2027-03-07T09:00:00Z');
    expect((await later.delete(`/own-centre/closures/${String(body['id'])}`)).body['closures']).toEqual([]);
    expect(await admin.query(`select to_char(first_day, 'MM-DD') as "from", to_char(last_day, 'MM-DD') as "to", cancelled_at is null as stands from closure order by last_day`)).toEqual([
      { from: '03-05', to: '03-06', stands: true }, { from: '03-05', to: '03-08', stands: false },
    ]);
    const [{ id }] = await admin.query<[{ id: string }]>('select id from closure where cancelled_at is null');
    expect((await later.delete(`/own-centre/closures/${id}`)).status).toBe(404);
  });

  it('shows before it is entered which own running clocks it would move, and no foreign ones', async () => {
    await chain.agree(POLICE.koeln, CENTRES.koeln.id, { acknowledge: { amount: 30, unit: 'OH' } });
    await api.services.directory.refresh();
    const officer = await api.signedIn(POLICE.koeln, 'officer');
    const own = (await officer.create()).body;
    await officer.create(aNewReferral({ centreId: CENTRES.domstadt.id }));
    const { flags } = aNewReferral();
    await officer.create(aNewReferral({ flags: { ...flags, excludedUserIds: [chain.actor(CENTRES.koeln.id, 'centre_lead').userId] } }));
    const before = await stored();
    const preview = await lead.get(`/own-centre/closures/preview?from=${CLOSED.from}&to=${CLOSED.to}`);
    expect(preview.body).toEqual({
      clocks: [{ kind: 'acknowledge', referralId: own['id'], reference: own['reference'], oldDueAt: '2027-03-05T15:00:00.000Z', newDueAt: '2027-03-09T15:00:00.000Z' }],
      uncovered: [],
    });
    expect(await stored()).toEqual(before);
    expect((await lead.get('/own-centre/closures/preview?from=2027-03-06&to=2027-03-07')).body['clocks']).toEqual([]);
    expect(faultsOf(await lead.get('/own-centre/closures/preview?from=2027-03-01&to=2027-02-01'))).toEqual([
      422, 'invalid_input', [{ pointer: '/query/from', code: 'in_past' }, { pointer: '/query/to', code: 'before_start' }],
    ]);
  });
});

describe('the room', () => {
  it('is noted until a day, renewed by the next note, and unknown afterwards', async () => {
    const answer = await setCapacity({ level: 'few', days: 3 });
    expect([answer.status, answer.body['capacity']]).toEqual([200, { level: 'few', notedAt: '2027-03-02T09:00:00.000Z', expiresAt: '2027-03-05T09:00:00.000Z' }]);
    await setCapacity({ level: 'full', days: 1 });
    expect((await read())['capacity']).toMatchObject({ level: 'full', expiresAt: '2027-03-03T09:00:00.000Z' });
    expect((await read(await leadAt('2027-03-03T09:00:00Z')))['capacity']).toBeNull();
    expect((await audits()).slice(-2)).toEqual(['centre.capacity_noted', 'centre.capacity_noted']);
  });

  it('is what the police are told of the centre at once', async () => {
    const officer = await api.signedIn(POLICE.koeln, 'officer');
    const reasons = async (): Promise<readonly string[]> => {
      const { candidates } = (await officer.get(`/routing/candidates?ags=${KOELN}&targetGroup=women`)).body as { candidates?: readonly { centre: { id: string }; reasons: readonly string[] }[] };
      return (candidates?.find(({ centre }) => centre.id === CENTRES.koeln.id)?.reasons ?? []).filter((reason) => reason.startsWith('capacity_'));
    };
    expect(await reasons()).toEqual([]);
    await setCapacity({ level: 'full', days: 1 });
    expect(await reasons()).toEqual(['capacity_full']);
  });

  it.each([
    [{ level: 'none', days: 3 }, '/level', 'not_in_list'], [{ level: 'free', days: 0 }, '/days', 'too_small'], [{ level: 'free', days: 15 }, '/days', 'too_large'], [{ level: 'free', days: '3' }, '/days', 'wrong_type'],
  ])('%j is refused', async (body, pointer, code) => {
    expect(faultsOf(await setCapacity(body))).toEqual(refused(pointer, code));
  });
});

describe('opening hours', () => {
  it('hold from a day on, beside the old ones until then', async () => {
    const answer = await setHours({ ...HOURS, validFrom: '2027-03-08' }, 1);
    expect([answer.status, answer.body['version']]).toEqual([200, 2]);
    expect(answer.body).toMatchObject({ hours: { version: 1, dailyService: false }, comingHours: [{ version: 2, validFrom: '2027-03-08', dailyService: true, windows: HOURS.windows }] });
    expect(await orders()).toEqual([{ kind: 'opening_hours', reason: 'opening hours were changed' }]);
    // The clocks are computed anew when the day has begun, not before.
    expect(await admin.query('select recorded_at from registry_change')).toEqual([{ recorded_at: new Date('2027-03-07T23:00:00Z') }]);
    expect((await audits()).slice(-1)).toEqual(['centre.hours_changed']);
    expect(await read(await leadAt('2027-03-08T09:00:00Z'))).toMatchObject({ hours: { version: 2 }, comingHours: [], targetGroups: ['women', 'lsbtiq'] });
  });

  it('changed by two at once are one: the other is told the version to read', async () => {
    const answers = await Promise.all([setHours(HOURS, 1), setHours({ ...HOURS, dailyService: false }, 1)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(answers.find(({ status }) => status === 412)?.body).toMatchObject({ code: 'stale_version', currentVersion: 2 });
    expect(await orders()).toHaveLength(1);
  });

  it('need the version that was read', async () => {
    expect((await setHours(HOURS, null)).status).toBe(428);
    expect((await setHours(HOURS, 7)).body).toMatchObject({ code: 'stale_version', currentVersion: 1 });
  });

  const window = (opens: string, closes: string, weekday = 1) => ({ weekday, opens, closes });
  const FAULTS: readonly (readonly [what: string, change: object, pointer: string, code: string])[] = [
    ['of which two overlap', { windows: [window('09:00', '12:00'), window('11:00', '17:00')] }, '/windows/1/opens', 'overlap'],
    ['of which one is no time at all', { windows: [window('09:00', '12:00', 2), window('09:00', '09:00')] }, '/windows/1/closes', 'same_time'],
    ['that are no time of a clock', { windows: [window('09:00', '12:00', 2), window('9 Uhr', '17:00')] }, '/windows/1/opens', 'malformed'],
    ['that end after the end of the day', { windows: [window('09:00', '24:30')] }, '/windows/0/closes', 'malformed'],
    ['on an eighth day', { windows: [window('09:00', '12:00', 8)] }, '/windows/0/weekday', 'too_large'],
    ['of no window', { windows: [] }, '/windows', 'required'],
    ['from yesterday', { validFrom: '2027-03-01' }, '/validFrom', 'in_past'],
    ['beyond the calendar', { validFrom: '2090-01-01' }, '/validFrom', 'outside_calendar'],
    ['with an unknown key', { kind: 'shelter' }, '/kind', 'unknown_key'],
  ];
  it.each(FAULTS)('%s are refused, by field, and nothing is stored', async (_, change, pointer, code) => {
    const before = await stored();
    expect(faultsOf(await setHours({ ...HOURS, ...change }, 1))).toEqual(refused(pointer, code));
    expect(await stored()).toEqual(before);
  });

  it('that would begin before those that are entered already are refused', async () => {
    await setHours({ ...HOURS, validFrom: '2027-03-08' }, 1);
    expect(faultsOf(await setHours(HOURS, 2))).toEqual(refused('/validFrom', 'before_newer_version'));
    expect((await setHours({ ...HOURS, validFrom: '2027-03-08', dailyService: false }, 2)).body).toMatchObject({ version: 3 });
    expect((await read(await leadAt('2027-03-08T09:00:00Z')))['hours']).toMatchObject({ version: 3, dailyService: false });
  });
});
