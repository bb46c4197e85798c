import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CLOCK_KINDS, type Actor, type ClockKind } from '#domain';
import type { EventInput, NewReferral } from '#referrals';
import { aChain, aNewReferral, CENTRES, NETWORK, OPERATOR, POLICE, type Chain } from '../support/chain.js';

let chain: Chain;
const as = (role: Actor['role']): Actor => chain.actor(role === 'counsellor' || role === 'centre_lead' ? CENTRES.koeln.id : POLICE.koeln, role);

beforeAll(async () => {
  chain = await aChain('every_clock');
  // Seconds instead of hours, by agreement: so a clock passes without anybody waiting for it.
  const seconds = (amount: number) => ({ amount: amount / 3_600, unit: 'EH' as const });
  await chain.agree(POLICE.koeln, CENTRES.koeln.id, {
    acknowledge: seconds(10), firstAttempt: seconds(20), attemptSeries: seconds(30), clarify: seconds(10), reroute: seconds(10),
    highRiskAccept: seconds(5), highRiskAttempt: seconds(15), feedback: seconds(10),
    escalation: { acknowledge: { second: seconds(10), third: seconds(20) }, firstAttempt: { second: seconds(10), third: seconds(20) } },
  });
});
afterAll(() => chain.close());

const MEASURE = { orderedAt: new Date('2027-03-02T02:00:00Z'), lastDayOn: '2027-03-12' };
const RISK = {
  level: 'high' as const, instrument: 'ODARA', assessedAt: '2027-03-02', assessedBy: 'Testwache (fiktiv)', weapons: false, strangulation: true,
  threatsToKill: false, stalking: false, repeat: false,
};
const highRisk = (): Partial<NewReferral> => ({
  contact: { ...aNewReferral().contact, risk: RISK },
  consent: { ...aNewReferral().consent!, groups: [...aNewReferral().consent!.groups, 'risk'] },
});

async function referral(change: Partial<NewReferral>, submit: boolean, events: readonly (readonly [Actor['role'], EventInput])[]): Promise<string> {
  const { id } = await chain.referrals.create(as('officer'), aNewReferral(change), { idempotencyKey: randomUUID(), requestHash: 'aa', submit, requestId: null });
  for (const [role, input] of events) {
    const version = (await chain.queries.find(as(role), id))?.row.version ?? 0;
    await chain.referrals.apply(as(role), id, input, { expectedVersion: version, requestId: null });
  }
  return id;
}

const accept: readonly ['counsellor', EventInput] = ['counsellor', { event: 'accept', data: { conflictOfInterest: false } }];
const reached: readonly ['counsellor', EventInput] = ['counsellor', { event: 'record_reached', data: { result: 'counselled_now', at: new Date('2027-03-02T08:59:00Z') } }];

/** How each clock starts in production, and whom it tells at last when nobody acts. */
const SITUATIONS: Readonly<Record<ClockKind, { readonly start: () => Promise<string>; readonly tells: readonly (readonly [string, string])[] }>> = {
  transfer: { start: () => referral({}, false, []), tells: [[POLICE.koeln, 'officer'], [POLICE.koeln, 'victim_protection']] },
  acknowledge: { start: () => referral({}, true, []), tells: [[CENTRES.koeln.id, 'centre_lead'], [POLICE.koeln, 'victim_protection'], [NETWORK.id, 'local_coordinator']] },
  first_attempt: { start: () => referral({}, true, [accept]), tells: [[CENTRES.koeln.id, 'centre_lead'], [POLICE.koeln, 'victim_protection'], [NETWORK.id, 'local_coordinator']] },
  contact_in_protection: { start: () => referral({ measure: MEASURE }, true, [accept]), tells: [[CENTRES.koeln.id, 'centre_lead']] },
  attempt_series: { start: () => referral({}, true, [accept]), tells: [[CENTRES.koeln.id, 'counsellor'], [CENTRES.koeln.id, 'centre_lead']] },
  measure_end: { start: () => referral({ measure: MEASURE }, true, [accept]), tells: [[CENTRES.koeln.id, 'counsellor']] },
  measure_extended: {
    start: () => referral({ measure: MEASURE }, true, [accept, ['officer', { event: 'update_measure', data: { change: 'court_applied', on: '2027-03-02' } }]]),
    tells: [[CENTRES.koeln.id, 'counsellor']],
  },
  clarify: { start: () => referral({}, true, [['counsellor', { event: 'return', data: { reason: 'wrong_number' } }]]), tells: [[POLICE.koeln, 'police_lead']] },
  reroute: {
    start: () => referral({}, true, [['centre_lead', { event: 'decline', data: { reason: 'capacity', suggestedCentreId: null } }]]),
    tells: [[POLICE.koeln, 'police_lead'], [NETWORK.id, 'local_coordinator']],
  },
  high_risk: { start: () => referral(highRisk(), true, []), tells: [[CENTRES.koeln.id, 'centre_lead'], [POLICE.koeln, 'police_lead']] },
  high_risk_attempt: { start: () => referral(highRisk(), true, [accept]), tells: [[CENTRES.koeln.id, 'centre_lead'], [POLICE.koeln, 'police_lead']] },
  retention: { start: () => referral({}, true, [accept, reached, ['counsellor', { event: 'close', data: { outcome: 'counselled' } }]]), tells: [[OPERATOR.id, 'admin']] },
  feedback: { start: () => referral({}, true, [accept, reached]), tells: [] },
};

describe('a clock of every kind', () => {
  it.each(CLOCK_KINDS)('%s is armed by its event, passes once and is seen by whom it concerns', async (kind) => {
    chain.moveTo('2027-03-02T09:00:00Z');
    const { start, tells } = SITUATIONS[kind];
    const id = await start();
    // How long data are kept after the end is the centre's to know: it follows from the outcome.
    const reader = as(kind === 'retention' ? 'counsellor' : 'officer');
    const ofKind = async () => (await chain.queries.find(reader, id))?.clocks.find((clock) => clock.kind === kind && clock.state === 'running');
    const armed = await ofKind();
    expect(armed).toBeDefined();
    expect(armed?.overdue).toBe(false);
    chain.moveTo('2027-06-30T09:00:00Z');
    while ((await chain.clocks.fireDue()) > 0);
    const passed = await ofKind();
    expect(passed?.overdue).toBe(true);
    expect(passed?.nextRungAt).toBeNull();
    const rungs = passed?.firedRungs.map((rung) => rung.rung) ?? [];
    expect(new Set(rungs).size).toBe(rungs.length);
    expect(rungs).toContain('breach');
    const told = await chain.clock.query<{ organisation_id: string; role: string }[]>(
      'select distinct organisation_id, role from notification where referral_id = $1 and clock_kind = $2', [id, kind]);
    for (const [organisationId, role] of tells) expect(told).toContainEqual({ organisation_id: organisationId, role });
  });

  it('leaves the referral in its state: a missed clock never blocks work and never closes it', async () => {
    chain.moveTo('2027-03-02T09:00:00Z');
    const id = await referral({}, true, []);
    chain.moveTo('2027-03-09T09:00:00Z');
    while ((await chain.clocks.fireDue()) > 0);
    const found = await chain.queries.find(as('counsellor'), id);
    expect(found?.row).toMatchObject({ state: 'submitted', version: 2, escalation: 3 });
    await chain.referrals.apply(as('counsellor'), id, accept[1], { expectedVersion: 2, requestId: null });
  });

  it('sends nothing after the answer: its waiting messages are settled with it', async () => {
    chain.moveTo('2027-03-02T09:00:00Z');
    const id = await referral({}, true, []);
    chain.moveTo('2027-03-02T09:00:11Z');
    while ((await chain.clocks.fireDue()) > 0);
    const waiting = () => chain.clock.query<{ state: string }[]>(`select state from notification where referral_id = $1 and clock_kind = 'acknowledge' and state = 'pending'`, [id]);
    expect((await waiting()).length).toBeGreaterThan(0);
    await chain.referrals.apply(as('counsellor'), id, accept[1], { expectedVersion: 2, requestId: null });
    expect(await waiting()).toEqual([]);
  });
});
