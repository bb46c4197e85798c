import type { ClockKind, Rung } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { Labels } from './label-of';

/** Clocks and their rungs: a code without a message does not compile. */
export const CLOCK_LABELS: Labels<ClockKind> = {
  transfer: m.clock_transfer,
  acknowledge: m.clock_acknowledge,
  first_attempt: m.clock_first_attempt,
  contact_in_protection: m.clock_contact_in_protection,
  attempt_series: m.clock_attempt_series,
  measure_end: m.clock_measure_end,
  measure_extended: m.clock_measure_extended,
  clarify: m.clock_clarify,
  reroute: m.clock_reroute,
  high_risk: m.clock_high_risk,
  high_risk_attempt: m.clock_high_risk_attempt,
  retention: m.clock_retention,
  feedback: m.clock_feedback,
};

/** Clocks and their rungs: a code without a message does not compile. */
export const RUNG_LABELS: Labels<Rung> = {
  warning_1: m.rung_warning_1,
  warning_2: m.rung_warning_2,
  warning_3: m.rung_warning_3,
  warning_4: m.rung_warning_4,
  breach: m.rung_breach,
  escalation_2: m.rung_escalation_2,
  escalation_3: m.rung_escalation_3,
};
