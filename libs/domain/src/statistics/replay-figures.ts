import { percentile } from './percentile.js';

const HOUR = 3_600_000;
/** The hours at which the curve of a what-if is read. */
export const WHAT_IF_HOURS: readonly number[] = [4, 8, 12, 24, 36, 48, 72, 96, 120, 168, 240];

/** A figure over all seeds: the middle one and where nine in ten lie. */
export interface Spread {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** What a what-if comes to. Shares between 0 and 1; hours are Infinity where so many were never attempted. */
export interface WhatIfResult {
  readonly referrals: number;
  /** How many of them have a measure. */
  readonly measured: number;
  /** How many the change gives another centre or turn; chance has no part in it. */
  readonly touched: number;
  readonly medianHours: Spread;
  readonly p90Hours: Spread;
  readonly attemptedBy: readonly ({ readonly hours: number } & Spread)[];
  /** Of referrals with a measure, how many were attempted while it lasted; null where there is no measure at all. */
  readonly attemptedInMeasure: Spread | null;
}

interface OneReplay {
  readonly median: number;
  readonly p90: number;
  readonly by: readonly number[];
  readonly inMeasure: number;
}

/** The figures of some referrals of a record over many replays. Instants in milliseconds, one for each referral in the order of the record. */
export class ReplayFigures {
  private readonly places: readonly number[];
  private readonly touched: number;
  private readonly measured: number;
  private readonly replays: OneReplay[] = [];

  /** `ends`: when each measure is over, -Infinity without one. `holds`: whether the referral at a place is one of these. */
  constructor(
    private readonly submitted: Float64Array,
    private readonly ends: Float64Array,
    touched: ReadonlySet<number>,
    holds: (at: number) => boolean,
  ) {
    this.places = [...submitted.keys()].filter(holds);
    this.touched = this.places.filter((at) => touched.has(at)).length;
    this.measured = this.places.filter((at) => ends[at] !== -Infinity).length;
  }

  /** Takes in one replay by its attempts; Infinity: never. What was tried before the paper was sent was tried at once. */
  add(attempts: Float64Array): void {
    const hours = Float64Array.from(this.places, (at) => Math.max(0, ((attempts[at] ?? Infinity) - (this.submitted[at] ?? 0)) / HOUR)).sort();
    const inMeasure = this.places.filter((at) => (attempts[at] ?? Infinity) < (this.ends[at] ?? -Infinity)).length;
    this.replays.push({ median: rank(hours, 0.5), p90: rank(hours, 0.9), by: WHAT_IF_HOURS.map((by) => countUpTo(hours, by)), inMeasure });
  }

  result(): WhatIfResult {
    const all = this.places.length;
    const spread = (figure: (replay: OneReplay) => number): Spread => spreadOf(this.replays.map(figure));
    return {
      referrals: all,
      measured: this.measured,
      touched: this.touched,
      medianHours: spread(({ median }) => median),
      p90Hours: spread(({ p90 }) => p90),
      attemptedBy: WHAT_IF_HOURS.map((hours, index) => ({ hours, ...spread(({ by }) => (all === 0 ? 0 : (by[index] ?? 0) / all)) })),
      attemptedInMeasure: this.measured === 0 ? null : spread(({ inMeasure }) => inMeasure / this.measured),
    };
  }
}

/** The percentile by nearest rank of sorted values; 0 of none. */
const rank = (sorted: Float64Array, share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1)] ?? 0;

/** How many of the sorted values do not exceed a limit. */
function countUpTo(sorted: Float64Array, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Infinity) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

const spreadOf = (figures: readonly number[]): Spread => ({
  low: percentile(figures, 0.05) ?? 0, middle: percentile(figures, 0.5) ?? 0, high: percentile(figures, 0.95) ?? 0,
});
