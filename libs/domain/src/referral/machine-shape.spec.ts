import { describe, expect, it } from '@jest/globals';
import { CLOCK_KINDS } from '../clock/clock-kinds.js';
import { EFFECTS, type EffectName, type TableClock } from './effect.js';
import type { EventName } from './event.js';
import { CREATION, MACHINE } from './referral.machine.js';
import { STATES, type State } from './state.js';
import type { Transition } from './transition.js';

type Machine = Readonly<Record<State, Partial<Record<EventName, Transition>>>>;
interface Row extends Transition {
  readonly event: EventName;
}

const TABLE_CLOCKS = CLOCK_KINDS.filter((kind): kind is TableClock => kind !== 'high_risk_attempt');

const rowsOf = (machine: Machine): Row[] => [
  { event: 'create', ...CREATION },
  ...Object.values(machine).flatMap((row) =>
    Object.entries(row).map(([event, transition]) => ({ event: event as EventName, ...transition })),
  ),
];
const targetsOf = (row: Transition): State[] => (typeof row.to === 'string' ? [row.to] : [row.to.yes, row.to.no]);
const effectsOf = (row: Transition): EffectName[] => row.then.flatMap((step) => (typeof step === 'string' ? [step] : [...step.then]));

/** States that no path from the creation reaches. */
function unreachable(machine: Machine): State[] {
  const seen = new Set<State>();
  const open: State[] = ['draft'];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    if (seen.has(state)) continue;
    seen.add(state);
    open.push(...Object.values(machine[state]).flatMap(targetsOf));
  }
  return STATES.filter((state) => !seen.has(state));
}

/** States from which no path leads to `purged`: somebody's data would stay for ever. */
function deadEnds(machine: Machine): State[] {
  const ends = new Set<State>(['purged']);
  for (let size = 0; size !== ends.size;) {
    size = ends.size;
    for (const state of STATES)
      if (
        Object.values(machine[state])
          .flatMap(targetsOf)
          .some((to) => ends.has(to))
      )
        ends.add(state);
  }
  return STATES.filter((state) => !ends.has(state));
}

const eventsWith = (machine: Machine, effect: EffectName): EventName[] =>
  [
    ...new Set(
      rowsOf(machine)
        .filter((row) => effectsOf(row).includes(effect))
        .map((row) => row.event),
    ),
  ].sort();

/** Clocks of which one end is missing. */
function halfClocks(machine: Machine): TableClock[] {
  return TABLE_CLOCKS.filter((kind) =>
    ([`start_${kind}`, `settle_${kind}`] as const).some((effect) => eventsWith(machine, effect).length === 0),
  );
}

/** Rows that end a referral but leave clocks running, or start none for the retention. */
function openEndings(machine: Machine): EventName[] {
  return rowsOf(machine)
    .filter((row) => targetsOf(row).some((to) => to === 'closed' || to === 'withdrawn'))
    .filter((row) => !effectsOf(row).join(' ').includes('settle_all start_retention'))
    .map((row) => row.event);
}

const CLOCKS: Readonly<Record<TableClock, { readonly starts: readonly EventName[]; readonly settles: readonly EventName[] }>> = {
  transfer: { starts: ['create', 'submit'], settles: ['submit'] },
  acknowledge: { starts: ['correct', 'forward', 'reassign', 'submit', 'undo_accept'], settles: ['accept', 'decline', 'return'] },
  first_attempt: { starts: ['reopen', 'submit'], settles: ['record_attempt', 'record_reached'] },
  contact_in_protection: {
    starts: ['correct', 'create', 'reopen', 'submit', 'supplement', 'update_measure'],
    settles: ['record_reached', 'update_measure'],
  },
  attempt_series: { starts: ['accept', 'reopen'], settles: ['forward', 'record_attempt', 'record_reached', 'undo_accept'] },
  measure_end: { starts: ['correct', 'create', 'reopen', 'submit', 'supplement', 'update_measure'], settles: ['update_measure'] },
  measure_extended: { starts: ['reopen', 'update_measure'], settles: ['update_measure'] },
  clarify: { starts: ['return'], settles: ['correct'] },
  reroute: { starts: ['decline'], settles: ['reassign'] },
  high_risk: { starts: ['accept', 'correct', 'create', 'reopen', 'submit', 'supplement', 'undo_accept'], settles: ['accept', 'record_attempt', 'record_reached'] },
  retention: {
    starts: ['close', 'close_unplaced', 'confirm_recall', 'create', 'withdraw', 'withdraw_consent'],
    settles: ['reopen', 'submit'],
  },
  feedback: { starts: ['record_reached'], settles: ['forward'] },
};

describe('the shape of the chain', () => {
  it('reaches every state and leaves none but the tombstone', () => {
    expect(unreachable(MACHINE)).toEqual([]);
    expect(deadEnds(MACHINE)).toEqual([]);
    expect(Object.keys(MACHINE.purged)).toEqual([]);
  });

  it.each(TABLE_CLOCKS)('starts and settles the clock "%s" where the chain says so', (kind) => {
    expect({ starts: eventsWith(MACHINE, `start_${kind}`), settles: eventsWith(MACHINE, `settle_${kind}`) }).toEqual(CLOCKS[kind]);
  });

  it('settles every clock before the retention begins, whenever a referral ends', () => {
    expect(openEndings(MACHINE)).toEqual([]);
    expect(eventsWith(MACHINE, 'settle_all')).toEqual([
      'close',
      'close_unplaced',
      'confirm_recall',
      'purge',
      'withdraw',
      'withdraw_consent',
    ]);
    expect(halfClocks(MACHINE)).toEqual([]);
  });

  it('uses every effect', () => {
    expect(EFFECTS.filter((effect) => eventsWith(MACHINE, effect).length === 0)).toEqual([]);
  });

  it('takes access from the old centre before it gives it to the new one', () => {
    const forward = effectsOf(MACHINE.contacting.forward);
    expect(forward.indexOf('end_assignment')).toBeLessThan(forward.indexOf('assign'));
  });
});

describe('a chain with a planted fault', () => {
  const without = (state: State, ...events: EventName[]): Machine => {
    const kept = Object.entries(MACHINE[state]).filter(([event]) => !events.includes(event as EventName));
    return { ...MACHINE, [state]: Object.fromEntries(kept) };
  };

  it('is caught when a state cannot be reached', () => {
    const machine = { ...without('accepted', 'record_reached'), contacting: without('contacting', 'record_reached').contacting };
    expect(unreachable(machine)).toEqual(['reached']);
  });

  it('is caught when a state is a dead end', () => {
    expect(deadEnds(without('withdrawn', 'purge'))).toEqual(['withdrawn']);
  });

  it('is caught when a clock is never settled', () => {
    const correct: Transition = {
      ...MACHINE.returned.correct,
      then: MACHINE.returned.correct.then.filter((step) => step !== 'settle_clarify'),
    };
    expect(halfClocks({ ...MACHINE, returned: { ...MACHINE.returned, correct } })).toEqual(['clarify']);
  });

  it('is caught when an ending leaves clocks running', () => {
    const withdraw: Transition = { ...MACHINE.draft.withdraw, then: ['start_retention'] };
    expect(openEndings({ ...MACHINE, draft: { ...MACHINE.draft, withdraw } })).toEqual(['withdraw']);
  });
});
