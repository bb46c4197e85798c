import { measuresTold } from '#domain';
import { lifeTable, type LifePoint } from '../../shared/charts/life-table';
import { readingOf, type Reading } from '../../shared/charts/reading';
import type { Catalogue, MeasureId, Region, Report } from './turnaround-queries';

/** Hours of the deadlines that are always drawn. */
export const DEADLINES = [24, 48, 72] as const;
/** The measure by which regions are compared: the first attempt within 72 hours. */
export const COMPARED = 'attempt72' satisfies MeasureId;
/** So many regions of similar size are shown beside one. */
const PEERS = 5;

/** True where a measure is told of such a region in such a period; a figure that is not is neither hidden nor zero. */
export const isTold = (measure: MeasureId, region: Region, period: string): boolean => measuresTold(region.level, period).includes(measure);

export const landOf = ({ regions }: Report): Region | undefined => regions.find(({ level }) => level === 'land');

/** A share of a region in a report: a measure out of `of`. */
export const shareIn = (region: Region | undefined, measure: MeasureId, of: MeasureId = 'referrals', reference: number | null = null): Reading =>
  region === undefined ? { kind: 'hidden' } : readingOf(region.counts[measure], region.counts[of], reference);

/** What a share is out of, by the catalogue. */
export const baseOf = ({ measures }: Catalogue, measure: MeasureId): MeasureId => (measures.find(({ id }) => id === measure)?.shareOf ?? 'referrals') as MeasureId;

/** The share of the Land by which others are judged; null where it is hidden. */
export function referenceIn(report: Report): number | null {
  const reading = shareIn(landOf(report), COMPARED);
  return reading.kind === 'shown' ? reading.share : null;
}

/** The curve of a region; null where it is told for years only, or hidden. */
export function curveOf(region: Region | undefined): readonly LifePoint[] | null {
  const cohort = region?.counts.referrals ?? 0;
  if (region === undefined || region.curve === null || cohort === 0) return null;
  const points = lifeTable(cohort, region.curve.map(({ hours, attempted, attemptedCensored }) => ({ hours, happened: attempted, censored: attemptedCensored ?? 0 })));
  return points.length > 1 ? points : null;
}

/** Districts of similar size: the nearest by population, the nearest first; none for what has no population. */
export function peersOf(region: Region, regions: readonly Region[]): readonly Region[] {
  const { population } = region;
  if (population === null || population === 0) return [];
  const distance = (other: Region): number => Math.abs(Math.log((other.population ?? 1) / population));
  return regions
    .filter(({ level, key, population: size }) => level === region.level && key !== region.key && size !== null && size > 0)
    .sort((a, b) => distance(a) - distance(b) || a.key.localeCompare(b.key))
    .slice(0, PEERS);
}

/** What is left of all referrals when the ways out of the chain that are told are taken away; null where one of them is hidden. Rounded counts may say less than nothing: 0. */
export function restOf({ counts }: Region, told: readonly MeasureId[]): number | null {
  let rest = counts.referrals;
  for (const end of told) rest = rest === null || counts[end] === null ? null : Math.max(0, rest - counts[end]);
  return rest;
}

/** How many are overdue at all: the sum of what is told, and how many organisations have fewer than five, which add to it unseen. */
export function overdueInAll(rows: readonly { readonly overdue: number | null }[]): { readonly told: number; readonly few: number } {
  return { told: rows.reduce((sum, { overdue }) => sum + (overdue ?? 0), 0), few: rows.filter(({ overdue }) => overdue === null).length };
}
