import { NRW_CALENDAR } from '../calendar/nrw-calendar.js';
import type { OpeningHours } from '../calendar/opening-hours.js';
import { addDays, endOfDay, type LocalDay } from '../calendar/zone.js';
import { centresOnRecord } from './centres-on-record.js';
import type { ReferralFacts } from './fact.js';
import type { Period } from './period.js';
import type { Region } from './region.js';
import type { Spread, WhatIfResult } from './replay-figures.js';
import { Replay, type RecordedReferral, type WhatIf } from './simulation.js';
import type { Published, RegionFigures, TurnaroundReport } from './turnaround-report.js';

/** What is supposed for everybody alike; coordinators get no others. */
export const SUPPOSITIONS = ['weekendCover', 'reroute4', 'oneMoreCounsellor', 'measure14'] as const;
export type SuppositionId = (typeof SUPPOSITIONS)[number];

/** A region is told from so many referrals of a year on, as published: whether it is told says nothing that its report does not. */
export const WHAT_IF_MINIMUM = 50;
/** Replays of a supposition. */
const SEEDS: readonly number[] = Array.from({ length: 50 }, (_, at) => at + 1);
const [WEEKEND_OPENS, WEEKEND_CLOSES] = ['10:00', '16:00'];
const REROUTE_HOURS = 4;
/** Of a rule set of 14 days against one of ten. */
const MORE_DAYS = 4;
const BASE = 5;

/** At least and at most so much; never a single value. */
export interface WhatIfBand {
  readonly low: number;
  readonly high: number;
}

export const SUPPOSED_COUNTS = ['attempt24', 'attempt48', 'attempt72'] as const;
type SupposedCount = (typeof SUPPOSED_COUNTS)[number];

/** What a supposition would have made of a region. Null: it does not bear on it, or its published figure is hidden. */
export interface SupposedFigures extends Readonly<Record<SupposedCount | 'reachedInMeasure' | 'medianHours' | 'p90Hours', WhatIfBand | null>> {
  readonly supposition: SuppositionId;
}

/** A region as its report tells it, beside what would have been. */
export interface WhatIfRegion extends Pick<Region, 'level' | 'key' | 'name' | 'parentKey'> {
  readonly referrals: number;
  readonly measureKnown: Published;
  readonly recorded: Readonly<Record<SupposedCount | 'reachedInMeasure' | 'medianHours' | 'p90Hours', Published>>;
  readonly supposed: readonly SupposedFigures[];
}

/** The what-ifs of a year as of a day: for the Land, Regierungsbezirke and districts with enough published referrals. */
export interface WhatIfReport {
  readonly period: Period;
  readonly asOf: LocalDay;
  readonly regions: readonly WhatIfRegion[];
}

/** A due referral of the year, with what was known of it. */
export interface ReferralOnRecord {
  readonly recorded: RecordedReferral;
  readonly facts: ReferralFacts;
}

/**
 * The what-ifs of a year beside its published report, in steps. What was is taken from the report; what would have been is told as a band that lies at least
 * five referrals off the replays on either side, so that no count of one to four follows from it together with anything published (docs/privacy.md).
 */
export function* publishingWhatIf(report: TurnaroundReport, record: readonly ReferralOnRecord[], hoursOf: (centre: string) => OpeningHours, measureDays: number): Generator<void, WhatIfReport> {
  const { period, asOf } = report;
  const told = report.regions.filter(({ level, counts }) => level !== 'authority' && (counts.referrals ?? 0) >= WHAT_IF_MINIMUM);
  if (told.length === 0) return { period, asOf, regions: [] };
  const referrals = record.map(({ recorded }) => recorded);
  const centres = yield* centresOnRecord(referrals, hoursOf, NRW_CALENDAR);
  const replay = new Replay({ referrals, centres, calendar: NRW_CALENDAR, measureDays });
  yield;
  const results = new Map<SuppositionId, readonly WhatIfResult[]>();
  const parts = told.map(({ key }) => (at: number): boolean => referrals[at]?.district.startsWith(key) === true);
  for (const [id, change] of changes([...centres.keys()])) {
    const supposition = replay.suppose(change);
    yield;
    results.set(id, yield* replay.distributing(supposition, SEEDS, parts));
  }
  const reached = reachedInLongerMeasure(record);
  yield;
  const longer = parts.map((holds) => reached.filter(holds).length);
  return { period, asOf, regions: told.map((region, at) => regionOf(region, (id) => results.get(id)?.[at] ?? null, longer[at] ?? 0)) };
}

const changes = (centres: readonly string[]): readonly (readonly [SuppositionId, WhatIf])[] => [
  ['weekendCover', { weekendCover: centres.map((centre) => ({ centre, opens: WEEKEND_OPENS, closes: WEEKEND_CLOSES })) }],
  ['reroute4', { rerouteAfterHours: REROUTE_HOURS }],
  ['oneMoreCounsellor', { moreCounsellors: centres.map((centre) => ({ centre, by: 1 })) }],
];

/** The places of those who were reached while their measure would have lasted: they are reached when they were, and only the measure is longer. */
function reachedInLongerMeasure(record: readonly ReferralOnRecord[]): readonly number[] {
  const ends = new Map<LocalDay, Date>();
  return record.flatMap(({ facts: { measureUntil, reachedAt } }, at) => {
    if (measureUntil === null || reachedAt === null) return [];
    const end = ends.get(measureUntil) ?? endOfDay(addDays(measureUntil, MORE_DAYS));
    ends.set(measureUntil, end);
    return reachedAt < end ? [at] : [];
  });
}

function regionOf(region: RegionFigures, resultOf: (id: SuppositionId) => WhatIfResult | null, longer: number): WhatIfRegion {
  const { level, key, name, parentKey, counts, medianHours, p90Hours } = region;
  const recorded = { attempt24: counts.attempt24, attempt48: counts.attempt48, attempt72: counts.attempt72, reachedInMeasure: counts.reachedInMeasure, medianHours, p90Hours };
  const referrals = counts.referrals ?? 0;
  const supposed = SUPPOSITIONS.map((supposition): SupposedFigures => {
    const result = resultOf(supposition);
    const count = (hours: number): WhatIfBand | null => (result === null ? null : countBand(inCounts(result, hours), referrals));
    return {
      supposition,
      attempt24: shownWith(recorded.attempt24, count(24)),
      attempt48: shownWith(recorded.attempt48, count(48)),
      attempt72: shownWith(recorded.attempt72, count(72)),
      reachedInMeasure: supposition === 'measure14' && counts.measureKnown !== null ? shownWith(recorded.reachedInMeasure, countBand({ low: longer, high: longer }, counts.measureKnown)) : null,
      medianHours: shownWith(medianHours, result === null ? null : hoursBand(result.medianHours)),
      p90Hours: shownWith(p90Hours, result === null ? null : hoursBand(result.p90Hours)),
    };
  });
  return { level, key, name, parentKey, referrals, measureKnown: counts.measureKnown, recorded, supposed };
}

/** What is hidden stays so under every supposition. */
const shownWith = (recorded: Published, band: WhatIfBand | null): WhatIfBand | null => (recorded === null ? null : band);

function inCounts({ referrals, attemptedBy }: WhatIfResult, hours: number): WhatIfBand {
  const at = attemptedBy.find((each) => each.hours === hours);
  return { low: Math.round((at?.low ?? 0) * referrals), high: Math.round((at?.high ?? 0) * referrals) };
}

/** Multiples of five, at least five below and above: the same for five neighbouring counts, so that its width tells none of them. */
export const countBand = ({ low, high }: WhatIfBand, all: number): WhatIfBand => ({
  low: Math.min(all, Math.max(0, BASE * Math.floor(low / BASE) - BASE)),
  high: Math.min(all, BASE * Math.floor(high / BASE) + 2 * BASE),
});

/** Whole hours. Null: so many were never attempted that there is no such time. */
const hoursBand = ({ low, high }: Spread): WhatIfBand | null => (Number.isFinite(high) ? { low: Math.floor(low), high: Math.floor(high) + 1 } : null);
