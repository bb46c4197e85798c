import type { ClockKind } from '../clock/clock-kinds.js';

/** The clocks as the table names them: C11 is one clock there, of whose two halves only one runs at a time. */
export type TableClock = Exclude<ClockKind, 'high_risk_attempt'>;

/**
 * What an event does besides changing the state: one name, one method of the service, all in the event's transaction.
 *
 * - `store_contact`: a new version of contact data and flags, consented field groups only; `store_centre_contact`: the same in
 *   the centre's compartment, which the police never read.
 * - `store_consent`: appends a consent version, a withdrawal too.
 * - `assign`: gives the referral to the centre named in the data and wraps the key for it (after a move without older contact
 *   versions); `end_assignment`: the centre loses the contact data at once.
 * - `undo_acceptance`: the centre has not accepted after all. Clocks that the acceptance had ended go on as if it had not been; what the police
 *   lose after an acceptance they lose all the same.
 * - `limit_police_access`: sets when the police lose the plaintext; a second acceptance does not prolong it.
 * - `lock_contact`: nobody reads contact data any more. `shred_contact`: its key is destroyed.
 * - `keep_tombstone`: reduces the row to what statistics may keep.
 * - `freeze_phone`: no more calls until a safe channel is known. `unfreeze_phone`: it is known now.
 * - `clear_outcome`: a reopened referral has no result yet. What the centre owes is watched again: clocks that the closing ended go on
 *   as if it had not been, only the series of attempts begins anew.
 * - `release_feedback`: the result code becomes visible to the police.
 * - `escalate`: records the rung that fired with its lateness and tells whom the clock's ladder names.
 * - `recompute_clocks`: each running clock that a change of calendar, closure or agreement touches is settled and replaced by one computed anew.
 * - `start_<clock>`: writes the clock's row; one of the kind still running is settled and replaced (its due instant never changes).
 *   `start_high_risk` watches for acceptance, and in a referral already accepted for the next attempt, from the flag on (the
 *   clock `high_risk_attempt`); `settle_high_risk` ends either. Of `start_measure_end` and
 *   `start_measure_extended` only the one that applies starts, with the last day now valid.
 * - `settle_<clock>`: ends it if it runs, else does nothing. `settle_all`: every running clock.
 */
export const EFFECTS = [
  'store_contact',
  'store_centre_contact',
  'store_consent',
  'assign',
  'end_assignment',
  'assign_counsellor',
  'limit_police_access',
  'undo_acceptance',
  'lock_contact',
  'shred_contact',
  'keep_tombstone',
  'record_attempt',
  'record_reached',
  'record_measure',
  'freeze_phone',
  'unfreeze_phone',
  'set_outcome',
  'clear_outcome',
  'release_feedback',
  'open_recall',
  'answer_recall',
  'pause_clock',
  'resume_clock',
  'escalate',
  'recompute_clocks',
  'notify_centre',
  'notify_police',
  'notify_coordination',
  'settle_all',
] as const;
export type EffectName = (typeof EFFECTS)[number] | `start_${TableClock}` | `settle_${TableClock}`;
