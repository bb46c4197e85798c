import { randomUUID } from 'node:crypto';
import type { InputEventName } from '#referrals';
import { aNewReferral, CENTRES } from './chain.js';

const AT = '2027-03-02T09:00:00Z';
const { contact, consent } = aNewReferral();

/** One acceptable body for each event; a new event does not compile until it has one. */
export const EVENT_BODIES: Readonly<Record<InputEventName, object>> = {
  submit: { centreId: CENTRES.koeln.id },
  accept: { conflictOfInterest: false },
  undo_accept: {},
  decline: { reason: 'capacity', suggestedCentreId: null },
  reassign: { centreId: CENTRES.domstadt.id, consent },
  return: { reason: 'wrong_number' },
  correct: { contact, consent: null },
  record_attempt: { channel: 'phone', at: AT, result: 'no_answer', contactVersion: 1, overrideReason: null },
  record_reached: { result: 'counselled_now', at: AT },
  forward: { centreId: CENTRES.domstadt.id, reason: 'specialist', consent },
  close: { outcome: 'counselled' },
  close_unplaced: {},
  withdraw_consent: { heardBy: 'phone', heardAt: AT },
  withdraw: { reason: 'error' },
  supplement: { contact: { core: contact.core } },
  update_contact: { phones: contact.core.phones },
  update_measure: { change: 'checked', on: '2027-03-02' },
  assign_counsellor: { userId: randomUUID(), until: null },
  pause_clock: { clock: 'attempt_series', reason: 'interpreter_pending', until: '2027-03-03T09:00:00Z' },
  resume_clock: { clock: 'attempt_series' },
  recall: { reason: 'error' },
  confirm_recall: {},
  answer_recall: { answer: 'already_in_contact' },
  reopen: {},
};
