import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '#domain';
import { ContactReadRefused, IdempotencyKeyReused, InvalidInput, ReferralNotFound, ReferralRefused, StaleVersion, type EventInput, type NewReferral } from '#referrals';
import { aChain, aNewReferral, CENTRES, KOELN, NETWORK, POLICE, type Chain } from '../support/chain.js';

let chain: Chain;
let officer: Actor;
let protection: Actor;
let counsellor: Actor;
let lead: Actor;
let otherCounsellor: Actor;

beforeAll(async () => {
  chain = await aChain('referral_service');
  officer = chain.actor(POLICE.koeln, 'officer');
  protection = chain.actor(POLICE.koeln, 'victim_protection');
  counsellor = chain.actor(CENTRES.koeln.id, 'counsellor');
  lead = chain.actor(CENTRES.koeln.id, 'centre_lead');
  otherCounsellor = chain.actor(CENTRES.domstadt.id, 'counsellor');
});

beforeEach(() => chain.moveTo('2027-03-02T09:00:00Z'));
afterAll(() => chain.close());

const submitted = async (change: Partial<NewReferral> = {}, by: Actor = officer): Promise<string> =>
  (await chain.referrals.create(by, aNewReferral(change), { idempotencyKey: randomUUID(), requestHash: 'aa', submit: true, requestId: null })).id;

/** Lets an event happen against the newest version. */
async function happens(actor: Actor, id: string, input: EventInput): Promise<void> {
  const detail = await chain.queries.find(actor, id);
  if (detail === null) throw new ReferralNotFound();
  await chain.referrals.apply(actor, id, input, { expectedVersion: detail.row.version, requestId: null });
}

const refusal = (code: string) => expect.objectContaining({ name: 'ReferralRefused', code });
const runningClocks = async (actor: Actor, id: string): Promise<string[]> =>
  ((await chain.queries.find(actor, id))?.clocks ?? []).filter((clock) => clock.state !== 'settled').map((clock) => clock.kind).sort();
const attempt = (at: string, change: Partial<Extract<EventInput, { event: 'record_attempt' }>['data']> = {}): EventInput => ({
  event: 'record_attempt',
  data: { channel: 'phone', at: new Date(at), result: 'no_answer', contactVersion: 1, overrideReason: null, ...change },
});

describe('a referral in time', () => {
  it('goes from the officer to the centre, is accepted, tried twice, reached and closed', async () => {
    const id = await submitted({ measure: { orderedAt: new Date('2027-03-02T02:00:00Z'), lastDayOn: '2027-03-12' } });
    expect(await runningClocks(officer, id)).toEqual(['acknowledge', 'contact_in_protection', 'first_attempt', 'measure_end']);
    await happens(counsellor, id, { event: 'accept', data: { conflictOfInterest: false } });
    expect(await runningClocks(counsellor, id)).toEqual(['attempt_series', 'contact_in_protection', 'first_attempt', 'measure_end']);
    chain.moveTo('2027-03-02T13:00:00Z');
    await happens(counsellor, id, attempt('2027-03-02T12:55:00Z'));
    expect(await runningClocks(counsellor, id)).toEqual(['attempt_series', 'contact_in_protection', 'measure_end']);
    chain.moveTo('2027-03-03T18:00:00Z');
    await happens(counsellor, id, attempt('2027-03-03T17:55:00Z', { result: 'call_back_agreed' }));
    await happens(counsellor, id, { event: 'record_reached', data: { result: 'counselled_now', at: new Date('2027-03-03T17:58:00Z') } });
    expect(await runningClocks(counsellor, id)).toEqual(['feedback', 'measure_end']);
    await happens(counsellor, id, { event: 'close', data: { outcome: 'counselled' } });
    expect(await runningClocks(counsellor, id)).toEqual(['retention']);
    const seenByPolice = await chain.queries.find(officer, id);
    expect(seenByPolice?.row).toMatchObject({ state: 'closed', feedback: 'reached', version: 7 });
    expect(seenByPolice?.attempts).toEqual([]);
  });

  it('explains why a clock is due in one sentence', async () => {
    const id = await submitted({ centreId: CENTRES.domstadt.id });
    const clock = (await chain.queries.find(officer, id))?.clocks.find((each) => each.kind === 'first_attempt');
    expect(clock?.why.en).toBe('submitted Tue 2 Mar 2027 10:00; 24 elapsed hours; due Wed 3 Mar 10:00; no rule moved it');
  });

  it('is created once however often the same key and body come', async () => {
    const key = randomUUID();
    const again = () => chain.referrals.create(officer, aNewReferral(), { idempotencyKey: key, requestHash: 'bb', submit: true, requestId: null });
    const [one, two] = await Promise.all([again(), again()]);
    expect(one.id).toBe(two.id);
    expect([one.replayed, two.replayed].sort()).toEqual([false, true]);
    await expect(chain.referrals.create(officer, aNewReferral(), { idempotencyKey: key, requestHash: 'cc', submit: true, requestId: null })).rejects.toThrow(IdempotencyKeyReused);
  });

  it('is won by one of two counsellors who accept in the same second', async () => {
    const id = await submitted();
    const accept = (actor: Actor) => chain.referrals.apply(actor, id, { event: 'accept', data: { conflictOfInterest: false } }, { expectedVersion: 2, requestId: null });
    const results = await Promise.allSettled([accept(counsellor), accept(lead)]);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(results.find((result) => result.status === 'rejected')).toMatchObject({ reason: expect.any(StaleVersion) });
  });

  it('is refused from a state that does not know the event, and nothing changes', async () => {
    const id = await submitted();
    await expect(happens(counsellor, id, { event: 'close', data: { outcome: 'counselled' } })).rejects.toEqual(refusal('not_from_here'));
    expect((await chain.queries.find(counsellor, id))?.row.version).toBe(2);
  });
});

describe('what is missing', () => {
  it.each<[string, Partial<NewReferral>]>([
    ['consent_missing', { consent: null }],
    ['core_data_missing', { contact: { ...aNewReferral().contact, core: { name: '', street: '', postcode: '', place: '', phones: [] } } }],
    ['safe_contact_missing', { contact: { core: aNewReferral().contact.core } }],
    ['centre_not_eligible', { centreId: CENTRES.elsewhere.id }],
    ['minor_rule', { flags: { ...aNewReferral().flags, minor: true } }],
    ['party_to_case', { flags: { ...aNewReferral().flags, partyToCase: true } }],
    ['measure_incomplete', { measure: { orderedAt: new Date('2027-03-02T02:00:00Z'), lastDayOn: '2027-02-20' } }],
  ])('refuses a submission with %s', async (code, change) => {
    await expect(submitted(change)).rejects.toEqual(refusal(code));
  });

  it('refuses an officer of another police authority', async () => {
    await expect(submitted({}, chain.actor(POLICE.muenster, 'officer'))).rejects.toEqual(refusal('not_competent'));
  });

  it('names a municipality and a centre that do not exist, by field', async () => {
    await expect(submitted({ whereaboutsAgs: '05999999', centreId: randomUUID() })).rejects.toEqual(
      new InvalidInput([{ pointer: '/whereaboutsAgs', code: 'unknown_municipality' }, { pointer: '/centreId', code: 'unknown_centre' }]),
    );
  });

  it('stores no field whose group has no consent', async () => {
    const contact = { ...aNewReferral().contact, household: { children: 2, childrenAges: [3, 5], pregnant: false, careDependants: false, pets: false, youthOfficeInformedOn: null } };
    const id = await submitted({ contact });
    const view = await chain.contacts.read(counsellor, id, { purpose: 'handover', text: null, requestId: null });
    expect(view?.contact.household).toBeUndefined();
    expect((await chain.queries.find(counsellor, id))?.row.children).toBe(false);
  });
});

describe('a decline', () => {
  it('takes the referral from the centre, and victim protection reassigns it within the consent', async () => {
    const consent = { ...aNewReferral().consent!, scope: 'other_suitable' as const };
    const id = await submitted({ consent });
    await happens(lead, id, { event: 'decline', data: { reason: 'capacity', suggestedCentreId: CENTRES.domstadt.id } });
    expect(await runningClocks(protection, id)).toEqual(['first_attempt', 'reroute']);
    await expect(chain.contacts.read(lead, id, { purpose: 'supervision', text: null, requestId: null })).rejects.toThrow(ContactReadRefused);
    await happens(protection, id, { event: 'reassign', data: { centreId: CENTRES.domstadt.id, consent: null } });
    expect(await chain.queries.find(lead, id)).toBeNull();
    await happens(otherCounsellor, id, { event: 'accept', data: { conflictOfInterest: false } });
    const view = await chain.contacts.read(otherCounsellor, id, { purpose: 'first_contact', text: null, requestId: null });
    expect(view?.contact.core.name).toBe('Testperson Ada Muster (fiktiv)');
  });

  it('does not reset the clock of the first attempt, and a consent for the named centre only does not cover another', async () => {
    const id = await submitted();
    const before = (await chain.queries.find(officer, id))?.clocks.find((clock) => clock.kind === 'first_attempt');
    chain.moveTo('2027-03-02T12:00:00Z');
    await happens(lead, id, { event: 'decline', data: { reason: 'capacity', suggestedCentreId: null } });
    await expect(happens(protection, id, { event: 'reassign', data: { centreId: CENTRES.domstadt.id, consent: null } })).rejects.toEqual(refusal('consent_scope'));
    await happens(protection, id, { event: 'reassign', data: { centreId: CENTRES.domstadt.id, consent: { ...aNewReferral().consent! } } });
    const after = (await chain.queries.find(officer, id))?.clocks.find((clock) => clock.kind === 'first_attempt');
    expect(after?.id).toBe(before?.id);
    expect(await chain.queries.find(lead, id)).toBeNull();
  });

  it('lets the declining lead place it elsewhere within the consent, and the next centre can read what was sent', async () => {
    const id = await submitted({ consent: { ...aNewReferral().consent!, scope: 'other_suitable' } });
    await happens(lead, id, { event: 'decline', data: { reason: 'capacity', suggestedCentreId: null } });
    await happens(lead, id, { event: 'reassign', data: { centreId: CENTRES.domstadt.id, consent: null } });
    expect(await chain.queries.find(lead, id)).toBeNull();
    const view = await chain.contacts.read(otherCounsellor, id, { purpose: 'handover', text: null, requestId: null });
    expect(view?.contact.core.street).toBe('Musterweg 7');
  });

  it('ends unplaced where nobody can be found, and coordination is told without a person', async () => {
    const id = await submitted();
    await happens(lead, id, { event: 'decline', data: { reason: 'capacity', suggestedCentreId: null } });
    await happens(protection, id, { event: 'close_unplaced', data: {} });
    const told = await chain.clock.query<{ template: string }[]>(`select template from notification where organisation_id = $1 and referral_id = $2`, [NETWORK.id, id]);
    expect(told.map((row) => row.template)).toContain('referral_close_unplaced');
    expect((await chain.queries.find(protection, id))?.row).toMatchObject({ state: 'closed', outcome: 'not_placeable' });
  });
});

describe('a return', () => {
  it('goes back to the police with a clock of its own and after the correction to where it was', async () => {
    const id = await submitted();
    await happens(counsellor, id, { event: 'accept', data: { conflictOfInterest: false } });
    await happens(counsellor, id, { event: 'return', data: { reason: 'wrong_number' } });
    expect(await runningClocks(officer, id)).toContain('clarify');
    const contact = { ...aNewReferral().contact, core: { ...aNewReferral().contact.core, phones: [{ number: '0221 4710 999', kind: 'mobile' as const }] } };
    await happens(officer, id, { event: 'correct', data: { contact, consent: null } });
    expect((await chain.queries.find(counsellor, id))?.row).toMatchObject({ state: 'accepted', contact_version: 2 });
    await expect(happens(counsellor, id, attempt('2027-03-02T08:59:00Z'))).rejects.toEqual(refusal('stale_contact'));
    await happens(counsellor, id, attempt('2027-03-02T08:59:00Z', { contactVersion: 2 }));
  });
});

describe('safe contact', () => {
  it('refuses an unsafe channel unless a reason is given, which the lead sees', async () => {
    const id = await submitted();
    await happens(counsellor, id, { event: 'accept', data: { conflictOfInterest: false } });
    await expect(happens(counsellor, id, attempt('2027-03-02T08:59:00Z', { channel: 'text_message' }))).rejects.toEqual(refusal('unsafe_channel'));
    await happens(counsellor, id, attempt('2027-03-02T08:59:00Z', { channel: 'text_message', overrideReason: 'person_asked_for_it' }));
    const history = await chain.queries.history(lead, id);
    expect(history?.at(-1)).toMatchObject({ event: 'record_attempt', data: { overrideReason: 'person_asked_for_it' } });
    expect((await chain.queries.history(officer, id))?.some((event) => event.event === 'record_attempt')).toBe(false);
  });

  it('freezes the phone when somebody else answers twice and asks the police for a safe channel', async () => {
    const id = await submitted();
    await happens(counsellor, id, { event: 'accept', data: { conflictOfInterest: false } });
    await happens(counsellor, id, attempt('2027-03-02T08:57:00Z', { result: 'other_person' }));
    await happens(counsellor, id, attempt('2027-03-02T08:58:00Z', { result: 'other_person' }));
    await expect(happens(counsellor, id, attempt('2027-03-02T08:59:00Z'))).rejects.toEqual(refusal('contact_frozen'));
    const safeContact = { ...aNewReferral().contact.safeContact!, windows: [{ days: [2], from: '09:00', to: '12:00' }] };
    await happens(officer, id, { event: 'supplement', data: { contact: { safeContact } } });
    await happens(counsellor, id, attempt('2027-03-02T08:59:00Z', { contactVersion: 2 }));
  });

  it('keeps what the person told the centre from the police', async () => {
    const id = await submitted();
    await happens(counsellor, id, { event: 'accept', data: { conflictOfInterest: false } });
    await happens(counsellor, id, { event: 'update_contact', data: { phones: [{ number: '0221 4710 321', kind: 'other' }] } });
    const centre = await chain.contacts.read(counsellor, id, { purpose: 'first_contact', text: null, requestId: null });
    const police = await chain.contacts.read(officer, id, { purpose: 'correction', text: null, requestId: null });
    expect(centre?.contact.core.phones[0]?.number).toBe('0221 4710 321');
    expect(police?.contact.core.phones[0]?.number).toBe('0221 4710 815');
  });
});

describe('contact data', () => {
  it('are lost to the police 72 hours after acceptance', async () => {
    const id = await submitted();
    await happens(counsellor, id, { event: 'accept', data: { conflictOfInterest: false } });
    chain.moveTo('2027-03-05T09:00:01Z');
    await expect(chain.contacts.read(officer, id, { purpose: 'correction', text: null, requestId: null })).rejects.toEqual(expect.objectContaining({ code: 'police_access_ended' }));
    const view = await chain.contacts.read(counsellor, id, { purpose: 'first_contact', text: null, requestId: null });
    expect(view?.contact.core.street).toBe('Musterweg 7');
  });

  it('leave one audit event per read with its purpose, also when the read is refused', async () => {
    const id = await submitted();
    await chain.contacts.read(counsellor, id, { purpose: 'handover', text: null, requestId: null });
    await expect(chain.contacts.read(counsellor, id, { purpose: 'first_contact', text: null, requestId: null })).rejects.toThrow(ContactReadRefused);
    const { openDatabase } = await import('#persistence');
    const audit = await openDatabase({ url: chain.database.auditUrl, poolSize: 1 });
    const reads = await audit.query(`select purpose, decision from audit.event where referral_id = $1 and action = 'contact.read' order by seq`, [id]);
    await audit.destroy();
    expect(reads).toEqual([{ purpose: 'handover', decision: 'allowed' }, { purpose: 'first_contact', decision: 'purpose_not_open' }]);
  });

  it('do not exist for an organisation that is no party', async () => {
    const id = await submitted();
    expect(await chain.contacts.read(otherCounsellor, id, { purpose: 'handover', text: null, requestId: null })).toBeNull();
    expect(await chain.queries.find(chain.actor(POLICE.muenster, 'officer'), id)).toBeNull();
    await expect(chain.referrals.apply(otherCounsellor, id, { event: 'accept', data: { conflictOfInterest: false } }, { expectedVersion: 2, requestId: null })).rejects.toThrow(ReferralNotFound);
  });

  it('move on without the old address when the person has moved', async () => {
    const id = await submitted({ consent: { ...aNewReferral().consent!, scope: 'other_suitable' } });
    await happens(counsellor, id, { event: 'accept', data: { conflictOfInterest: false } });
    await happens(lead, id, { event: 'forward', data: { centreId: CENTRES.domstadt.id, reason: 'moved', consent: null, whereaboutsAgs: null } });
    expect(await chain.queries.find(lead, id)).toBeNull();
    const view = await chain.contacts.read(otherCounsellor, id, { purpose: 'handover', text: null, requestId: null });
    expect(view?.contact.core).toMatchObject({ name: 'Testperson Ada Muster (fiktiv)', street: '', place: '' });
  });
});

describe('a withdrawn consent', () => {
  it('locks the data at once for all, closes the referral and purges it within a day', async () => {
    const id = await submitted();
    await happens(counsellor, id, { event: 'accept', data: { conflictOfInterest: false } });
    await happens(counsellor, id, { event: 'withdraw_consent', data: { heardBy: 'phone', heardAt: new Date('2027-03-02T08:50:00Z') } });
    for (const actor of [officer, counsellor]) {
      await expect(chain.contacts.read(actor, id, { purpose: 'emergency', text: 'Nur für die Prüfung der Sperre', requestId: null })).rejects.toEqual(expect.objectContaining({ code: 'contact_locked' }));
    }
    await expect(happens(lead, id, { event: 'reopen', data: {} })).rejects.toThrow(ReferralRefused);
    chain.moveTo('2027-03-03T09:00:01Z');
    expect(await chain.clocks.purgeDue()).toBeGreaterThanOrEqual(1);
    expect((await chain.queries.find(officer, id))?.row).toMatchObject({ state: 'purged', outcome: 'consent_withdrawn' });
    for (const table of ['contact', 'consent', 'attempt', 'protection_measure']) {
      expect(await chain.clock.query(`select referral_id from ${table} where referral_id = $1`, [id])).toEqual([]);
    }
  });
});

describe('a sealed referral', () => {
  const flags = (change: object) => ({ flags: { ...aNewReferral().flags, ...change } });

  it('exists for its named persons only', async () => {
    const id = await submitted(flags({ sealedFor: [] }), protection);
    expect(await chain.queries.find(protection, id)).not.toBeNull();
    expect(await chain.queries.find(officer, id)).toBeNull();
    expect(await chain.queries.find(lead, id)).not.toBeNull();
    expect(await chain.queries.find(counsellor, id)).toBeNull();
    expect((await chain.queries.list(counsellor, { limit: 100 })).items.some((item) => item.row.id === id)).toBe(false);
  });

  it('is sealed by victim protection only, and not assigned where nobody may know of it', async () => {
    await expect(submitted(flags({ sealedFor: [] }))).rejects.toEqual(refusal('not_your_role'));
    await expect(submitted(flags({ sealedFor: [], excludedUserIds: [lead.userId] }), protection)).rejects.toEqual(refusal('sealed_conflict'));
  });

  it('never appears to a person on its exclusion list, sealed or not', async () => {
    const id = await submitted(flags({ excludedUserIds: [counsellor.userId] }));
    expect(await chain.queries.find(counsellor, id)).toBeNull();
    expect(await chain.queries.find(lead, id)).not.toBeNull();
  });
});

describe('clocks that pass', () => {
  it('fire each rung once, tell the role and raise the escalation', async () => {
    const id = await submitted({ centreId: CENTRES.domstadt.id });
    chain.moveTo('2027-03-03T10:00:00Z');
    const fired = await Promise.all([chain.clocks.fireDue(), chain.clocks.fireDue()]);
    expect(fired[0] + fired[1]).toBeGreaterThan(0);
    while ((await chain.clocks.fireDue()) > 0);
    const detail = await chain.queries.find(otherCounsellor, id);
    expect(detail?.overdue).toBe(true);
    expect(detail?.row.escalation).toBe(1);
    const rungs = detail?.clocks.find((clock) => clock.kind === 'first_attempt')?.firedRungs.map((rung) => rung.rung);
    expect(rungs).toEqual(['warning_1', 'warning_2', 'breach']);
    expect(await chain.clocks.fireDue()).toBe(0);
  });

  it('tells the local coordination of a stalled item by reference and clock alone', async () => {
    const id = await submitted({ centreId: CENTRES.domstadt.id });
    chain.moveTo('2027-03-10T09:00:00Z');
    while ((await chain.clocks.fireDue()) > 0);
    const told = await chain.clock.query<{ clock_kind: string; reference: string }[]>(
      `select clock_kind, reference from notification where organisation_id = $1 and referral_id = $2 and template = 'clock_passed'`, [NETWORK.id, id]);
    expect(told.map((row) => row.clock_kind).sort()).toEqual(['acknowledge', 'first_attempt']);
  });

  it('stand still during a pause and go on by themselves', async () => {
    const id = await submitted();
    await happens(counsellor, id, { event: 'accept', data: { conflictOfInterest: false } });
    const before = (await chain.queries.find(counsellor, id))?.clocks.find((clock) => clock.kind === 'first_attempt');
    await expect(happens(counsellor, id, { event: 'pause_clock', data: { clock: 'attempt_series', reason: 'person_asked_later', until: new Date('2027-03-20T09:00:00Z') } })).rejects.toEqual(refusal('pause_cap'));
    await happens(counsellor, id, { event: 'pause_clock', data: { clock: 'first_attempt', reason: 'person_asked_later', until: new Date('2027-03-03T09:00:00Z') } });
    chain.moveTo('2027-03-03T09:00:01Z');
    expect(await chain.clocks.resumeDue()).toBe(1);
    const after = (await chain.queries.find(counsellor, id))?.clocks.find((clock) => clock.kind === 'first_attempt' && clock.state === 'running');
    expect(after && before ? after.dueAt.getTime() - before.dueAt.getTime() : 0).toBe(24 * 3_600_000);
  });

  it('move with the measure when the court is applied to, and a check moves nothing', async () => {
    const id = await submitted({ measure: { orderedAt: new Date('2027-03-02T02:00:00Z'), lastDayOn: '2027-03-12' } });
    chain.moveTo('2027-03-03T09:00:00Z');
    await happens(officer, id, { event: 'update_measure', data: { change: 'checked', on: '2027-03-03' } });
    chain.moveTo('2027-03-11T09:00:00Z');
    await happens(officer, id, { event: 'update_measure', data: { change: 'court_applied', on: '2027-03-11' } });
    expect(await runningClocks(officer, id)).toEqual(['acknowledge', 'contact_in_protection', 'first_attempt', 'measure_extended']);
    chain.moveTo('2027-04-30T09:00:00Z');
    await expect(happens(officer, id, { event: 'update_measure', data: { change: 'court_applied', on: '2027-04-30' } })).rejects.toEqual(refusal('measure_conflict'));
  });

  it('answers the same place in the list for the whole of Köln by the next due instant', async () => {
    const page = await chain.queries.list(counsellor, { limit: 5 });
    const dues = page.items.map((item) => item.row.next_due_at?.getTime() ?? Infinity);
    expect(dues).toEqual([...dues].sort((a, b) => a - b));
    expect(page.items.every((item) => item.whereabouts.ags === KOELN)).toBe(true);
  });
});

describe('overdue', () => {
  it('is not said of the end of a measure, which is information', async () => {
    const id = await submitted({ measure: { orderedAt: new Date('2027-03-02T02:00:00Z'), lastDayOn: '2027-03-02' } });
    await happens(counsellor, id, { event: 'accept', data: { conflictOfInterest: false } });
    await happens(counsellor, id, { event: 'record_reached', data: { result: 'counselled_now', at: new Date('2027-03-02T08:59:00Z') } });
    chain.moveTo('2027-03-03T09:00:00Z');
    const detail = await chain.queries.find(counsellor, id);
    expect(detail?.clocks.find((clock) => clock.kind === 'measure_end')?.overdue).toBe(true);
    expect(detail?.overdue).toBe(false);
  });
});

describe('one clock that cannot fire', () => {
  it('does not hold up the others, is seen as overdue, and fires once it can', async () => {
    const [broken, whole] = [await submitted(), await submitted()];
    const { openDatabase, TenantDatabase, WatchStore } = await import('#persistence');
    const admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
    const ladder = (of: string) => admin.query(`update clock set ladder = $2::jsonb where referral_id = $1 and kind = 'acknowledge' returning ladder`, [broken, of]);
    const [{ ladder: kept }] = await admin.query(`select ladder from clock where referral_id = $1 and kind = 'acknowledge'`, [broken]);
    await ladder('[{"rung":"breach","dueAt":"not an instant","tells":[],"escalation":0}]');
    chain.moveTo('2027-03-04T09:00:00Z');
    while ((await chain.clocks.fireDue()) > 0);
    const rungs = async (id: string) => (await chain.queries.find(officer, id))?.clocks.find((clock) => clock.kind === 'acknowledge')?.firedRungs.length;
    expect(await rungs(broken)).toBe(0);
    expect(await rungs(whole)).toBeGreaterThan(0);
    const unfired = await new TenantDatabase(chain.clock).asClock((tx) => new WatchStore().unfired(tx, chain.now(), 60));
    expect(unfired.map(({ referral_id: id, clock_kind: kind }) => [id, kind])).toEqual([[broken, 'acknowledge']]);
    await ladder(JSON.stringify(kept));
    chain.moveTo('2027-03-04T09:00:10Z');
    while ((await chain.clocks.fireDue()) > 0);
    expect(await rungs(broken)).toBeGreaterThan(0);
    await admin.destroy();
  });
});

describe('a message in the inbox', () => {
  it('does not tell a person on the exclusion list that the referral exists', async () => {
    const id = await submitted({ flags: { ...aNewReferral().flags, excludedUserIds: [counsellor.userId] } });
    const inbox = (actor: Actor) => chain.app.transaction(async (tx) => {
      await tx.query(`select set_config('app.organisation_id', $1, true), set_config('app.user_id', $2, true)`, [actor.organisationId, actor.userId]);
      return tx.query<unknown[]>('select 1 from notification where referral_id = $1', [id]);
    });
    expect(await inbox(counsellor)).toEqual([]);
    expect((await inbox(lead)).length).toBeGreaterThan(0);
  });
});
