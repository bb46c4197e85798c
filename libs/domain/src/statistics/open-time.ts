import type { Calendar } from '../calendar/calendar.js';
import type { OpeningHours } from '../calendar/opening-hours.js';
import { LocalDays } from './local-days.js';

interface Stretch {
  readonly from: number;
  readonly until: number;
  /** Open milliseconds before it. */
  readonly before: number;
}

/** The open time of a centre between two instants, laid out once so that a simulation can ask often. Instants and lengths in milliseconds. */
export class OpenTime {
  readonly #stretches: readonly Stretch[];

  /** `days`: those between the instants, laid out once for many centres. */
  constructor(hours: OpeningHours, calendar: Calendar, from: Date, until: Date, days: LocalDays = new LocalDays(calendar, from, until)) {
    const stretches: Stretch[] = [];
    for (const [begin, end] of days.openSpans(hours, from.getTime(), until.getTime())) {
      const last = stretches.at(-1);
      if (last && begin <= last.until) stretches[stretches.length - 1] = { ...last, until: Math.max(last.until, end) };
      else stretches.push({ from: begin, until: end, before: last ? last.before + last.until - last.from : 0 });
    }
    this.#stretches = stretches;
  }

  /** The first open instant at or after one; Infinity beyond what was laid out. */
  next(at: number): number {
    const stretch = this.#stretches[this.firstEndingAfter(at)];
    return stretch ? Math.max(stretch.from, at) : Infinity;
  }

  /** The instant by which so much open time has passed; Infinity beyond what was laid out. */
  add(at: number, length: number): number {
    if (at === Infinity || length === Infinity) return Infinity;
    const target = this.passedBy(at) + length;
    // A length that ends with a stretch ends there, not when the next one begins.
    const stretch = this.#stretches[this.firstWhere(({ from, until, before }) => before + until - from >= target && until > at)];
    return stretch ? Math.max(at, stretch.from + target - stretch.before) : Infinity;
  }

  /** How much open time lies between two instants; 0 when the second is not later. */
  between(from: number, until: number): number {
    return Math.max(0, this.passedBy(until) - this.passedBy(from));
  }

  private passedBy(at: number): number {
    const stretch = this.#stretches[this.firstEndingAfter(at)];
    const last = this.#stretches.at(-1);
    if (!stretch) return last ? last.before + last.until - last.from : 0;
    return stretch.before + Math.max(0, at - stretch.from);
  }

  private firstEndingAfter(at: number): number {
    return this.firstWhere(({ until }) => until > at);
  }

  /** The place of the first stretch for which something holds that then holds for all later ones. */
  private firstWhere(holds: (stretch: Stretch) => boolean): number {
    let [low, high] = [0, this.#stretches.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const stretch = this.#stretches[middle];
      if (stretch && holds(stretch)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
