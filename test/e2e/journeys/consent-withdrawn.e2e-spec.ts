import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CENTRES } from '../../support/chain.js';
import { aJourney, runningClocks, type Journey } from '../../support/journey.js';

let journey: Journey;
beforeAll(async () => void (journey = await aJourney('consent_withdrawn')));
afterAll(() => journey.end());

describe('a person who withdraws the consent', () => {
  it('ends the referral for all at once; nobody reads the data any more, and a day later nothing can', async () => {
    await journey.does('counsellor', 'accept', { conflictOfInterest: false });
    const closed = await journey.does('counsellor', 'withdraw_consent', { heardBy: 'phone', heardAt: '2027-03-02T08:59:00Z' });
    expect(closed.body).toMatchObject({ state: 'closed', contactReadable: false, allowedEvents: [] });
    expect(runningClocks(closed)).toEqual(['retention']);
    const counsellor = await journey.api.signedIn(CENTRES.koeln.id, 'counsellor', { fresh: true });
    const read = await counsellor.post(`/referrals/${journey.id}/contact-reads`, { purpose: 'emergency', reason: 'Nur um die Sperre zu prüfen (Test)' });
    expect(read.status).toBe(409);
    await journey.at('2027-03-03T10:00:00Z');
    expect((await journey.sees('officer')).body).toMatchObject({ state: 'purged', outcome: null });
    const orders = await journey.chain.clock.query<{ organisation_id: string | null }[]>('select organisation_id from key_shred where referral_id = $1 order by due_at', [journey.id]);
    expect(orders.some(({ organisation_id: of }) => of === null)).toBe(true);
  });
});
