import { endOfDay, type LocalDay } from '../calendar/zone.js';
import type { ReferralFacts } from './fact.js';

/** The published counts of a region and period, in the order in which they are shown. What each counts, and out of what, stands in `indicators.ts`. */
export const MEASURES = [
  'referrals', 'attempt24', 'attempt48', 'attempt72', 'untried', 'reached', 'measureKnown', 'reachedInMeasure', 'acknowledged', 'acknowledged24',
  'transferKnown', 'transferred12', 'declined', 'declinedCapacity', 'declinedOther', 'rerouted4', 'counselledNow', 'appointment', 'declinedOffer', 'alreadySupported',
  'notReached', 'notReachedUnsafe', 'notReachedWrongData', 'consentWithdrawn',
] as const;
export type MeasureId = (typeof MEASURES)[number];

/** Hours after the submission at which the curves are told. Those of K5 are among them. */
export const CURVE_HOURS = [6, 12, 24, 36, 48, 72, 96, 120, 168] as const;

const HOUR = 3_600_000;
/** A referral is judged when so many hours have passed since its submission, contacted or not: the last limit of K5. Source: domain.md 5. */
export const DUE_AFTER_HOURS = 72;

/** Hours from the submission to an instant; Infinity: it has not come. Never negative: what was tried before the paper was sent was tried at once. */
export const hoursTo = (facts: ReferralFacts, at: Date | null): number => (at === null ? Infinity : Math.max(0, (at.getTime() - facts.submittedAt.getTime()) / HOUR));

/**
 * The due cohort, for every indicator alike: submitted at least 72 hours before, contacted or not, so that slow ones do not vanish and young ones are not
 * judged early. Left out: what the police took back, and persons who withdrew consent within the 72 hours before anybody had tried.
 */
export function isDue(facts: ReferralFacts, asOf: Date): boolean {
  if (facts.withdrawn || asOf.getTime() - facts.submittedAt.getTime() < DUE_AFTER_HOURS * HOUR) return false;
  return !(facts.outcome === 'consent_withdrawn' && facts.firstAttemptAt === null && hoursTo(facts, facts.closedAt) < DUE_AFTER_HOURS);
}

/** The last instants of days, once computed: there are few days and many referrals. */
const ENDS = new Map<LocalDay, Date>();
function endOf(day: LocalDay): Date {
  const end = ENDS.get(day) ?? endOfDay(day);
  ENDS.set(day, end);
  return end;
}

const UNREACHED: readonly (ReferralFacts['outcome'])[] = ['not_reached', 'unsafe_to_contact', 'wrong_data'];
const within = (from: Date | null, to: Date | null, hours: number): boolean => from !== null && to !== null && to.getTime() - from.getTime() <= hours * HOUR;

/** Which referrals of the due cohort a measure counts. */
export const COUNTS: Readonly<Record<MeasureId, (facts: ReferralFacts) => boolean>> = {
  referrals: () => true,
  attempt24: (facts) => hoursTo(facts, facts.firstAttemptAt) <= 24,
  attempt48: (facts) => hoursTo(facts, facts.firstAttemptAt) <= 48,
  attempt72: (facts) => hoursTo(facts, facts.firstAttemptAt) <= 72,
  untried: ({ firstAttemptAt }) => firstAttemptAt === null,
  reached: ({ reachedAt }) => reachedAt !== null,
  measureKnown: ({ measureUntil }) => measureUntil !== null,
  reachedInMeasure: ({ measureUntil, reachedAt }) => measureUntil !== null && reachedAt !== null && reachedAt < endOf(measureUntil),
  acknowledged: ({ answeredAt }) => answeredAt !== null,
  acknowledged24: ({ submittedAt, answeredAt }) => within(submittedAt, answeredAt, 24),
  transferKnown: ({ consentAt }) => consentAt !== null,
  transferred12: ({ consentAt, submittedAt }) => within(consentAt, submittedAt, 12),
  declined: ({ declinedAt }) => declinedAt !== null,
  declinedCapacity: ({ declinedAt, declineReason }) => declinedAt !== null && declineReason === 'capacity',
  declinedOther: ({ declinedAt, declineReason }) => declinedAt !== null && declineReason !== 'capacity',
  rerouted4: ({ declinedAt, reroutedAt }) => within(declinedAt, reroutedAt, 4),
  counselledNow: ({ reachedAt, reachedResult }) => reachedAt !== null && reachedResult === 'counselled_now',
  appointment: ({ reachedAt, reachedResult }) => reachedAt !== null && reachedResult === 'appointment',
  declinedOffer: ({ reachedAt, reachedResult }) => reachedAt !== null && reachedResult === 'declined_offer',
  alreadySupported: ({ reachedAt, reachedResult }) => reachedAt !== null && reachedResult === 'already_supported',
  notReached: ({ outcome }) => UNREACHED.includes(outcome),
  notReachedUnsafe: ({ outcome }) => outcome === 'unsafe_to_contact',
  notReachedWrongData: ({ outcome }) => outcome === 'wrong_data',
  consentWithdrawn: ({ outcome }) => outcome === 'consent_withdrawn',
};

/** What a measure is a share of. */
export const BASE_OF: Readonly<Record<Exclude<MeasureId, 'referrals'>, MeasureId>> = {
  attempt24: 'referrals', attempt48: 'referrals', attempt72: 'referrals', untried: 'referrals', reached: 'referrals', measureKnown: 'referrals',
  reachedInMeasure: 'measureKnown', acknowledged: 'referrals', acknowledged24: 'referrals', transferKnown: 'referrals', transferred12: 'transferKnown',
  declined: 'referrals', declinedCapacity: 'declined', declinedOther: 'declined', rerouted4: 'declined', counselledNow: 'reached', appointment: 'reached',
  declinedOffer: 'reached', alreadySupported: 'reached', notReached: 'referrals', notReachedUnsafe: 'notReached', notReachedWrongData: 'notReached',
  consentWithdrawn: 'referrals',
};
