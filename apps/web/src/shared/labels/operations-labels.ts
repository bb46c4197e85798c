import type { RecomputationReason } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { Labels } from './label-of';

/** What asks the operator to do something, as a sentence that says what. */
export const ALARM_LABELS: Labels<string> = {
  rung_overdue: m.alarm_rung_overdue,
  no_worker: m.alarm_no_worker,
  worker_away: m.alarm_worker_away,
  queue_away: m.alarm_queue_away,
  check_missing: m.alarm_check_missing,
  check_violations: m.alarm_check_violations,
  dead_letters: m.alarm_dead_letters,
};

/** What can change in the registry so that clocks move. */
export const REGISTRY_LABELS: Labels<RecomputationReason> = {
  calendar: m.registry_calendar,
  closure: m.registry_closure,
  agreement: m.registry_agreement,
  opening_hours: m.registry_opening_hours,
};

/** What the nightly check can find. */
export const VIOLATION_LABELS: Labels<string> = {
  clock_missing: m.violation_clock_missing,
  clock_left_running: m.violation_clock_left_running,
  clock_doubled: m.violation_clock_doubled,
  rung_unfired: m.violation_rung_unfired,
};
