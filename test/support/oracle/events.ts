import type { OracleCentre, OracleClock } from './clock-table.js';
import type { Minute } from './timeline.js';

/** A consent as far as clocks depend on it: when it was given, and whether risk and feedback are covered. */
export interface OracleConsent {
  readonly givenAt: Minute;
  readonly feedback: boolean;
  readonly risk: boolean;
  readonly scope: 'named_centre' | 'other_suitable';
}

/** A protection measure by what is known of it; days as 'YYYY-MM-DD'. */
export interface OracleMeasure {
  readonly orderedAt: Minute;
  readonly lastDay: string;
  readonly applied?: string;
  readonly decided?: string;
  readonly lifted?: string;
}

export type OracleMeasureChange = 'court_applied' | 'court_decided' | 'shortened' | 'lifted' | 'checked';

/** What happens to a referral, in the oracle's own words. */
export type OracleEvent =
  | {
      readonly event: 'create';
      readonly centre: OracleCentre;
      readonly consent: OracleConsent | null;
      readonly measure: OracleMeasure | null;
      readonly highRisk: boolean;
      /** The person allows a letter. */
      readonly letter: boolean;
    }
  | {
      readonly event: 'submit';
      readonly centre: OracleCentre;
      readonly consent: OracleConsent | null;
      readonly measure: OracleMeasure | null;
      readonly highRisk: boolean;
      /** In the same request as the creation. */
      readonly atOnce: boolean;
    }
  | { readonly event: 'correct' | 'supplement'; readonly measure: OracleMeasure | null; readonly highRisk: boolean }
  | { readonly event: 'reassign' | 'forward'; readonly centre: OracleCentre }
  | { readonly event: 'attempt'; readonly at: Minute; readonly counts: boolean; readonly letter: boolean }
  | { readonly event: 'reached'; readonly at: Minute }
  | { readonly event: 'close'; readonly outcome: string }
  | { readonly event: 'measure'; readonly change: OracleMeasureChange; readonly on: string }
  | { readonly event: 'pause'; readonly clock: OracleClock; readonly until: Minute }
  | { readonly event: 'resume'; readonly clock: OracleClock }
  | { readonly event: 'accept' | 'decline' | 'return' | 'close_unplaced' | 'withdraw_consent' | 'withdraw' | 'recall' | 'confirm_recall' | 'reopen' }
  /** In the minute of the acceptance. */
  | { readonly event: 'undo_accept' };

/** One line of a history. */
export interface Move {
  readonly at: Minute;
  readonly does: OracleEvent;
}
