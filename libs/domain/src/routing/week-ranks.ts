import type { Calendar } from '../calendar/calendar.js';
import { openSpansBetween, opensNextAt, type OpenSpan, type OpeningHours } from '../calendar/opening-hours.js';
import type { RoutingCentre } from './routing-question.js';
import { byName, compareRanks, isRegional, rankOf, standingOf, type Opening, type Standing } from './standing.js';

const HOUR = 3_600_000;

interface RankedHour {
  readonly standing: Standing;
  readonly rank: readonly number[];
}

/**
 * How every centre stands and ranks at every instant of a week, computed once for each centre that is asked about.
 * `instants` are in order of time. Says the same as the ranking of a single question without a consent and without languages.
 */
export class WeekRanks {
  private readonly hours = new Map<RoutingCentre, readonly RankedHour[]>();

  constructor(
    private readonly instants: readonly Date[],
    private readonly calendar: Calendar,
  ) {}

  standing(centre: RoutingCentre, index: number): Standing {
    return this.at(centre, index).standing;
  }

  /** The first in the order of the ranking; null without any. */
  best(centres: readonly RoutingCentre[], index: number): RoutingCentre | null {
    let best: RoutingCentre | null = null;
    for (const centre of centres) {
      if (best === null || this.compare(centre, best, index) < 0) best = centre;
    }
    return best;
  }

  private compare(a: RoutingCentre, b: RoutingCentre, index: number): number {
    return compareRanks(this.at(a, index).rank, this.at(b, index).rank) || byName(a, b);
  }

  private at(centre: RoutingCentre, index: number): RankedHour {
    let hours = this.hours.get(centre);
    if (hours === undefined) {
      hours = this.rankedHours(centre);
      this.hours.set(centre, hours);
    }
    const hour = hours[index];
    if (hour === undefined) throw new RangeError('an hour outside the week was asked about');
    return hour;
  }

  private rankedHours(centre: RoutingCentre): readonly RankedHour[] {
    const regional = isRegional(centre);
    const opening = openingsOf(centre.openingHours, this.instants, this.calendar);
    return this.instants.map((at, index) => {
      const standing = standingOf(centre, at, opening[index] ?? { openNow: false, opensAt: null });
      return { standing, rank: rankOf(centre, standing, regional, { named: false, speaks: true }) };
    });
  }
}

/** The opening at each instant, from one walk over the days of the week and one look beyond them. */
function openingsOf(hours: OpeningHours, instants: readonly Date[], calendar: Calendar): readonly Opening[] {
  const [first, last] = [instants[0], instants.at(-1)];
  if (first === undefined || last === undefined) return [];
  const end = new Date(last.getTime() + HOUR);
  const spans = openSpansBetween(first, end, hours, calendar);
  let beyond: Date | null | undefined;
  const afterwards = (): Date | null => (beyond === undefined ? (beyond = opensNextAt(end, hours, calendar)) : beyond);
  return instants.map((at) => {
    const openNow = spans.some((span) => span.from <= at && at < span.until);
    return { openNow, opensAt: openNow ? at : (nextOf(spans, at) ?? afterwards()) };
  });
}

/** `spans` are ordered by their beginning. */
const nextOf = (spans: readonly OpenSpan[], at: Date): Date | null => spans.find(({ from }) => from > at)?.from ?? null;
