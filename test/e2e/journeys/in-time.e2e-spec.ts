import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aJourney, runningClocks, type Journey } from '../../support/journey.js';

let journey: Journey;
beforeAll(async () => void (journey = await aJourney('in_time')));
afterAll(() => journey.end());

describe('a referral in time', () => {
  it('is accepted, tried, reached and closed before any clock passes, and the police learn only that', async () => {
    await journey.at('2027-03-02T10:00:00Z');
    await journey.does('counsellor', 'accept', { conflictOfInterest: false });
    await journey.at('2027-03-02T14:00:00Z');
    await journey.does('counsellor', 'record_attempt', { channel: 'phone', at: '2027-03-02T13:58:00Z', result: 'no_answer', contactVersion: 1 });
    await journey.at('2027-03-03T09:00:00Z');
    await journey.does('counsellor', 'record_reached', { result: 'appointment', at: '2027-03-03T08:55:00Z' });
    const closed = await journey.does('counsellor', 'close', { outcome: 'appointment' });
    expect(runningClocks(closed)).toEqual(['retention']);
    const police = await journey.sees('officer');
    expect(police.body).toMatchObject({ state: 'closed', feedback: 'reached', outcome: null, attempts: [], overdue: false });
    expect((await journey.messages('centre_lead')).filter(({ rung }) => rung === 'breach')).toEqual([]);
  });
});
