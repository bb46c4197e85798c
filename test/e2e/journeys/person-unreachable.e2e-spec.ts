import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aJourney, type Journey } from '../../support/journey.js';

let journey: Journey;
beforeAll(async () => void (journey = await aJourney('unreachable')));
afterAll(() => journey.end());

const attempt = (at: string) => journey.does('counsellor', 'record_attempt', { channel: 'phone', at, result: 'no_answer', contactVersion: 1 });

describe('a person who cannot be reached', () => {
  it('is closed as not reached only after three attempts on two days at two times of day', async () => {
    await journey.does('counsellor', 'accept', { conflictOfInterest: false });
    await journey.at('2027-03-02T10:05:00Z');
    await attempt('2027-03-02T10:00:00Z');
    const early = await journey.tries('counsellor', 'close', { outcome: 'not_reached' });
    expect([early.status, early.body.code]).toEqual([409, 'attempt_rule_unmet']);
    expect((await journey.sees('counsellor')).body['attemptRule']).toMatchObject({ met: false, missing: { attempts: 2, days: 1, timesOfDay: 1 } });
    await journey.at('2027-03-03T10:05:00Z');
    await attempt('2027-03-03T10:00:00Z');
    await journey.at('2027-03-03T18:05:00Z');
    await attempt('2027-03-03T18:00:00Z');
    expect((await journey.sees('counsellor')).body['attemptRule']).toMatchObject({ met: true });
    await journey.does('counsellor', 'close', { outcome: 'not_reached' });
    expect((await journey.sees('officer')).body).toMatchObject({ state: 'closed', feedback: 'not_reached' });
  });
});
