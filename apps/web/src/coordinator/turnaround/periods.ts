import type { Catalogue, Choice } from './turnaround-queries';

/** First day of a period and of the one after it. */
function boundsOf(period: string): { readonly from: string; readonly until: string } {
  const year = Number(period.slice(0, 4));
  const quarter = Number(period.slice(6) || '0');
  const day = (month: number): string => `${year + Math.floor((month - 1) / 12)}-${String(((month - 1) % 12) + 1).padStart(2, '0')}-01`;
  return quarter === 0 ? { from: day(1), until: day(13) } : { from: day(3 * quarter - 2), until: day(3 * quarter + 1) };
}

export const isQuarter = (period: string): boolean => period.includes('-Q');

/** The day on which a period settles, a month after its end: from then on all regions are told, and nothing changes any more. */
export function settlesOn(period: string): string {
  const { until } = boundsOf(period);
  return `${until.slice(0, 5)}${String(Number(until.slice(5, 7)) + 1).padStart(2, '0')}-01`;
}

export const isSettled = (period: string, asOf: string): boolean => settlesOn(period) <= asOf;

/**
 * The periods that are told as of this day, newest first: those of the year that it ends in and of the year before. A quarter is told from its second month
 * on, a year when it has settled.
 */
export function periodsAt(periods: readonly string[], asOf: string): readonly string[] {
  const year = Number(asOf.slice(0, 4)) - (asOf.endsWith('-01-01') ? 1 : 0);
  const isTold = (period: string): boolean => (isQuarter(period) ? boundsOf(period).from < asOf : isSettled(period, asOf));
  return periods.filter((period) => isTold(period) && Number(period.slice(0, 4)) >= year - 1);
}

/** What is looked at: what was wanted, as far as the catalogue has it, else the last quarter that has settled as of the last day. Null: nothing is published. */
export function choiceOf({ periods, asOfs }: Pick<Catalogue, 'periods' | 'asOfs'>, wanted: Choice | null): Choice | null {
  const asOf = wanted !== null && asOfs.includes(wanted.asOf) ? wanted.asOf : asOfs[0];
  if (asOf === undefined) return null;
  const told = periodsAt(periods, asOf);
  const period = told.find((each) => each === wanted?.period) ?? told.find((each) => isQuarter(each) && isSettled(each, asOf)) ?? told[0];
  return period === undefined ? null : { period, asOf };
}
