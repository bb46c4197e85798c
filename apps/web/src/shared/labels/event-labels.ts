import type { HumanEventName } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { Labels } from './label-of';

/** Events as what a button does: a code without a message does not compile. */
export const EVENT_LABELS: Labels<HumanEventName> = {
  create: m.event_create,
  submit: m.event_submit,
  accept: m.event_accept,
  undo_accept: m.event_undo_accept,
  decline: m.event_decline,
  reassign: m.event_reassign,
  return: m.event_return,
  correct: m.event_correct,
  record_attempt: m.event_record_attempt,
  record_reached: m.event_record_reached,
  forward: m.event_forward,
  close: m.event_close,
  close_unplaced: m.event_close_unplaced,
  withdraw_consent: m.event_withdraw_consent,
  withdraw: m.event_withdraw,
  supplement: m.event_supplement,
  update_contact: m.event_update_contact,
  update_measure: m.event_update_measure,
  assign_counsellor: m.event_assign_counsellor,
  pause_clock: m.event_pause_clock,
  resume_clock: m.event_resume_clock,
  recall: m.event_recall,
  confirm_recall: m.event_confirm_recall,
  answer_recall: m.event_answer_recall,
  reopen: m.event_reopen,
};
