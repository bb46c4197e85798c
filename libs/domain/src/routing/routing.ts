import type { Calendar } from '../calendar/calendar.js';
import { closureOn, isOpenAt, opensNextAt } from '../calendar/opening-hours.js';
import { localDayOf } from '../calendar/zone.js';
import { exclusionReasons, type ExclusionReason } from './eligibility.js';
import { hotlineFor, type Hotline } from './hotlines.js';
import type { RoutingCentre, RoutingQuestion } from './routing-question.js';
import { byName, compareRanks, isRegional, rankOf, standingOf } from './standing.js';

/** Why a centre is offered and what else to know of it, in the order in which the reasons are read. */
export const CANDIDATE_REASONS = [
  'named_in_consent',
  'serves_municipality',
  'regional',
  'serves_target_group',
  'specialised',
  'accepts_minors',
  'speaks_language',
  'open_now',
  'on_call',
  'daily_service',
  'opens_later',
  'closed_for_now',
  'nobody_there',
  'capacity_free',
  'capacity_few',
  'capacity_full',
] as const;
export type CandidateReason = (typeof CANDIDATE_REASONS)[number];

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
 * Ranks the centres for one endangered person, the same way for the same question, in whatever order the centres come.
 * Order: named in the consent; somebody reachable within 24 hours (it opens, or somebody is on call, and not everybody is away then); not full;
 * speaks a language of the person, where the question names languages; local before regional; opens or is on call first;
 * serves fewer target groups; name; id.
 * - A wait of up to 24 hours thus never sends a person to a centre farther away, a longer one (holidays, absence of all) does.
 * - A full centre is never left out: it ranks last among those reachable as soon. An expired note of its room counts as unknown, as no note does.
 * - A centre that is not eligible changes neither the choice nor the order of the others.
 * Good Friday 26 Mar 2027 21:40: the local centre opens Tue 30 Mar 09:00, so the on-call centre of the region comes first.
 */
export function rankCentres(centres: readonly RoutingCentre[], question: RoutingQuestion, calendar: Calendar): RoutingAnswer {
  const judged = centres.map((centre) => ({ centre, reasons: exclusionReasons(centre, question) }));
  const excluded = judged
    .filter(({ reasons }) => reasons.length > 0)
    .map(({ centre, reasons }) => ({ centre: { id: centre.id, name: centre.name }, reasons }))
    .sort((a, b) => byName(a.centre, b.centre));
  const candidates = judged
    .filter(({ reasons }) => reasons.length === 0)
    .map(({ centre }) => toRanked(centre, question, calendar))
    .sort((a, b) => compareRanks(a.order, b.order) || byName(a.candidate.centre, b.candidate.centre))
    .map(({ candidate }, index) => ({ ...candidate, rank: index + 1 }));
  return { candidates, excluded, hotline: hotlineFor(question.targetGroup) };
}

interface Ranked {
  readonly candidate: Omit<RoutingCandidate, 'rank'>;
  readonly order: readonly number[];
}

function toRanked(centre: RoutingCentre, question: RoutingQuestion, calendar: Calendar): Ranked {
  const { openingHours } = centre;
  const { at } = question;
  const opening = { openNow: isOpenAt(at, openingHours, calendar), opensAt: opensNextAt(at, openingHours, calendar) };
  const standing = standingOf(centre, at, opening);
  const regional = isRegional(centre);
  const named = question.consent?.namedCentreId === centre.id;
  const speaks = speaksOneOf(centre.languages, question.languages);
  const holds: Readonly<Record<CandidateReason, boolean>> = {
    named_in_consent: named,
    serves_municipality: true,
    regional,
    serves_target_group: true,
    specialised: centre.targetGroups.length === 1,
    accepts_minors: question.minor,
    speaks_language: speaks,
    open_now: standing.openNow,
    on_call: standing.onCallNow,
    daily_service: openingHours.dailyService,
    opens_later: !standing.openNow && standing.opensAt !== null,
    closed_for_now: closureOn(localDayOf(at), openingHours) !== null,
    nobody_there: standing.nobodyThere,
    capacity_free: standing.capacity === 'free',
    capacity_few: standing.capacity === 'few',
    capacity_full: standing.capacity === 'full',
  };
  return {
    candidate: {
      centre: { id: centre.id, name: centre.name },
      reasons: CANDIDATE_REASONS.filter((reason) => holds[reason]),
      ...opening,
      dailyService: openingHours.dailyService,
    },
    order: rankOf(centre, standing, regional, { named, speaks: speaks || question.languages.length === 0 }),
  };
}

/** By the primary subtag: who speaks 'pt-BR' is served in 'pt'. An undetermined language ('und') is nobody's. */
function speaksOneOf(spoken: readonly string[], wanted: readonly string[]): boolean {
  const served = new Set(spoken.map(primarySubtag));
  return wanted.map(primarySubtag).some((language) => language !== 'und' && served.has(language));
}

const primarySubtag = (tag: string): string => tag.toLowerCase().split('-', 1)[0] ?? '';
