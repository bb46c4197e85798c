import { describe, expect, it } from '@jest/globals';
import { STATES } from '../referral/state.js';
import { clockFaults, demandedClocks, type ClockDemand } from './demanded-clocks.js';

const of = (change: Partial<ClockDemand>): ClockDemand => ({
  state: 'submitted', consented: true, feedbackConsented: true, submitted: true, attempted: false, reached: false, attemptRuleMet: false,
  highRisk: false, protects: false, courtApplied: false, courtDecided: false, running: [], ...change,
});

describe('the clocks that the chain demands', () => {
  it.each([
    [of({ state: 'draft', submitted: false }), ['transfer', 'retention']],
    [of({ state: 'draft', submitted: false, consented: false }), ['retention']],
    [of({}), ['acknowledge', 'first_attempt']],
    [of({ protects: true, highRisk: true }), ['acknowledge', 'first_attempt', 'contact_in_protection', 'measure_end', 'high_risk']],
    [of({ state: 'returned', attempted: true }), ['clarify']],
    [of({ state: 'declined' }), ['first_attempt', 'reroute']],
    [of({ state: 'accepted', protects: true, courtApplied: true }), ['first_attempt', 'contact_in_protection', 'attempt_series', 'measure_extended']],
    [of({ state: 'contacting', attempted: true, attemptRuleMet: true }), []],
    [of({ state: 'reached', attempted: true, reached: true, protects: true, courtApplied: true, courtDecided: true }), ['feedback']],
    [of({ state: 'closed', protects: true, highRisk: true }), ['retention']],
    [of({ state: 'purged' }), []],
  ])('of %j', (demand, kinds) => expect(demandedClocks(demand)).toEqual(kinds));

  it('run: nothing is wrong where exactly they do, whatever else of an open referral runs too', () => {
    for (const state of STATES) {
      const demand = of({ state });
      expect(clockFaults({ ...demand, running: demandedClocks(demand) })).toEqual([]);
    }
    expect(clockFaults(of({ state: 'declined', running: ['first_attempt', 'reroute', 'measure_end'] }))).toEqual([]);
  });

  it('are missed by name, and either half of the high-risk clock counts', () => {
    expect(clockFaults(of({ running: ['acknowledge'], highRisk: true }))).toEqual([
      { code: 'clock_missing', kind: 'first_attempt' },
      { code: 'clock_missing', kind: 'high_risk' },
    ]);
    expect(clockFaults(of({ running: ['acknowledge', 'first_attempt', 'high_risk_attempt'], highRisk: true }))).toEqual([]);
  });

  it('do not outlive the referral, and none runs twice', () => {
    expect(clockFaults(of({ state: 'closed', running: ['retention', 'first_attempt'] }))).toEqual([{ code: 'clock_left_running', kind: 'first_attempt' }]);
    expect(clockFaults(of({ state: 'purged', running: ['retention'] }))).toEqual([{ code: 'clock_left_running', kind: 'retention' }]);
    expect(clockFaults(of({ running: ['acknowledge', 'acknowledge', 'first_attempt'] }))).toEqual([{ code: 'clock_doubled', kind: 'acknowledge' }]);
  });
});
