import { wholeSecondUp } from '../calendar/zone.js';
import { PAUSE_REASONS, type PauseReason } from '../referral/codes.js';
import type { AgreementParameters } from './agreement-parameters.js';
import type { ClockKind } from './clock-kinds.js';
import type { Derivation, DerivationStep } from './derivation.js';
import type { NewRung } from './ladder.js';

/**
 * The clocks that may stand still: those that wait for the centre's contact with the person.
 * Never those that follow the measure or the law of deletion, which go on whatever anybody agrees; nor those that wait for an answer between organisations.
 */
export const PAUSABLE_CLOCK_KINDS = [
  'first_attempt',
  'attempt_series',
  'high_risk_attempt',
  'feedback',
] as const satisfies readonly ClockKind[];

/** A clock as far as pausing it is concerned; `pausedSeconds` is how long it has stood still before, its replaced rows included. */
export interface PausableClock {
  readonly kind: ClockKind;
  readonly dueAt: Date;
  readonly settledAt: Date | null;
  readonly pausedAt?: Date | null | undefined;
  readonly pausedSeconds: number;
}

/** The wish to pause: from when, until when, why. */
export interface PauseWish {
  readonly at: Date;
  readonly until: Date;
  readonly reason: PauseReason;
}

/** Until when the clock stands still and, if nobody resumes it earlier, when it is then due; or why not. */
export type PauseDecision =
  | { readonly ok: true; readonly pausedUntil: Date; readonly dueAt: Date }
  | { readonly ok: false; readonly refusal: 'not_pausable' | 'pause_cap' };

/** A pause without a reason from the list, or one that does not end after it begins. */
export class InvalidPause extends Error {
  override readonly name = 'InvalidPause';
}

/** Whether and until when a clock may stand still. The cap of the agreement counts all pauses of the clock together. */
export function pauseClock(clock: PausableClock, wish: PauseWish, agreement: AgreementParameters): PauseDecision {
  if (!(PAUSE_REASONS as readonly string[]).includes(wish.reason)) throw new InvalidPause('a pause needs a reason from the list');
  if (!(wish.until > wish.at)) throw new InvalidPause('a pause ends after it begins');
  const pausable = (PAUSABLE_CLOCK_KINDS as readonly ClockKind[]).includes(clock.kind);
  if (!pausable || clock.settledAt !== null || clock.pausedAt || clock.dueAt <= wish.at) return { ok: false, refusal: 'not_pausable' };
  const pausedUntil = wholeSecondUp(wish.until.getTime());
  const stands = pausedUntil.getTime() - wish.at.getTime();
  if (clock.pausedSeconds * 1000 + (wish.until.getTime() - wish.at.getTime()) > agreement.pauseCapHours * 3_600_000) {
    return { ok: false, refusal: 'pause_cap' };
  }
  return { ok: true, pausedUntil, dueAt: wholeSecondUp(clock.dueAt.getTime() + stands) };
}

/** A clock that stands still, with what is left of its ladder. */
export interface PausedClock {
  readonly dueAt: Date;
  readonly derivation: Derivation;
  readonly rungs: readonly NewRung[];
  readonly pausedAt: Date;
  readonly pausedUntil: Date;
  readonly reason: PauseReason;
}

/** What the clock that replaces a paused one carries: everything still ahead, later by the time it stood still. */
export interface ResumedClock {
  readonly dueAt: Date;
  readonly derivation: Derivation;
  readonly rungs: readonly NewRung[];
  readonly pausedSeconds: number;
}

/**
 * The clock after its pause: due instant and open rungs move by the time it stood still (whole seconds, rounded up), at most until
 * `pausedUntil` however late somebody resumes it; warnings that had come before the pause are gone, a passing is not: a new agreement may have
 * put it there while the clock stood still. The derivation names the pause.
 */
export function resumeClock(clock: PausedClock, resumedAt: Date): ResumedClock {
  const end = resumedAt < clock.pausedUntil ? resumedAt : clock.pausedUntil;
  const pausedSeconds = Math.max(0, Math.ceil((end.getTime() - clock.pausedAt.getTime()) / 1000));
  const moved = (at: Date): Date => wholeSecondUp(at.getTime() + pausedSeconds * 1000);
  const dueAt = moved(clock.dueAt);
  const step: DerivationStep = {
    code: 'paused',
    params: { from: clock.pausedAt.toISOString(), until: end.toISOString(), reason: clock.reason },
  };
  return {
    dueAt,
    derivation: { ...clock.derivation, dueAt: dueAt.toISOString(), endsDay: false, steps: [...clock.derivation.steps, step] },
    rungs: clock.rungs.filter((rung) => rung.dueAt > clock.pausedAt || !rung.rung.startsWith('warning')).map((rung) => ({ ...rung, dueAt: moved(rung.dueAt) })),
    pausedSeconds,
  };
}
