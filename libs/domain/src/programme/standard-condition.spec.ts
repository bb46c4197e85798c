import { describe, expect, it } from '@jest/globals';
import { COURT_DISTRICTS, courtDistrictNames } from './court-district.js';
import { checkFaults, isToCheckAgain } from './standard-condition.js';

describe('a check of a condition', () => {
  it.each([
    ['on the day itself', '2027-03-02', '2027-03-02', false],
    ['a year later, to the day', '2026-03-02', '2027-03-02', false],
    ['a year and a day later', '2026-03-01', '2027-03-02', true],
    ['on 29 February, a year later on the 28th', '2024-02-29', '2025-02-28', false],
    ['on 29 February, a year later on 1 March', '2024-02-29', '2025-03-01', true],
    ['on 28 February, a year later on a 29 February', '2023-02-28', '2024-02-29', true],
  ])('%s', (_when, checkedOn, today, again) => {
    expect(isToCheckAgain({ standing: 'fulfilled', checkedOn }, today)).toBe(again);
  });

  it('of which nothing is known is always to be made', () => {
    expect(isToCheckAgain({ standing: 'unknown', checkedOn: null }, '2027-03-02')).toBe(true);
  });

  it('has a day that has come, and none where nobody looked', () => {
    const codes = (['fulfilled', 'unfulfilled', 'unknown'] as const).map((standing) => [null, '2027-03-02', '2027-03-03'].map((checkedOn) => checkFaults({ standing, checkedOn }, '2027-03-02')[0]?.code));
    expect(codes).toEqual([['required', undefined, 'in_future'], ['required', undefined, 'in_future'], [undefined, 'not_checked', 'not_checked']]);
  });
});

describe('the districts', () => {
  it('are nineteen, each once', () => {
    expect(new Set(COURT_DISTRICTS.map(({ code }) => code)).size).toBe(19);
  });

  it('are named in the order of the list', () => {
    expect(courtDistrictNames(['hagen', 'arnsberg'])).toBe('Arnsberg, Hagen');
  });
});
