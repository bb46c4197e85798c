import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aNewReferral, CENTRES } from '../../support/chain.js';
import { aJourney, type Journey } from '../../support/journey.js';

let journey: Journey;
beforeAll(async () => void (journey = await aJourney('forwarded', { consent: { ...aNewReferral().consent!, scope: 'other_suitable' } })));
afterAll(() => journey.end());

describe('a referral at the wrong centre', () => {
  it('is refused to a centre that does not serve the place, and nothing changes', async () => {
    await journey.does('counsellor', 'accept', { conflictOfInterest: false });
    const answer = await journey.tries('centre_lead', 'forward', { centreId: CENTRES.elsewhere.id, reason: 'specialist' });
    expect([answer.status, answer.body.code]).toEqual([409, 'centre_not_eligible']);
    expect((await journey.sees('counsellor')).body['version']).toBe(3);
  });

  it('goes on to the right one, which starts its own acknowledgement; the former centre no longer finds it', async () => {
    await journey.does('centre_lead', 'forward', { centreId: CENTRES.domstadt.id, reason: 'specialist' });
    const unknown = await journey.sees('counsellor', '/referrals/00000000-0000-7000-8000-000000000000');
    const former = await journey.sees('counsellor');
    expect([former.status, former.text]).toEqual([404, unknown.text]);
    const next = await journey.sees('counsellor', `/referrals/${journey.id}`, CENTRES.domstadt.id);
    expect(next.body).toMatchObject({ state: 'submitted', centre: { id: CENTRES.domstadt.id } });
    await journey.does('counsellor', 'accept', { conflictOfInterest: false }, CENTRES.domstadt.id);
    expect((await journey.sees('officer')).body).toMatchObject({ state: 'accepted' });
  });
});
