import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openDatabase } from '#persistence';
import { startApi, type Answer, type TestApi, type TestBrowser } from '../support/app.js';
import { aChain, CENTRES, KOELN, NETWORK, POLICE, STATE_OFFICE, type Chain } from '../support/chain.js';

const DISTRICT = KOELN.slice(0, 5);
const ELSEWHERE = '05111';

/** Tue 2 Mar 2027, 10:00 local. */
let chain: Chain;
let api: TestApi;
let admin: DataSource;
let state: TestBrowser;
let local: TestBrowser;

beforeAll(async () => {
  chain = await aChain('models');
  api = await startApi(chain);
  admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
  state = await api.signedIn(STATE_OFFICE.id, 'state_coordinator');
  local = await api.signedIn(NETWORK.id, 'local_coordinator');
});
afterAll(async () => {
  await admin?.destroy();
  await api?.close();
  await chain?.close();
});

const text = (change: object = {}) => ({
  title: 'Bereitschaft am Wochenende (erfunden)', summary: 'Zwei Stellen wechseln sich samstags und sonntags ab.', tags: ['weekend_cover'], standing: 'established', checkedOn: '2026-11-02',
  contactOrganisationId: CENTRES.koeln.id, uses: [{ districtAgs: ELSEWHERE, beganOn: '2025-01-01' }], template: { dailyService: true, firstAttempt: { amount: 24, unit: 'EH' } }, ...change,
});
const own = (change: object = {}) => text({ uses: [{ districtAgs: DISTRICT, beganOn: '2026-01-01' }], ...change });
const listed = async (browser: TestBrowser): Promise<readonly string[]> => ((await browser.get('/models')).body as unknown as readonly { readonly title: string }[]).map(({ title }) => title);
const rewrite = (browser: TestBrowser, { body }: Answer, change: object, version = body['version']) =>
  browser.send('PUT', `/api/v1/models/${String(body['id'])}`, { body: { ...text(), ...change }, headers: { 'if-match': `"${String(version)}"` } });
const release = ({ body }: Answer, released = true, version = body['version']) =>
  state.send('POST', `/api/v1/models/${String(body['id'])}/release`, { body: { released }, headers: { 'if-match': `"${String(version)}"` } });
const trail = async (): Promise<readonly string[]> => (await admin.query<{ action: string }[]>(`select action from audit.event where action like 'model.%' order by id`)).map(({ action }) => action);

interface Needs { readonly weekend: string; readonly year: string | null; readonly needs: readonly { readonly need: string; readonly districts: readonly { readonly ags: string; readonly part: number; readonly of: number }[]; readonly closed: readonly string[]; readonly others: readonly string[] }[] }
const needs = async (browser: TestBrowser): Promise<Needs> => (await browser.get('/models/needs')).body as unknown as Needs;

describe('the library of local models', () => {
  it('takes a draft, shows it to nobody else, and to everybody once it is released', async () => {
    const lead = await api.signedIn(POLICE.koeln, 'police_lead');
    const counsellor = await api.signedIn(CENTRES.koeln.id, 'counsellor');
    const drafted = await state.post('/models', text());
    expect([drafted.status, drafted.body]).toMatchObject([201, { version: 1, state: 'draft', editable: true, unchecked: false, example: false, contact: { id: CENTRES.koeln.id }, keeper: { id: STATE_OFFICE.id }, uses: [{ districtAgs: ELSEWHERE, beganOn: '2025-01-01' }] }]);
    expect([await listed(lead), await listed(local)]).toEqual([[], []]);
    const released = await release(drafted);
    expect([released.status, released.body['state'], released.body['version']]).toEqual([200, 'released', 2]);
    for (const reader of [lead, counsellor, local]) {
      const models = (await reader.get('/models')).body as unknown as readonly { readonly editable: boolean; readonly template: object }[];
      expect(models).toMatchObject([{ title: text().title, editable: false, template: { dailyService: true } }]);
    }
    const taken = await release(released, false);
    expect([taken.body['state'], await listed(counsellor)]).toEqual(['draft', []]);
    expect(await trail()).toEqual(['model.drafted', 'model.released', 'model.retracted']);
  });

  it('takes drafts of a local network for its own districts, and keeps what is released from its pen', async () => {
    expect((await local.post('/models', text())).body).toMatchObject({ code: 'invalid_input', errors: [{ pointer: '/uses/0/districtAgs', code: 'not_in_list' }] });
    const drafted = await local.post('/models', own({ title: 'Rundtelefon (erfunden)' }));
    expect([drafted.status, (await listed(state)).includes('Rundtelefon (erfunden)')]).toEqual([201, true]);
    const changed = await rewrite(local, drafted, own({ title: 'Rundtelefon, zweiter Wurf (erfunden)' }));
    expect([changed.status, changed.body]).toMatchObject([200, { version: 2, uses: [{ districtAgs: DISTRICT }] }]);
    const released = await release(changed);
    expect(released.status).toBe(200);
    const late = await rewrite(local, released, own());
    expect([late.status, late.body['code']]).toEqual([409, 'model_released']);
  });

  it('refuses the second of two edits, and changes nothing', async () => {
    const drafted = await state.post('/models', text({ title: 'Zwei schreiben (erfunden)' }));
    const first = await rewrite(state, drafted, { title: 'Der erste war schneller (erfunden)' });
    const second = await rewrite(state, drafted, { title: 'Der zweite (erfunden)' });
    expect([first.status, second.status, second.body]).toMatchObject([200, 412, { code: 'stale_version' }]);
    expect(await listed(state)).toContain('Der erste war schneller (erfunden)');
    expect((await release(drafted)).status).toBe(412);
  });

  it.each([
    ['no tag', { tags: [] }, '/tags', 'required'],
    ['a tag that nobody knows', { tags: ['weekend'] }, '/tags', 'not_in_list'],
    ['a check that lies ahead', { checkedOn: '2027-03-03' }, '/checkedOn', 'in_future'],
    ['a use nowhere', { uses: [] }, '/uses', 'required'],
    ['an idea in use', { standing: 'idea' }, '/standing', 'never_begun'],
    ['a district that does not exist', { uses: [{ districtAgs: '05999', beganOn: '2025-01-01' }] }, '/uses/0/districtAgs', 'not_in_list'],
    ['a contact that does not exist', { contactOrganisationId: '3f1e0c3a-8a52-4c69-9f0a-0b5a4f0b8d11' }, '/contactOrganisationId', 'not_in_list'],
    ['terms that no agreement has', { template: { firstAttempt: { amount: -1, unit: 'EH' } } }, '/template', 'malformed'],
  ])('refuses %s', async (_, change, pointer, code) => {
    const before = await listed(state);
    const answer = await state.post('/models', text(change));
    expect([answer.status, answer.body]).toMatchObject([422, { code: 'invalid_input', errors: [{ pointer, code }] }]);
    expect(await listed(state)).toEqual(before);
  });

  it('answers an unknown entry and a draft of others alike', async () => {
    const drafted = await state.post('/models', text({ title: 'Noch nicht für alle (erfunden)' }));
    const id = String(drafted.body['id']);
    const unknown = '3f1e0c3a-8a52-4c69-9f0a-0b5a4f0b8d11';
    const put = (which: string) => local.send('PUT', `/api/v1/models/${which}`, { body: own(), headers: { 'if-match': '"1"' } });
    expect([(await put(id)).status, (await put(unknown)).status]).toEqual([404, 404]);
    expect([(await local.get(`/models/${id}/effect`)).status, (await local.get(`/models/${unknown}/effect`)).status]).toEqual([404, 404]);
  });
});

describe('models that are found from a gap', () => {
  it('are those of districts that do not have it, and a local network is told of its own districts', async () => {
    const [everywhere, area] = [await needs(state), await needs(local)];
    expect([everywhere.weekend, everywhere.year]).toEqual(['2027-03-06', null]);
    const gap = everywhere.needs.find(({ need }) => need === 'weekend_gap');
    expect(gap?.districts.length).toBeGreaterThan(40);
    expect(gap?.districts.every(({ part, of }) => part > 0 && part <= of)).toBe(true);
    expect(area.needs.flatMap(({ districts }) => districts.map(({ ags }) => ags)).every((ags) => ags === DISTRICT)).toBe(true);
    const drafted = await state.post('/models', text({ title: 'Schließt eine Lücke (erfunden)', uses: [{ districtAgs: gap?.districts[0]?.ags, beganOn: '2025-01-01' }] }));
    await release(drafted);
    const after = (await needs(state)).needs.find(({ need }) => need === 'weekend_gap');
    expect([after?.closed.includes(String(drafted.body['id'])), after?.others.includes(String(drafted.body['id']))]).toEqual([false, true]);
  });

  it('say nothing where no figures are published', async () => {
    const drafted = await state.post('/models', text({ title: 'Ohne Zahlen (erfunden)' }));
    const effect = await state.get(`/models/${String(drafted.body['id'])}/effect`);
    expect(effect.body).toEqual([
      { districtAgs: ELSEWHERE, district: 'Düsseldorf', beganOn: '2025-01-01', before: { year: '2024', referrals: null, attempt24: null, attempt72: null }, after: { year: '2025', referrals: null, attempt24: null, attempt72: null } },
    ]);
  });
});

describe('published figures of a district', () => {
  const counts = (referrals: number | null, attempt24: number | null, attempt72: number | null, declinedCapacity: number | null) => ({ referrals, attempt24, attempt72, declinedCapacity });
  /** A report as the worker publishes it, with what is read of it here. */
  const publish = async (period: string, asOf: string, districts: Readonly<Record<string, object>>): Promise<void> => {
    const regions = [{ level: 'land', key: '05', counts: counts(500, 300, 400, 5) }, ...Object.entries(districts).map(([key, each]) => ({ level: 'district', key, counts: each }))];
    const body = JSON.stringify({ period, asOf, regions });
    await admin.query(`insert into stats.publication (as_of, period, subject, body, sha256, published_at) values ($1::date, $2, 'turnaround', $3, $4, $1::date)`, [asOf, period, body, createHash('sha256').update(body).digest('hex')]);
  };

  it('stand before and after a model began there, as far as they are shown to the reader, and tell who declines for capacity', async () => {
    await publish('2024', '2025-03-01', { [ELSEWHERE]: counts(120, 40, 80, 20), [DISTRICT]: counts(200, 100, 150, 0) });
    await publish('2025', '2026-03-01', { [ELSEWHERE]: counts(130, 90, 120, null), [DISTRICT]: counts(null, null, null, null) });
    await publish('2026', '2027-03-01', { [ELSEWHERE]: counts(150, 90, 120, 15), [DISTRICT]: counts(210, 100, 150, 20) });
    // What is hidden proves no closed gap: of that district nobody knows.
    await release(await state.post('/models', text({ title: 'Wo nichts gezeigt wird (erfunden)', tags: ['capacity'], uses: [{ districtAgs: '05112', beganOn: '2025-01-01' }] })));
    const released = await release(await state.post('/models', text({ title: 'Mit Zahlen (erfunden)', tags: ['capacity'], uses: [{ districtAgs: ELSEWHERE, beganOn: '2025-01-01' }, { districtAgs: DISTRICT, beganOn: '2025-06-01' }] })));
    const id = String(released.body['id']);
    const effect = async (browser: TestBrowser) => ((await browser.get(`/models/${id}/effect`)).body as unknown as readonly { readonly districtAgs: string; readonly before: object; readonly after: object }[]).map(({ districtAgs, before, after }) => ({ districtAgs, before, after }));
    const none = (year: string) => ({ year, referrals: null, attempt24: null, attempt72: null });
    const ofDistrict = { districtAgs: DISTRICT, before: { year: '2024', referrals: 200, attempt24: 100, attempt72: 150 }, after: { year: '2026', referrals: 210, attempt24: 100, attempt72: 150 } };
    expect(await effect(state)).toEqual([{ districtAgs: ELSEWHERE, before: { year: '2024', referrals: 120, attempt24: 40, attempt72: 80 }, after: { year: '2025', referrals: 130, attempt24: 90, attempt72: 120 } }, ofDistrict]);
    // A local network reads the figures of its own district alone.
    expect(await effect(local)).toEqual([{ districtAgs: ELSEWHERE, before: none('2024'), after: none('2025') }, ofDistrict]);
    const told = await needs(state);
    expect(told.year).toBe('2026');
    expect(told.needs.find(({ need }) => need === 'declined_for_capacity')).toMatchObject({ districts: [{ ags: ELSEWHERE, part: 15, of: 150 }], closed: [id] });
  });
});

describe('a model that is adopted', () => {
  const agreement = (modelId: unknown, parameters: object = { dailyService: true, firstAttempt: { amount: 12, unit: 'EH' }, consentForms: ['signed'] }) => ({
    kind: 'agreement', agreement: { policeAuthorityId: POLICE.koeln, centreId: CENTRES.koeln.id, validFrom: '2027-04-01', parameters, modelId },
  });

  it('is checked against the agreement that runs: each contradiction is a warning, also in the proposal', async () => {
    const released = await release(await state.post('/models', text({ title: 'Wird übernommen (erfunden)' })));
    const checked = await state.post('/directory/checks', agreement(released.body['id']));
    const { problems, bases } = checked.body as unknown as { readonly problems: readonly { readonly code: string; readonly severity: string }[]; readonly bases: readonly object[] };
    expect(problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['warned model_without_weekend_hours', 'warned model_limit_below_escalation', 'warned model_fewer_forms']);
    const proposed = await state.post('/directory/proposals', { ...agreement(released.body['id']), bases, reason: 'Modell übernommen (erfunden)' });
    expect([proposed.status, proposed.body]).toMatchObject([201, { kind: 'agreement', state: 'proposed', agreement: { modelId: released.body['id'] }, warnings: [{}, {}, {}] }]);
  });

  it('must have been released', async () => {
    const drafted = await state.post('/models', text({ title: 'Nur ein Entwurf (erfunden)' }));
    const { bases } = (await state.post('/directory/checks', agreement(drafted.body['id']))).body as unknown as { readonly bases: readonly object[] };
    const answer = await state.post('/directory/proposals', { ...agreement(drafted.body['id']), bases, reason: 'Zu früh (erfunden)' });
    expect([answer.status, answer.body]).toMatchObject([422, { errors: [{ pointer: '/agreement/modelId', code: 'not_in_list' }] }]);
  });
});
