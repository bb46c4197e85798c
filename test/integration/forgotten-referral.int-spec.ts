import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor, ReadPurpose } from '#domain';
import { InvalidInput, type NewReferral } from '#referrals';
import { aChain, aNewReferral, CENTRES, POLICE, type Chain } from '../support/chain.js';
import { accept, attempt, forAnySuitable, highRisk, refusal, stepsOf, type ReferralSteps } from '../support/referral-steps.js';

let chain: Chain;
let steps: ReferralSteps;

beforeAll(async () => {
  chain = await aChain('forgotten');
  steps = stepsOf(chain);
});
beforeEach(() => chain.moveTo('2027-03-02T09:00:00Z'));
afterAll(() => chain.close());

const MEASURE = { orderedAt: new Date('2027-03-02T02:00:00Z'), lastDayOn: '2027-03-12' };
const row = async (by: Actor, id: string) => (await chain.queries.find(by, id))?.row;
const read = async (by: Actor, id: string, purpose: ReadPurpose) => (await chain.contacts.read(by, id, { purpose, text: null, requestId: null }))?.contact;
const sealedExcept = (...excludedUserIds: string[]): Partial<NewReferral> => ({ ...forAnySuitable(), flags: { ...aNewReferral().flags, sealedFor: [], excludedUserIds } });

describe('a reopened referral', () => {
  it('has a clock again for everything that the centre still owes', async () => {
    const { accepted, counsellor, happens, lead, running } = steps;
    const id = await accepted({ ...highRisk(), measure: MEASURE });
    await happens(counsellor, id, { event: 'close', data: { outcome: 'wrong_data' } });
    expect(await running(lead, id)).toEqual(['retention']);
    await happens(lead, id, { event: 'reopen', data: {} });
    expect(await running(lead, id)).toEqual(['attempt_series', 'contact_in_protection', 'first_attempt', 'high_risk_attempt', 'measure_end']);
    const first = (await chain.queries.find(lead, id))?.clocks.filter((clock) => clock.kind === 'first_attempt') ?? [];
    expect(new Set(first.map((clock) => clock.dueAt.getTime())).size).toBe(1);
  });

  it('owes no first attempt where one was made, and no contact where the person was reached', async () => {
    const { accepted, counsellor, happens, lead, running, officer } = steps;
    const id = await accepted({ measure: MEASURE });
    await happens(counsellor, id, { event: 'record_reached', data: { result: 'counselled_now', at: chain.now() } });
    await happens(officer, id, { event: 'update_measure', data: { change: 'court_applied', on: '2027-03-02' } });
    await happens(counsellor, id, { event: 'close', data: { outcome: 'counselled' } });
    await happens(lead, id, { event: 'reopen', data: {} });
    expect(await running(lead, id)).toEqual(['attempt_series', 'measure_extended']);
  });

  it('goes on with what this closing ended, not with what an earlier one had', async () => {
    const { accepted, counsellor, happens, lead, running, officer } = steps;
    const id = await accepted({ measure: { orderedAt: new Date('2027-02-19T02:00:00Z'), lastDayOn: '2027-03-01' } });
    const close = { event: 'close', data: { outcome: 'onward' } } as const;
    await happens(counsellor, id, close);
    chain.moveTo('2027-03-02T09:10:00Z');
    await happens(lead, id, { event: 'reopen', data: {} });
    // The application was made in time and is entered late: the measure runs on, by its other clock.
    await happens(officer, id, { event: 'update_measure', data: { change: 'court_applied', on: '2027-02-28' } });
    chain.moveTo('2027-03-02T09:20:00Z');
    await happens(counsellor, id, close);
    await happens(lead, id, { event: 'reopen', data: {} });
    const kinds = await running(lead, id);
    expect([kinds.includes('measure_extended'), kinds.includes('measure_end')]).toEqual([true, false]);
  });

  it('is refused with the reason: consent withdrawn, purged, or too late', async () => {
    const { accepted, counsellor, happens, lead } = steps;
    const reopen = { event: 'reopen', data: {} } as const;
    const withdrawn = await accepted();
    await happens(counsellor, withdrawn, { event: 'withdraw_consent', data: { heardBy: 'phone', heardAt: chain.now() } });
    await expect(happens(lead, withdrawn, reopen)).rejects.toMatchObject(refusal('consent_withdrawn'));
    const [soonPurged, late] = [await accepted(), await accepted()];
    await happens(counsellor, soonPurged, { event: 'close', data: { outcome: 'already_supported' } });
    await happens(counsellor, late, { event: 'close', data: { outcome: 'counselled' } });
    chain.moveTo('2027-03-10T09:00:00Z');
    await expect(happens(lead, soonPurged, reopen)).rejects.toMatchObject(refusal('purged'));
    chain.moveTo('2027-03-16T09:00:01Z');
    await expect(happens(lead, late, reopen)).rejects.toMatchObject(refusal('reopen_window'));
  });
});

describe('a forwarded referral', () => {
  it('keeps the consent that came with the forward, so that a correction is not refused later', async () => {
    const { accepted, happens, lead, otherCounsellor, officer } = steps;
    const id = await accepted();
    const { consent, contact } = aNewReferral();
    await happens(lead, id, { event: 'forward', data: { centreId: CENTRES.domstadt.id, reason: 'specialist', consent, whereaboutsAgs: null } });
    expect(await row(otherCounsellor, id)).toMatchObject({ consent_version: 2 });
    await happens(otherCounsellor, id, { event: 'return', data: { reason: 'wrong_number' } });
    await happens(officer, id, { event: 'correct', data: { contact, consent: null } });
    expect(await row(otherCounsellor, id)).toMatchObject({ state: 'submitted' });
  });

  it('does not go to the centre that already has it', async () => {
    const { accepted, happens, lead } = steps;
    const id = await accepted(forAnySuitable());
    const forward = { event: 'forward', data: { centreId: CENTRES.koeln.id, reason: 'specialist', consent: null, whereaboutsAgs: null } } as const;
    await expect(happens(lead, id, forward)).rejects.toMatchObject(refusal('centre_not_eligible'));
  });

  it('can be read by the next centre when the second one declines, also after the police lost the plaintext', async () => {
    const { accepted, happens, counsellor, lead, otherLead, protection, shred } = steps;
    const id = await accepted(forAnySuitable());
    chain.moveTo('2027-03-06T09:00:00Z');
    await happens(lead, id, { event: 'forward', data: { centreId: CENTRES.domstadt.id, reason: 'specialist', consent: null, whereaboutsAgs: null } });
    chain.moveTo('2027-03-06T10:00:00Z');
    await shred();
    await happens(otherLead, id, { event: 'decline', data: { reason: 'capacity', suggestedCentreId: null } });
    chain.moveTo('2027-03-06T11:00:00Z');
    await shred();
    await expect(chain.contacts.read(otherLead, id, { purpose: 'supervision', text: null, requestId: null })).rejects.toMatchObject({ code: 'purpose_not_open' });
    await happens(protection, id, { event: 'reassign', data: { centreId: CENTRES.koeln.id, consent: null } });
    chain.moveTo('2027-03-06T12:00:00Z');
    await shred();
    expect((await read(counsellor, id, 'handover'))?.core.name).toBe('Testperson Ada Muster (fiktiv)');
    const holders = async () => {
      const { openKeyDatabase } = await import('#keystore');
      const keys = await openKeyDatabase({ url: chain.database.keysUrl, poolSize: 1 });
      const rows = await keys.query<{ organisation_id: string }[]>(`select organisation_id from contact_keys_of($1, 'shared') union select organisation_id from contact_keys_of($1, 'centre')`, [id]);
      await keys.destroy();
      return rows.map((each) => each.organisation_id);
    };
    expect(await holders()).toEqual([CENTRES.koeln.id]);
  });
});

describe('a declined referral', () => {
  it('can be read by the centre that gets it back, although the order to destroy its key still waited', async () => {
    const { create, happens, counsellor, lead, protection, shred } = steps;
    const id = await create(true, forAnySuitable());
    await happens(lead, id, { event: 'decline', data: { reason: 'capacity', suggestedCentreId: null } });
    chain.moveTo('2027-03-02T09:00:01Z');
    await happens(protection, id, { event: 'reassign', data: { centreId: CENTRES.koeln.id, consent: null } });
    chain.moveTo('2027-03-02T09:00:02Z');
    await shred();
    expect((await read(counsellor, id, 'handover'))?.core.street).toBe('Musterweg 7');
  });

  it('can be read again after a correction, although every key had been destroyed while it lay declined', async () => {
    const { create, happens, counsellor, lead, officer, protection, shred } = steps;
    const id = await create(true, forAnySuitable());
    chain.moveTo('2027-03-15T09:00:00Z');
    await happens(lead, id, { event: 'decline', data: { reason: 'capacity', suggestedCentreId: null } });
    chain.moveTo('2027-03-17T09:00:00Z');
    await shred();
    await happens(protection, id, { event: 'reassign', data: { centreId: CENTRES.koeln.id, consent: null } });
    await expect(read(counsellor, id, 'handover')).rejects.toMatchObject({ code: 'no_key' });
    await happens(counsellor, id, accept);
    await happens(counsellor, id, { event: 'update_contact', data: { safeContact: { ...aNewReferral().contact.safeContact!, codeWord: 'Garten' } } });
    expect((await read(counsellor, id, 'first_contact'))?.safeContact?.codeWord).toBe('Garten');
    await happens(counsellor, id, { event: 'return', data: { reason: 'identity_unclear' } });
    await happens(officer, id, { event: 'correct', data: { contact: aNewReferral().contact, consent: null } });
    expect((await read(counsellor, id, 'first_contact'))?.core.street).toBe('Musterweg 7');
  });

  it('tells the police of a clock that passes while no centre holds it', async () => {
    const { create, happens, lead } = steps;
    const id = await create(true);
    await happens(lead, id, { event: 'decline', data: { reason: 'capacity', suggestedCentreId: null } });
    chain.moveTo('2027-03-05T09:00:01Z');
    while ((await chain.clocks.fireDue()) > 0);
    const told = await chain.clock.query<{ organisation_id: string; role: string; rung: string }[]>(
      `select organisation_id, role, rung from notification where referral_id = $1 and clock_kind = 'first_attempt' and rung in ('warning_1', 'breach')`, [id]);
    expect(told).toContainEqual({ organisation_id: POLICE.koeln, role: 'police_lead', rung: 'breach' });
    expect(told).toContainEqual({ organisation_id: POLICE.koeln, role: 'victim_protection', rung: 'warning_1' });
  });

  it('does not remind the centre that declined it', async () => {
    const { create, happens, lead } = steps;
    const id = await create(true, forAnySuitable());
    await happens(lead, id, { event: 'decline', data: { reason: 'capacity', suggestedCentreId: null } });
    chain.moveTo('2027-03-05T09:00:01Z');
    while ((await chain.clocks.fireDue()) > 0);
    expect(await chain.clock.query(`select 1 from notification where referral_id = $1 and organisation_id = $2 and template = 'clock_passed'`, [id, CENTRES.koeln.id])).toEqual([]);
  });

  it('leaves the sight of the centre that declined when the consent is withdrawn', async () => {
    const { create, happens, lead, officer } = steps;
    const id = await create(true, forAnySuitable());
    await happens(lead, id, { event: 'decline', data: { reason: 'capacity', suggestedCentreId: null } });
    expect(await row(lead, id)).toBeDefined();
    await happens(officer, id, { event: 'withdraw_consent', data: { heardBy: 'phone', heardAt: chain.now() } });
    expect(await row(lead, id)).toBeUndefined();
  });
});

describe('a sealed referral', () => {
  it('goes to no centre where nobody may know of it, by reassignment or forward', async () => {
    const { create, happens, lead, protection, otherLead } = steps;
    const id = await create(true, sealedExcept(otherLead.userId), protection);
    const forward = { event: 'forward', data: { centreId: CENTRES.domstadt.id, reason: 'specialist', consent: null, whereaboutsAgs: null } } as const;
    await happens(lead, id, accept);
    await expect(happens(lead, id, forward)).rejects.toMatchObject(refusal('centre_not_eligible'));
    const declined = await create(true, sealedExcept(otherLead.userId), protection);
    await happens(lead, declined, { event: 'decline', data: { reason: 'capacity', suggestedCentreId: null } });
    await expect(happens(protection, declined, { event: 'reassign', data: { centreId: CENTRES.domstadt.id, consent: null } })).rejects.toMatchObject(refusal('centre_not_eligible'));
  });

  it('becomes known to the counsellor whom the lead makes responsible', async () => {
    const { create, happens, lead, counsellor, protection } = steps;
    const id = await create(true, sealedExcept(), protection);
    await happens(lead, id, accept);
    expect(await row(counsellor, id)).toBeUndefined();
    await happens(lead, id, { event: 'assign_counsellor', data: { userId: counsellor.userId, until: null } });
    expect(await row(counsellor, id)).toMatchObject({ counsellor_id: counsellor.userId });
  });
});

describe('a paused clock', () => {
  it('is not said to be overdue while it stands still', async () => {
    const { accepted, counsellor, happens } = steps;
    await chain.agree(POLICE.koeln, CENTRES.koeln.id, { firstAttempt: { amount: 2, unit: 'EH' } });
    const id = await accepted();
    await happens(counsellor, id, { event: 'pause_clock', data: { clock: 'first_attempt', reason: 'person_asked_later', until: new Date('2027-03-03T09:00:00Z') } });
    chain.moveTo('2027-03-02T15:00:00Z');
    const detail = await chain.queries.find(counsellor, id);
    expect(detail?.clocks.find((clock) => clock.kind === 'first_attempt')).toMatchObject({ state: 'paused', overdue: false });
    expect(detail?.overdue).toBe(false);
    expect((await chain.queries.list(counsellor, { limit: 100, overdue: true })).items.map((item) => item.row.id)).not.toContain(id);
    chain.moveTo('2027-03-03T09:00:01Z');
    await chain.clocks.resumeDue();
    chain.moveTo('2027-03-03T16:00:00Z');
    expect((await chain.queries.find(counsellor, id))?.overdue).toBe(true);
  });
});

describe('a paused clock that cannot go on', () => {
  it('does not hold up the others', async () => {
    const { accepted, counsellor, happens } = steps;
    const { openDatabase } = await import('#persistence');
    const admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
    const [broken, whole] = [await accepted(), await accepted()];
    const pause = (until: string) => ({ event: 'pause_clock', data: { clock: 'attempt_series', reason: 'person_asked_later', until: new Date(until) } }) as const;
    await happens(counsellor, broken, pause('2027-03-02T12:00:00Z'));
    await happens(counsellor, whole, pause('2027-03-02T13:00:00Z'));
    const derive = (derivation: unknown) => admin.query(`update clock set derivation = $2 where referral_id = $1 and paused_at is not null`, [broken, JSON.stringify(derivation)]);
    const [{ derivation }] = await admin.query('select derivation from clock where referral_id = $1 and paused_at is not null', [broken]);
    await derive({});
    chain.moveTo('2027-03-02T14:00:00Z');
    await expect(chain.clocks.resumeDue()).rejects.toThrow();
    const state = async (id: string) => (await chain.queries.find(counsellor, id))?.clocks.filter((clock) => clock.kind === 'attempt_series').at(-1)?.state;
    await derive(derivation);
    expect([await state(broken), await state(whole)]).toEqual(['paused', 'running']);
    expect(await chain.clocks.resumeDue()).toBe(1);
    await admin.destroy();
  });
});

describe('what an event says', () => {
  it('is refused when a change of the measure lies in the future: it would end a clock that still runs', async () => {
    const { create, happens, officer, running } = steps;
    const id = await create(true, { measure: MEASURE });
    for (const change of ['lifted', 'court_decided', 'court_applied', 'checked'] as const) {
      await expect(happens(officer, id, { event: 'update_measure', data: { change, on: '2027-03-05' } })).rejects.toEqual(new InvalidInput([{ pointer: '/on', code: 'in_future' }]));
    }
    await happens(officer, id, { event: 'update_measure', data: { change: 'shortened', on: '2027-03-05' } });
    expect(await running(officer, id)).toContain('contact_in_protection');
  });

  it('is refused when an attempt is older than the assignment: it would count for the attempt rule', async () => {
    const { accepted, counsellor, happens } = steps;
    const id = await accepted();
    await expect(happens(counsellor, id, attempt('2027-02-20T09:00:00Z'))).rejects.toEqual(new InvalidInput([{ pointer: '/at', code: 'before_assignment' }]));
  });

  it('counts the earliest attempt as the first one, whichever is written down first', async () => {
    const { accepted, counsellor, happens } = steps;
    const id = await accepted();
    chain.moveTo('2027-03-02T16:00:00Z');
    await happens(counsellor, id, attempt('2027-03-02T15:00:00Z'));
    await happens(counsellor, id, attempt('2027-03-02T10:00:00Z'));
    expect((await row(counsellor, id))?.first_attempt_at).toEqual(new Date('2027-03-02T10:00:00Z'));
  });

  it('names the centre that the routing chose', async () => {
    const { create, officer } = steps;
    const id = await create(true, { centreId: null });
    const submit = (await chain.queries.history(officer, id))?.find((event) => event.event === 'submit');
    expect(submit?.data['centreId']).toBe((await row(officer, id))?.centre_id);
  });

  it('says which refusal was overridden', async () => {
    const { accepted, counsellor, happens } = steps;
    const id = await accepted();
    await happens(counsellor, id, attempt(chain.now(), { channel: 'text_message', overrideReason: 'person_asked_for_it' }));
    await happens(counsellor, id, attempt(chain.now(), { overrideReason: 'person_asked_for_it' }));
    expect(await chain.clock.query('select overridden_refusal, override_reason from attempt where referral_id = $1 order by channel desc', [id])).toEqual([
      { overridden_refusal: 'unsafe_channel', override_reason: 'person_asked_for_it' },
      { overridden_refusal: null, override_reason: null },
    ]);
  });
});

describe('a submission without any eligible centre', () => {
  it('is refused for that reason, not for a consent that was given', async () => {
    await expect(steps.create(true, { centreId: null, targetGroup: 'minors' })).rejects.toMatchObject(refusal('centre_not_eligible'));
  });
});

describe('what the person agreed to', () => {
  it('must include the core where a reassignment brings a consent', async () => {
    const { create, happens, lead, protection } = steps;
    const id = await create(true);
    const { consent } = aNewReferral();
    await happens(lead, id, { event: 'decline', data: { reason: 'capacity', suggestedCentreId: null } });
    for (const change of [{ groups: ['feedback'] as const }, { givenAt: new Date('2027-03-03T09:00:00Z') }]) {
      const reassign = { event: 'reassign', data: { centreId: CENTRES.domstadt.id, consent: { ...consent!, ...change } } } as const;
      await expect(happens(protection, id, reassign)).rejects.toMatchObject(refusal('consent_scope'));
    }
  });

  it('limits what the next centre reads when the consent becomes narrower', async () => {
    const { create, happens, lead, protection, otherCounsellor } = steps;
    const { contact, consent } = aNewReferral();
    const household = { children: 2, childrenAges: [3, 5], pregnant: false, careDependants: false, pets: false, youthOfficeInformedOn: null };
    const id = await create(true, { contact: { ...contact, household }, consent: consent && { ...consent, groups: [...consent.groups, 'household'] } });
    expect(await row(lead, id)).toMatchObject({ children: true });
    await happens(lead, id, { event: 'decline', data: { reason: 'capacity', suggestedCentreId: null } });
    await happens(protection, id, { event: 'reassign', data: { centreId: CENTRES.domstadt.id, consent } });
    const seen = await read(otherCounsellor, id, 'handover');
    expect([seen?.core.street, seen?.household]).toEqual(['Musterweg 7', undefined]);
    expect(await row(otherCounsellor, id)).toMatchObject({ children: false });
  });
});

describe('a supplement', () => {
  it('leaves the flags alone that it does not touch, also after the police lost the plaintext', async () => {
    const { accepted, happens, officer, counsellor, shred } = steps;
    const { contact, consent } = aNewReferral();
    const communication = { language: 'tr', interpreter: true, signLanguage: false, easyLanguage: false, counsellorGender: 'any' as const };
    const id = await accepted({ contact: { ...contact, communication }, consent: consent && { ...consent, groups: [...consent.groups, 'communication'] } });
    chain.moveTo('2027-03-06T09:00:00Z');
    await shred();
    await happens(officer, id, { event: 'supplement', data: { contact: { safeContact: { ...contact.safeContact!, letter: true } } } });
    expect(await row(counsellor, id)).toMatchObject({ interpreter: true });
  });

  it('does not release a frozen phone when it repeats the old answer in another order', async () => {
    const { accepted, happens, officer, counsellor } = steps;
    const id = await accepted();
    await happens(counsellor, id, attempt(chain.now(), { result: 'unsafe' }));
    const { contact } = aNewReferral();
    const safeContact = Object.fromEntries(Object.entries(contact.safeContact!).reverse()) as unknown as NonNullable<typeof contact.safeContact>;
    await happens(officer, id, { event: 'supplement', data: { contact: { safeContact } } });
    expect((await row(counsellor, id))?.phone_frozen_at).not.toBeNull();
    await expect(happens(counsellor, id, attempt(chain.now(), { contactVersion: 2 }))).rejects.toMatchObject(refusal('contact_frozen'));
  });
});

describe('a measure that is ordered later', () => {
  it('starts its clocks when the submission or a supplement brings it, and cannot be ordered twice', async () => {
    const { accepted, create, happens, officer, counsellor, running } = steps;
    const measured = ['contact_in_protection', 'measure_end'];
    const draft = await create(false);
    await happens(officer, draft, { event: 'submit', data: { centreId: null, measure: MEASURE } });
    expect(await running(officer, draft)).toEqual(expect.arrayContaining(measured));
    const id = await accepted();
    await happens(officer, id, { event: 'supplement', data: { contact: {}, measure: MEASURE } });
    expect(await running(counsellor, id)).toEqual(expect.arrayContaining(measured));
    const again = { event: 'supplement', data: { contact: {}, measure: MEASURE } } as const;
    await expect(happens(officer, id, again)).rejects.toEqual(new InvalidInput([{ pointer: '/measure', code: 'already_ordered' }]));
    const impossible = { event: 'supplement', data: { contact: {}, measure: { ...MEASURE, lastDayOn: '2027-02-01' } } } as const;
    await expect(happens(officer, await accepted(), impossible)).rejects.toEqual(new InvalidInput([{ pointer: '/measure/lastDayOn', code: 'impossible' }]));
  });
});

describe('a measure that is shortened after the court was applied to', () => {
  it('keeps its clock', async () => {
    const { accepted, happens, officer, running } = steps;
    const id = await accepted({ measure: MEASURE });
    await happens(officer, id, { event: 'update_measure', data: { change: 'court_applied', on: '2027-03-02' } });
    await happens(officer, id, { event: 'update_measure', data: { change: 'shortened', on: '2027-03-08' } });
    expect(await running(officer, id)).toEqual(['attempt_series', 'contact_in_protection', 'first_attempt', 'measure_extended']);
  });
});

describe('a creation that comes to nothing', () => {
  it('leaves no key behind, whether it is refused or repeats an earlier one', async () => {
    const { openKeyDatabase } = await import('#keystore');
    const admin = await openKeyDatabase({ url: chain.database.keysAdminUrl, poolSize: 1 });
    const keys = async () => (await admin.query<[{ count: number }]>('select count(*)::int as count from contact_key'))[0].count;
    const key = randomUUID();
    const once = () => chain.referrals.create(steps.officer, aNewReferral(), { idempotencyKey: key, requestHash: 'dd', submit: true, requestId: null });
    await once();
    const before = await keys();
    await once();
    await expect(steps.create(true, { centreId: CENTRES.elsewhere.id })).rejects.toMatchObject(refusal('centre_not_eligible'));
    expect(await keys()).toBe(before);
    await admin.destroy();
  });
});
