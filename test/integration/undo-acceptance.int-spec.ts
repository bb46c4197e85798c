import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aChain, aNewReferral, CENTRES, type Chain } from '../support/chain.js';
import { accept, attempt, highRisk, refusal, stepsOf, type ReferralSteps } from '../support/referral-steps.js';

let chain: Chain;
let steps: ReferralSteps;
let admin: pg.Client;

beforeAll(async () => {
  chain = await aChain('undo');
  steps = stepsOf(chain);
  admin = new pg.Client(chain.database.adminUrl);
  await admin.connect();
});
beforeEach(() => chain.moveTo('2027-03-02T09:00:00Z'));
afterAll(async () => {
  await admin?.end();
  await chain?.close();
});

const undo = { event: 'undo_accept', data: {} } as const;
const secondsLater = (seconds: number): void => chain.moveTo(new Date(chain.now().getTime() + seconds * 1000).toISOString());

describe('an acceptance taken back', () => {
  it('leaves every promise as it was before', async () => {
    const { counsellor, create, happens, lead, running } = steps;
    const id = await create(true, highRisk());
    const before = await chain.queries.find(lead, id);
    secondsLater(1800);
    await happens(counsellor, id, accept);
    expect(await running(lead, id)).toEqual(['attempt_series', 'first_attempt', 'high_risk_attempt']);
    secondsLater(29);
    await happens(counsellor, id, undo);
    const after = await chain.queries.find(lead, id);
    expect(after?.row).toMatchObject({ state: 'submitted', accepted_at: null, centre_id: CENTRES.koeln.id, next_due_at: before?.row.next_due_at });
    const runs = (detail: typeof after) =>
      (detail?.clocks ?? []).filter(({ state }) => state === 'running').map(({ kind, startedAt, dueAt, nextRungAt }) => ({ kind, startedAt, dueAt, nextRungAt })).sort((a, b) => a.kind.localeCompare(b.kind));
    expect(runs(after)).toEqual(runs(before));
    expect(after?.allowedEvents).toContain('accept');
  });

  it('tells the police, and stays in the history', async () => {
    const { counsellor, create, happens, officer } = steps;
    const id = await create(true);
    await happens(counsellor, id, accept);
    await happens(counsellor, id, undo);
    const { rows: told } = await admin.query<{ readonly template: string }>("select template from notification where referral_id = $1 and role = 'officer' order by template", [id]);
    expect(told.map(({ template }) => template)).toEqual(['referral_accept', 'referral_undo_accept']);
    expect((await chain.queries.history(officer, id))?.map(({ event }) => event)).toEqual(['create', 'submit', 'accept', 'undo_accept']);
  });

  it('can be accepted, declined or returned like one never accepted', async () => {
    const { counsellor, create, happens, lead, officer, running } = steps;
    const [again, declined, returned] = [await create(true), await create(true), await create(true)];
    for (const id of [again, declined, returned]) {
      await happens(counsellor, id, accept);
      await happens(counsellor, id, undo);
    }
    await happens(lead, again, accept);
    await happens(counsellor, again, attempt('2027-03-02T09:00:00Z'));
    expect(await running(lead, again)).toEqual(['attempt_series']);
    await happens(lead, declined, { event: 'decline', data: { reason: 'capacity', suggestedCentreId: null } });
    await happens(lead, returned, { event: 'return', data: { reason: 'wrong_number' } });
    // Nobody had accepted: a correction leads back to where the centre must still accept.
    await happens(officer, returned, { event: 'correct', data: { contact: aNewReferral().contact, consent: null } });
    expect((await chain.queries.find(officer, returned))?.row.state).toBe('submitted');
  });

  it('is refused once the time has passed, once somebody has tried, and once the police have asked for the referral', async () => {
    const { counsellor, create, happens, officer } = steps;
    const [late, tried, recalled] = [await create(true), await create(true), await create(true)];
    for (const id of [late, tried, recalled]) await happens(counsellor, id, accept);
    expect((await chain.queries.find(counsellor, late))?.allowedEvents).toContain('undo_accept');
    await happens(counsellor, tried, attempt('2027-03-02T09:00:00Z'));
    await expect(happens(counsellor, tried, undo)).rejects.toMatchObject(refusal('not_from_here'));
    await happens(officer, recalled, { event: 'recall', data: { reason: 'error' } });
    await expect(happens(counsellor, recalled, undo)).rejects.toMatchObject(refusal('undo_window'));
    secondsLater(41);
    await expect(happens(counsellor, late, undo)).rejects.toMatchObject(refusal('undo_window'));
    expect((await chain.queries.find(counsellor, late))?.allowedEvents).not.toContain('undo_accept');
  });
});
