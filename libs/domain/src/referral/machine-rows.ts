import type { Role } from '../organisation/organisation.js';
import { EVENTS, type EventName } from './event.js';
import type { GuardName } from './facts.js';
import { transitionFor } from './decide.js';
import { STATES, type State } from './state.js';
import type { Transition } from './transition.js';

/** One line of the table for documents: a chosen target gives two lines, each with the condition under which it holds. */
export interface MachineRow {
  readonly from: State | null;
  readonly event: EventName;
  readonly to: State;
  /** '' or the condition of this target, e.g. `centreHadAccepted`, `not centreHadAccepted`. */
  readonly provided: string;
  readonly by: readonly Role[];
  readonly when: readonly GuardName[];
  /** Effects in order; a conditional one reads `start_high_risk (if raisesHighRisk)`. */
  readonly then: readonly string[];
}

/** The whole chain as a flat list, creation first, then by state and event in the order of the chain. */
export function machineRows(): MachineRow[] {
  const origins: readonly (State | null)[] = [null, ...STATES];
  return origins.flatMap((from) =>
    EVENTS.flatMap((event) => {
      const row = transitionFor(from, event);
      return row === undefined ? [] : rowsOf(from, event, row);
    }),
  );
}

function rowsOf(from: State | null, event: EventName, row: Transition): MachineRow[] {
  const then = row.then.flatMap((step) => {
    if (typeof step === 'string') return [step];
    const condition = 'given' in step ? `if ${step.given}` : `unless ${step.unless}`;
    return step.then.map((effect) => `${effect} (${condition})`);
  });
  const line = { from, event, by: row.by, when: row.when, then };
  if (typeof row.to === 'string') return [{ ...line, to: row.to, provided: '' }];
  return [
    { ...line, to: row.to.yes, provided: row.to.fact },
    { ...line, to: row.to.no, provided: `not ${row.to.fact}` },
  ];
}
