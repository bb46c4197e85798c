import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase } from '#persistence';
import type { DataSource } from 'typeorm';
import { startApi, type Answer, type TestApi, type TestBrowser } from '../support/app.js';
import { aChain, CENTRES, NETWORK, POLICE, type Chain } from '../support/chain.js';

/** The chain stands at Tue 2 Mar 2027, 10:00 local; a day of that March, 09:00. */
const march = (day: number, hour = 9): string => `2027-03-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00.000Z`;

let chain: Chain;
let api: TestApi;
let admin: DataSource;
let counsellor: TestBrowser;
let lead: TestBrowser;
let officer: TestBrowser;
let counsellorId: string;
let leadId: string;
let disabledId: string;

beforeAll(async () => {
  chain = await aChain('duty');
  api = await startApi(chain);
  admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
  disabledId = randomUUID();
  await admin.query(
    `insert into app_user (id, organisation_id, email, display_name, role, password_hash, disabled_at) values ($1, $2, 'gone@example.org', 'Ehemaliges Konto (fiktiv)', 'counsellor', '-', $3)`,
    [disabledId, CENTRES.koeln.id, chain.now()],
  );
  counsellor = await api.signedIn(CENTRES.koeln.id, 'counsellor');
  lead = await api.signedIn(CENTRES.koeln.id, 'centre_lead');
  officer = await api.signedIn(POLICE.koeln, 'officer');
  counsellorId = chain.actor(CENTRES.koeln.id, 'counsellor').userId;
  leadId = chain.actor(CENTRES.koeln.id, 'centre_lead').userId;
});
afterAll(async () => {
  await admin?.destroy();
  await api?.close();
  await chain?.close();
});

const anAbsence = (change: object = {}): object => ({ userId: counsellorId, deputyId: leadId, startsAt: march(8), endsAt: march(12), ...change });
const faultsOf = (answer: Answer) => [answer.status, answer.body.code, answer.body.errors];
const refused = (pointer: string, code: string) => [422, 'invalid_input', [{ pointer, code }]];
const stored = async (): Promise<unknown> => admin.query('select (select count(*) from absence) as absences, (select count(*) from on_call_duty) as duties, (select count(*) from audit.event) as audits');
const auditsOf = async (action: string): Promise<readonly Record<string, unknown>[]> => admin.query('select actor_id, referral_id, fields from audit.event where action = $1', [action]);
/** Takes back whatever a test has entered. */
const forget = (): Promise<unknown> => admin.query('update absence set cancelled_at = now(); update on_call_duty set cancelled_at = now()');

describe('an absence', () => {
  it('is entered by the person, seen by colleagues with its deputy, and by nobody else', async () => {
    const answer = await counsellor.post('/absences', anAbsence());
    expect([answer.status, answer.body]).toEqual([201, expect.objectContaining({
      person: { id: counsellorId, name: 'Testkonto (fiktiv)', role: 'counsellor' }, deputy: { id: leadId, name: 'Testkonto (fiktiv)', role: 'centre_lead' },
      startsAt: march(8), endsAt: march(12), cancellable: true, leavesNobody: [],
    })]);
    const seen = await lead.get('/duty');
    expect(seen.body).toMatchObject({ from: '2027-03-02T09:00:00.000Z', until: '2027-03-30T09:00:00.000Z', uncovered: [], onCall: [], absences: [{ id: answer.body['id'], deputy: { id: leadId } }] });
    for (const other of [officer, await api.signedIn(CENTRES.domstadt.id, 'centre_lead')]) expect((await other.get('/duty')).body['absences']).toEqual([]);
    await forget();
  });

  it('entered twice is one, and leaves one entry in the trail, without its values', async () => {
    const before = (await auditsOf('duty.recorded')).length;
    const answers = await Promise.all([counsellor.post('/absences', anAbsence()), counsellor.post('/absences', anAbsence()), counsellor.post('/absences', anAbsence())]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(1);
    const entries = (await auditsOf('duty.recorded')).slice(before);
    expect(entries).toEqual([{ actor_id: counsellorId, referral_id: null, fields: ['userId', 'deputyId', 'startsAt', 'endsAt'] }]);
    await forget();
  });

  it('of a colleague is entered by a lead only: whoever is named, the answer to others is the same', async () => {
    const protector = await api.signedIn(POLICE.koeln, 'victim_protection');
    const before = await stored();
    for (const userId of [leadId, randomUUID(), chain.actor(POLICE.koeln, 'officer').userId]) {
      expect(faultsOf(await counsellor.post('/absences', anAbsence({ userId, deputyId: null })))).toEqual([403, 'not_permitted', undefined]);
    }
    expect((await protector.post('/absences', anAbsence({ userId: chain.actor(POLICE.koeln, 'officer').userId, deputyId: null }))).status).toBe(403);
    expect(await stored()).toEqual(before);
    expect((await lead.post('/absences', anAbsence())).status).toBe(201);
    await forget();
  });

  const FAULTS: readonly (readonly [what: string, change: () => object, pointer: string, code: string])[] = [
    ['that ends before it begins', () => ({ endsAt: march(7) }), '/endsAt', 'before_start'],
    ['that ends when it begins', () => ({ endsAt: march(8) }), '/endsAt', 'before_start'],
    ['that is over', () => ({ startsAt: march(1), endsAt: march(2, 9) }), '/endsAt', 'in_past'],
    ['of more than 366 days', () => ({ endsAt: '2028-03-09T09:00:01Z' }), '/endsAt', 'span_too_long'],
    ['deputised for by oneself', () => ({ deputyId: counsellorId }), '/deputyId', 'same_person'],
    ['deputised for by somebody unknown', () => ({ deputyId: randomUUID() }), '/deputyId', 'unknown_person'],
    ['deputised for by somebody of another organisation', () => ({ deputyId: chain.actor(CENTRES.domstadt.id, 'centre_lead').userId }), '/deputyId', 'unknown_person'],
    ['deputised for by a disabled account', () => ({ deputyId: disabledId }), '/deputyId', 'unknown_person'],
    ['on a day that does not exist', () => ({ startsAt: '2027-02-30T09:00:00Z' }), '/startsAt', 'impossible_date'],
    ['without its end', () => ({ endsAt: null }), '/endsAt', 'required'],
    ['with an unknown key', () => ({ reason: 'krank' }), '/reason', 'unknown_key'],
  ];
  it.each(FAULTS)('%s is refused, by field, and nothing is stored', async (_, change, pointer, code) => {
    const before = await stored();
    expect(faultsOf(await counsellor.post('/absences', anAbsence(change())))).toEqual(refused(pointer, code));
    expect(await stored()).toEqual(before);
  });

  it('of 366 days exactly, or one that has begun, is taken', async () => {
    expect((await counsellor.post('/absences', anAbsence({ startsAt: march(1), endsAt: '2028-03-01T09:00:00Z' }))).status).toBe(201);
    await forget();
  });

  it('of an unknown or disabled person is refused to a lead', async () => {
    for (const userId of [randomUUID(), disabledId]) expect(faultsOf(await lead.post('/absences', anAbsence({ userId, deputyId: null })))).toEqual(refused('/userId', 'unknown_person'));
  });

  it('may follow another, but not overlap it', async () => {
    await counsellor.post('/absences', anAbsence());
    expect(faultsOf(await counsellor.post('/absences', anAbsence({ startsAt: march(11), endsAt: march(15) })))).toEqual(refused('/startsAt', 'overlap'));
    expect((await counsellor.post('/absences', anAbsence({ startsAt: march(12), endsAt: march(15) }))).status).toBe(201);
    await forget();
  });

  it('entered differently by two at the same instant is one: the other overlaps it', async () => {
    const answers = await Promise.all([0, 1, 2, 3].map((shift) => lead.post('/absences', anAbsence({ endsAt: march(12 + shift) }))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422]);
    await forget();
  });

  it('needs a deputy who is there', async () => {
    await lead.post('/absences', anAbsence({ userId: leadId, deputyId: null, startsAt: march(10), endsAt: march(20) }));
    expect(faultsOf(await counsellor.post('/absences', anAbsence()))).toEqual(refused('/deputyId', 'deputy_absent'));
    expect((await counsellor.post('/absences', anAbsence({ endsAt: march(10) }))).status).toBe(201);
    await forget();
  });

  it('that leaves nobody in a role is taken, and said', async () => {
    const alone = await counsellor.post('/absences', anAbsence({ deputyId: null }));
    expect([alone.status, alone.body['leavesNobody']]).toEqual([201, ['counsellor']]);
    expect((await lead.get('/duty')).body['uncovered']).toEqual([{ role: 'counsellor', startsAt: march(8), endsAt: march(12) }]);
    const onCall = await lead.post('/on-call-duties', { userId: leadId, startsAt: march(8), endsAt: march(10) });
    expect(onCall.status).toBe(201);
    expect((await lead.get('/duty')).body['uncovered']).toEqual([{ role: 'counsellor', startsAt: march(10), endsAt: march(12) }]);
    const deputyGone = await lead.post('/absences', anAbsence({ userId: leadId, deputyId: null, startsAt: march(9), endsAt: march(11) }));
    expect(deputyGone.body['leavesNobody']).toEqual(expect.arrayContaining(['counsellor', 'centre_lead']));
    await forget();
  });

  it('is what decides whom an alarm reaches: the deputy, and nobody who is away', async () => {
    await lead.post('/absences', anAbsence({ startsAt: march(2, 8), endsAt: march(12) }));
    const { body } = await officer.create();
    const told = await admin.query<{ addressee_ids: string[] }[]>(`select addressee_ids from notification where referral_id = $1 and role = 'counsellor' and template = 'referral_submit'`, [body['id']]);
    expect(told.map(({ addressee_ids: ids }) => ids)).toEqual([[leadId]]);
    await forget();
  });
});

describe('cancelling', () => {
  it('takes back what has not begun, ends what has, leaves what is over, and is written once', async () => {
    const future = await counsellor.post('/absences', anAbsence());
    const begun = await counsellor.post('/absences', anAbsence({ startsAt: march(1), endsAt: march(5) }));
    const cancel = (answer: Answer) => counsellor.delete(`/absences/${String(answer.body['id'])}`);
    const before = (await auditsOf('duty.cancelled')).length;
    expect((await cancel(begun)).body).toMatchObject({ startsAt: march(1), endsAt: march(2) });
    for (const each of [future, future, begun]) expect((await cancel(each)).status).toBe(200);
    expect((await auditsOf('duty.cancelled')).slice(before)).toHaveLength(2);
    expect((await lead.get(`/duty?from=${march(1)}&until=${march(20)}`)).body['absences']).toMatchObject([{ id: begun.body['id'], endsAt: march(2) }]);
    expect((await counsellor.post('/absences', anAbsence({ startsAt: march(2), endsAt: march(5) }))).status).toBe(201);
    await forget();
  });

  it('is open to oneself and to the lead; what is of another organisation does not exist', async () => {
    const { body } = await lead.post('/absences', anAbsence({ userId: leadId, deputyId: null }));
    expect((await counsellor.delete(`/absences/${String(body['id'])}`)).status).toBe(403);
    expect((await lead.get('/duty')).body['absences']).toMatchObject([{ cancellable: true }]);
    expect((await counsellor.get('/duty')).body['absences']).toMatchObject([{ cancellable: false }]);
    for (const other of [officer, await api.signedIn(CENTRES.domstadt.id, 'centre_lead')]) {
      const [foreign, unknown] = [await other.delete(`/absences/${String(body['id'])}`), await other.delete(`/absences/${randomUUID()}`)];
      expect([foreign.status, foreign.text]).toEqual([404, unknown.text]);
    }
    expect((await lead.delete(`/absences/${String(body['id'])}`)).status).toBe(200);
  });
});

describe('an on-call duty', () => {
  const aDuty = (change: object = {}): object => ({ userId: counsellorId, startsAt: march(6), endsAt: march(7), ...change });

  it('is entered, seen and cancelled like an absence', async () => {
    const { status, body } = await counsellor.post('/on-call-duties', aDuty());
    expect(status).toBe(201);
    expect((await counsellor.post('/on-call-duties', aDuty())).status).toBe(200);
    expect((await lead.get('/duty')).body['onCall']).toEqual([body]);
    expect((await counsellor.post('/on-call-duties', aDuty({ userId: leadId }))).status).toBe(403);
    expect((await lead.delete(`/on-call-duties/${String(body['id'])}`)).status).toBe(200);
    expect((await lead.get('/duty')).body['onCall']).toEqual([]);
  });

  it('is refused while its person is away, on call already, or unknown', async () => {
    await counsellor.post('/absences', anAbsence());
    expect(faultsOf(await lead.post('/on-call-duties', aDuty({ startsAt: march(9), endsAt: march(10) })))).toEqual(refused('/userId', 'person_absent'));
    await counsellor.post('/on-call-duties', aDuty());
    expect(faultsOf(await lead.post('/on-call-duties', aDuty({ endsAt: march(8) })))).toEqual(refused('/startsAt', 'overlap'));
    expect(faultsOf(await lead.post('/on-call-duties', aDuty({ userId: disabledId })))).toEqual(refused('/userId', 'unknown_person'));
    expect(faultsOf(await lead.post('/on-call-duties', aDuty({ deputyId: leadId })))).toEqual(refused('/deputyId', 'unknown_key'));
    expect(faultsOf(await lead.post('/on-call-duties', aDuty({ endsAt: march(5) })))).toEqual(refused('/endsAt', 'before_start'));
    await forget();
  });
});

describe('the roster', () => {
  it('is read for the period asked for, of 366 days at most', async () => {
    const codes = async (query: string) => (await officer.get(`/duty?${query}`)).body.errors;
    expect(await codes(`from=${march(5)}&until=${march(4)}`)).toEqual([{ pointer: '/query/until', code: 'before_start' }]);
    expect(await codes(`from=${march(5)}&until=2029-01-01T00:00:00Z`)).toEqual([{ pointer: '/query/until', code: 'span_too_long' }]);
    expect(await codes('from=yesterday')).toEqual([{ pointer: '/query/from', code: 'malformed' }]);
  });

  it('is kept by everybody who is told something, coordinators too', async () => {
    const coordinator = await api.signedIn(NETWORK.id, 'local_coordinator');
    const { userId } = chain.actor(NETWORK.id, 'local_coordinator');
    const answer = await coordinator.post('/absences', { userId, deputyId: null, startsAt: march(8), endsAt: march(9) });
    expect([answer.status, answer.body['leavesNobody']]).toEqual([201, ['local_coordinator']]);
  });
});
