import type { EXPELLED_REASONS, ExpelledEvent, ExpelledState } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { Labels } from '../labels/label-of';

export const EXPELLED_STATE_LABELS: Labels<ExpelledState> = {
  submitted: m.expelled_state_submitted, returned: m.expelled_state_returned, declined: m.expelled_state_declined, accepted: m.expelled_state_accepted, contacting: m.expelled_state_contacting,
  reached: m.expelled_state_reached, closed: m.expelled_state_closed, withdrawn: m.expelled_state_withdrawn, purged: m.expelled_state_purged,
};

/** What has happened, for the history. */
export const EXPELLED_HAPPENED_LABELS: Labels<ExpelledEvent> = {
  submit: m.expelled_did_submit, accept: m.expelled_did_accept, decline: m.expelled_did_decline, return: m.expelled_did_return, correct: m.expelled_did_correct, record_attempt: m.expelled_did_record_attempt,
  record_reached: m.expelled_did_record_reached, close: m.expelled_did_close, withdraw: m.expelled_did_withdraw, purge: m.expelled_did_purge,
};

/** What one can do: the text of the button. */
export const EXPELLED_EVENT_LABELS: Labels<Exclude<ExpelledEvent, 'submit' | 'purge'>> = {
  accept: m.expelled_do_accept, decline: m.expelled_do_decline, return: m.expelled_do_return, correct: m.expelled_do_correct, record_attempt: m.expelled_do_record_attempt,
  record_reached: m.expelled_do_record_reached, close: m.expelled_do_close, withdraw: m.expelled_do_withdraw,
};

type Reasons = { readonly [Event in keyof typeof EXPELLED_REASONS]: Labels<(typeof EXPELLED_REASONS)[Event][number]> };

/** The reasons and results of each event. */
export const EXPELLED_REASON_LABELS: Reasons = {
  decline: { capacity: m.expelled_why_capacity, not_area: m.expelled_why_not_area, language: m.expelled_why_language, conflict_of_interest: m.expelled_why_conflict_of_interest, closed: m.expelled_why_closed },
  return: { wrong_number: m.expelled_why_wrong_number, not_in_service: m.expelled_why_not_in_service, consent_unclear: m.expelled_why_consent_unclear, identity_unclear: m.expelled_why_identity_unclear },
  record_attempt: { no_answer: m.expelled_why_no_answer, other_person: m.expelled_why_other_person, hung_up: m.expelled_why_hung_up, number_invalid: m.expelled_why_number_invalid, call_back_agreed: m.expelled_why_call_back_agreed },
  record_reached: { talked_now: m.expelled_why_talked_now, appointment: m.expelled_why_appointment, declined_offer: m.expelled_why_declined_offer },
  close: { programme_begun: m.expelled_why_programme_begun, counselling_only: m.expelled_why_counselling_only, declined_offer: m.expelled_why_declined_offer, not_reached: m.expelled_why_not_reached, referred_elsewhere: m.expelled_why_referred_elsewhere },
  withdraw: { consent_withdrawn: m.expelled_why_consent_withdrawn, sent_in_error: m.expelled_why_sent_in_error },
};

/** Why a step was not taken, as what to do. */
export const EXPELLED_REFUSAL_LABELS: Labels<string> = {
  expelled_event_not_open: m.expelled_no_event, expelled_centre_unsuitable: m.expelled_no_centre, expelled_phone_shared: m.expelled_no_phone, expelled_withdrawal_not_yours: m.expelled_no_withdrawal,
  purpose_not_open: m.expelled_no_contact, no_key: m.expelled_no_contact,
};
