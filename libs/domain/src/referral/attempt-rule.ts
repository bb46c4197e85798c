import { wallClockOf } from '../calendar/zone.js';
import type { Attempt } from './attempt.js';

/** How much a centre must have tried before it may close as `not_reached`. A parameter of the agreement. */
export interface AttemptRule {
  readonly attempts: number;
  readonly differentDays: number;
  readonly differentTimesOfDay: number;
  /** After the tries, one neutral letter, if the consent allows post. */
  readonly letterIfConsented: boolean;
}

/** The chain's default: 3 attempts, 2 days, 2 times of day, then the letter. No NRW source fixes a number. ASSUMPTION(adr-0007) */
export const DEFAULT_ATTEMPT_RULE: AttemptRule = { attempts: 3, differentDays: 2, differentTimesOfDay: 2, letterIfConsented: true };

export type TimeOfDay = 'morning' | 'afternoon' | 'evening';
/** Morning until 12:00, afternoon until 17:00, then evening, on the wall clock in Europe/Berlin. ASSUMPTION(adr-0007) */
const AFTERNOON_FROM = '12:00';
const EVENING_FROM = '17:00';

/** The part of the local day in which an instant lies; 16:59 is afternoon, 17:00 evening. */
export function timeOfDay(at: Date): TimeOfDay {
  const { time } = wallClockOf(at);
  if (time < AFTERNOON_FROM) return 'morning';
  return time < EVENING_FROM ? 'afternoon' : 'evening';
}

/** What is still missing until the rule is met; all zero and false when it is. */
export interface AttemptRuleGap {
  readonly attempts: number;
  readonly days: number;
  readonly timesOfDay: number;
  readonly letter: boolean;
}

/**
 * Counts what is missing. A letter is no try, nor is a number that does not exist: neither could have reached anybody. The letter
 * counts only if it was sent after the tries were complete.
 *
 * Example: calls on Mon 10:00, Mon 18:00 and Mon 19:00 lack one day; a fourth on Tue at any time completes the tries.
 */
export function attemptRuleGap(
  attempts: readonly Attempt[],
  rule: AttemptRule,
  consent: { readonly letterAllowed: boolean },
): AttemptRuleGap {
  const tries = attempts.filter(isTry).sort((a, b) => a.at.getTime() - b.at.getTime());
  const gap = triesGap(tries, rule);
  const completedBy = tries.find((_, index) => isComplete(triesGap(tries.slice(0, index + 1), rule)));
  const letterSent =
    completedBy !== undefined &&
    attempts.some((attempt) => attempt.channel === 'letter' && attempt.result === 'letter_sent' && attempt.at >= completedBy.at);
  return { ...gap, letter: rule.letterIfConsented && consent.letterAllowed && !letterSent };
}

/** True when the centre has tried enough; only then may a referral be closed as `not_reached`. */
export function attemptRuleMet(attempts: readonly Attempt[], rule: AttemptRule, consent: { readonly letterAllowed: boolean }): boolean {
  const gap = attemptRuleGap(attempts, rule, consent);
  return isComplete(gap) && !gap.letter;
}

function isTry(attempt: Attempt): boolean {
  return attempt.channel !== 'letter' && attempt.result !== 'letter_sent' && attempt.result !== 'number_invalid';
}

type TriesGap = Omit<AttemptRuleGap, 'letter'>;

function triesGap(tries: readonly Attempt[], rule: AttemptRule): TriesGap {
  const days = new Set(tries.map((attempt) => wallClockOf(attempt.at).day));
  const times = new Set(tries.map((attempt) => timeOfDay(attempt.at)));
  return {
    attempts: Math.max(0, rule.attempts - tries.length),
    days: Math.max(0, rule.differentDays - days.size),
    timesOfDay: Math.max(0, rule.differentTimesOfDay - times.size),
  };
}

function isComplete(gap: TriesGap): boolean {
  return gap.attempts === 0 && gap.days === 0 && gap.timesOfDay === 0;
}
