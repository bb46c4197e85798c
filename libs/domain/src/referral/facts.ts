import type { MeasureChange } from './codes.js';
import type { RefusalCode } from './refusal.js';

/**
 * Guards: what must be true for an event, and the refusal when it is not. Whoever loads the referral computes them, so that
 * the decision itself is synchronous, total and free of queries.
 *
 * - `consentCoversCentre`: consent covers the centre now named; a renewed consent in the event's data counts.
 * - `mayReassign`: the actor is of the police, or consent has the scope `other_suitable` (which frees the centre to reroute).
 * - `centreEligible`: area and target group fit. For `forward` it includes that the new centre is active and another one; for both
 *   `forward` and `reassign` of a sealed referral, that somebody there may know of it.
 * - `channelSafe`, `insideSafeWindow`, `phoneNotFrozen`: also true when the counsellor overrides with a reason that the lead
 *   sees; `attemptFacts()` computes them so. `contactCurrent` can never be overridden.
 * - `outcomeSupported`: false only for the outcome `not_reached` while the attempt rule is unmet.
 * - `clockPaused`: the named clock (for a button: any clock) stands still.
 * - `recallOpen`: a recall waits for the centre's answer. Without one there is nothing to confirm: `not_from_here`.
 * - `insideUndoWindow`: the centre has accepted only just now, and the police have not asked for the referral since.
 * - `stillAssigned`: a centre holds the referral; one that closed unplaced has nobody to reopen it: `not_from_here`.
 */
export const GUARDS = {
  competentForIncident: 'not_competent',
  notPartyToCase: 'party_to_case',
  consentGiven: 'consent_missing',
  consentCoversCentre: 'consent_scope',
  mayReassign: 'consent_scope',
  coreDataComplete: 'core_data_missing',
  safeContactGiven: 'safe_contact_missing',
  measureComplete: 'measure_incomplete',
  centreActive: 'centre_inactive',
  centreEligible: 'centre_not_eligible',
  minorRuleKept: 'minor_rule',
  noSealedConflict: 'sealed_conflict',
  noConflictOfInterest: 'conflict_of_interest',
  contactCurrent: 'stale_contact',
  channelSafe: 'unsafe_channel',
  insideSafeWindow: 'outside_safe_window',
  phoneNotFrozen: 'contact_frozen',
  outcomeSupported: 'attempt_rule_unmet',
  fieldGroupsConsented: 'consent_missing',
  measureConsistent: 'measure_conflict',
  counsellorNotExcluded: 'excluded',
  clockPausable: 'not_pausable',
  clockPaused: 'not_pausable',
  pauseWithinCap: 'pause_cap',
  recallOpen: 'not_from_here',
  stillAssigned: 'not_from_here',
  contactKept: 'purged',
  insideReopenWindow: 'reopen_window',
  insideUndoWindow: 'undo_window',
  consentStands: 'consent_withdrawn',
} as const satisfies Record<string, RefusalCode>;
export type GuardName = keyof typeof GUARDS;
export const GUARD_NAMES = Object.keys(GUARDS) as readonly GuardName[];

/**
 * The guards that can be known before the user has entered anything; only these decide whether a button is offered. All others
 * depend on the event's data (which centre, which channel, which outcome) or are mended by it (a form completed on submit).
 */
export const STATE_GUARDS = [
  'mayReassign',
  'noConflictOfInterest',
  'clockPaused',
  'recallOpen',
  'stillAssigned',
  'contactKept',
  'insideReopenWindow',
  'insideUndoWindow',
  'consentStands',
] as const satisfies readonly GuardName[];

/**
 * Facts that refuse nothing but choose a target or an effect.
 *
 * - `centreHadAccepted`: the assigned centre had accepted before it returned the referral.
 * - `bringsConsent`, `bringsMeasure`: the event's data carry a new consent version, a newly ordered protection measure.
 * - `raisesHighRisk`: the risk flag becomes high with this event. `highRiskUnattempted`: it is high and nobody has tried since.
 * - `safeContactRenewed`: the event answers the question for a safe channel.
 * - `phoneFreezes`, `attemptRuleMet`: so after this attempt.
 * - `feedbackConsented`: the person agreed that the police learn the result.
 * - `courtApplied` … `measureLifted`: which change of the measure is recorded; `protectionEndMoves`: the day until which contact
 *   is owed moves with it. `measureChangeFacts()` computes these five.
 * - `measureRunning`: the measure's last day has not ended.
 * - `neverAttempted`: nobody has tried, at any centre. `neverReached`: nobody has spoken with the person since the measure was
 *   ordered, at any centre.
 */
export const CHOICE_FACTS = [
  'centreHadAccepted',
  'bringsConsent',
  'bringsMeasure',
  'raisesHighRisk',
  'highRiskUnattempted',
  'safeContactRenewed',
  'phoneFreezes',
  'attemptRuleMet',
  'feedbackConsented',
  'courtApplied',
  'courtDecided',
  'measureShortened',
  'measureLifted',
  'protectionEndMoves',
  'measureRunning',
  'neverAttempted',
  'neverReached',
] as const;
export type ChoiceFact = (typeof CHOICE_FACTS)[number];

/** All that a decision may depend on. */
export type Facts = Readonly<Record<GuardName | ChoiceFact, boolean>>;

/** Completes what is known with `false`: a guard that nobody computed refuses, an effect that nobody asked for stays away. */
export function closedFacts(known: Partial<Facts>): Facts {
  const names: readonly (GuardName | ChoiceFact)[] = [...GUARD_NAMES, ...CHOICE_FACTS];
  return Object.fromEntries(names.map((name) => [name, known[name] ?? false])) as Facts;
}

/**
 * The facts of one change of the protection measure. An application extends it, a decision or a shortening sets its end anew, a
 * lifting ends it (PolG NRW § 34a (5)); a mere check moves nothing. While the person is not reached, contact is owed until the new end.
 */
export function measureChangeFacts(
  change: MeasureChange,
  running: { readonly contactInProtection: boolean },
): Pick<Facts, 'courtApplied' | 'courtDecided' | 'measureShortened' | 'measureLifted' | 'protectionEndMoves'> {
  return {
    courtApplied: change === 'court_applied',
    courtDecided: change === 'court_decided',
    measureShortened: change === 'shortened',
    measureLifted: change === 'lifted',
    protectionEndMoves: running.contactInProtection && change !== 'lifted' && change !== 'checked',
  };
}
