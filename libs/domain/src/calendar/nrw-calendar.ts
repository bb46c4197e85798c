import type { Calendar } from './calendar.js';

// Names and number of the days: § 2 Feiertagsgesetz NW (domain.md 8.5, source S127). 24 and 31 December, Easter Sunday and Whit Sunday are not listed there.
const EVERY_YEAR: readonly (readonly [string, string])[] = [
  ['01-01', 'Neujahr'],
  ['05-01', '1. Mai'],
  ['10-03', 'Tag der Deutschen Einheit'],
  ['11-01', 'Allerheiligen'],
  ['12-25', '1. Weihnachtstag'],
  ['12-26', '2. Weihnachtstag'],
];
const MOVABLE = ['Karfreitag', 'Ostermontag', 'Christi Himmelfahrt', 'Pfingstmontag', 'Fronleichnam'] as const;

/** Dates of the movable holidays in the order above. Data, not computed; the spec compares every date with two independent sources. */
const MOVABLE_DATES: Readonly<Record<number, readonly [string, string, string, string, string]>> = {
  2024: ['03-29', '04-01', '05-09', '05-20', '05-30'],
  2025: ['04-18', '04-21', '05-29', '06-09', '06-19'],
  2026: ['04-03', '04-06', '05-14', '05-25', '06-04'],
  2027: ['03-26', '03-29', '05-06', '05-17', '05-27'],
  2028: ['04-14', '04-17', '05-25', '06-05', '06-15'],
  2029: ['03-30', '04-02', '05-10', '05-21', '05-31'],
  2030: ['04-19', '04-22', '05-30', '06-10', '06-20'],
  2031: ['04-11', '04-14', '05-22', '06-02', '06-12'],
  2032: ['03-26', '03-29', '05-06', '05-17', '05-27'],
  2033: ['04-15', '04-18', '05-26', '06-06', '06-16'],
  2034: ['04-07', '04-10', '05-18', '05-29', '06-08'],
  2035: ['03-23', '03-26', '05-03', '05-14', '05-24'],
};

const holidaysOf = (year: string, movable: readonly string[]): readonly (readonly [string, string])[] => [
  ...EVERY_YEAR.map(([date, name]) => [`${year}-${date}`, name] as const),
  ...movable.map((date, index) => [`${year}-${date}`, MOVABLE[index] ?? ''] as const),
];

/** The public holidays of North Rhine-Westphalia, 2024 to 2035: eleven a year. */
export const NRW_CALENDAR: Calendar = {
  version: 'nrw-2024-2035',
  from: 2024,
  to: 2035,
  holidays: Object.fromEntries(Object.entries(MOVABLE_DATES).flatMap(([year, movable]) => holidaysOf(year, movable))),
};
