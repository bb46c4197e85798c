import type { ContactReadRefusal, RefusalCode } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { Labels } from './label-of';

/** Refusals, as a sentence that says what to do: a code without a message does not compile. */
export const REFUSAL_LABELS: Labels<RefusalCode | ContactReadRefusal> = {
  not_from_here: m.refusal_not_from_here,
  not_your_role: m.refusal_not_your_role,
  not_competent: m.refusal_not_competent,
  party_to_case: m.refusal_party_to_case,
  consent_missing: m.refusal_consent_missing,
  consent_scope: m.refusal_consent_scope,
  core_data_missing: m.refusal_core_data_missing,
  safe_contact_missing: m.refusal_safe_contact_missing,
  measure_incomplete: m.refusal_measure_incomplete,
  centre_inactive: m.refusal_centre_inactive,
  centre_not_eligible: m.refusal_centre_not_eligible,
  minor_rule: m.refusal_minor_rule,
  sealed_conflict: m.refusal_sealed_conflict,
  conflict_of_interest: m.refusal_conflict_of_interest,
  stale_contact: m.refusal_stale_contact,
  unsafe_channel: m.refusal_unsafe_channel,
  outside_safe_window: m.refusal_outside_safe_window,
  contact_frozen: m.refusal_contact_frozen,
  attempt_rule_unmet: m.refusal_attempt_rule_unmet,
  measure_conflict: m.refusal_measure_conflict,
  excluded: m.refusal_excluded,
  not_pausable: m.refusal_not_pausable,
  pause_cap: m.refusal_pause_cap,
  purged: m.refusal_purged,
  reopen_window: m.refusal_reopen_window,
  undo_window: m.refusal_undo_window,
  consent_withdrawn: m.refusal_consent_withdrawn,
  contact_locked: m.refusal_contact_locked,
  purpose_not_open: m.refusal_purpose_not_open,
  police_access_ended: m.refusal_police_access_ended,
  purpose_text_missing: m.refusal_purpose_text_missing,
};
