import { NRW_CALENDAR } from '../calendar/nrw-calendar.js';
import { instantAt } from '../calendar/zone.js';
import { recordedReferral, supposingCentre, type CentreOnRecord, type CentreSupposition, type CentreWhatIf } from './centre-what-if.js';
import type { FactVersion, ReferralFacts } from './fact.js';
import type { RecordedReferral } from './simulation.js';

const HOUR = 3_600_000;
const at = (day: string, time: string): Date => instantAt(day, time);
const FACTS: ReferralFacts = {
  submittedAt: at('2026-11-06', '18:00'), consentAt: null, centreId: 'a', answeredAt: null, declinedAt: null, declineReason: null, reroutedAt: null, firstAttemptAt: null,
  reachedAt: null, reachedResult: null, measureUntil: null, closedAt: null, outcome: null, withdrawn: false,
};
const version = (from: Date, until: Date | null, facts: Partial<ReferralFacts> = {}): FactVersion => ({ recordedFrom: from, recordedUntil: until, facts: { ...FACTS, ...facts } });
const CENTRE: CentreOnRecord = {
  id: 'a', counsellors: 1, calendar: NRW_CALENDAR, measureDays: 10,
  hours: { windows: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })), dailyService: false, closures: [] },
};

/** Friday evenings of four weeks, five each, tried from Monday on; every fifth never. */
const FRIDAYS: readonly RecordedReferral[] = ['2026-10-09', '2026-10-16', '2026-10-23', '2026-11-06'].flatMap((day) =>
  Array.from({ length: 5 }, (_, index): RecordedReferral => {
    const submittedAt = new Date(at(day, '18:00').getTime() + index * 60_000);
    return {
      id: `${day} ${index}`, district: '05111', submittedAt, arrivedAt: submittedAt, firstCentre: 'a', centre: 'a', workloadMinutes: 60,
      answeredAt: index === 0 ? new Date(submittedAt.getTime() + HOUR) : null,
      firstAttemptAt: index === 4 ? null : new Date(submittedAt.getTime() + (63 + index) * HOUR + 10 * 60_000),
      measureLastDay: null,
    };
  }),
);

function answer(supposed: CentreSupposition): CentreWhatIf {
  const replaying = supposingCentre(CENTRE, FRIDAYS, supposed);
  let step = replaying.next();
  while (step.done !== true) step = replaying.next();
  return step.value;
}

describe('a referral of the record', () => {
  it('came to its first centre when it was submitted', () => {
    const answered = at('2026-11-06', '19:00');
    const recorded = recordedReferral('1', '05111', [version(FACTS.submittedAt, answered), version(answered, null, { answeredAt: answered })], 60);
    expect(recorded).toMatchObject({ firstCentre: 'a', centre: 'a', arrivedAt: FACTS.submittedAt, answeredAt: answered });
  });

  it('came to a later centre when that one was first named without a break', () => {
    const [moved, tried] = [at('2026-11-07', '10:00'), at('2026-11-07', '12:00')];
    const versions = [version(FACTS.submittedAt, moved), version(moved, tried, { centreId: 'b' }), version(tried, null, { centreId: 'b', firstAttemptAt: tried })];
    expect(recordedReferral('1', '05111', versions, 60)).toMatchObject({ firstCentre: 'a', centre: 'b', arrivedAt: moved });
  });

  it('came back after the gap, where versions between are not to be known', () => {
    const [gone, back] = [at('2026-11-07', '10:00'), at('2026-11-09', '09:00')];
    expect(recordedReferral('1', '05111', [version(FACTS.submittedAt, gone), version(back, null)], 60)).toMatchObject({ firstCentre: 'a', arrivedAt: back });
    expect(recordedReferral('1', '05111', [version(back, null)], 60)).toMatchObject({ firstCentre: 'elsewhere', arrivedAt: back });
  });

  it('is none without a centre or a version', () => {
    expect(recordedReferral('1', '05111', [], 60)).toBeNull();
    expect(recordedReferral('1', '05111', [version(FACTS.submittedAt, null, { centreId: null })], 60)).toBeNull();
  });
});

describe('what a centre supposes', () => {
  it('is the record, exactly, when it supposes nothing, and when it supposes what is so already', () => {
    for (const same of [{}, { measureDays: 10 }]) {
      const { recorded, supposed, leaving } = answer(same);
      expect(supposed).toEqual(recorded);
      expect([supposed.touched, leaving]).toEqual([0, 0]);
    }
  });

  it('is sooner with somebody there at the weekend', () => {
    const { recorded, supposed, leaving } = answer({ weekendCover: { opens: '10:00', closes: '16:00' } });
    expect([supposed.touched, leaving]).toEqual([20, 0]);
    expect(supposed.medianHours.middle).toBeLessThan(recorded.medianHours.middle - 24);
  });

  it('tells of those who stay, on both sides alike, when unanswered ones go elsewhere', () => {
    const { recorded, supposed, leaving } = answer({ rerouteAfterHours: 4 });
    expect([leaving, recorded.referrals, supposed.referrals]).toEqual([16, 4, 4]);
    // First in their queue as recorded, first in it as supposed: untouched.
    expect(supposed).toEqual(recorded);
  });
});
