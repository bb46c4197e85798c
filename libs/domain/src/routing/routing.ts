import type { Calendar } from '../calendar/calendar.js';
import { closureOn, isOpenAt, opensNextAt, type OpeningHours } from '../calendar/opening-hours.js';
import { localDayOf } from '../calendar/zone.js';
import type { TargetGroup } from '../referral/codes.js';
import { hotlineFor, type Hotline } from './hotlines.js';

const DAY = 86_400_000;

/** A centre as the routing sees it on one day. `catchment` holds the AGS (8 digits) of the municipalities it serves. */
export interface RoutingCentre {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly catchment: readonly string[];
  readonly targetGroups: readonly TargetGroup[];
  readonly acceptsMinors: boolean;
  readonly openingHours: OpeningHours;
}

/** Where the endangered person is now, and what she or he needs and agreed to. */
export interface RoutingQuestion {
  /** Municipality of the present whereabouts, never of the deployment. */
  readonly ags: string;
  readonly targetGroup: TargetGroup;
  readonly minor: boolean;
  readonly at: Date;
  /** Centres that declined, or that must not learn of it (mutual allegation, conflict of interest). */
  readonly excludedCentreIds: readonly string[];
  /** Null before a consent exists: then nothing is left out on its account. */
  readonly consent: { readonly scope: 'named_centre' | 'other_suitable'; readonly namedCentreId: string | null } | null;
}

/** Why a centre is offered, in the order in which the reasons are read. */
export const CANDIDATE_REASONS = [
  'named_in_consent',
  'serves_municipality',
  'regional',
  'serves_target_group',
  'specialised',
  'accepts_minors',
  'open_now',
  'daily_service',
  'opens_later',
  'closed_for_now',
] as const;
export type CandidateReason = (typeof CANDIDATE_REASONS)[number];

/** Why a centre is not offered. */
export const EXCLUSION_REASONS = ['centre_inactive', 'not_area', 'not_target_group', 'no_minors', 'excluded', 'consent_scope'] as const;
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number];

/** A centre that may be named; `opensAt` equals the question's instant while it is open, null when it has no opening hours. */
export interface RoutingCandidate {
  readonly centre: { readonly id: string; readonly name: string };
  readonly rank: number;
  readonly reasons: readonly CandidateReason[];
  readonly openNow: boolean;
  readonly opensAt: Date | null;
  readonly dailyService: boolean;
}

/** A centre that may not be named, with every reason and not only the first. */
export interface ExcludedCentre {
  readonly centre: { readonly id: string; readonly name: string };
  readonly reasons: readonly ExclusionReason[];
}

/** The whole answer: who, in which order and why; who not and why not; and whom to call while all are closed. */
export interface RoutingAnswer {
  readonly candidates: readonly RoutingCandidate[];
  readonly excluded: readonly ExcludedCentre[];
  readonly hotline: Hotline;
}

/**
 * Ranks the centres for one endangered person, the same way for the same question.
 * Order: named in the consent; opens within 24 hours; local before regional; opens first; serves fewer target groups; name; id.
 * A wait of up to 24 hours thus never sends a person to a centre farther away, a longer one (holidays) does.
 * Good Friday 26 Mar 2027 21:40: the local centre opens Tue 30 Mar 09:00, so the on-call centre of the region comes first.
 */
export function rankCentres(centres: readonly RoutingCentre[], question: RoutingQuestion, calendar: Calendar): RoutingAnswer {
  const excluded = centres
    .map((centre) => ({ centre: { id: centre.id, name: centre.name }, reasons: exclusionReasons(centre, question) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => compareText(a.centre.name, b.centre.name) || compareText(a.centre.id, b.centre.id));
  const candidates = centres
    .filter((centre) => exclusionReasons(centre, question).length === 0)
    .map((centre) => toRanked(centre, question, calendar))
    .sort(inOrder)
    .map(({ candidate }, index) => ({ ...candidate, rank: index + 1 }));
  return { candidates, excluded, hotline: hotlineFor(question.targetGroup) };
}

/** Every reason why a centre cannot be named for this question; none means that it is eligible. */
export function exclusionReasons(centre: RoutingCentre, question: RoutingQuestion): readonly ExclusionReason[] {
  const { consent } = question;
  const tests: Readonly<Record<ExclusionReason, boolean>> = {
    centre_inactive: !centre.active,
    not_area: !centre.catchment.includes(question.ags),
    not_target_group: !centre.targetGroups.includes(question.targetGroup),
    no_minors: question.minor && !centre.acceptsMinors,
    excluded: question.excludedCentreIds.includes(centre.id),
    consent_scope: consent?.scope === 'named_centre' && consent.namedCentreId !== null && consent.namedCentreId !== centre.id,
  };
  return EXCLUSION_REASONS.filter((reason) => tests[reason]);
}

interface Ranked {
  readonly candidate: Omit<RoutingCandidate, 'rank'>;
  readonly order: readonly number[];
}

function toRanked(centre: RoutingCentre, question: RoutingQuestion, calendar: Calendar): Ranked {
  const { openingHours } = centre;
  const opensAt = opensNextAt(question.at, openingHours, calendar);
  const openNow = isOpenAt(question.at, openingHours, calendar);
  const regional = districts(centre) > 1;
  const named = question.consent?.namedCentreId === centre.id;
  const waits = opensAt === null ? Infinity : opensAt.getTime() - question.at.getTime();
  const holds: Readonly<Record<CandidateReason, boolean>> = {
    named_in_consent: named,
    serves_municipality: true,
    regional,
    serves_target_group: true,
    specialised: centre.targetGroups.length === 1,
    accepts_minors: question.minor,
    open_now: openNow,
    daily_service: openingHours.dailyService,
    opens_later: !openNow && opensAt !== null,
    closed_for_now: closureOn(localDayOf(question.at), openingHours) !== null,
  };
  return {
    candidate: {
      centre: { id: centre.id, name: centre.name },
      reasons: CANDIDATE_REASONS.filter((reason) => holds[reason]),
      openNow,
      opensAt,
      dailyService: openingHours.dailyService,
    },
    order: [named ? 0 : 1, waits <= DAY ? 0 : 1, regional ? 1 : 0, waits, centre.targetGroups.length],
  };
}

function inOrder(a: Ranked, b: Ranked): number {
  for (const [index, value] of a.order.entries()) {
    const other = b.order[index] ?? 0;
    // Not a subtraction: two centres that never open would give NaN.
    if (value !== other) return value < other ? -1 : 1;
  }
  const [left, right] = [a.candidate.centre, b.candidate.centre];
  return compareText(left.name, right.name) || compareText(left.id, right.id);
}

/** By code point, not by locale: the order must not depend on the machine. */
const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** The first five digits of an AGS name the district. */
const districts = (centre: RoutingCentre): number => new Set(centre.catchment.map((ags) => ags.slice(0, 5))).size;
