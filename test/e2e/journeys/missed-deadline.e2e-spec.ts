import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aJourney, type Journey } from '../../support/journey.js';

let journey: Journey;
beforeAll(async () => void (journey = await aJourney('missed_deadline')));
afterAll(() => journey.end());

const passed = async (role: Parameters<Journey['messages']>[0]) =>
  (await journey.messages(role)).filter(({ template }) => template === 'clock_passed').map(({ clockKind, rung }) => `${clockKind} ${rung}`);

describe('a referral that nobody answers', () => {
  it('climbs from the centre to victim protection to the local coordination, and stays workable all the time', async () => {
    await journey.at('2027-03-03T23:00:00Z');
    expect(await passed('centre_lead')).toContain('acknowledge breach');
    expect(await passed('victim_protection')).toEqual([]);
    await journey.at('2027-03-04T04:00:00Z');
    expect(await passed('victim_protection')).toContain('acknowledge escalation_2');
    await journey.at('2027-03-06T09:00:00Z');
    expect(await passed('local_coordinator')).toEqual(expect.arrayContaining(['acknowledge escalation_3', 'first_attempt escalation_3']));
    const seen = await journey.sees('counsellor');
    expect(seen.body).toMatchObject({ state: 'submitted', overdue: true, flags: { escalation: 3 } });
    await journey.does('counsellor', 'accept', { conflictOfInterest: false });
  });

  it('is a stalled item for the local coordination: reference, state, clock, organisation, and nothing else', async () => {
    const { body } = await journey.sees('local_coordinator', '/stalled-items');
    const items = body as unknown as readonly Record<string, unknown>[];
    expect(items.map(({ clockKind }) => clockKind)).toEqual(['first_attempt']);
    expect(Object.keys(items[0] ?? {}).sort()).toEqual(['clockKind', 'dueAt', 'escalation', 'organisation', 'reference', 'state']);
    expect((await journey.sees('local_coordinator', `/referrals/${journey.id}`)).status).toBe(403);
  });
});
