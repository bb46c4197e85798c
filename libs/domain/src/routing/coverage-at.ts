import type { TargetGroup } from '../referral/codes.js';
import { coverageInstant, CoveragePlaces, type CoverageTerms } from './coverage-question.js';
import { answersNow, isRegional } from './standing.js';
import { WeekRanks } from './week-ranks.js';

/** A municipality at one hour, for one target group. */
export interface MunicipalityCoverage {
  readonly ags: string;
  /** How many centres may be named at all. */
  readonly candidates: number;
  /** How many of them answer at that hour: open with somebody there, or on call. */
  readonly open: number;
  /** The centre that is proposed first; null when nobody may be named. */
  readonly best: string | null;
  /** Who owns the alarm; null while there is a candidate. */
  readonly owner: string | null;
}

/** The map of one hour. */
export interface CoverageAt {
  readonly at: Date;
  readonly municipalities: readonly MunicipalityCoverage[];
  /** AGS without a candidate at any hour. */
  readonly gaps: readonly string[];
  /** AGS in which nobody is open or on call at that hour, the gaps included: "Saturday 23:00: 41 municipalities without cover". */
  readonly uncovered: readonly string[];
  /** Municipalities that more than one local centre serves for the target group. */
  readonly overlaps: readonly { readonly ags: string; readonly centreIds: readonly string[] }[];
}

/** The coverage of every municipality at one hour of the week; weekday 1 Monday … 7 Sunday, hour 0 to 23 in Europe/Berlin. */
export function coverageAt(terms: CoverageTerms, weekday: number, hour: number, targetGroup: TargetGroup): CoverageAt {
  const at = coverageInstant(terms.monday, weekday, hour);
  const ranks = new WeekRanks([at], terms.calendar);
  const places = new CoveragePlaces(terms);
  const rows = terms.municipalities.map((ags) => {
    const centres = places.eligible(ags, targetGroup);
    const best = ranks.best(centres, 0);
    const row: MunicipalityCoverage = {
      ags,
      candidates: centres.length,
      open: centres.filter((centre) => answersNow(ranks.standing(centre, 0))).length,
      best: best?.id ?? null,
      owner: best === null ? places.ownerOf(ags) : null,
    };
    return { row, local: centres.filter((centre) => !isRegional(centre)).map(({ id }) => id) };
  });
  const municipalities = rows.map(({ row }) => row);
  return {
    at,
    municipalities,
    gaps: municipalities.filter(({ candidates }) => candidates === 0).map(({ ags }) => ags),
    uncovered: municipalities.filter(({ open }) => open === 0).map(({ ags }) => ags),
    overlaps: rows.filter(({ local }) => local.length > 1).map(({ row, local }) => ({ ags: row.ags, centreIds: [...local].sort() })),
  };
}
