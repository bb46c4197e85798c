import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReviewReminders } from '#coordination';
import { TenantDatabase } from '#persistence';
import { startApi, type Answer, type TestApi, type TestBrowser } from '../support/app.js';
import { aChain, STATE_OFFICE, type Chain } from '../support/chain.js';

/** Tue 2 Mar 2027, 10:00 local. */
let chain: Chain;
let api: TestApi;
let office: TestBrowser;
let plan: string;

const PLAN = { title: 'Landesaktionsplan (fiktiv)', startsOn: '2027-01-01', fields: [{ number: 1, title: 'Schutz und Hilfe' }, { number: 2, title: 'Vorbeugung' }] };
const MEASURE = {
  fieldNumber: 1, number: '1.1', title: 'Erste Kontakte am Wochenende', articles: [22, 20, 22], ministry: 'Ressort für Gleichstellung (fiktiv)', partners: ['Kreise', 'Beratungsstellen'],
  budgetLine: 'epl 07 kap 07030 tit 68461', indicators: ['K5'], status: 'running', statusOn: '2027-01-15', evidence: 'Erlass vom 15.01.2027 (fiktiv)', nextReviewOn: '2027-04-01',
  milestones: [{ title: 'Konzept liegt vor', dueOn: '2027-02-01', doneOn: '2027-01-30', evidence: 'Konzept, Fassung 1' }, { title: 'Drei Kreise nehmen teil', dueOn: '2027-12-01' }],
};

beforeAll(async () => {
  chain = await aChain('action-plans');
  api = await startApi(chain);
  office = await api.signedIn(STATE_OFFICE.id, 'state_coordinator');
  plan = String(((await office.post('/coordination/plans', PLAN)).body as unknown as readonly { id: string }[])[0]?.id);
});
afterAll(async () => {
  await api?.close();
  await chain?.close();
});

const enter = (body: object = MEASURE): Promise<Answer> => office.post(`/coordination/plans/${plan}/measures`, body);
const measureOf = ({ body }: Answer) => (body as unknown as { measure: { id: string; version: number; status: string; releasedVersion: number | null } }).measure;
const send = (method: 'PUT' | 'POST', path: string, version: number, body: object): Promise<Answer> => office.send(method, `/api/v1${path}`, { body, headers: { 'if-match': `"${version}"` } });
const fetched = async (file: string): Promise<Response> => fetch(`${api.url}/public/action-plans.${file}`);
const releasedNumbers = async (): Promise<readonly string[]> =>
  ((await (await fetched('json')).json()) as { plans: { fields: { measures: { number: string; title: string }[] }[] }[] }).plans.flatMap(({ fields }) => fields.flatMap(({ measures }) => measures.map(({ number, title }) => `${number} ${title}`)));

describe('a measure of a state action plan', () => {
  it('is entered with its articles in order and its budget line in one form', async () => {
    const answer = await enter();
    expect([answer.status, answer.body]).toMatchObject([201, { plan: { id: plan }, measure: { version: 1, articles: [20, 22], budgetLine: 'EP 07 / Kapitel 07 030 / Titel 684 61', reviewDue: false, releasedVersion: null }, history: [{ change: 'entered' }] }]);
  });

  it.each([
    ['an article that the convention has not', { articles: [82] }, '/articles', 'no_such_article'],
    ['a status without evidence', { evidence: null }, '/evidence', 'evidence_missing'],
    ['a number that is taken', { number: '1.1' }, '/number', 'number_taken'],
    ['a field that the plan has not', { fieldNumber: 3 }, '/fieldNumber', 'unknown_field'],
    ['no day of review', { nextReviewOn: null }, '/nextReviewOn', 'review_missing'],
  ])('is refused with %s, and nothing is stored', async (_, change, pointer, code) => {
    const count = async () => ((await office.get('/coordination/plans')).body as unknown as readonly { measures: unknown[] }[])[0]?.measures.length;
    const before = await count();
    const answer = await enter({ ...MEASURE, number: '9.9', ...change });
    expect([answer.status, answer.body]).toMatchObject([422, { code: 'invalid_input', errors: [{ pointer, code }] }]);
    expect(await count()).toBe(before);
  });

  it('keeps what stood there before, and tells the second of two writers', async () => {
    const { id } = measureOf(await enter({ ...MEASURE, number: '1.2' }));
    expect((await send('PUT', `/coordination/measures/${id}`, 1, { ...MEASURE, number: '1.2', title: 'Anders' })).body).toMatchObject({ measure: { version: 2, title: 'Anders' }, history: [{ version: 2, change: 'changed' }, { version: 1, title: MEASURE.title }] });
    const late = await send('PUT', `/coordination/measures/${id}`, 1, { ...MEASURE, number: '1.2', title: 'Zu spät' });
    expect([late.status, late.body['code']]).toEqual([412, 'stale_version']);
    expect((await office.get(`/coordination/measures/${id}`)).body).toMatchObject({ measure: { version: 2, title: 'Anders' } });
  });

  it('is public from its release on, as it was released, until it is taken back', async () => {
    const { id } = measureOf(await enter({ ...MEASURE, number: '2.1', fieldNumber: 2 }));
    expect(await releasedNumbers()).toEqual([]);
    expect(measureOf(await send('PUT', `/coordination/measures/${id}/release`, 1, { released: true })).releasedVersion).toBe(1);
    expect(await releasedNumbers()).toEqual([`2.1 ${MEASURE.title}`]);
    await send('PUT', `/coordination/measures/${id}`, 1, { ...MEASURE, number: '2.1', fieldNumber: 2, title: 'Noch nicht öffentlich' });
    expect(await releasedNumbers()).toEqual([`2.1 ${MEASURE.title}`]);
    const [json, csv, pdf] = await Promise.all(['json', 'csv', 'pdf'].map(async (file) => Buffer.from(await (await fetched(file)).arrayBuffer())));
    expect([json, csv].map((file) => String(file).includes('Noch nicht öffentlich') || String(file).includes('recordedBy'))).toEqual([false, false]);
    expect(String(csv)).toContain(';20, 22;');
    expect([String(pdf).startsWith('%PDF-1.7'), String(pdf).includes('/StructTreeRoot'), String(pdf).includes('pdfuaid')]).toEqual([true, true, true]);
    const again = await fetch(`${api.url}/public/action-plans.pdf`, { headers: { 'if-none-match': (await fetched('pdf')).headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
    expect(measureOf(await send('PUT', `/coordination/measures/${id}/release`, 2, { released: false })).releasedVersion).toBeNull();
    expect(await releasedNumbers()).toEqual([]);
  });

  it('is reviewed when its day comes: the office is reminded once, and the review says how it stands', async () => {
    const { id } = measureOf(await enter({ ...MEASURE, number: '1.3' }));
    chain.moveTo('2027-04-02T09:00:00Z');
    office = await api.signedIn(STATE_OFFICE.id, 'state_coordinator', { fresh: true });
    const reminders = new ReviewReminders(new TenantDatabase(chain.clock));
    expect([(await reminders.remind(chain.now())) > 0, await reminders.remind(chain.now())]).toEqual([true, 0]);
    const inbox = (await office.get('/notifications')).body as unknown as { items: { template: string }[] };
    expect(inbox.items.filter(({ template }) => template === 'review_due')).toHaveLength(1);
    const standing = { status: 'delayed', statusOn: '2027-04-01', milestones: MEASURE.milestones, nextReviewOn: '2028-04-01' };
    expect((await send('POST', `/coordination/measures/${id}/reviews`, 1, standing)).body).toMatchObject({ errors: [{ pointer: '/evidence', code: 'evidence_missing' }] });
    const reviewed = await send('POST', `/coordination/measures/${id}/reviews`, 1, { ...standing, evidence: 'Bericht vom 01.04.2027 (fiktiv)' });
    expect(reviewed.body).toMatchObject({ measure: { version: 2, status: 'delayed', reviewDue: false }, history: [{ change: 'reviewed' }, { change: 'entered', status: 'running', evidence: MEASURE.evidence }] });
  });
});

describe('the frame of a plan', () => {
  it('keeps a field under which measures stand, and refuses a stale version', async () => {
    const dropped = await send('PUT', `/coordination/plans/${plan}`, 1, { ...PLAN, fields: [PLAN.fields[1]] });
    expect([dropped.status, dropped.body]).toMatchObject([422, { errors: [{ pointer: '/fields', code: 'field_in_use' }] }]);
    expect((await send('PUT', `/coordination/plans/${plan}`, 1, { ...PLAN, title: 'Umbenannt' })).body).toMatchObject([{ version: 2, title: 'Umbenannt' }]);
    expect((await send('PUT', `/coordination/plans/${plan}`, 1, PLAN)).status).toBe(412);
  });
});
