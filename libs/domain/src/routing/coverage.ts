import { CONSENT_SCOPES, type ConsentScope } from '../consent/consent.js';
import { TARGET_GROUPS, type TargetGroup } from '../referral/codes.js';
import { coverageInstant, CoveragePlaces, type CoverageTerms } from './coverage-question.js';
import type { RoutingCentre } from './routing-question.js';
import { answersNow, type Standing } from './standing.js';
import { WeekRanks } from './week-ranks.js';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** Whether the best candidate answers at that hour: it is open, somebody is on call, or neither and one waits. */
export type Reach = 'open' | 'on_call' | 'later';

/** Where one combination ends: with the centre that is proposed first, or with an alarm that an organisation owns. */
export type CoverageEnd =
  { readonly kind: 'candidate'; readonly centreId: string; readonly reach: Reach } | { readonly kind: 'alarm'; readonly ownerId: string };

/** One combination. Weekday 1 Monday … 7 Sunday, hour 0 to 23 in Europe/Berlin. */
export interface CoverageCell {
  readonly ags: string;
  readonly weekday: number;
  readonly hour: number;
  readonly targetGroup: TargetGroup;
  readonly scope: ConsentScope;
  readonly end: CoverageEnd;
}

/** A municipality in which nobody may be named for a target group, at no hour of the week. */
export interface CoverageGap {
  readonly ags: string;
  readonly targetGroup: TargetGroup;
  readonly ownerId: string;
}

/** The coverage of a week: 7 × 24 hours for every municipality, target group and scope of consent. */
export class CoverageTable {
  /** The ends of the week's hours, by target group and municipality; municipalities with the same centres share one list. */
  private readonly ends = new Map<string, readonly CoverageEnd[]>();
  readonly gaps: readonly CoverageGap[];

  constructor(private readonly terms: CoverageTerms) {
    const instants = WEEKDAYS.flatMap((weekday) => HOURS.map((hour) => coverageInstant(terms.monday, weekday, hour)));
    const ranks = new WeekRanks(instants, terms.calendar);
    const places = new CoveragePlaces(terms);
    const known = new Map<string, readonly CoverageEnd[]>();
    const gaps: CoverageGap[] = [];
    for (const targetGroup of TARGET_GROUPS) {
      for (const ags of terms.municipalities) {
        const centres = places.eligible(ags, targetGroup);
        const same = centres.length === 0 ? `alarm ${places.ownerOf(ags)}` : centres.map(({ id }) => id).join(' ');
        const ends = known.get(same) ?? endsOf(centres, ranks, instants.length, () => places.ownerOf(ags));
        known.set(same, ends);
        this.ends.set(keyOf(ags, targetGroup), ends);
        if (centres.length === 0) gaps.push({ ags, targetGroup, ownerId: places.ownerOf(ags) });
      }
    }
    this.gaps = gaps;
  }

  /**
   * Where one combination ends. Both scopes end alike: a consent to one named centre names the one proposed without a consent, and a
   * consent to others as well keeps the order. Throws a RangeError for a municipality or an hour outside the table.
   */
  end(ags: string, weekday: number, hour: number, targetGroup: TargetGroup, _scope: ConsentScope): CoverageEnd {
    const end = this.ends.get(keyOf(ags, targetGroup))?.[(weekday - 1) * 24 + hour];
    if (end === undefined || hour < 0 || hour > 23) throw new RangeError('a combination outside the coverage table was asked about');
    return end;
  }

  /** Every combination, one after the other. */
  *cells(): Generator<CoverageCell> {
    for (const ags of this.terms.municipalities) {
      for (const targetGroup of TARGET_GROUPS) {
        for (const weekday of WEEKDAYS) {
          for (const hour of HOURS) {
            for (const scope of CONSENT_SCOPES)
              yield { ags, weekday, hour, targetGroup, scope, end: this.end(ags, weekday, hour, targetGroup, scope) };
          }
        }
      }
    }
  }
}

function endsOf(centres: readonly RoutingCentre[], ranks: WeekRanks, hours: number, ownerOf: () => string): readonly CoverageEnd[] {
  return Array.from({ length: hours }, (_, index): CoverageEnd => {
    const best = ranks.best(centres, index);
    if (best === null) return { kind: 'alarm', ownerId: ownerOf() };
    return { kind: 'candidate', centreId: best.id, reach: reachOf(ranks.standing(best, index)) };
  });
}

function reachOf(standing: Standing): Reach {
  if (!answersNow(standing)) return 'later';
  return standing.openNow && !standing.nobodyThere ? 'open' : 'on_call';
}

const keyOf = (ags: string, targetGroup: TargetGroup): string => `${ags} ${targetGroup}`;
