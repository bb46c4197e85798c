import { startOfDay, type LocalDay } from '../calendar/zone.js';
import type { CountCell, SumRule } from './count-cell.js';
import { disclosing } from './disclosure.js';
import type { FactOrigin, ReferralFacts } from './fact.js';
import { CURVE_HOURS, isDue, MEASURES, type MeasureId } from './measures.js';
import { percentile } from './percentile.js';
import { periodBefore, periodsAsOf, spanOf, weeksOf, yearOf, type Period } from './period.js';
import { cellId, curveCount, disclosingOf, hasCurve, hasWeeks, intersectionCells, periodRules, regionRules, type Intersection } from './publication-cells.js';
import type { Region } from './region.js';
import { measuresOf, RegionTally } from './region-tally.js';
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

/** One period as of one instant, under disclosure control: what anybody who may read it gets, whole or in part. */
export interface TurnaroundReport {
  readonly period: Period;
  readonly asOf: LocalDay;
  readonly previousPeriod: Period;
  readonly regions: readonly RegionFigures[];
}

/** Percentiles of a region are told from so many referrals on; the median from ten (domain.md 5). */
const P90_MINIMUM = 20;

/**
 * Counts referrals one by one and tells the reports of every period of one as-of day. All periods and regions are disclosed together, because a
 * year is its quarters and a district is its share of an authority: what is hidden in one must not be told by another.
 */
export class TurnaroundCount {
  private readonly asOf: Date;
  private readonly periods: readonly Period[];
  /** Instants once computed: a day's beginning costs more than a referral. */
  private readonly weeks: readonly { readonly quarter: Period; readonly week: LocalDay; readonly from: Date }[];
  private readonly tallies = new Map<string, RegionTally>();
  private readonly parents: ReadonlyMap<string, string | null>;

  constructor(
    private readonly regions: readonly Region[],
    private readonly asOfDay: LocalDay,
  ) {
    this.asOf = startOfDay(asOfDay);
    this.periods = periodsAsOf(asOfDay);
    this.weeks = this.periods.filter((each) => each !== yearOf(each)).reverse().flatMap((quarter) => weeksOf(quarter).map((week) => ({ quarter, week, from: startOfDay(week) })));
    this.parents = new Map(regions.map(({ key, parentKey }) => [key, parentKey]));
  }

  /** The submissions that any of the periods looks at. */
  span(): { readonly from: Date; readonly until: Date } {
    const spans = this.periods.map(spanOf);
    return { from: new Date(Math.min(...spans.map(({ from }) => from.getTime()))), until: this.asOf };
  }

  /** Counts a referral by its facts as they were known at the as-of instant. */
  add(origin: Omit<FactOrigin, 'referralId'>, facts: ReferralFacts): void {
    if (!isDue(facts, this.asOf)) return;
    const at = this.weeks.findLast(({ from }) => from <= facts.submittedAt);
    if (at === undefined) return;
    const tenants = [origin.policeAuthorityId, ...(facts.centreId === null ? [] : [facts.centreId])];
    const referral = { facts, counted: measuresOf(facts), tenants, week: at.week, asOf: this.asOf };
    const places = [...this.lineOf(origin.districtAgs), origin.policeAuthorityId, `${origin.districtAgs} ${origin.policeAuthorityId}`];
    for (const place of places) for (const period of [at.quarter, yearOf(at.quarter)]) this.tally(place, period).add(referral);
  }

  /** The reports, newest period first; in steps, because computing them takes seconds. */
  *reporting(): Generator<void, readonly TurnaroundReport[]> {
    const [cells, sums] = this.cellsAndSums();
    yield;
    const shown = yield* disclosing(cells, sums);
    return this.periods.map((period) => ({
      period,
      asOf: this.asOfDay,
      previousPeriod: periodBefore(period),
      regions: this.regions.map((region) => figuresOf(region, period, this.tally(region.key, period), shown)),
    }));
  }

  private cellsAndSums(): readonly [readonly CountCell[], readonly SumRule[]] {
    const intersections = this.intersections();
    const parts = this.periods.flatMap((period) => this.regions.map((region) => disclosingOf(region, period, this.tally(region.key, period))));
    const cells = this.periods.flatMap((period) => intersections.flatMap(({ place }) => intersectionCells(place, period, this.tally(place, period))));
    const rules = this.periods.flatMap((period) => [...regionRules(this.regions, intersections, period), ...periodRules(this.regions, this.periods, period)]);
    return [[...parts.flatMap((part) => part.cells), ...cells], [...parts.flatMap((part) => part.rules), ...rules]];
  }

  /** Where a district and an authority meet. */
  private intersections(): readonly Intersection[] {
    const places = [...new Set([...this.tallies.keys()].map((key) => key.split('|')[0] ?? ''))].filter((place) => place.includes(' ')).sort();
    return places.map((place) => ({ district: place.split(' ')[0] ?? '', authority: place.split(' ')[1] ?? '', place }));
  }

  /** A region with everything that it lies in. */
  private lineOf(key: string): readonly string[] {
    const parent = this.parents.get(key) ?? null;
    return parent === null ? [key] : [key, ...this.lineOf(parent)];
  }

  private tally(place: string, period: Period): RegionTally {
    const key = `${place}|${period}`;
    const known = this.tallies.get(key) ?? new RegionTally();
    this.tallies.set(key, known);
    return known;
  }
}

function figuresOf(region: Region, period: Period, tally: RegionTally, shown: ReadonlyMap<string, Published>): RegionFigures {
  const count = (name: string): Published => shown.get(cellId(name, region.key, period)) ?? null;
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

/** Whole hours: a time with minutes is that of one person. */
const wholeHours = (hours: number | null): number | null => (hours === null || !Number.isFinite(hours) ? null : Math.round(hours));
