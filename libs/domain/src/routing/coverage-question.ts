import type { Calendar } from '../calendar/calendar.js';
import { addDays, instantAt, weekdayOf, type LocalDay } from '../calendar/zone.js';
import type { TargetGroup } from '../referral/codes.js';
import { exclusionReasons } from './eligibility.js';
import type { RoutingCentre, RoutingQuestion } from './routing-question.js';

/** What coverage is computed from, whatever the time. */
export interface CoverageGround {
  /** The centres as the routing sees them on the day that is asked about. */
  readonly centres: readonly RoutingCentre[];
  /** AGS (8 digits) of every municipality that has to be covered. */
  readonly municipalities: readonly string[];
  readonly calendar: Calendar;
  /** Id of the organisation that an alarm of this municipality goes to: the local network of the district, else the state office. Never empty. */
  readonly ownerOf: (ags: string) => string;
}

/** What the coverage of a week is computed from; `centres` are those of the Monday, a catchment that changes within the week is not followed. */
export interface CoverageTerms extends CoverageGround {
  /** The Monday with which the week begins; another weekday throws a RangeError. */
  readonly monday: LocalDay;
}

/** The question that the coverage asks of a place: an adult of the target group (for `minors` a minor), no language named, nobody excluded. */
export const coverageQuestion = (ags: string, targetGroup: TargetGroup, at: Date): RoutingQuestion => ({
  ags,
  targetGroup,
  minor: targetGroup === 'minors',
  languages: [],
  at,
  excludedCentreIds: [],
  consent: null,
});

/**
 * The instant of a full hour (0 to 23, Europe/Berlin) on a weekday (1 Monday … 7 Sunday) of the week.
 * The hour that a clock change leaves out is the one after it, of the doubled hour it is the first.
 */
export function coverageInstant(monday: LocalDay, weekday: number, hour: number): Date {
  if (weekdayOf(monday) !== 1) throw new RangeError('the week of a coverage begins on a Monday');
  if (!isWhole(weekday, 1, 7) || !isWhole(hour, 0, 23)) throw new RangeError('a coverage has weekdays 1 to 7 and hours 0 to 23');
  return instantAt(addDays(monday, weekday - 1), `${String(hour).padStart(2, '0')}:00`);
}

/** Who may be named where, and to whom an alarm goes. Eligibility does not depend on the hour. */
export class CoveragePlaces {
  private readonly serving = new Map<string, RoutingCentre[]>();

  constructor(private readonly terms: CoverageGround) {
    for (const centre of terms.centres) {
      for (const ags of new Set(centre.catchment)) {
        const others = this.serving.get(ags);
        if (others === undefined) this.serving.set(ags, [centre]);
        else others.push(centre);
      }
    }
  }

  /** The eligible centres of a municipality, in the order of the terms. */
  eligible(ags: string, targetGroup: TargetGroup): readonly RoutingCentre[] {
    const question = coverageQuestion(ags, targetGroup, new Date(0));
    return (this.serving.get(ags) ?? []).filter((centre) => exclusionReasons(centre, question).length === 0);
  }

  /** Throws when the alarm would go to nobody: an alarm without an owner is no alarm. */
  ownerOf(ags: string): string {
    const owner = this.terms.ownerOf(ags);
    if (owner === '')
      throw new Error(`the alarm of municipality ${ags} has no owner: name a local network of its district or the state office`);
    return owner;
  }
}

const isWhole = (value: number, from: number, to: number): boolean => Number.isInteger(value) && value >= from && value <= to;
