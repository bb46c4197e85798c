import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { ExpelledClock } from '#expelled';
import { ExpelledKeys, Keystore, openKeyDatabase } from '#keystore';
import { openDatabase, TenantDatabase } from '#persistence';
import { startApi, type Answer, type TestApi, type TestBrowser } from '../support/app.js';
import { leaksIn, tablesOf } from '../support/canary.js';
import { aChain, aNewReferral, CENTRES, KOELN, MUENSTER, NETWORK, POLICE, STATE_OFFICE, type Chain } from '../support/chain.js';
import { enterProgrammes, OTHER_PROGRAMME, PROGRAMME } from '../support/programme.js';

/** Tue 2 Mar 2027, 10:00 local. */
let chain: Chain;
let api: TestApi;
let admin: DataSource;
let keys: DataSource;
let clock: ExpelledClock;
let [officer, stranger, facilitator, lead, counsellor]: readonly TestBrowser[] = [];

const CANARY = { name: 'Kanarienmann Dreizehn', phone: '0221 4710 7444' } as const;
const person = { name: CANARY.name, phone: CANARY.phone, language: 'de', interpreter: false };
const consent = { form: 'signed', givenAt: '2027-03-02T08:30:00Z', explainedIn: 'de' };
const aBody = (change: object = {}): Record<string, unknown> => ({ id: randomUUID(), ofReferralId: null, centreId: PROGRAMME.id, consent, contact: person, ...change });
const as = (browser: TestBrowser | undefined): TestBrowser => browser as TestBrowser;
const submit = (change: object = {}): Promise<Answer> => as(officer).post('/expelled-referrals', aBody(change));
const event = (browser: TestBrowser | undefined, { body }: Answer, name: string, sent: object = {}): Promise<Answer> =>
  as(browser).post(`/expelled-referrals/${String(body['id'])}/events/${name}`, sent, { 'if-match': `"${String(body['version'])}"` });
const toldTo = async (organisation: string): Promise<readonly string[]> =>
  (await admin.query<{ said: string }[]>(`select role || ' ' || template || coalesce(' ' || rung, '') as said from notification where organisation_id = $1 and template like 'expelled%' order by created_at, role`, [organisation])).map(({ said }) => said);

beforeAll(async () => {
  chain = await aChain('expelled');
  await enterProgrammes(chain);
  admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
  keys = await openKeyDatabase({ url: chain.database.keysUrl });
  clock = new ExpelledClock(new TenantDatabase(chain.clock), new ExpelledKeys(keys, chain.rootKey, chain.now), chain.now);
  api = await startApi(chain);
  [officer, stranger, facilitator, lead, counsellor] = [
    await api.signedIn(POLICE.koeln, 'officer'), await api.signedIn(POLICE.muenster, 'officer'), await api.signedIn(PROGRAMME.id, 'facilitator'),
    await api.signedIn(PROGRAMME.id, 'facilitator_lead'), await api.signedIn(CENTRES.koeln.id, 'counsellor'),
  ];
});
afterAll(async () => {
  for (const source of [keys, admin]) await source?.destroy();
  await api?.close();
  await chain?.close();
});

describe('the referral of an expelled person', () => {
  it('goes from the police to a centre that works with expelled persons, and is worked there', async () => {
    expect((await as(officer).get(`/expelled-referrals/centres?ags=${KOELN}`)).body).toMatchObject([{ id: OTHER_PROGRAMME.id, serves: true }, { id: PROGRAMME.id, serves: true }]);
    expect((await as(officer).get(`/expelled-referrals/centres?ags=${MUENSTER}`)).body).toMatchObject([{ serves: false }, { serves: false }]);
    const sent = await submit();
    expect(sent).toMatchObject({ status: 201, body: { state: 'submitted', version: 1, allowedEvents: ['withdraw'], sameDeployment: [], dueAt: null } });
    expect(await toldTo(PROGRAMME.id)).toEqual(['facilitator expelled_submit', 'facilitator_lead expelled_submit']);
    const seen = await as(facilitator).get(`/expelled-referrals/${String(sent.body['id'])}`);
    // Thu 4 Mar 24:00: two working days.
    expect(seen.body).toMatchObject({ state: 'submitted', dueAt: '2027-03-04T23:00:00.000Z', allowedEvents: ['accept', 'return', 'withdraw'] });
    expect((await as(facilitator).post(`/expelled-referrals/${String(sent.body['id'])}/contact-reads`)).body).toEqual({ version: 1, contact: person });
    const accepted = await event(facilitator, seen, 'accept');
    const tried = await event(facilitator, accepted, 'record_attempt', { result: 'no_answer' });
    const reached = await event(lead, tried, 'record_reached', { result: 'appointment' });
    expect([accepted, tried, reached].map(({ body }) => body['state'])).toEqual(['accepted', 'contacting', 'reached']);
    const closed = await event(facilitator, reached, 'close', { outcome: 'programme_begun' });
    expect(closed.body).toMatchObject({ state: 'closed', dueAt: null, purgeAt: '2027-03-30T08:00:00.000Z' });
    expect((closed.body['history'] as readonly { event: string; reason: string | null }[]).map((one) => [one.event, one.reason])).toEqual([
      ['submit', null], ['accept', null], ['record_attempt', 'no_answer'], ['record_reached', 'appointment'], ['close', 'programme_begun'],
    ]);
  });

  it('tells the police that the person is cared for, never what the centre did', async () => {
    const sent = await submit();
    const reached = await event(facilitator, await event(facilitator, await event(facilitator, sent, 'accept'), 'record_attempt', { result: 'hung_up' }), 'record_reached', { result: 'declined_offer' });
    const path = `/expelled-referrals/${String(sent.body['id'])}`;
    expect((await as(officer).get(path)).body).toMatchObject({ state: 'accepted', dueAt: null, history: [{ event: 'submit' }, { event: 'accept' }] });
    await event(facilitator, reached, 'close', { outcome: 'declined_offer' });
    expect((await as(officer).get(path)).body).toMatchObject({ state: 'closed', history: [{ event: 'submit' }, { event: 'accept' }, { event: 'close', reason: null }] });
    expect(await as(officer).post(`${path}/contact-reads`)).toMatchObject({ status: 409, body: { code: 'purpose_not_open' } });
  });

  it('goes back to be put right and stands where it stood', async () => {
    const accepted = await event(facilitator, await submit(), 'accept');
    const returned = await event(facilitator, accepted, 'return', { reason: 'wrong_number' });
    expect((await as(officer).get(`/expelled-referrals/${String(returned.body['id'])}`)).body).toMatchObject({ state: 'returned', dueAt: '2027-03-04T23:00:00.000Z', allowedEvents: ['correct', 'withdraw'] });
    expect((await as(facilitator).post(`/expelled-referrals/${String(returned.body['id'])}/contact-reads`)).status).toBe(409);
    const corrected = await event(officer, returned, 'correct', { contact: { ...person, phone: '0221 4710 7445' } });
    expect(corrected.body).toMatchObject({ state: 'accepted', version: 4 });
    expect((await as(facilitator).post(`/expelled-referrals/${String(returned.body['id'])}/contact-reads`)).body).toMatchObject({ version: 2, contact: { phone: '0221 4710 7445' } });
  });

  it('is made once, however often it is sent', async () => {
    const body = aBody();
    const [one, other] = [await as(officer).post('/expelled-referrals', body), await as(officer).post('/expelled-referrals', body)];
    expect([one.status, other.status, other.body['reference']]).toEqual([201, 201, one.body['reference']]);
  });
});

describe('what does not fit', () => {
  it('is refused in words, and nothing is stored', async () => {
    const before = await admin.query<{ n: number }[]>('select count(*)::integer as n from expelled_referral');
    expect(await submit({ consent: { ...consent, givenAt: '2027-03-02T09:00:01Z' } })).toMatchObject({ status: 422, body: { code: 'expelled_consent_late' } });
    expect(await submit({ centreId: CENTRES.koeln.id })).toMatchObject({ status: 409, body: { code: 'expelled_centre_unsuitable' } });
    expect(await submit({ contact: { ...person, street: 'Musterweg 7' } })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/contact/street', code: 'unknown_key' }] } });
    expect(await submit({ ofReferralId: randomUUID() })).toMatchObject({ status: 404 });
    expect(await admin.query('select count(*)::integer as n from expelled_referral')).toEqual(before);
  });

  it('is refused: a step out of turn, without its version, in one that is not the last, of the wrong role', async () => {
    const sent = await submit();
    expect((await event(officer, sent, 'correct', { contact: person })).body).toMatchObject({ code: 'expelled_event_not_open' });
    expect((await as(facilitator).post(`/expelled-referrals/${String(sent.body['id'])}/events/accept`)).status).toBe(428);
    expect((await event(facilitator, sent, 'decline', { reason: 'capacity' })).status).toBe(403);
    expect((await event(lead, sent, 'decline', { reason: 'because' })).body).toMatchObject({ errors: [{ pointer: '/reason', code: 'not_in_list' }] });
    expect((await event(facilitator, sent, 'withdraw', { reason: 'sent_in_error' })).body).toMatchObject({ code: 'expelled_withdrawal_not_yours' });
    await event(facilitator, sent, 'accept');
    expect(await event(facilitator, sent, 'accept')).toMatchObject({ status: 412, body: { code: 'stale_version', currentVersion: 2 } });
  });

  it('is refused: a telephone that rings at the endangered person of the same deployment', async () => {
    const referral = await as(officer).create(aNewReferral(), true);
    const shared = { ofReferralId: String(referral.body['id']), contact: { ...person, phone: '+49 221 4710815' } };
    expect(await submit(shared)).toMatchObject({ status: 409, body: { code: 'expelled_phone_shared' } });
    const sent = await submit({ ...shared, contact: person });
    const returned = await event(facilitator, sent, 'return', { reason: 'wrong_number' });
    expect((await event(officer, returned, 'correct', { contact: shared.contact })).body).toMatchObject({ code: 'expelled_phone_shared' });
  });
});

describe('who knows of both', () => {
  it('is the sending police authority alone', async () => {
    const referral = await as(officer).create(aNewReferral(), true);
    const [of, sent] = [String(referral.body['id']), await submit({ ofReferralId: String(referral.body['id']) })];
    const path = `/expelled-referrals/${String(sent.body['id'])}`;
    expect(sent.body['sameDeployment']).toEqual([{ id: of, reference: referral.body['reference'] }]);
    expect((await as(officer).get(`/expelled-referrals?ofReferralId=${of}`)).body).toMatchObject([{ id: sent.body['id'] }]);
    for (const browser of [facilitator, lead]) {
      expect((await as(browser).get(path)).body['sameDeployment']).toEqual([]);
      expect((await as(browser).get(`/expelled-referrals?ofReferralId=${of}`)).body).toEqual([]);
      expect((await as(browser).get(`/referrals/${of}`)).status).toBe(403);
    }
    expect([(await as(counsellor).get(path)).status, (await as(counsellor).get('/expelled-referrals')).status]).toEqual([403, 403]);
    const [elsewhere, unknown] = [await as(stranger).get(path), await as(stranger).get(`/expelled-referrals/${randomUUID()}`)];
    expect([elsewhere.status, unknown.status, elsewhere.body.code]).toEqual([404, 404, unknown.body.code]);
    expect((await (await api.signedIn(OTHER_PROGRAMME.id, 'facilitator')).get(path)).status).toBe(404);
    for (const [organisation, role] of [[NETWORK.id, 'local_coordinator'], [STATE_OFFICE.id, 'state_coordinator']] as const) {
      expect((await (await api.signedIn(organisation, role)).get(path)).status).toBe(403);
    }
  });

  it('is nobody of the keystore: neither chain opens the other, and no organisation is named', async () => {
    const sent = await submit();
    const id = String(sent.body['id']);
    const [row] = await admin.query<{ ciphertext: Buffer }[]>('select ciphertext from expelled_contact where referral_id = $1', [id]);
    const place = { referralId: id, version: 1, organisationId: PROGRAMME.id };
    const other = new Keystore(keys, chain.rootKey, chain.now);
    expect(await other.open({ ...place, compartment: 'shared' }, row?.ciphertext as Buffer)).toBeNull();
    const own = await new ExpelledKeys(keys, chain.rootKey, chain.now).open(place, row?.ciphertext as Buffer);
    expect(own?.toString('utf8')).toContain(CANARY.name);
    const keyAdmin = await openDatabase({ url: chain.database.keysAdminUrl, poolSize: 1 });
    const holders = await keyAdmin.query<{ organisation_id: string }[]>('select organisation_id from contact_key where referral_id = $1', [id]);
    await keyAdmin.destroy();
    expect(holders).toHaveLength(2);
    expect(holders.map((holder) => holder.organisation_id).filter((holder) => [PROGRAMME.id, POLICE.koeln].includes(holder as never))).toEqual([]);
  });
});

describe('time', () => {
  it('tells the centre, then the police that nobody has taken it, and purges what is over with its keys', async () => {
    const before = (await toldTo(POLICE.koeln)).length;
    const sent = await submit();
    const [id, closed] = [String(sent.body['id']), await event(lead, await submit(), 'decline', { reason: 'capacity' })];
    const taken = await event(facilitator, await submit(), 'withdraw', { reason: 'consent_withdrawn' });
    chain.moveTo('2027-03-04T23:00:00Z');
    await clock.fireDue(500);
    expect((await toldTo(PROGRAMME.id)).filter((said) => said.endsWith('breach')).length).toBeGreaterThanOrEqual(2);
    expect(await clock.fireDue(500)).toBe(0);
    chain.moveTo('2027-03-08T23:00:00Z');
    expect(await clock.fireDue(500)).toBeGreaterThan(0);
    expect((await toldTo(POLICE.koeln)).slice(before)).toContain('victim_protection expelled_due escalation');
    const states = async (): Promise<Record<string, string>> =>
      Object.fromEntries((await admin.query<{ id: string; state: string }[]>('select id, state from expelled_referral')).map((row) => [row.id, row.state]));
    await clock.purgeDue(chain.now());
    expect([(await states())[String(taken.body['id'])], (await states())[String(closed.body['id'])], (await states())[id]]).toEqual(['purged', 'declined', 'submitted']);
    chain.moveTo('2027-09-01T00:00:00Z');
    await clock.purgeDue(chain.now());
    expect([...new Set(Object.values(await states()))]).toEqual(['purged']);
    expect(await admin.query('select distinct consent_explained_in as language from expelled_referral')).toEqual([{ language: 'und' }]);
    for (const table of ['expelled_contact', 'expelled_event', 'expelled_origin']) expect(await admin.query(`select 1 from ${table} limit 1`)).toEqual([]);
    const keyAdmin = await openDatabase({ url: chain.database.keysAdminUrl, poolSize: 1 });
    expect(await keyAdmin.query('select 1 from contact_key where referral_id = $1', [id])).toEqual([]);
    await keyAdmin.destroy();
  });
});

describe('what was typed about an expelled person', () => {
  it('stands in no log line, no error body and no column of either database', async () => {
    // The sessions of the stories before are over by now.
    officer = await api.signedIn(POLICE.koeln, 'officer', { fresh: true });
    const refused = [await submit({ centreId: CANARY.name }), await submit({ contact: { ...person, phone: CANARY.name } }), await submit({ [CANARY.name]: 1 })];
    expect(refused.map(({ status }) => status)).toEqual([422, 422, 422]);
    expect(leaksIn(refused.map(({ text }) => text).join('\n'), Object.values(CANARY))).toEqual([]);
    expect(leaksIn(api.logLines.join('\n'), Object.values(CANARY))).toEqual([]);
    expect((await submit()).status).toBe(201);
    for (const url of [chain.database.adminUrl, chain.database.keysAdminUrl]) {
      const texts = [...(await tablesOf(url)).values()].join('\n');
      expect(texts.length).toBeGreaterThan(1_000);
      expect(leaksIn(texts, Object.values(CANARY))).toEqual([]);
    }
    // And the look does see: the name in the open in one row (planted).
    await admin.query('update expelled_event set reason = $1', [CANARY.name]);
    expect(leaksIn([...(await tablesOf(chain.database.adminUrl)).values()].join('\n'), Object.values(CANARY))).toEqual([CANARY.name]);
  });
});
