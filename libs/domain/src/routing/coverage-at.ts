import type { TargetGroup } from '../referral/codes.js';
import { coverageInstant, CoveragePlaces, type CoverageGround, type CoverageTerms } from './coverage-question.js';
import type { CoverageGap } from './coverage.js';
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
export const coverageAt = (terms: CoverageTerms, weekday: number, hour: number, targetGroup: TargetGroup): CoverageAt =>
  coverageAtInstant(terms, coverageInstant(terms.monday, weekday, hour), targetGroup);

/** The coverage of every municipality at any instant, also within an hour. */
export function coverageAtInstant(ground: CoverageGround, at: Date, targetGroup: TargetGroup): CoverageAt {
  const ranks = new WeekRanks([at], ground.calendar);
  const places = new CoveragePlaces(ground);
  const rows = ground.municipalities.map((ags) => {
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

/**
 * In how many municipalities nobody is open or on call at each of the instants, which are in order of time: at each as many as
 * `coverageAtInstant` names uncovered. Centres are looked at once, not once for each instant.
 */
export function uncoveredAt(ground: CoverageGround, instants: readonly Date[], targetGroup: TargetGroup): readonly number[] {
  const ranks = new WeekRanks(instants, ground.calendar);
  const places = new CoveragePlaces(ground);
  const eligible = ground.municipalities.map((ags) => places.eligible(ags, targetGroup));
  return instants.map((_, index) => eligible.filter((centres) => !centres.some((centre) => answersNow(ranks.standing(centre, index)))).length);
}

/** The municipalities in which nobody is open or on call at any of the instants, which are in order of time; the gaps included. */
export function unreachedThroughout(ground: CoverageGround, instants: readonly Date[], targetGroup: TargetGroup): readonly string[] {
  const ranks = new WeekRanks(instants, ground.calendar);
  const places = new CoveragePlaces(ground);
  return ground.municipalities.filter((ags) => !places.eligible(ags, targetGroup).some((centre) => instants.some((_, index) => answersNow(ranks.standing(centre, index)))));
}

/** The municipalities in which nobody may be named for a target group, with who owns the alarm. */
export function gapsOf(ground: CoverageGround, targetGroup: TargetGroup): readonly CoverageGap[] {
  const places = new CoveragePlaces(ground);
  return ground.municipalities
    .filter((ags) => places.eligible(ags, targetGroup).length === 0)
    .map((ags) => ({ ags, targetGroup, ownerId: places.ownerOf(ags) }));
}
