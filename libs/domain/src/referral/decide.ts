import type { Role } from '../organisation/organisation.js';
import type { EffectName } from './effect.js';
import { EVENTS, type EventName } from './event.js';
import { GUARDS, STATE_GUARDS, type Facts, type GuardName } from './facts.js';
import { CREATION, MACHINE } from './referral.machine.js';
import type { RefusalCode } from './refusal.js';
import type { State } from './state.js';
import type { Transition } from './transition.js';

/** Where an event leads and what follows, or the one reason why not. */
export type Decision =
  | { readonly ok: true; readonly to: State; readonly effects: readonly EffectName[] }
  | { readonly ok: false; readonly refusal: RefusalCode };

const TABLE: Readonly<Record<State, Partial<Record<EventName, Transition>>>> = MACHINE;

/** The row of the table for an event in a state (`null`: before the referral exists), if the chain has one. */
export function transitionFor(state: State | null, event: EventName): Transition | undefined {
  if (state === null) return event === 'create' ? CREATION : undefined;
  return TABLE[state][event];
}

/**
 * Decides one event, purely from the table: is it possible from here, may this role cause it, does every guard hold.
 * `state` is `null` before the referral exists; then only `create` is possible.
 *
 * Effects come in the order in which they are to be done, with the conditional ones resolved.
 * Example: a counsellor who accepts a second after a colleague finds the state `accepted` and reads `not_from_here`.
 */
export function decide(state: State | null, event: EventName, role: Role, facts: Facts): Decision {
  const row = transitionFor(state, event);
  if (row === undefined) return { ok: false, refusal: 'not_from_here' };
  if (!row.by.includes(role)) return { ok: false, refusal: 'not_your_role' };
  const failed = row.when.find((guard) => !facts[guard]);
  if (failed !== undefined) return { ok: false, refusal: GUARDS[failed] };
  return { ok: true, to: targetOf(row, facts), effects: effectsOf(row, facts) };
}

/**
 * The events a button may offer this role now, in the order of the chain. Consulted are state, role and `STATE_GUARDS`; the
 * guards that depend on what the user enters are not, so an offered event can still be refused, and says why.
 */
export function allowedEvents(state: State, role: Role, facts: Facts): EventName[] {
  return EVENTS.filter((event) => {
    const row = TABLE[state][event];
    return row !== undefined && row.by.includes(role) && row.when.every((guard) => !isStateGuard(guard) || facts[guard]);
  });
}

/** The roles that may cause an event in at least one state: the source of the write rights. */
export function rolesFor(event: EventName): ReadonlySet<Role> {
  const rows: (Transition | undefined)[] = [transitionFor(null, event), ...Object.values(TABLE).map((row) => row[event])];
  return new Set(rows.flatMap((row) => row?.by ?? []));
}

function isStateGuard(guard: GuardName): boolean {
  return (STATE_GUARDS as readonly GuardName[]).includes(guard);
}

function targetOf(row: Transition, facts: Facts): State {
  if (typeof row.to === 'string') return row.to;
  return facts[row.to.fact] ? row.to.yes : row.to.no;
}

function effectsOf(row: Transition, facts: Facts): EffectName[] {
  return row.then.flatMap((step) => {
    if (typeof step === 'string') return [step];
    const holds = 'given' in step ? facts[step.given] : !facts[step.unless];
    return holds ? [...step.then] : [];
  });
}
