import { addDays, localDayOf, type LocalDay } from '../calendar/zone.js';

/** What a programme counts of a year, in the order in which it is entered. Persons, never one of them. */
export const YEARLY_COUNTS = [
  'referredByPolice', 'referredByJustice', 'referredByYouthWelfare', 'referredBySelf', 'referredByOthers',
  'carriedOver', 'begun', 'completed', 'brokenOff', 'running',
  'waitedToFourWeeks', 'waitedToTwelveWeeks', 'waitedLonger',
  'inGroup', 'individually',
] as const;
export type YearlyCount = (typeof YEARLY_COUNTS)[number];

/** Numbers of persons. `carriedOver`: had begun in an earlier year; `running`: neither completed nor broken off when the year ended; waiting times and forms are of those who began in the year. */
export type YearlyFigures = Readonly<Record<YearlyCount, number>>;

/** A sum that has to hold, and what is said where it does not. */
interface Balance {
  readonly whole: readonly YearlyCount[];
  readonly parts: readonly YearlyCount[];
  readonly pointer: `/${YearlyCount}`;
  readonly code: YearlyFault;
}

export type YearlyFault = 'persons_do_not_add_up' | 'waits_do_not_add_up' | 'forms_do_not_add_up';

const BALANCES: readonly Balance[] = [
  { whole: ['carriedOver', 'begun'], parts: ['completed', 'brokenOff', 'running'], pointer: '/running', code: 'persons_do_not_add_up' },
  { whole: ['begun'], parts: ['waitedToFourWeeks', 'waitedToTwelveWeeks', 'waitedLonger'], pointer: '/waitedLonger', code: 'waits_do_not_add_up' },
  { whole: ['begun'], parts: ['inGroup', 'individually'], pointer: '/individually', code: 'forms_do_not_add_up' },
];

const sumOf = (figures: YearlyFigures, counts: readonly YearlyCount[]): number => counts.reduce((sum, count) => sum + figures[count], 0);

/** Where the figures contradict each other. 3 carried over and 10 begun are 13: completed, broken off and running have to be 13 too. */
export const yearlyFaults = (figures: YearlyFigures): readonly { readonly pointer: string; readonly code: YearlyFault }[] =>
  BALANCES.filter(({ whole, parts }) => sumOf(figures, whole) !== sumOf(figures, parts)).map(({ pointer, code }) => ({ pointer, code }));

/** So many ended years may be entered or put right. ASSUMPTION(adr-0007) */
const OPEN_YEARS = 3;

/** The day of the following year until which the figures are handed in. ASSUMPTION(adr-0007) */
const DUE_MONTH_AND_DAY = '03-31';

/** The years that may be entered, the last ended one first. */
export function openYears(now: Date): readonly number[] {
  const last = Number(localDayOf(now).slice(0, 4)) - 1;
  return Array.from({ length: OPEN_YEARS }, (_, back) => last - back);
}

/** The last day for the figures of a year: 2026 → 2027-03-31. */
export const yearlyDueOn = (year: number): LocalDay => `${year + 1}-${DUE_MONTH_AND_DAY}`;

/** The year whose figures are overdue by now unless they were handed in, the newest one: on 2027-03-31 that is 2025, on the day after 2026. */
export function lastDueYear(today: LocalDay): number {
  const last = Number(today.slice(0, 4)) - 1;
  return yearlyDueOn(last) < today ? last : last - 1;
}

/** True for a centre that served its districts on some day of the year: its figures are waited for. */
export const isAwaited = (servesSince: LocalDay, year: number): boolean => servesSince <= addDays(`${year + 1}-01-01`, -1);
