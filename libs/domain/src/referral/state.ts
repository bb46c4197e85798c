/**
 * The states of a referral, in the order of its life. Overdue is no state: it is a fact about a running clock.
 * `declined` is not terminal: a refusing centre ends its own part only (GewHG: it helps to find another facility).
 */
export const STATES = [
  'draft',
  'submitted',
  'returned',
  'declined',
  'accepted',
  'contacting',
  'reached',
  'closed',
  'withdrawn',
  'purged',
] as const;
export type State = (typeof STATES)[number];

/** The states in which somebody still owes the endangered person an answer. */
export const OPEN_STATES = [
  'draft',
  'submitted',
  'returned',
  'declined',
  'accepted',
  'contacting',
  'reached',
] as const satisfies readonly State[];

/** True while the referral is neither closed, withdrawn nor purged. */
export function isOpen(state: State): boolean {
  return (OPEN_STATES as readonly State[]).includes(state);
}

const SIDE = {
  draft: 'police',
  returned: 'police',
  declined: 'police',
  submitted: 'centre',
  accepted: 'centre',
  contacting: 'centre',
  reached: 'centre',
  closed: null,
  withdrawn: null,
  purged: null,
} as const satisfies Record<State, 'police' | 'centre' | null>;

/** The one side that must act now, against which running clocks count; `null` once nothing is owed any more. */
export function responsibleSide(state: State): 'police' | 'centre' | null {
  return SIDE[state];
}
