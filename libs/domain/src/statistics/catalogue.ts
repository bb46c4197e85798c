import { addDays, localDayOf, startOfDay, type LocalDay } from '../calendar/zone.js';
import { periodBefore, quarterOf, spanOf, yearOf, type Period } from './period.js';

/** A table of the catalogue: a period as it was known on a day. */
export interface Telling {
  readonly period: Period;
  readonly asOf: LocalDay;
}

const monthAfter = (first: LocalDay): LocalDay => `${addDays(first, 31).slice(0, 7)}-01`;
const isYear = (period: Period): boolean => period === yearOf(period);

/**
 * The day as of which a period is told with all of its regions, and for the last time: the first of the second month after its end. By then the longest
 * protection measure (28 days) of its last referral is over. What is entered later changes no figure.
 */
export const settlesOn = (period: Period): LocalDay => monthAfter(localDayOf(spanOf(period).until));

/** Whether a table is the last one of its period. A year is told once, when its last quarter settles: as its settled quarters together. */
export const isSettled = ({ period, asOf }: Telling): boolean => settlesOn(period) === asOf;

/** The name of a table, '2026-Q3@2026-11-01': two days tell two counts. */
export const nameOf = ({ period, asOf }: Telling): string => `${period}@${asOf}`;

/** The as-of days after one up to another, oldest first. */
export function asOfsBetween(after: LocalDay, until: LocalDay): readonly LocalDay[] {
  const days: LocalDay[] = [];
  for (let day = monthAfter(after); day <= until; day = monthAfter(day)) days.push(day);
  return days;
}

/** A quarter on the first of each month from its second on, until it settles: at most four days, oldest first. */
export function tellingsOf(quarter: Period, until: LocalDay): readonly Telling[] {
  const tellings: Telling[] = [];
  const last = settlesOn(quarter) < until ? settlesOn(quarter) : until;
  for (let asOf = monthAfter(localDayOf(spanOf(quarter).from)); asOf <= last; asOf = monthAfter(asOf)) tellings.push({ period: quarter, asOf });
  return tellings;
}

/** The quarter that runs as of a day, or has just ended; and the one that settles on it, if one does. */
const quartersAt = (asOf: LocalDay): { readonly running: Period; readonly settling: Period | null } => {
  const running = quarterOf(new Date(startOfDay(asOf).getTime() - 1));
  const before = periodBefore(running);
  return { running, settling: settlesOn(before) === asOf ? before : null };
};

/** The quarters of the year up to one of them, and after the last the year itself, oldest first. */
const upTo = (quarter: Period): readonly Period[] =>
  [...[1, 2, 3, 4].map((number) => `${yearOf(quarter)}-Q${number}`), yearOf(quarter)].filter((each) => settlesOn(each) <= settlesOn(quarter));

/** The periods that are told as of a day, newest first: the running quarter; the one that settles, if one does; and with the last of a year, the year. */
export function toldAsOf(asOf: LocalDay): readonly Period[] {
  const { running, settling } = quartersAt(asOf);
  return [running, ...(settling === null ? [] : upTo(settling).filter((period) => settlesOn(period) === asOf))];
}

/** Every table that hangs together with those told as of a day, these among them: the running quarter's, and those of the year of which a quarter settles. */
export function tellingsBeside(asOf: LocalDay): readonly Telling[] {
  const { running, settling } = quartersAt(asOf);
  const ofYear = settling === null ? [] : upTo(settling).flatMap((period) => (isYear(period) ? [{ period, asOf }] : tellingsOf(period, asOf)));
  return [...tellingsOf(running, asOf), ...ofYear];
}
