import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '#domain';
import { startApi, type TestApi } from '../support/app.js';
import { aChain, aNewReferral, CENTRES, POLICE, type Chain } from '../support/chain.js';
import { accept, attempt, forAnySuitable, HIGH_RISK, stepsOf, type ReferralSteps } from '../support/referral-steps.js';

let chain: Chain;
let steps: ReferralSteps;
let api: TestApi;

beforeAll(async () => {
  chain = await aChain('each_side');
  steps = stepsOf(chain);
  api = await startApi(chain);
});
beforeEach(() => chain.moveTo('2027-03-02T09:00:00Z'));
afterAll(async () => {
  await api?.close();
  await chain?.close();
});

describe('the police', () => {
  it('do not learn why a clock stands still', async () => {
    const { accepted, counsellor, happens, officer } = steps;
    const id = await accepted();
    await happens(counsellor, id, { event: 'pause_clock', data: { clock: 'attempt_series', reason: 'person_asked_later', until: new Date('2027-03-02T12:00:00Z') } });
    const series = async (by: typeof officer) => (await chain.queries.find(by, id))?.clocks.filter((clock) => clock.kind === 'attempt_series').at(-1);
    expect([(await series(counsellor))?.pauseReason, (await series(officer))?.pauseReason]).toEqual(['person_asked_later', null]);
    chain.moveTo('2027-03-02T12:00:01Z');
    await chain.clocks.resumeDue();
    expect((await series(counsellor))?.why.en).toContain('the person asked to be called later');
    expect((await series(officer))?.why.en).toContain('(the centre knows the reason)');
    expect((await series(officer))?.why.de).not.toContain('angerufen');
  });

  it('do not learn the outcome from how long the data are kept', async () => {
    const { accepted, counsellor, happens, officer } = steps;
    const id = await accepted();
    await happens(counsellor, id, { event: 'close', data: { outcome: 'declined_by_person' } });
    chain.moveTo('2027-03-10T09:00:00Z');
    while ((await chain.clocks.fireDue()) > 0);
    const kinds = async (by: typeof officer) => (await chain.queries.find(by, id))?.clocks.map((clock) => clock.kind);
    expect(await kinds(counsellor)).toContain('retention');
    expect(await kinds(officer)).not.toContain('retention');
    const history = (await chain.queries.history(officer, id)) ?? [];
    expect(JSON.stringify(history.map((event) => event.data))).not.toMatch(/declined_by_person|retention/);
  });

  it('see how long their own draft is kept', async () => {
    const id = await steps.create(false);
    expect(await steps.running(steps.officer, id)).toContain('retention');
  });

  it('do not learn from a forward where the person went', async () => {
    const { accepted, happens, lead, officer } = steps;
    const id = await accepted(forAnySuitable());
    await happens(lead, id, { event: 'forward', data: { centreId: CENTRES.domstadt.id, reason: 'shelter', consent: null, whereaboutsAgs: null } });
    const forward = (await chain.queries.history(officer, id))?.find((event) => event.event === 'forward');
    expect(forward?.data).toEqual({ centreId: CENTRES.domstadt.id });
    const seenBy = async (organisationId: string, role: 'officer' | 'centre_lead') =>
      ((await (await api.signedIn(organisationId, role)).get(`/referrals/${id}`)).body['flags'] as { moved: boolean }).moved;
    expect([await seenBy(POLICE.koeln, 'officer'), await seenBy(CENTRES.domstadt.id, 'centre_lead')]).toEqual([false, true]);
  });

  it('do not learn who works on it from a list, which is refused to them', async () => {
    const list = (by: Actor) => chain.queries.list(by, { limit: 10, assigned: 'nobody' });
    await expect(list(steps.officer)).rejects.toMatchObject({ errors: [{ pointer: '/assigned', code: 'not_listed' }] });
    expect((await list(steps.counsellor)).items.length).toBeGreaterThan(0);
  });

  it('read a return with its reason, which asks something of them', async () => {
    const { accepted, counsellor, happens, officer } = steps;
    const id = await accepted();
    await happens(counsellor, id, { event: 'return', data: { reason: 'wrong_number' } });
    expect((await chain.queries.history(officer, id))?.at(-1)?.data).toEqual({ reason: 'wrong_number' });
  });
});

describe('a person', () => {
  it('is named in the history to the own organisation only', async () => {
    const { accepted, counsellor, happens, lead, officer, otherLead } = steps;
    const id = await accepted(forAnySuitable());
    await happens(counsellor, id, attempt(chain.now()));
    await happens(lead, id, { event: 'forward', data: { centreId: CENTRES.domstadt.id, reason: 'specialist', consent: null, whereaboutsAgs: null } });
    await happens(otherLead, id, accept);
    const persons = async (by: typeof officer) => new Set(((await chain.queries.history(by, id)) ?? []).flatMap((event) => event.actor_id ?? []));
    expect(await persons(officer)).toEqual(new Set([officer.userId]));
    expect(await persons(otherLead)).toEqual(new Set([otherLead.userId]));
  });
});

describe('a centre', () => {
  it('reads its referrals until the purge: the tombstone is an unknown id to it', async () => {
    const { accepted, counsellor, happens, lead, officer } = steps;
    const id = await accepted();
    await happens(counsellor, id, { event: 'close', data: { outcome: 'duplicate' } });
    chain.moveTo('2027-03-04T09:00:00Z');
    await chain.clocks.purgeDue();
    expect((await chain.queries.find(officer, id))?.row.state).toBe('purged');
    expect(await chain.queries.find(lead, id)).toBeNull();
    expect(await chain.queries.history(lead, id)).toBeNull();
    expect(await chain.contacts.read(lead, id, { purpose: 'supervision', text: null, requestId: null })).toBeNull();
    expect((await chain.queries.list(lead, { limit: 100, state: 'purged' })).items).toEqual([]);
    await expect(chain.referrals.apply(lead, id, { event: 'reopen', data: {} }, { expectedVersion: 1, requestId: null })).rejects.toMatchObject({ name: 'ReferralNotFound' });
  });

  it('is told in its inbox that the police withdrew a referral, which is then gone from its sight', async () => {
    const { create, happens, officer, counsellor } = steps;
    const id = await create(true);
    const { reference } = (await chain.queries.find(officer, id))!.row;
    await happens(officer, id, { event: 'withdraw', data: { reason: 'wrong_person' } });
    expect(await chain.queries.find(counsellor, id)).toBeNull();
    const inbox = (await (await api.signedIn(CENTRES.koeln.id, 'counsellor')).get('/notifications')).body['items'] as { template: string; reference: string; referralId: string | null }[];
    expect(inbox.filter((message) => message.reference === reference).map(({ template, referralId }) => ({ template, referralId }))).toEqual([
      { template: 'referral_withdraw', referralId: null },
      { template: 'referral_submit', referralId: null },
    ]);
  });
});

describe('the tombstone', () => {
  it('keeps nothing of the household, the risk or whoever decided', async () => {
    const { create, happens, officer } = steps;
    const { contact, consent, flags } = aNewReferral();
    const household = { children: 2, childrenAges: [3, 5], pregnant: false, careDependants: false, pets: false, youthOfficeInformedOn: null };
    const id = await create(true, {
      contact: { ...contact, household, risk: HIGH_RISK }, flags: { ...flags, minor: true, minorCapacityConfirmed: true },
      consent: consent && { ...consent, groups: [...consent.groups, 'household', 'risk'] },
    });
    expect((await chain.queries.find(officer, id))?.row).toMatchObject({ children: true, risk_level: 'high', capacity_decided_by: officer.userId });
    await happens(officer, id, { event: 'withdraw', data: { reason: 'error' } });
    chain.moveTo('2027-03-04T09:00:00Z');
    await chain.clocks.purgeDue();
    expect((await chain.queries.find(officer, id))?.row).toMatchObject({
      state: 'purged', children: false, risk_level: 'none', capacity_decided_by: null, reached_result: null, phone_frozen_at: null, moved: false, counsellor_id: null,
    });
  });
});
