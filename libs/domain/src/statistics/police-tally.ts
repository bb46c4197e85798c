import { addDays, localDayOf, type LocalDay } from '../calendar/zone.js';
import type { Period } from './period.js';

/** What an authority counts of a month outside of this system; no person in it (domain.md 5, K1 and K2). */
export interface PoliceTally {
  /** Deployments on domestic violence. */
  readonly deployments: number;
  /** Persons who were offered a referral and refused it. */
  readonly refused: number;
}

/** Offers of a quarter: of so many deployments, and so many of them accepted. */
export interface Offers {
  readonly deployments: number;
  readonly offered: number;
  readonly consented: number;
}

/** So many ended months may be entered or put right. */
const OPEN_MONTHS = 24;

/** The months that may be entered, by their first days, the last ended one first. */
export function monthsToTally(now: Date): readonly LocalDay[] {
  const months: LocalDay[] = [];
  for (let month = firstOf(localDayOf(now)); months.length < OPEN_MONTHS; ) {
    month = firstOf(addDays(month, -1));
    months.push(month);
  }
  return months;
}

/** What was offered in a quarter; null while one of its months has not been entered. Whoever was referred was offered it. */
export function offersOf(quarter: Period, tallyOf: (month: LocalDay) => PoliceTally | undefined, consented: number): Offers | null {
  const tallies = monthsOf(quarter).flatMap((month) => tallyOf(month) ?? []);
  if (tallies.length < 3) return null;
  const sum = (count: (tally: PoliceTally) => number): number => tallies.reduce((all, tally) => all + count(tally), 0);
  return { deployments: sum(({ deployments }) => deployments), offered: sum(({ refused }) => refused) + consented, consented };
}

const firstOf = (day: LocalDay): LocalDay => `${day.slice(0, 7)}-01`;

function monthsOf(quarter: Period): readonly LocalDay[] {
  const first = (Number(quarter.slice(-1)) - 1) * 3 + 1;
  return [first, first + 1, first + 2].map((month) => `${quarter.slice(0, 4)}-${String(month).padStart(2, '0')}-01`);
}
