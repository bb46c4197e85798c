import type { Minute, Timeline } from './timeline.js';

/** A try to reach the person; `counts`: it was one that could have reached her. */
export interface OracleAttempt {
  readonly at: Minute;
  readonly counts: boolean;
  readonly letter: boolean;
}

/** At least three tries on two days at two times of day, then a letter if one is allowed. */
export function attemptRuleMet(attempts: readonly OracleAttempt[], letterAllowed: boolean, timeline: Timeline): boolean {
  const timeOfDay = (at: Minute): string => {
    const reading = timeline.readingAt(at);
    return reading < 12 * 60 ? 'morning' : reading < 17 * 60 ? 'afternoon' : 'evening';
  };
  const tries = attempts.filter(({ counts }) => counts).sort((a, b) => a.at - b.at);
  const complete = (some: typeof tries): boolean =>
    some.length >= 3 && new Set(some.map(({ at }) => timeline.dayOf(at))).size >= 2 && new Set(some.map(({ at }) => timeOfDay(at))).size >= 2;
  const completing = tries.findIndex((_, index) => complete(tries.slice(0, index + 1)));
  const completedAt = tries[completing]?.at;
  if (completedAt === undefined) return false;
  return !letterAllowed || attempts.some(({ letter, at }) => letter && at >= completedAt);
}
