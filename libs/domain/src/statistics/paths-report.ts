import { startOfDay, type LocalDay } from '../calendar/zone.js';
import type { ReferralFacts } from './fact.js';
import { settlesOn } from './catalogue.js';
import { isDue } from './measures.js';
import { periodsAsOf, spanOf, yearOf, type Period } from './period.js';
import { PATH_STEPS, pathOf, type PathStep } from './paths.js';
import { isSafeBeside, listedPaths, PATHS_FROM } from './paths-listed.js';
import { PathTally, together } from './paths-tally.js';
import { median, ROUNDING_BASE } from './suppression.js';

/** A path as it may be seen. */
export interface PublishedPath {
  readonly steps: readonly PathStep[];
  /** Rounded to five. */
  readonly referrals: number;
  /** The median of the hours before each step after the first, whole hours. */
  readonly hours: readonly number[];
}

/** The paths of a settled period of the Land, under disclosure control; the most travelled first. */
export interface PathsReport {
  readonly period: Period;
  readonly asOf: LocalDay;
  /** As it was known on this day, whatever the day of the report: a period's paths are told in one way only. */
  readonly settledOn: LocalDay;
  /** Rounded to five; null: fewer than fifty, then no path is told. */
  readonly referrals: number | null;
  readonly paths: readonly PublishedPath[];
  /** Those that took any other path; null with `referrals`. */
  readonly others: number | null;
}

/** The periods whose paths are told as of a day, newest first. */
export const settledPeriods = (asOf: LocalDay): readonly Period[] => periodsAsOf(asOf).filter((period) => settlesOn(period) <= asOf);

/** A quarter to be counted, and as of when its referrals are to be known. */
export interface SettledQuarter {
  readonly quarter: Period;
  readonly from: Date;
  readonly until: Date;
  readonly knownAt: Date;
}

/** Counts the referrals of settled quarters by their paths. */
export class PathCount {
  private readonly periods: readonly Period[];
  /** The quarters to be counted, each by the facts as they were known when it settled. */
  readonly quarters: readonly SettledQuarter[];
  private readonly tallies = new Map<Period, Map<string, PathTally>>();

  constructor(private readonly asOf: LocalDay) {
    this.periods = settledPeriods(asOf);
    this.quarters = this.periods.filter((period) => period !== yearOf(period)).map((quarter) => ({ quarter, ...spanOf(quarter), knownAt: startOfDay(settlesOn(quarter)) }));
  }

  /** Counts a referral of a quarter by its facts as they were known when that settled. */
  add({ quarter, knownAt }: SettledQuarter, policeAuthorityId: string, facts: ReferralFacts): void {
    if (!isDue(facts, knownAt)) return;
    const path = pathOf(facts);
    const tenants = [policeAuthorityId, ...(facts.centreId === null ? [] : [facts.centreId])];
    for (const period of [quarter, yearOf(quarter)]) this.tally(period, path.steps).take(path, tenants);
  }

  /** The reports, newest period first. A quarter is told by itself, so that it stays the same when its year comes. */
  reports(): readonly PathsReport[] {
    const listed = new Map(this.quarters.map(({ quarter }) => [quarter, listedPaths(this.of(quarter))]));
    return this.periods.map((period) => this.report(period, listed.get(period) ?? this.listedInYear(period, listed)));
  }

  private listedInYear(year: Period, listed: ReadonlyMap<Period, readonly PathTally[]>): readonly PathTally[] {
    const inQuarters = [...listed].filter(([quarter]) => yearOf(quarter) === year).flatMap(([, paths]) => paths);
    return listedPaths(this.of(year), (path) => isSafeBeside(path, inQuarters.filter(({ key }) => key === path.key)));
  }

  private report(period: Period, listed: readonly PathTally[]): PathsReport {
    const all = together(this.of(period)).count;
    const told = all === 0 || all >= PATHS_FROM;
    return {
      period, asOf: this.asOf, settledOn: settlesOn(period),
      referrals: told ? rounded(all) : null,
      paths: listed.map(published).sort(mostTravelledFirst),
      others: told ? rounded(all - together(listed).count) : null,
    };
  }

  private of(period: Period): readonly PathTally[] {
    return [...(this.tallies.get(period) ?? new Map<string, PathTally>()).values()];
  }

  private tally(period: Period, steps: readonly PathStep[]): PathTally {
    const ofPeriod = this.tallies.get(period) ?? new Map<string, PathTally>();
    this.tallies.set(period, ofPeriod);
    const path = ofPeriod.get(steps.join(' ')) ?? new PathTally(steps);
    ofPeriod.set(path.key, path);
    return path;
  }
}

const rounded = (count: number): number => Math.round(count / ROUNDING_BASE) * ROUNDING_BASE;

const published = ({ steps, count, hours }: PathTally): PublishedPath => ({ steps, referrals: rounded(count), hours: hours.map((each) => Math.round(median(each) ?? 0)) });

const place = ({ steps }: PublishedPath): string => steps.map((step) => String.fromCharCode(97 + PATH_STEPS.indexOf(step))).join('');

/** By what is published: the order of exact counts would tell more than the counts. */
const mostTravelledFirst = (a: PublishedPath, b: PublishedPath): number => b.referrals - a.referrals || (place(a) < place(b) ? -1 : 1);
