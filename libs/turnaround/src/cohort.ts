import { median } from '#domain';

/**
 * The due cohort of a turnaround: every referral first submitted at least 72 hours ago, attempted or not, so that slow ones do not vanish and young ones
 * are not judged early. Left out: what the police withdrew, and persons who withdrew consent within the 72 hours before anybody had tried.
 * Parameter $1: now. Quarters are those of Europe/Berlin. A referral reached without a recorded attempt counts as attempted then.
 */
export const DUE_COHORT = `
  select r.id, m.district_ags, to_char(r.first_submitted_at at time zone 'Europe/Berlin', 'YYYY-"Q"Q') as quarter,
    extract(epoch from least(r.first_attempt_at, r.reached_at) - r.first_submitted_at)::float8 / 3600 as hours, r.reached_at is not null as was_reached
  from referral r join municipality m on m.ags = r.whereabouts_ags
  where r.first_submitted_at <= $1::timestamptz - interval '72 hours'
    and r.state <> 'withdrawn' and not (r.state = 'purged' and r.outcome is null)
    and not (r.outcome is not distinct from 'consent_withdrawn' and least(r.first_attempt_at, r.reached_at) is null
      and r.closed_at < r.first_submitted_at + interval '72 hours')`;

/** What a group of the cohort is counted from: the hours to each first attempt, null where nobody has tried yet. */
export interface CohortGroup {
  readonly hours: readonly (number | null)[];
  readonly reached: number;
}

/** Counts of a group, exact; whoever publishes them suppresses them first. */
export interface CohortCounts {
  readonly referrals: number;
  readonly firstAttemptWithin24h: number;
  readonly firstAttemptWithin72h: number;
  readonly reached: number;
  /** In hours with one decimal; null below `minimum` referrals, or while more than half wait for their first attempt. */
  readonly medianHoursToFirstAttempt: number | null;
}

/** Counts a group. Whoever was not tried counts as later than everybody else: leaving them out would make a slow quarter look fast. */
export function countCohort({ hours, reached }: CohortGroup, minimum?: number): CohortCounts {
  const waits = hours.map((each) => each ?? Infinity);
  const middle = median(waits, minimum);
  return {
    referrals: waits.length,
    firstAttemptWithin24h: waits.filter((each) => each <= 24).length,
    firstAttemptWithin72h: waits.filter((each) => each <= 72).length,
    reached,
    medianHoursToFirstAttempt: middle === null || !Number.isFinite(middle) ? null : Math.round(middle * 10) / 10,
  };
}
