import type { HumanRole, Role } from '../organisation/organisation.js';

/**
 * The states of an expelled person's referral to work with perpetrators (Täterarbeit). It is a chain of its own: own consent, own centres, own
 * roles, own keys; it shares no row with the referral of an endangered person, and only the police authority that sent both knows of both.
 */
export const EXPELLED_STATES = ['submitted', 'returned', 'declined', 'accepted', 'contacting', 'reached', 'closed', 'withdrawn', 'purged'] as const;
export type ExpelledState = (typeof EXPELLED_STATES)[number];

/** States in which somebody still has something to do. */
export const OPEN_EXPELLED_STATES = ['submitted', 'returned', 'accepted', 'contacting', 'reached'] as const satisfies readonly ExpelledState[];

export const EXPELLED_EVENTS = ['submit', 'accept', 'decline', 'return', 'correct', 'record_attempt', 'record_reached', 'close', 'withdraw', 'purge'] as const;
export type ExpelledEvent = (typeof EXPELLED_EVENTS)[number];

/** Reasons and results that an event may carry. What a programme's centre did stays with it; only why it sends something back is for the police. */
export const EXPELLED_REASONS = {
  decline: ['capacity', 'not_area', 'language', 'conflict_of_interest', 'closed'],
  return: ['wrong_number', 'not_in_service', 'consent_unclear', 'identity_unclear'],
  record_attempt: ['no_answer', 'other_person', 'hung_up', 'number_invalid', 'call_back_agreed'],
  record_reached: ['talked_now', 'appointment', 'declined_offer'],
  close: ['programme_begun', 'counselling_only', 'declined_offer', 'not_reached', 'referred_elsewhere'],
  withdraw: ['consent_withdrawn', 'sent_in_error'],
} as const satisfies Partial<Record<ExpelledEvent, readonly string[]>>;

interface ExpelledRule {
  /** Empty: it begins the chain. */
  readonly from: readonly ExpelledState[];
  readonly to: ExpelledState | 'as_before';
  readonly by: readonly Role[];
}

const SENDING = ['officer', 'victim_protection'] as const satisfies readonly HumanRole[];
const WORKING = ['facilitator', 'facilitator_lead'] as const satisfies readonly HumanRole[];

/** Each event: from where, to where, by whom. `as_before`: where it stood before it was returned. */
export const EXPELLED_RULES: Readonly<Record<ExpelledEvent, ExpelledRule>> = {
  submit: { from: [], to: 'submitted', by: SENDING },
  accept: { from: ['submitted'], to: 'accepted', by: WORKING },
  decline: { from: ['submitted'], to: 'declined', by: ['facilitator_lead'] },
  return: { from: ['submitted', 'accepted', 'contacting'], to: 'returned', by: WORKING },
  correct: { from: ['returned'], to: 'as_before', by: SENDING },
  record_attempt: { from: ['accepted', 'contacting'], to: 'contacting', by: WORKING },
  record_reached: { from: ['accepted', 'contacting'], to: 'reached', by: WORKING },
  close: { from: ['accepted', 'contacting', 'reached'], to: 'closed', by: WORKING },
  withdraw: { from: OPEN_EXPELLED_STATES, to: 'withdrawn', by: [...SENDING, ...WORKING] },
  purge: { from: ['declined', 'closed', 'withdrawn', ...OPEN_EXPELLED_STATES], to: 'purged', by: ['clock'] },
};

export type ExpelledRefusal = 'expelled_event_not_open' | 'expelled_reason_missing' | 'expelled_reason_unknown' | 'expelled_withdrawal_not_yours';

/** Where an expelled person's referral stands, as far as the rules ask. */
export interface ExpelledStanding {
  readonly state: ExpelledState;
  /** True when the centre had accepted before it returned the referral. */
  readonly accepted: boolean;
}

/** What an event does: the state after it, or the rule that forbids it. Roles are asked before, by the policy. */
export function decideExpelled(
  standing: ExpelledStanding,
  event: Exclude<ExpelledEvent, 'submit'>,
  { role, reason }: { readonly role: Role; readonly reason: string | null },
): { readonly to: ExpelledState } | { readonly refusal: ExpelledRefusal } {
  const rule = EXPELLED_RULES[event];
  if (!rule.from.includes(standing.state)) return { refusal: 'expelled_event_not_open' };
  const reasons: readonly string[] | null = event in EXPELLED_REASONS ? EXPELLED_REASONS[event as keyof typeof EXPELLED_REASONS] : null;
  if (reasons !== null && reason === null) return { refusal: 'expelled_reason_missing' };
  if (reason !== null && reasons?.includes(reason) !== true) return { refusal: 'expelled_reason_unknown' };
  // Whether it was sent in error only the sender can know.
  if (event === 'withdraw' && reason === 'sent_in_error' && !isSending(role)) return { refusal: 'expelled_withdrawal_not_yours' };
  return { to: rule.to === 'as_before' ? (standing.accepted ? 'accepted' : 'submitted') : rule.to };
}

/** The events that this role may let happen now, for the buttons of a page. */
export const openExpelledEvents = (standing: ExpelledStanding, role: HumanRole): readonly ExpelledEvent[] =>
  EXPELLED_EVENTS.filter((event) => EXPELLED_RULES[event].from.includes(standing.state) && EXPELLED_RULES[event].by.includes(role));

/** What the sending authority is told of a state: that the person is cared for, not what a counselling centre does (secrecy, § 203 StGB). */
export const stateForPolice = (state: ExpelledState): ExpelledState => (state === 'contacting' || state === 'reached' ? 'accepted' : state);

/** True for whoever reads contact data of this state: the centre until the end, the police only while something of it is theirs to put right. */
export function mayReadExpelledContact(role: HumanRole, state: ExpelledState): boolean {
  if (isSending(role)) return state === 'submitted' || state === 'returned';
  return (WORKING as readonly Role[]).includes(role) && (OPEN_EXPELLED_STATES as readonly ExpelledState[]).includes(state) && state !== 'returned';
}

const isSending = (role: Role): boolean => (SENDING as readonly Role[]).includes(role);
