import type { Role } from '../organisation/organisation.js';
import type { EffectName } from './effect.js';
import type { ChoiceFact, GuardName } from './facts.js';
import type { State } from './state.js';

/** A target chosen by one fact; both targets stand in the table. */
export interface Choice {
  readonly fact: ChoiceFact;
  readonly yes: State;
  readonly no: State;
}

/** Effects that happen only if a fact holds (`given`) or does not hold (`unless`). */
export type Conditional =
  | { readonly given: ChoiceFact; readonly then: readonly EffectName[] }
  | { readonly unless: ChoiceFact; readonly then: readonly EffectName[] };

/** One row of the chain: where it leads, who may cause it, what must be true (first failure refuses), what happens. */
export interface Transition {
  readonly to: State | Choice;
  readonly by: readonly Role[];
  readonly when: readonly GuardName[];
  readonly then: readonly (EffectName | Conditional)[];
}

/** Writes a conditional effect into the table. */
export function given(fact: ChoiceFact, ...then: readonly EffectName[]): Conditional {
  return { given: fact, then };
}

/** The opposite of `given`. */
export function unless(fact: ChoiceFact, ...then: readonly EffectName[]): Conditional {
  return { unless: fact, then };
}
