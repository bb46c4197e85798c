import type { EntityManager } from 'typeorm';
import { suppress } from '#domain';
import { countCohort, DUE_COHORT, type CohortCounts } from './cohort.js';

/** A cell as it may be published: rounded to 5, null where fewer than 5 referrals stand behind a count. */
export interface PublishedCell {
  readonly referrals: number | null;
  readonly firstAttemptWithin24h: number | null;
  readonly firstAttemptWithin72h: number | null;
  readonly reached: number | null;
  readonly medianHoursToFirstAttempt: number | null;
  readonly suppressed: boolean;
}

/**
 * Suppresses one cell, from exact counts. Fewer than 5 referrals hide the whole cell; a smaller count inside a larger cell hides itself.
 * The complement of a count is not hidden besides: part and total are both rounded, so their difference tells no exact figure (domain.md 5, S114).
 */
export function toPublishedCell(counts: CohortCounts): PublishedCell {
  const publish = (count: number): number | null => suppress([count])[0] ?? null;
  const referrals = publish(counts.referrals);
  if (referrals === null) {
    return {
      referrals,
      firstAttemptWithin24h: null,
      firstAttemptWithin72h: null,
      reached: null,
      medianHoursToFirstAttempt: null,
      suppressed: true,
    };
  }
  const parts = [counts.firstAttemptWithin24h, counts.firstAttemptWithin72h, counts.reached].map(publish);
  const [within24h = null, within72h = null, reached = null] = parts;
  return {
    referrals,
    firstAttemptWithin24h: within24h,
    firstAttemptWithin72h: within72h,
    reached,
    medianHoursToFirstAttempt: counts.medianHoursToFirstAttempt,
    suppressed: parts.includes(null),
  };
}

interface DistrictGroup {
  readonly district_ags: string;
  readonly district_name: string;
  readonly quarter: string;
  readonly hours: readonly (number | null)[];
  readonly reached: number;
}

/**
 * Computes stats.turnaround_cell anew, as the role app_clock, in the transaction given: district of the whereabouts × quarter of the first submission.
 * What is stored is suppressed already, so whoever reads the table cannot undo it. Returns how many cells were written.
 */
export async function rollUpTurnaround(tx: EntityManager, now: Date): Promise<number> {
  const groups = await tx.query<DistrictGroup[]>(
    `with cohort as (${DUE_COHORT})
     select c.district_ags, d.name as district_name, c.quarter, array_agg(c.hours) as hours, count(*) filter (where c.was_reached)::int as reached
     from cohort c join district d on d.ags = c.district_ags group by c.district_ags, d.name, c.quarter`,
    [now],
  );
  const cells = groups.map((group) => ({
    ...toPublishedCell(countCohort(group)),
    district: group.district_ags,
    name: group.district_name,
    quarter: group.quarter,
  }));
  // A group that shrank to nothing (a purge, a correction) must not leave its old cell behind.
  await tx.query('delete from stats.turnaround_cell');
  await tx.query(
    `insert into stats.turnaround_cell (district_ags, district_name, quarter, referrals, first_attempt_within_24h, first_attempt_within_72h, reached,
       median_hours_to_first_attempt, suppressed, computed_at)
     select c.district, c.name, c.quarter, c.referrals, c."firstAttemptWithin24h", c."firstAttemptWithin72h", c.reached, c."medianHoursToFirstAttempt", c.suppressed, $2
     from jsonb_to_recordset($1) as c (district text, name text, quarter text, referrals integer, "firstAttemptWithin24h" integer,
       "firstAttemptWithin72h" integer, reached integer, "medianHoursToFirstAttempt" numeric, suppressed boolean)`,
    [JSON.stringify(cells), now],
  );
  return cells.length;
}
