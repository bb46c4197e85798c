import type { Outcome } from '../referral/codes.js';
import type { ReferralFacts } from './fact.js';

/** Where a referral comes by, in the order of the chain. How it ended is told in five groups: a code of its own for each outcome would make paths of single persons. */
export const PATH_STEPS = [
  'submitted', 'answered', 'declined', 'rerouted', 'attempted', 'reached',
  'ended_supported', 'ended_declined', 'ended_not_reached', 'ended_consent_withdrawn', 'ended_otherwise',
] as const;
export type PathStep = (typeof PATH_STEPS)[number];

/** The way of one referral: what it came by, the submission first, and how long it stood before each further step. */
export interface ReferralPath {
  readonly steps: readonly PathStep[];
  /** Hours between one step and the next: one fewer than steps, never negative. */
  readonly hours: readonly number[];
}

const HOUR = 3_600_000;

const ENDED_AS: Readonly<Record<Outcome, PathStep>> = {
  counselled: 'ended_supported', appointment: 'ended_supported', onward: 'ended_supported', already_supported: 'ended_supported', declined_by_person: 'ended_declined',
  not_reached: 'ended_not_reached', unsafe_to_contact: 'ended_not_reached', wrong_data: 'ended_not_reached', consent_withdrawn: 'ended_consent_withdrawn',
  not_placeable: 'ended_otherwise', duplicate: 'ended_otherwise', other: 'ended_otherwise',
};

/**
 * The path by the facts. An answer that was a decline is told as the decline; who was reached at the first attempt was reached, without an attempt before;
 * further attempts and further answers are no steps of their own. A path without an end is that of a referral that was still open.
 */
export function pathOf(facts: ReferralFacts): ReferralPath {
  // An attempt is entered by hand, and nobody attempts before the answer.
  const entered = (at: Date | null): Date | null => (at === null || facts.answeredAt === null || at >= facts.answeredAt ? at : facts.answeredAt);
  const reachedAt = entered(facts.reachedAt);
  const attemptedAt = entered(facts.firstAttemptAt);
  const instants: readonly (readonly [PathStep, Date | null])[] = [
    ['answered', facts.answeredAt?.getTime() === facts.declinedAt?.getTime() ? null : facts.answeredAt],
    ['declined', facts.declinedAt],
    ['rerouted', facts.reroutedAt],
    ['attempted', attemptedAt?.getTime() === reachedAt?.getTime() ? null : attemptedAt],
    ['reached', reachedAt],
    [facts.outcome === null ? 'ended_otherwise' : ENDED_AS[facts.outcome], facts.closedAt],
  ];
  const after = instants.flatMap(([step, at]) => (at === null ? [] : [{ step, at: Math.max(at.getTime(), facts.submittedAt.getTime()) }]));
  const all = [{ step: 'submitted' as PathStep, at: facts.submittedAt.getTime() }, ...after.sort((a, b) => a.at - b.at)];
  return { steps: all.map(({ step }) => step), hours: all.slice(1).map(({ at }, index) => (at - (all[index]?.at ?? at)) / HOUR) };
}
