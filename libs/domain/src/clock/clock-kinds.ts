/**
 * The clocks of the chain (C1 to C13). A clock is a deadline of one referral, never a source of time.
 * `high_risk_attempt` is the second half of C11: from the high-risk flag to the first attempt.
 */
export const CLOCK_KINDS = [
  'transfer',
  'acknowledge',
  'first_attempt',
  'contact_in_protection',
  'attempt_series',
  'measure_end',
  'measure_extended',
  'clarify',
  'reroute',
  'high_risk',
  'high_risk_attempt',
  'retention',
  'feedback',
] as const;

/** The kind of a clock. */
export type ClockKind = (typeof CLOCK_KINDS)[number];

/** The clocks that follow from the protection measure itself; the agreement has no say in them. */
export const MEASURE_CLOCK_KINDS = ['contact_in_protection', 'measure_end', 'measure_extended'] as const satisfies readonly ClockKind[];
export type MeasureClockKind = (typeof MEASURE_CLOCK_KINDS)[number];
