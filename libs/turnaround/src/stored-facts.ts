import type { DeclineReason, Outcome, ReachedResult, ReferralFacts } from '#domain';
import type { TurnaroundFactRow } from '#persistence';

/** A stored version in the domain's words. */
export const toFacts = (row: TurnaroundFactRow): ReferralFacts => ({
  submittedAt: row.submitted_at,
  consentAt: row.consent_at,
  centreId: row.centre_id,
  answeredAt: row.answered_at,
  declinedAt: row.declined_at,
  declineReason: row.decline_reason as DeclineReason | null,
  reroutedAt: row.rerouted_at,
  firstAttemptAt: row.first_attempt_at,
  reachedAt: row.reached_at,
  reachedResult: row.reached_result as ReachedResult | null,
  measureUntil: row.measure_until,
  closedAt: row.closed_at,
  outcome: row.outcome as Outcome | null,
  withdrawn: row.withdrawn,
});

/** The versions that were known at an instant, of referrals submitted in a span: parameters from, until, as of. */
export const FACTS_AS_OF = `
  select * from turnaround_fact
  where submitted_at >= $1 and submitted_at < $2 and recorded_from <= $3 and (recorded_until is null or recorded_until > $3)`;
