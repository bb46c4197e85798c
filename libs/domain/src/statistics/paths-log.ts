import type { PathsReport, PublishedPath } from './paths-report.js';
import type { PathStep } from './paths.js';
import { spanOf } from './period.js';

/** One referral of an event log: nobody's. Its path is a published one, its times are the published medians, counted from the first instant of the period. */
export interface LoggedCase {
  /** '0001-00001': the path, and a number within it. */
  readonly id: string;
  readonly path: PublishedPath;
  readonly events: readonly { readonly step: PathStep; readonly at: Date }[];
}

/**
 * An event log holds at most so many events: four times those of a busy year of the Land (22,000 referrals of five steps), and a file of about 100 MB.
 * Whoever needs less takes a quarter.
 */
export const MOST_LOGGED_EVENTS = 500_000;

/** How many events the log of a period holds. */
export const loggedEvents = ({ paths }: Pick<PathsReport, 'paths'>): number => paths.reduce((sum, { steps, referrals }) => sum + steps.length * referrals, 0);

/** What every event log says of itself, so that nobody takes it for a record of referrals. */
export const LOG_NOTE =
  'Made from the published table of paths, not from referrals: every path as often as its rounded count says, every step at the published median wait after the one before, from the first instant of the period. Paths that are not published are left out. No case is a person.';

const HOUR = 3_600_000;
const digits = (value: number, count: number): string => String(value).padStart(count, '0');

/** The cases of an event log, path by path: each published path as often as its published count. They hold nothing that the table of paths does not. */
export function* loggedCases({ period, paths }: Pick<PathsReport, 'period' | 'paths'>): Generator<LoggedCase> {
  const begin = spanOf(period).from.getTime();
  for (const [index, path] of paths.entries()) {
    let at = begin;
    const events = path.steps.map((step, place) => {
      at += place === 0 ? 0 : (path.hours[place - 1] ?? 0) * HOUR;
      return { step, at: new Date(at) };
    });
    for (let number = 1; number <= path.referrals; number += 1) yield { id: `${digits(index + 1, 4)}-${digits(number, 5)}`, path, events };
  }
}
