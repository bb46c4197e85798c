import { countCohort } from './cohort.js';
import { toPublishedCell } from './roll-up.js';

const repeat = (count: number, hours: number | null): (number | null)[] => Array.from({ length: count }, () => hours);

describe('the turnaround of a cohort', () => {
  it('counts a first attempt after exactly 24 hours as within 24 hours', () => {
    expect(countCohort({ hours: [24, 24.001, 72, 72.001], reached: 0 })).toMatchObject({
      firstAttemptWithin24h: 1,
      firstAttemptWithin72h: 3,
    });
  });

  it('does not get faster because slow referrals wait for their first attempt', () => {
    const tried = [...repeat(4, 2), ...repeat(4, 30)];
    expect(countCohort({ hours: [...tried, ...repeat(4, null)], reached: 0 }).medianHoursToFirstAttempt).toBe(30);
    expect(countCohort({ hours: [...tried, ...repeat(9, null)], reached: 0 }).medianHoursToFirstAttempt).toBeNull();
  });
});

describe('a published cell', () => {
  const publish = (hours: readonly (number | null)[], reached = 0) => toPublishedCell(countCohort({ hours, reached }));

  it('hides everything about four referrals', () => {
    expect(publish(repeat(4, 3), 4)).toEqual({
      referrals: null,
      firstAttemptWithin24h: null,
      firstAttemptWithin72h: null,
      reached: null,
      medianHoursToFirstAttempt: null,
      suppressed: true,
    });
  });

  it('rounds to five and shows no median of nine', () => {
    expect(publish(repeat(9, 3), 8)).toEqual({
      referrals: 10,
      firstAttemptWithin24h: 10,
      firstAttemptWithin72h: 10,
      reached: 10,
      medianHoursToFirstAttempt: null,
      suppressed: false,
    });
  });

  it('hides a small count inside a large cell and says so', () => {
    expect(publish([...repeat(3, 3), ...repeat(20, 30)], 0)).toEqual({
      referrals: 25,
      firstAttemptWithin24h: null,
      firstAttemptWithin72h: 25,
      reached: 0,
      medianHoursToFirstAttempt: 30,
      suppressed: true,
    });
  });
});
