import { m } from '../../generated/messages/messages.js';
import { labelOf, type Labels } from '../../shared/labels/label-of';
import { TARGET_LABELS } from '../../shared/labels/referral-labels';
import type { Problem } from './registry-queries';

/** What a change is about. */
export const CHANGE_LABELS: Labels<string> = {
  centres: m.registry_change_centres,
  agreement: m.registry_change_agreement,
  rule_set: m.registry_change_rule_set,
  calendar: m.registry_change_calendar,
  closure: m.registry_change_closure,
  authority: m.registry_change_authority,
  network: m.registry_change_network,
};

export const STATE_LABELS: Labels<string> = {
  proposed: m.registry_state_proposed,
  in_force: m.registry_state_in_force,
  rejected: m.registry_state_rejected,
  withdrawn: m.registry_state_withdrawn,
};

/** What speaks against a change, as what to do. */
const PROBLEM_LABELS: Labels<string> = {
  unknown_municipality: m.registry_problem_unknown_municipality,
  retired_municipality: m.registry_problem_retired_municipality,
  overlapping_version: m.registry_problem_overlapping_version,
  leaves_uncovered: m.registry_problem_leaves_uncovered,
  agreement_shorter_than_escalation: m.registry_problem_agreement_shorter_than_escalation,
  escalation_out_of_order: m.registry_problem_escalation_out_of_order,
  closure_without_cover: m.registry_problem_closure_without_cover,
  unknown_centre: m.registry_problem_unknown_centre,
  shelter_address: m.registry_problem_shelter_address,
  calendar_day: m.registry_problem_calendar_day,
  rule_set_used: m.registry_problem_rule_set_used,
  nothing_changes: m.registry_problem_nothing_changes,
  in_the_past: m.registry_problem_in_the_past,
  unknown_organisation: m.registry_problem_unknown_organisation,
  unknown_district: m.registry_problem_unknown_district,
  code_taken: m.registry_problem_code_taken,
  district_without_network: m.registry_problem_district_without_network,
  model_without_weekend_hours: m.registry_problem_model_without_weekend_hours,
  model_limit_below_escalation: m.registry_problem_model_limit_below_escalation,
  model_longer_limit: m.registry_problem_model_longer_limit,
  model_fewer_forms: m.registry_problem_model_fewer_forms,
};

/** What speaks against a change, with the municipality and for whom. */
export function problemWords({ code, severity, municipality, ags, targetGroup }: Pick<Problem, 'municipality' | 'ags' | 'targetGroup'> & { readonly code: string; readonly severity?: string }): string {
  const about = [municipality ?? ags, targetGroup === null ? null : labelOf(TARGET_LABELS, targetGroup)].filter((part) => part !== null).join(', ');
  // Once it is said why, nobody is asked to say it again.
  const what = code === 'leaves_uncovered' && severity === 'warned' ? m.registry_problem_left_uncovered() : labelOf(PROBLEM_LABELS, code);
  return about === '' ? what : m.registry_problem_about({ about, what });
}
