import type { OracleTerms } from './clock-table.js';
import type { Dice } from './dice.js';
import type { OracleRule, OracleSpan } from './due.js';

const rule = (dice: Dice, ...choices: readonly (readonly [number, OracleSpan['unit']])[]): OracleSpan => {
  const [amount, unit] = dice.one(choices);
  return { amount, unit };
};

/** An agreement that uses every unit. */
export function anyTerms(dice: Dice): OracleTerms {
  const steps = () => dice.one([
    { second: rule(dice, [4, 'EH']), third: rule(dice, [24, 'EH']) },
    { second: rule(dice, [0.5, 'EH']), third: rule(dice, [0.5, 'EH'], [1, 'CD']) },
    { second: rule(dice, [1, 'AT']), third: rule(dice, [2, 'AT'], [3, 'WT']) },
    { second: rule(dice, [1, 'AT']), third: rule(dice, [24, 'EH']) },
    { second: rule(dice, [2, 'OH']), third: rule(dice, [9, 'OH']) },
  ]);
  const acknowledge: OracleRule = dice.chance(0.3) ? 'end_of_next_AT' : rule(dice, [24, 'EH'], [7.5, 'EH'], [8, 'OH'], [1, 'WT'], [2, 'AT'], [1, 'CD']);
  const clarify: OracleRule = dice.chance(0.3) ? 'end_of_next_AT' : rule(dice, [8, 'EH'], [8, 'OH'], [1, 'CD']);
  return {
    transfer: rule(dice, [12, 'EH'], [6, 'EH'], [1, 'CD']), acknowledge, clarify,
    firstAttempt: rule(dice, [24, 'EH'], [72, 'EH'], [16, 'OH'], [3, 'WT'], [2, 'AT'], [2, 'CD']),
    attemptSeries: rule(dice, [7, 'CD'], [10, 'CD'], [5, 'AT'], [96, 'EH']),
    reroute: rule(dice, [4, 'EH'], [3, 'OH']), rerouteHighRisk: rule(dice, [1, 'EH'], [0.25, 'EH']),
    highRiskAccept: rule(dice, [2, 'EH'], [1.5, 'EH']), highRiskAttempt: rule(dice, [0, 'CD'], [12, 'EH'], [1, 'CD']),
    feedback: rule(dice, [5, 'AT'], [3, 'WT'], [7, 'CD']),
    outsideHours: dice.one(['at_once', 'from_opening']), escalation: { acknowledge: steps(), firstAttempt: steps() }, telLocalCoordinator: dice.chance(0.7), pauseCapHours: dice.one([72, 24, 8]),
  };
}
