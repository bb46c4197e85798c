import { CLOCK_TABLE, type OracleClock, type OracleTerms, type OracleWarning } from './clock-table.js';
import { dueMinute, type OracleRule } from './due.js';
import type { Minute, OpenMinutes, Timeline } from './timeline.js';

/** A rung that has not fired. `due` in whole seconds since 1970: a share of minutes may lie between two of them. */
export interface OracleRung {
  readonly rung: string;
  readonly due: number;
  readonly tells: readonly string[];
}

export interface LadderQuestion {
  readonly kind: OracleClock;
  /** The rule of the clock; null for the clocks of the measure, which follow days. */
  readonly rule: OracleRule | null;
  readonly startedAt: Minute;
  readonly dueAt: Minute;
  /** The event: whoever enters late gets no warnings of the past. */
  readonly enteredAt: Minute;
  readonly terms: OracleTerms;
  readonly open: OpenMinutes | null;
}

/** The rungs of a clock by the table of the chain. */
export function ladder(question: LadderQuestion, timeline: Timeline): readonly OracleRung[] {
  const { kind, dueAt, enteredAt, terms, open } = question;
  const row = CLOCK_TABLE[kind];
  const warnings = row.warnings
    .map((warning, index) => ({ rung: `warning_${index + 1}`, due: warned(warning, question, timeline), tells: row.warns }))
    .filter(({ due }) => due > enteredAt * 60 && due < dueAt * 60)
    // One message for one instant: the court's counter is the better reason.
    .filter(({ due }, index, all) => !all.slice(index + 1).some((later) => later.due === due));
  const steps = row.climbs === undefined ? null : terms.escalation[row.climbs];
  const climbing = steps === null ? [] : [
    { rung: 'escalation_2', due: dueMinute(steps.second, dueAt, timeline, open) * 60, tells: ['police:victim_protection'] },
    { rung: 'escalation_3', due: dueMinute(steps.third, dueAt, timeline, open) * 60, tells: ['network:local_coordinator'] },
  ];
  return [...warnings, { rung: 'breach', due: dueAt * 60, tells: row.passes }, ...climbing]
    .map((rung) => ({ ...rung, tells: withoutNetwork(rung.tells, terms) }))
    .sort((a, b) => a.due - b.due);
}

function withoutNetwork(tells: readonly string[], { telLocalCoordinator }: OracleTerms): readonly string[] {
  return telLocalCoordinator ? tells : [...new Set(tells.map((one) => (one === 'network:local_coordinator' ? 'police:police_lead' : one)))];
}

function warned(warning: OracleWarning, { rule, startedAt, dueAt }: LadderQuestion, timeline: Timeline): number {
  const lastDay = timeline.dayOf(dueAt - 1);
  const morning = (day: number): number => timeline.minuteOn(day, '08:00') * 60;
  if (warning === 'court') {
    let day = lastDay;
    while (!timeline.counts(day, 'AT')) day -= 1;
    return morning(day);
  }
  if ('before' in warning) return morning(lastDay - warning.before);
  if ('ofDays' in warning && rule !== null && rule !== 'end_of_next_AT' && rule.unit === 'CD') {
    return morning(timeline.dayOf(startedAt) + Math.round((rule.amount * warning.ofDays[0]) / warning.ofDays[1]));
  }
  const [numerator, denominator] = 'of' in warning ? warning.of : warning.ofDays;
  return startedAt * 60 + Math.ceil(((dueAt - startedAt) * 60 * numerator) / denominator);
}
