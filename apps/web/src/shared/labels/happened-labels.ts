import type { EventName } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { Labels } from './label-of';

/** Events that have happened, for timeline and messages: a code without a message does not compile. */
export const HAPPENED_LABELS: Labels<EventName> = {
  create: m.happened_create,
  submit: m.happened_submit,
  accept: m.happened_accept,
  undo_accept: m.happened_undo_accept,
  decline: m.happened_decline,
  reassign: m.happened_reassign,
  return: m.happened_return,
  correct: m.happened_correct,
  record_attempt: m.happened_record_attempt,
  record_reached: m.happened_record_reached,
  forward: m.happened_forward,
  close: m.happened_close,
  close_unplaced: m.happened_close_unplaced,
  withdraw_consent: m.happened_withdraw_consent,
  withdraw: m.happened_withdraw,
  supplement: m.happened_supplement,
  update_contact: m.happened_update_contact,
  update_measure: m.happened_update_measure,
  assign_counsellor: m.happened_assign_counsellor,
  pause_clock: m.happened_pause_clock,
  resume_clock: m.happened_resume_clock,
  recall: m.happened_recall,
  confirm_recall: m.happened_confirm_recall,
  answer_recall: m.happened_answer_recall,
  reopen: m.happened_reopen,
  clock_passed: m.happened_clock_passed,
  clocks_recomputed: m.happened_clocks_recomputed,
  purge: m.happened_purge,
};
