import { wholeSecondUp } from '../calendar/zone.js';
import { MEASURE_CLOCK_KINDS, type ClockKind } from './clock-kinds.js';
import type { Derivation, DerivationStep, RecomputationReason } from './derivation.js';
import type { NewRung, Rung } from './ladder.js';
import { startClock, type ClockTerms, type NewClock } from './start-clock.js';

/** Clocks whose end the law or the protection of data fixes: no agreement and no closure of a centre moves them. */
export const LEGAL_CLOCK_KINDS: readonly ClockKind[] = [...MEASURE_CLOCK_KINDS, 'retention'];

/** A clock that is not settled, as far as computing it anew is concerned. `fired`: the rungs that have fired; `ahead`: those that have not. */
export interface UnsettledClock {
  readonly kind: ClockKind;
  readonly startedAt: Date;
  readonly dueAt: Date;
  readonly derivation: Derivation;
  readonly fired: readonly Rung[];
  readonly ahead: readonly NewRung[];
  readonly pausedSeconds: number;
  /** Since when it stands still; what would have come since then is still ahead. */
  readonly pausedAt: Date | null;
}

/**
 * The clock on the terms that hold now, or null when it stays as it is. What has fired stays fired unless its instant now lies ahead;
 * warnings of the past are left out; the time it has stood still is kept; the derivation names reason and old instant.
 * A settled clock is not for this function; a legal one keeps its due instant: a corrected calendar moves at most its warnings.
 */
export function recomputeClock(clock: UnsettledClock, terms: ClockTerms, change: { readonly at: Date; readonly reason: RecomputationReason }): NewClock | null {
  const legal = LEGAL_CLOCK_KINDS.includes(clock.kind);
  if (legal && change.reason !== 'calendar') return null;
  const from = clock.pausedAt ?? change.at;
  // What it has stood still is added below: a warning that lies ahead by that must not be taken for one of the past.
  const fresh = startClock(clock.kind, clock.startedAt, terms, new Date(from.getTime() - clock.pausedSeconds * 1000));
  if (fresh === null) return null;
  const moved = later(fresh, clock);
  const rungs = moved.rungs.filter((rung) => rung.dueAt > from || !clock.fired.includes(rung.rung));
  const sameDue = moved.dueAt.getTime() === clock.dueAt.getTime();
  if ((legal && !sameDue) || (sameDue && sameRungs(rungs, clock.ahead))) return null;
  const step: DerivationStep = {
    code: 'recomputed',
    params: { at: change.at.toISOString(), instead: clock.dueAt.toISOString(), reason: change.reason },
  };
  return { ...moved, rungs, derivation: { ...moved.derivation, steps: [...moved.derivation.steps, step] } };
}

/** A clock that has stood still is due later by that time, as it was before (whole seconds). */
function later(fresh: NewClock, { pausedSeconds, derivation }: UnsettledClock): NewClock {
  if (pausedSeconds === 0) return fresh;
  const by = (at: Date): Date => wholeSecondUp(at.getTime() + pausedSeconds * 1000);
  const dueAt = by(fresh.dueAt);
  const pauses = derivation.steps.filter((step) => step.code === 'paused');
  return {
    ...fresh,
    dueAt,
    rungs: fresh.rungs.map((rung) => ({ ...rung, dueAt: by(rung.dueAt) })),
    derivation: { ...fresh.derivation, dueAt: dueAt.toISOString(), endsDay: false, steps: [...fresh.derivation.steps, ...pauses] },
  };
}

const sameRungs = (some: readonly NewRung[], others: readonly NewRung[]): boolean => JSON.stringify(some.map(facts)) === JSON.stringify(others.map(facts));

const facts = ({ rung, dueAt, tells, escalation }: NewRung): unknown => [rung, dueAt.getTime(), tells, escalation];
