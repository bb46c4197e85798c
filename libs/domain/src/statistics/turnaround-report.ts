import type { LocalDay } from '../calendar/zone.js';
import { nameOf, type Telling } from './catalogue.js';
import { CURVE_HOURS, MEASURES, type MeasureId } from './measures.js';
import { percentile } from './percentile.js';
import { weeksOf, type Period } from './period.js';
import { cellId, curveCount, CURVE_NAMES, hasCurve, hasWeeks } from './publication-cells.js';
import type { Region } from './region.js';
import type { RegionTally } from './region-tally.js';
import { median } from './suppression.js';

/** A count as it may be seen: a multiple of five; null: hidden, because fewer than five stand behind it or would become known by it. */
export type Published = number | null;

/** What had become of the referrals of a period so many hours after their submission. */
export interface CurvePoint {
  readonly hours: number;
  readonly attempted: Published;
  /** Neither tried nor in sight any longer: closed before, or submitted less than so many hours before the report. */
  readonly attemptedCensored: Published;
  readonly reached: Published;
  readonly reachedCensored: Published;
}

/** Hours to the first attempt of the referrals of one week; whole hours, null where too few stand behind them or nobody has tried yet. */
export interface WeekFigures {
  readonly week: LocalDay;
  readonly referrals: Published;
  readonly p10: number | null;
  readonly p25: number | null;
  readonly p50: number | null;
  readonly p75: number | null;
  readonly p90: number | null;
}

export interface RegionFigures extends Region {
  readonly counts: Readonly<Record<MeasureId, Published>>;
  /** Whole hours from the submission to the first attempt; from ten referrals on. */
  readonly medianHours: number | null;
  /** From twenty referrals on. */
  readonly p90Hours: number | null;
  /** The Land and its Regierungsbezirke always, districts and authorities for a year. */
  readonly curve: readonly CurvePoint[] | null;
  /** The Land and its Regierungsbezirke only: no date finer than a quarter below (domain.md 5). */
  readonly weeks: readonly WeekFigures[] | null;
}

/**
 * One period as of one day, under disclosure control: what anybody who may read it gets, whole or in part. Of a running quarter it tells of the Land and its
 * Regierungsbezirke only.
 */
export interface TurnaroundReport {
  readonly period: Period;
  readonly asOf: LocalDay;
  readonly previousPeriod: Period;
  readonly regions: readonly RegionFigures[];
}

/** Percentiles of a region are told from so many referrals on; the median from ten (domain.md 5). */
const P90_MINIMUM = 20;

/** What is shown of a region in a table. */
export function figuresOf(region: Region, telling: Telling, tally: RegionTally, shown: ReadonlyMap<string, Published>): RegionFigures {
  const { period } = telling;
  const count = (name: string): Published => shown.get(cellId(name, region.key, nameOf(telling))) ?? null;
  // A region with too few referrals to be counted has no times either.
  const told = count('referrals') === null ? [] : tally.hours;
  return {
    ...region,
    counts: Object.fromEntries(MEASURES.map((id) => [id, count(id)])) as Record<MeasureId, Published>,
    medianHours: wholeHours(median(told)),
    p90Hours: told.length < P90_MINIMUM ? null : wholeHours(percentile(told, 0.9)),
    curve: hasCurve(region, period)
      ? CURVE_HOURS.map((hours) => ({
          hours,
          attempted: count(curveCount('attempted', hours)),
          attemptedCensored: count(curveCount('attemptedCensored', hours)),
          reached: count(curveCount('reached', hours)),
          reachedCensored: count(curveCount('reachedCensored', hours)),
        }))
      : null,
    weeks: hasWeeks(region, period) ? weeksOf(period).map((week) => weekFigures(week, tally.weeks.get(week) ?? [], count(`week@${week}`))) : null,
  };
}

function weekFigures(week: LocalDay, hours: readonly number[], referrals: Published): WeekFigures {
  const at = (share: number): number | null => (referrals === null || hours.length < P90_MINIMUM ? null : wholeHours(percentile(hours, share)));
  return { week, referrals, p10: at(0.1), p25: at(0.25), p50: at(0.5), p75: at(0.75), p90: at(0.9) };
}

/** What a report has shown, by the names of its cells: `figuresOf` the other way round. */
export function shownIn(report: TurnaroundReport): ReadonlyMap<string, Published> {
  const shown = new Map<string, Published>();
  for (const { key, counts, curve, weeks } of report.regions) {
    const show = (name: string, value: Published): unknown => shown.set(cellId(name, key, nameOf(report)), value);
    for (const { hours, ...point } of curve ?? []) CURVE_NAMES.forEach((name) => show(curveCount(name, hours), point[name]));
    MEASURES.forEach((measure) => show(measure, counts[measure]));
    weeks?.forEach(({ week, referrals }) => show(`week@${week}`, referrals));
  }
  return shown;
}

/** Whole hours: a time with minutes is that of one person. */
const wholeHours = (hours: number | null): number | null => (hours === null || !Number.isFinite(hours) ? null : Math.round(hours));
