import { getHolidays } from 'feiertagejs';
import { NRW_CALENDAR } from '#domain';
import { CALENDAR_YEARS, nrwHolidays } from './holidays.js';

const calendar = nrwHolidays();
const years = Array.from({ length: CALENDAR_YEARS.to - CALENDAR_YEARS.from + 1 }, (_, index) => CALENDAR_YEARS.from + index);
const ofYear = (year: number, days: readonly string[]): readonly string[] => days.filter((day) => day.startsWith(`${year}-`)).sort();

/** The days on which two sources disagree. */
const differences = (ours: readonly string[], theirs: readonly string[]): readonly string[] => [
  ...ours.filter((day) => !theirs.includes(day)),
  ...theirs.filter((day) => !ours.includes(day)),
];
const fromFeiertagejs = (year: number): readonly string[] => getHolidays(year, 'NW').map((holiday) => holiday.dateString);

describe('the imported calendar', () => {
  it.each(years)('has the same eleven holidays in %i as two independent sources', (year) => {
    const ours = ofYear(year, Object.keys(calendar.holidays));
    expect(ours).toHaveLength(11);
    expect(differences(ours, fromFeiertagejs(year))).toEqual([]);
    expect(differences(ours, ofYear(year, Object.keys(NRW_CALENDAR.holidays)))).toEqual([]);
  });

  it('would be found wrong if it held a day too many or one too few', () => {
    const ours = ofYear(2027, Object.keys(calendar.holidays));
    expect(differences([...ours, '2027-12-24'], fromFeiertagejs(2027))).toEqual(['2027-12-24']);
    expect(differences(ours.slice(1), fromFeiertagejs(2027))).toEqual(['2027-01-01']);
  });

  it('names its years in its version', () => expect(calendar.version).toBe('DE-NW-2024-2035-v1'));
});
