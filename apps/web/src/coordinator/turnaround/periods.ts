import type { Catalogue, Choice } from './turnaround-queries';

/** First day of a period and of the one after it. */
function boundsOf(period: string): { readonly from: string; readonly until: string } {
  const year = Number(period.slice(0, 4));
  const quarter = Number(period.slice(6) || '0');
  const day = (month: number): string => `${year + Math.floor((month - 1) / 12)}-${String(((month - 1) % 12) + 1).padStart(2, '0')}-01`;
  return quarter === 0 ? { from: day(1), until: day(13) } : { from: day(3 * quarter - 2), until: day(3 * quarter + 1) };
}

export const isQuarter = (period: string): boolean => period.includes('-Q');

/** Whether a report as of this day tells the whole period. */
export const isOver = (period: string, asOf: string): boolean => boundsOf(period).until <= asOf;

/** The periods that a report as of this day tells, newest first: those of the year it ends in and of the year before, none that begins later. */
export function periodsAt(periods: readonly string[], asOf: string): readonly string[] {
  const year = Number(asOf.slice(0, 4)) - (asOf.endsWith('-01-01') ? 1 : 0);
  return periods.filter((period) => boundsOf(period).from < asOf && Number(period.slice(0, 4)) >= year - 1);
}

/** What is looked at: what was wanted, as far as the catalogue has it, else the last quarter that is over as of the last day. Null: nothing is published. */
export function choiceOf({ periods, asOfs }: Pick<Catalogue, 'periods' | 'asOfs'>, wanted: Choice | null): Choice | null {
  const asOf = wanted !== null && asOfs.includes(wanted.asOf) ? wanted.asOf : asOfs[0];
  if (asOf === undefined) return null;
  const told = periodsAt(periods, asOf);
  const period = told.find((each) => each === wanted?.period) ?? told.find((each) => isQuarter(each) && isOver(each, asOf)) ?? told[0];
  return period === undefined ? null : { period, asOf };
}
