import type { State } from '../referral/state.js';
import type { ClockKind } from './clock-kinds.js';

/** What of a referral decides which clocks must run. Instants are facts of its history; `protects`: a measure that is not lifted and has not ended. */
export interface ClockDemand {
  readonly state: State;
  readonly consented: boolean;
  readonly feedbackConsented: boolean;
  readonly submitted: boolean;
  readonly attempted: boolean;
  readonly reached: boolean;
  readonly attemptRuleMet: boolean;
  readonly highRisk: boolean;
  readonly protects: boolean;
  readonly courtApplied: boolean;
  readonly courtDecided: boolean;
  readonly running: readonly ClockKind[];
}

/** A promise about clocks that does not hold: one is missing, runs where none may, or runs twice. */
export interface ClockFault {
  readonly code: 'clock_missing' | 'clock_left_running' | 'clock_doubled';
  readonly kind: ClockKind;
}

const OPEN: readonly State[] = ['draft', 'submitted', 'returned', 'declined', 'accepted', 'contacting', 'reached'];

/** The clocks that the chain's table demands of a referral in this situation; of C11 either half, named by the first. */
export function demandedClocks(of: ClockDemand): readonly ClockKind[] {
  const is = (...states: readonly State[]): boolean => states.includes(of.state);
  const open = OPEN.includes(of.state);
  const waits = open && of.submitted && !of.attempted;
  const demands: readonly (readonly [ClockKind, boolean])[] = [
    ['transfer', is('draft') && of.consented],
    ['acknowledge', is('submitted')],
    ['first_attempt', waits],
    ['contact_in_protection', open && of.protects && !of.reached],
    ['attempt_series', is('accepted', 'contacting') && !of.attemptRuleMet],
    ['measure_end', open && of.protects && !of.courtDecided && !of.courtApplied],
    ['measure_extended', open && of.protects && !of.courtDecided && of.courtApplied],
    ['clarify', is('returned')],
    ['reroute', is('declined')],
    ['high_risk', waits && of.highRisk],
    ['retention', is('draft', 'closed', 'withdrawn')],
    ['feedback', is('reached') && of.feedbackConsented],
  ];
  return demands.filter(([, demanded]) => demanded).map(([kind]) => kind);
}

/** Everything that is wrong with the clocks of a referral; empty when every promise holds. */
export function clockFaults(of: ClockDemand): readonly ClockFault[] {
  const has = (kind: ClockKind): boolean => of.running.includes(kind) || (kind === 'high_risk' && of.running.includes('high_risk_attempt'));
  const missing = demandedClocks(of).filter((kind) => !has(kind));
  const left = OPEN.includes(of.state) ? [] : of.running.filter((kind) => kind !== 'retention' || of.state === 'purged');
  const doubled = of.running.filter((kind, index) => of.running.indexOf(kind) !== index);
  return [
    ...missing.map((kind) => ({ code: 'clock_missing', kind }) as const),
    ...left.map((kind) => ({ code: 'clock_left_running', kind }) as const),
    ...doubled.map((kind) => ({ code: 'clock_doubled', kind }) as const),
  ];
}
