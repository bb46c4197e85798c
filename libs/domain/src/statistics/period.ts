import { addDays, localDayOf, startOfDay, type LocalDay } from '../calendar/zone.js';

/** A period of the catalogue: a year `2026`, or a quarter `2026-Q3`, in Europe/Berlin. There are no others: free periods would tell single referrals by their difference. */
export type Period = string;

const PERIOD = /^(20\d\d)(?:-Q([1-4]))?$/;

/** True for the name of a year or quarter of this century. */
export const isPeriod = (text: string): text is Period => PERIOD.test(text);

const twoDigits = (value: number): string => String(value).padStart(2, '0');

function bounds(period: Period): { readonly first: LocalDay; readonly next: LocalDay } {
  const [, year = '', quarter] = PERIOD.exec(period) ?? [];
  if (year === '') throw new RangeError('not a period of the catalogue');
  const after = `${Number(year) + 1}-01-01`;
  if (quarter === undefined) return { first: `${year}-01-01`, next: after };
  const month = 3 * Number(quarter) - 2;
  return { first: `${year}-${twoDigits(month)}-01`, next: month === 10 ? after : `${year}-${twoDigits(month + 3)}-01` };
}

/** From its first instant to the first of the next period. A RangeError for what is no period. */
export function spanOf(period: Period): { readonly from: Date; readonly until: Date } {
  const { first, next } = bounds(period);
  return { from: startOfDay(first), until: startOfDay(next) };
}

/** The quarter in which an instant lies. */
export function quarterOf(at: Date): Period {
  const day = localDayOf(at);
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

export const yearOf = (period: Period): Period => period.slice(0, 4);

/** The period of the same length before this one: '2026-Q1' → '2025-Q4', '2026' → '2025'. */
export const periodBefore = (period: Period): Period => {
  const day = addDays(bounds(period).first, -1);
  return period.length === 4 ? day.slice(0, 4) : quarterOf(startOfDay(day));
};

/** The first days of the weeks into which a quarter is cut, seven days each from its first day; the last is shorter. Weeks of a quarter add up to it. */
export function weeksOf(quarter: Period): readonly LocalDay[] {
  const { first, next } = bounds(quarter);
  const weeks: LocalDay[] = [];
  for (let day = first; day < next; day = addDays(day, 7)) weeks.push(day);
  return weeks;
}

/** What may be asked as of: the first of a month, 00:00. The last one that is over at `now`: '2026-11-01'. */
export const lastAsOf = (now: Date): LocalDay => `${localDayOf(now).slice(0, 7)}-01`;

/** True for the first day of a month. */
export const isAsOf = (day: LocalDay): boolean => /^20\d\d-(0[1-9]|1[0-2])-01$/.test(day);

/** The periods that a report as of this day tells: the year it ends in and the one before, with their quarters; none that begins later. Newest first. */
export function periodsAsOf(asOf: LocalDay): readonly Period[] {
  const current = quarterOf(new Date(startOfDay(asOf).getTime() - 1));
  const [year, before] = [yearOf(current), String(Number(yearOf(current)) - 1)];
  const quarters = [year, before].flatMap((each) => [4, 3, 2, 1].map((number) => `${each}-Q${number}`)).filter((each) => each <= current);
  return [...quarters.filter((each) => yearOf(each) === year), year, ...quarters.filter((each) => yearOf(each) === before), before];
}
