import type { Actor, Derivation } from '#domain';
import type { ClockRow, ReferralEventRow, ReferralRow } from '#persistence';
import type { ReferralCase } from './referral-case.js';

/** A centre reads its referrals until the purge (chain.md, roles); the tombstone is the police's. */
export const isKnownTo = (actor: Actor, row: Pick<ReferralRow, 'state'>): boolean => actor.organisationKind !== 'centre' || row.state !== 'purged';

/**
 * The clocks of a referral as this side may know them. How long data are kept after the end follows from the outcome, and why a clock
 * stands still from a talk with the person: both stay with the centre.
 */
export function clocksFor(actor: Actor, { row, clocks }: Pick<ReferralCase, 'row' | 'clocks'>): readonly ClockRow[] {
  if (actor.organisationKind === 'centre') return clocks;
  const endedByCentre = row.closed_at !== null;
  return clocks.filter((clock) => clock.kind !== 'retention' || !endedByCentre).map(withoutPauseReason);
}

/** In the derivation the reason is a word that the catalogues explain. */
const WITHHELD = 'withheld';

function withoutPauseReason(clock: ClockRow): ClockRow {
  const derivation = clock.derivation as Derivation;
  const steps = derivation.steps.map((step) => (step.code === 'paused' ? { ...step, params: { ...step.params, reason: WITHHELD } } : step));
  return { ...clock, pause_reason: null, derivation: { ...derivation, steps } };
}

/** What of a centre's event the police may read: reasons that ask something of them, never results, outcomes or where the person went. */
const TOLD_TO_POLICE: ReadonlySet<string> = new Set(['reason', 'suggestedCentreId', 'centreId', 'clock', 'clocks', 'rung', 'responsible', 'answer', 'change', 'on']);

/** The history as this side may read it: persons of other organisations without a name, and for the police without what is the centre's. */
export function historyFor(actor: Actor, events: readonly ReferralEventRow[]): readonly ReferralEventRow[] {
  const named = events.map((event) => (event.organisation_id === actor.organisationId ? event : { ...event, actor_id: null }));
  if (actor.organisationKind === 'centre') return named;
  return named.filter((event) => !tellsRetention(event)).map((event) => (event.organisation_id === actor.organisationId ? event : forPolice(event)));
}

const tellsRetention = ({ event, from_state: from, data }: ReferralEventRow): boolean =>
  event === 'clock_passed' && data['clock'] === 'retention' && from === 'closed';

function forPolice(event: ReferralEventRow): ReferralEventRow {
  const told = Object.entries(event.data).filter(([key]) => TOLD_TO_POLICE.has(key) && !(event.event === 'forward' && key === 'reason'));
  return { ...event, data: Object.fromEntries(told) };
}
