import type { RoutingCentre, RoutingQuestion } from './routing-question.js';

/** Why a centre is not offered. */
export const EXCLUSION_REASONS = [
  'centre_inactive',
  'perpetrator_work',
  'onward_only',
  'not_area',
  'not_target_group',
  'no_minors',
  'excluded',
  'consent_scope',
] as const;
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number];

/**
 * Every reason why a centre cannot be named for this question; none means that it is eligible.
 * Work with perpetrators never is, whatever else fits; a shelter is reached through a centre (`onward_only`).
 * A full centre is eligible: it may still decline. So is one in which nobody is there.
 */
export function exclusionReasons(centre: RoutingCentre, question: RoutingQuestion): readonly ExclusionReason[] {
  const { consent } = question;
  const tests: Readonly<Record<ExclusionReason, boolean>> = {
    centre_inactive: !centre.active,
    perpetrator_work: centre.kind === 'perpetrator_work',
    onward_only: centre.kind === 'shelter',
    not_area: !centre.catchment.includes(question.ags),
    not_target_group: !centre.targetGroups.includes(question.targetGroup),
    no_minors: question.minor && !centre.acceptsMinors,
    excluded: question.excludedCentreIds.includes(centre.id),
    consent_scope: consent?.scope === 'named_centre' && consent.namedCentreId !== null && consent.namedCentreId !== centre.id,
  };
  return EXCLUSION_REASONS.filter((reason) => tests[reason]);
}
