import type { AssignmentRow, ClockRow } from '#persistence';
import { originOf, toldAlong } from './clock-line.js';

const at = (hour: number): Date => new Date(Date.UTC(2027, 2, 2, hour));
const held = (centreId: string, from: number, accepted: number | null, until: number | null): AssignmentRow =>
  ({ centre_id: centreId, assigned_at: at(from), accepted_at: accepted && at(accepted), ended_at: until && at(until) }) as AssignmentRow;
const row = (id: string, replaces: string | null, rungs: readonly string[], fired: number): ClockRow =>
  ({ id, replaces, ladder: rungs.map((rung) => ({ rung })), next_rung: fired }) as unknown as ClockRow;
const CLIMB = ['warning_1', 'breach', 'escalation_2', 'escalation_3'];

describe('the centre that a clock was agreed with', () => {
  const assignments = [held('first', 8, null, 10), held('second', 12, 14, null)];

  test('held the referral at its start, or has just let it go', () => {
    expect(originOf({ kind: 'first_attempt', started_at: at(8) }, assignments)).toEqual({ centreId: 'first', on: at(8) });
    expect(originOf({ kind: 'reroute', started_at: at(10) }, assignments)).toEqual({ centreId: 'first', on: at(10) });
  });

  test('is nobody for what began in a draft', () => {
    expect(originOf({ kind: 'high_risk', started_at: at(7) }, assignments)).toBeNull();
  });

  test('is the one that accepted for the attempt that high risk demands, on the day it accepted', () => {
    for (const flagged of [7, 9, 11, 13]) {
      expect(originOf({ kind: 'high_risk_attempt', started_at: at(flagged) }, assignments)).toEqual({ centreId: 'second', on: at(14) });
    }
    expect(originOf({ kind: 'high_risk_attempt', started_at: at(15) }, assignments)).toEqual({ centreId: 'second', on: at(15) });
  });
});

describe('what a clock has told', () => {
  test('includes what the rows before it told', () => {
    const rows = [row('a', null, CLIMB, 2), row('b', 'a', ['escalation_2', 'escalation_3'], 0)];
    expect(toldAlong(rows[1] as ClockRow, rows, [])).toEqual(['warning_1', 'breach']);
  });

  test('ends where a rung was put ahead again', () => {
    const rows = [row('a', null, CLIMB, 2), row('b', 'a', ['breach', 'escalation_2', 'escalation_3'], 0), row('c', 'b', ['breach', 'escalation_2', 'escalation_3'], 0)];
    expect(toldAlong(rows[2] as ClockRow, rows, [])).toEqual(['warning_1']);
  });
});
