import type { OracleRule, OracleSpan } from './due.js';
import type { Hours } from './timeline.js';

/** The table of clocks of the chain, written down a second time by hand; C11 has two halves. */
export type OracleClock =
  | 'transfer' | 'acknowledge' | 'first_attempt' | 'contact_in_protection' | 'attempt_series' | 'measure_end' | 'measure_extended'
  | 'clarify' | 'reroute' | 'high_risk' | 'high_risk_attempt' | 'retention' | 'feedback';

/** What an agreement settles, under the names that its entry has. Whatever chain.md leaves to configuration is data here. */
export interface OracleTerms {
  readonly transfer: OracleRule;
  readonly acknowledge: OracleRule;
  readonly firstAttempt: OracleSpan;
  readonly attemptSeries: OracleSpan;
  readonly clarify: OracleRule;
  readonly reroute: OracleSpan;
  readonly rerouteHighRisk: OracleSpan;
  readonly highRiskAccept: OracleSpan;
  readonly highRiskAttempt: OracleSpan;
  readonly feedback: OracleSpan;
  /** From when the clocks that wait for a centre count if it is closed at their start. */
  readonly outsideHours: 'at_once' | 'from_opening';
  readonly escalation: { readonly acknowledge: Steps; readonly firstAttempt: Steps };
  readonly telLocalCoordinator: boolean;
  readonly pauseCapHours: number;
}

export interface Steps {
  readonly second: OracleSpan;
  readonly third: OracleSpan;
}

/** A centre as the oracle knows it before any edit of the registry; `name` stands for it in what is compared. */
export interface OracleCentre {
  readonly name: string;
  readonly id: string;
  readonly hours: Hours;
  readonly terms: OracleTerms;
}

const EH = (amount: number) => ({ amount, unit: 'EH' }) as const;
const CD = (amount: number) => ({ amount, unit: 'CD' }) as const;
const climbing: Steps = { second: EH(4), third: EH(24) };

/** The column "default" of chain.md; the distances of the escalations and the cap of a pause are those of the default agreement. */
export const DEFAULT_TERMS: OracleTerms = {
  transfer: EH(12), acknowledge: 'end_of_next_AT', firstAttempt: EH(72), attemptSeries: CD(7), clarify: EH(8), reroute: EH(4), rerouteHighRisk: EH(1),
  highRiskAccept: EH(2), highRiskAttempt: CD(0), feedback: { amount: 5, unit: 'AT' }, outsideHours: 'at_once',
  escalation: { acknowledge: climbing, firstAttempt: climbing }, telLocalCoordinator: true, pauseCapHours: 72,
};

/** The same for a centre that works on all 365 days. */
export const DAILY_TERMS: OracleTerms = { ...DEFAULT_TERMS, acknowledge: EH(24), firstAttempt: EH(24) };

/** How long data are kept after an ending (domain.md 6 and the defaults beside it). */
export const KEPT: Readonly<Record<string, OracleRule>> = {
  draft: EH(72), withdrawn: EH(24), consent_withdrawn: EH(24), duplicate: EH(24), declined_by_person: CD(7), already_supported: CD(7), wrong_data: CD(7),
  not_reached: CD(30), counselled: CD(30), appointment: CD(30), onward: CD(30), unsafe_to_contact: CD(30), not_placeable: CD(30), other: CD(30),
};

/** How long the first measure lasts and how much longer an application makes it, in days (§ 34a PolG NRW). */
export const EXTENSION_DAYS = 10;

/** A warning: a share of the elapsed time, a share of the days, so many days before the last day, the last day on which the court's counter is open. */
export type OracleWarning = { readonly of: readonly [number, number] } | { readonly ofDays: readonly [number, number] } | { readonly before: number } | 'court';

export interface OracleRow {
  readonly warnings: readonly OracleWarning[];
  readonly warns: readonly string[];
  readonly passes: readonly string[];
  readonly climbs?: keyof OracleTerms['escalation'];
}

const HALF: readonly OracleWarning[] = [{ of: [1, 2] }];
const HALF_AND_FOUR_FIFTHS: readonly OracleWarning[] = [...HALF, { of: [4, 5] }];
const DAYS_BEFORE: readonly OracleWarning[] = [{ before: 5 }, { before: 3 }, { before: 1 }];
const CENTRE = ['centre:counsellor', 'centre:centre_lead'];
const BOTH_LEADS = ['centre:centre_lead', 'police:police_lead'];
const WHO_WATCHES_MEASURE = ['centre:counsellor', 'police:victim_protection'];

/** The columns "warns" and "when it passes" of chain.md; whom a warning tells is the role that must act. */
export const CLOCK_TABLE: Readonly<Record<OracleClock, OracleRow>> = {
  transfer: { warnings: HALF, warns: ['police:officer'], passes: ['police:officer', 'police:victim_protection'] },
  acknowledge: { warnings: HALF_AND_FOUR_FIFTHS, warns: CENTRE, passes: ['centre:centre_lead'], climbs: 'acknowledge' },
  first_attempt: { warnings: HALF_AND_FOUR_FIFTHS, warns: CENTRE, passes: ['centre:centre_lead'], climbs: 'firstAttempt' },
  contact_in_protection: { warnings: DAYS_BEFORE, warns: ['centre:counsellor'], passes: CENTRE },
  attempt_series: { warnings: [{ ofDays: [4, 7] }], warns: ['centre:counsellor'], passes: CENTRE },
  measure_end: { warnings: [...DAYS_BEFORE, 'court'], warns: WHO_WATCHES_MEASURE, passes: WHO_WATCHES_MEASURE },
  measure_extended: { warnings: [{ before: 3 }, { before: 1 }], warns: WHO_WATCHES_MEASURE, passes: WHO_WATCHES_MEASURE },
  clarify: { warnings: HALF, warns: ['police:officer', 'police:victim_protection'], passes: ['police:police_lead'] },
  reroute: { warnings: HALF, warns: ['police:victim_protection'], passes: ['police:police_lead', 'network:local_coordinator'] },
  high_risk: { warnings: HALF, warns: CENTRE, passes: BOTH_LEADS },
  high_risk_attempt: { warnings: HALF, warns: CENTRE, passes: BOTH_LEADS },
  retention: { warnings: [], warns: [], passes: ['operator:admin'] },
  feedback: { warnings: [], warns: [], passes: [] },
};

/** A pause never applies to the clocks of the measure, of the law of deletion, or of an answer that one organisation owes another. */
export const PAUSABLE: readonly OracleClock[] = ['first_attempt', 'attempt_series', 'high_risk_attempt', 'feedback'];

/** The clocks that wait for the centre, for which opening hours may decide when the counting begins. */
export const WAITS_FOR_CENTRE: readonly OracleClock[] = ['acknowledge', 'first_attempt', 'attempt_series'];

/** The clocks whose end the law or the protection of data fixes: no edit moves it. */
export const OF_MEASURE: readonly OracleClock[] = ['measure_end', 'measure_extended', 'contact_in_protection'];
