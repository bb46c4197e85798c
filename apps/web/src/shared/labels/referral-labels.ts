import type {
  AttemptResult, Channel, DeclineReason, ForwardReason, MeasureChange, Outcome, OverrideReason, PauseReason,
  ReachedResult, ReadPurpose, RecallAnswer, ReturnReason, WithdrawalHeardBy, WithdrawReason,
} from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { Labels } from './label-of';

export { GROUP_LABELS, SCOPE_LABELS, TARGET_LABELS } from './report-labels';

/** The codes that events carry: a code without a message does not compile. */
export const OUTCOME_LABELS: Labels<Outcome> = {
  counselled: m.outcome_counselled,
  appointment: m.outcome_appointment,
  onward: m.outcome_onward,
  declined_by_person: m.outcome_declined_by_person,
  already_supported: m.outcome_already_supported,
  not_reached: m.outcome_not_reached,
  unsafe_to_contact: m.outcome_unsafe_to_contact,
  wrong_data: m.outcome_wrong_data,
  consent_withdrawn: m.outcome_consent_withdrawn,
  not_placeable: m.outcome_not_placeable,
  duplicate: m.outcome_duplicate,
  other: m.outcome_other,
};

/** The codes that events carry: a code without a message does not compile. */
export const DECLINE_LABELS: Labels<DeclineReason> = {
  capacity: m.decline_capacity,
  not_area: m.decline_not_area,
  not_target_group: m.decline_not_target_group,
  conflict_of_interest: m.decline_conflict_of_interest,
  language: m.decline_language,
  safety: m.decline_safety,
  closed: m.decline_closed,
};

/** The codes that events carry: a code without a message does not compile. */
export const RETURN_LABELS: Labels<ReturnReason> = {
  wrong_number: m.return_wrong_number,
  not_in_service: m.return_not_in_service,
  consent_unclear: m.return_consent_unclear,
  identity_unclear: m.return_identity_unclear,
  unsafe_contact: m.return_unsafe_contact,
  other_language: m.return_other_language,
};

/** The codes that events carry: a code without a message does not compile. */
export const ATTEMPT_LABELS: Labels<AttemptResult> = {
  no_answer: m.attempt_no_answer,
  voicemail_not_used: m.attempt_voicemail_not_used,
  other_person: m.attempt_other_person,
  hung_up: m.attempt_hung_up,
  unsafe: m.attempt_unsafe,
  number_invalid: m.attempt_number_invalid,
  call_back_agreed: m.attempt_call_back_agreed,
  letter_sent: m.attempt_letter_sent,
  cannot_speak: m.attempt_cannot_speak,
};

/** The codes that events carry: a code without a message does not compile. */
export const REACHED_LABELS: Labels<ReachedResult> = {
  counselled_now: m.reached_counselled_now,
  appointment: m.reached_appointment,
  declined_offer: m.reached_declined_offer,
  already_supported: m.reached_already_supported,
};

/** The codes that events carry: a code without a message does not compile. */
export const FORWARD_LABELS: Labels<ForwardReason> = {
  moved: m.forward_moved,
  shelter: m.forward_shelter,
  specialist: m.forward_specialist,
};

/** The codes that events carry: a code without a message does not compile. */
export const WITHDRAW_LABELS: Labels<WithdrawReason> = {
  error: m.withdraw_error,
  duplicate: m.withdraw_duplicate,
  wrong_person: m.withdraw_wrong_person,
};

/** The codes that events carry: a code without a message does not compile. */
export const PAUSE_LABELS: Labels<PauseReason> = {
  person_asked_later: m.pause_person_asked_later,
  interpreter_pending: m.pause_interpreter_pending,
  waiting_for_police: m.pause_waiting_for_police,
};

/** The codes that events carry: a code without a message does not compile. */
export const MEASURE_LABELS: Labels<MeasureChange> = {
  court_applied: m.measure_court_applied,
  court_decided: m.measure_court_decided,
  shortened: m.measure_shortened,
  lifted: m.measure_lifted,
  checked: m.measure_checked,
};

/** The codes that events carry: a code without a message does not compile. */
export const CHANNEL_LABELS: Labels<Channel> = {
  phone: m.channel_phone,
  text_message: m.channel_text_message,
  voicemail: m.channel_voicemail,
  letter: m.channel_letter,
  email: m.channel_email,
  visit: m.channel_visit,
  trusted_person: m.channel_trusted_person,
};

/** The codes that events carry: a code without a message does not compile. */
export const OVERRIDE_LABELS: Labels<OverrideReason> = {
  person_asked_for_it: m.override_person_asked_for_it,
  new_safe_channel_known: m.override_new_safe_channel_known,
  imminent_danger: m.override_imminent_danger,
  agreed_with_lead: m.override_agreed_with_lead,
};

/** The codes that events carry: a code without a message does not compile. */
export const HEARD_LABELS: Labels<WithdrawalHeardBy> = {
  phone: m.heard_phone,
  in_person: m.heard_in_person,
  letter: m.heard_letter,
  email: m.heard_email,
  third_party: m.heard_third_party,
};

/** The codes that events carry: a code without a message does not compile. */
export const RECALL_LABELS: Labels<RecallAnswer> = {
  already_in_contact: m.recall_already_in_contact,
  person_wants_contact: m.recall_person_wants_contact,
  question_follows: m.recall_question_follows,
};

/** The codes that events carry: a code without a message does not compile. */
export const PURPOSE_LABELS: Labels<ReadPurpose> = {
  handover: m.purpose_handover,
  first_contact: m.purpose_first_contact,
  repeat_attempt: m.purpose_repeat_attempt,
  correction: m.purpose_correction,
  data_subject_request: m.purpose_data_subject_request,
  supervision: m.purpose_supervision,
  emergency: m.purpose_emergency,
};
