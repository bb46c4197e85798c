import Holidays from 'date-holidays';
import { getHolidays } from 'feiertagejs';
import {
  addWorkingDays,
  DayOutsideCalendar,
  holidayOn,
  isWorkingDay,
  lastCourtWorkingDayOnOrBefore,
  nextWorkingDay,
  type Calendar,
} from './calendar.js';
import { NRW_CALENDAR } from './nrw-calendar.js';

const YEARS = Array.from({ length: 12 }, (_, index) => 2024 + index);

const FROM_DATE_HOLIDAYS: Calendar = {
  version: 'date-holidays',
  from: 2024,
  to: 2035,
  holidays: Object.fromEntries(
    YEARS.flatMap((year) => new Holidays('DE', 'NW').getHolidays(year))
      .filter((holiday) => holiday.type === 'public')
      .map((holiday) => [holiday.date.slice(0, 10), holiday.name]),
  ),
};

const daysOf = (calendar: Calendar): readonly string[] => Object.keys(calendar.holidays).sort();
const fromFeiertagejs = YEARS.flatMap((year) => getHolidays(year, 'NW').map((holiday) => holiday.dateString)).sort();

describe('the calendar of North Rhine-Westphalia', () => {
  test('has the same eleven days a year as two independent sources, 2024 to 2035', () => {
    expect(fromFeiertagejs).toHaveLength(12 * 11);
    expect(daysOf(FROM_DATE_HOLIDAYS)).toEqual(fromFeiertagejs);
    expect(daysOf(NRW_CALENDAR)).toEqual(fromFeiertagejs);
  });

  test('would differ with a planted wrong Easter Monday', () => {
    const { '2027-03-29': _easterMonday, ...others } = NRW_CALENDAR.holidays;
    expect(daysOf({ ...NRW_CALENDAR, holidays: { ...others, '2027-04-05': 'Ostermontag' } })).not.toEqual(fromFeiertagejs);
  });

  test('does not list 31 October, Easter Sunday, 24 and 31 December, but 1 November', () => {
    expect(['2028-10-31', '2027-03-28', '2026-12-24', '2026-12-31'].map((day) => holidayOn(day, NRW_CALENDAR))).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(holidayOn('2028-11-01', NRW_CALENDAR)).toBe('Allerheiligen');
  });

  test('refuses to answer for a day outside the years it covers', () => {
    expect(() => isWorkingDay('2036-01-02', 'AT', NRW_CALENDAR)).toThrow(DayOutsideCalendar);
    expect(() => holidayOn('2023-12-31', NRW_CALENDAR)).toThrow('does not cover 2023-12-31');
    expect(() => nextWorkingDay('2035-12-31', 'AT', NRW_CALENDAR)).toThrow(DayOutsideCalendar);
    expect(() => holidayOn('not a day', NRW_CALENDAR)).toThrow(DayOutsideCalendar);
  });
});

describe('a working day', () => {
  test('is Monday to Friday as AT and Monday to Saturday as WT, never a public holiday', () => {
    const easter = ['2027-03-25', '2027-03-26', '2027-03-27', '2027-03-28', '2027-03-29', '2027-03-30'];
    expect(easter.map((day) => isWorkingDay(day, 'AT', NRW_CALENDAR))).toEqual([true, false, false, false, false, true]);
    expect(easter.map((day) => isWorkingDay(day, 'WT', NRW_CALENDAR))).toEqual([true, false, true, false, false, true]);
  });

  test('is counted from the day after the start', () => {
    expect(nextWorkingDay('2027-03-26', 'AT', NRW_CALENDAR)).toBe('2027-03-30');
    expect(addWorkingDays('2027-03-26', 3, 'AT', NRW_CALENDAR)).toBe('2027-04-01');
    expect(addWorkingDays('2027-03-26', 3, 'WT', NRW_CALENDAR)).toBe('2027-03-31');
  });

  test('at the year end skips Christmas and New Year', () => {
    expect(addWorkingDays('2026-12-23', 2, 'AT', NRW_CALENDAR)).toBe('2026-12-28');
    expect(nextWorkingDay('2026-12-31', 'WT', NRW_CALENDAR)).toBe('2027-01-02');
  });

  test('on 31 October counts, on 1 November does not', () => {
    expect(nextWorkingDay('2028-10-30', 'AT', NRW_CALENDAR)).toBe('2028-10-31');
    expect(nextWorkingDay('2028-10-31', 'AT', NRW_CALENDAR)).toBe('2028-11-02');
  });

  test('is never counted from zero', () => {
    expect(() => addWorkingDays('2027-03-26', 0, 'AT', NRW_CALENDAR)).toThrow(RangeError);
  });
});

test.each([
  ['2026-12-25', '2026-12-24'],
  ['2026-12-26', '2026-12-24'],
  ['2027-05-01', '2027-04-30'],
  ['2027-04-05', '2027-04-05'],
  ['2027-03-29', '2027-03-25'],
])('the last court working day on or before %s is %s', (day, expected) => {
  expect(lastCourtWorkingDayOnOrBefore(day, NRW_CALENDAR)).toBe(expected);
});
