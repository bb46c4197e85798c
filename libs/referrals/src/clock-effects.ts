import {
  CLOCK_KINDS, resumeClock, startClock,
  type ClockKind, type Derivation, type EffectName, type EventName, type NewRung, type PauseReason, type State,
} from '#domain';
import type { ClockRow } from '#persistence';
import { consentAfter, termsOf, type ReferralStep } from './referral-step.js';

type NewRow = Parameters<ReferralStep['draft']['replace']>[0];

/** Does an effect that starts, settles or replaces clocks; false: the effect is of another sort. */
export function performOnClock(effect: EffectName, step: ReferralStep, newId: () => string): boolean {
  if (effect === 'recompute_clocks') {
    if (step.input.event === 'clocks_recomputed') for (const clock of step.input.data.clocks) step.draft.replace(clock, step.input.event);
    return true;
  }
  const [verb, ...rest] = effect.split('_');
  const kind = CLOCK_KINDS.find((candidate) => candidate === rest.join('_'));
  if (kind === undefined || (verb !== 'start' && verb !== 'settle')) return false;
  if (verb === 'settle') settle(kind, step);
  else start(kind, step, newId);
  return true;
}

function settle(kind: ClockKind, { draft, input }: ReferralStep): void {
  draft.settle(kind, input.event);
  // One clock of the chain's table (C11) has two halves: until acceptance, then until the first attempt. An acceptance ends only the first.
  if (kind === 'high_risk' && input.event !== 'accept') draft.settle('high_risk_attempt', input.event);
}

const ACCEPT: EventName = 'accept';
const ACCEPTED: ReadonlySet<State> = new Set<State>(['accepted', 'contacting', 'reached']);

function start(kind: ClockKind, step: ReferralStep, newId: () => string): void {
  const half: ClockKind = kind === 'high_risk' && ACCEPTED.has(step.draft.row.state) ? 'high_risk_attempt' : kind;
  if (step.input.event === 'reopen' && half !== 'attempt_series') return goOn(endedByClosing(half, step.before.clocks), step, newId);
  if (step.input.event === 'undo_accept') return goOnUnaccepted(half, step, newId);
  // Neither does the next centre's acceptance begin a day anew that has begun with the flag.
  if (step.input.event === 'accept' && half === 'high_risk_attempt' && running(half, step) !== undefined) return;
  const clock = startClock(half, startOf(half, step), termsOf(step), step.at);
  if (clock === null) step.draft.settle(half, step.input.event);
  else step.draft.start(clock, newId(), step.input.event, replacedBy(half, step)?.id ?? null);
}

/** The row that a new one goes on from: of its own kind, or of the measure's other end when the court is asked or has decided. */
function replacedBy(kind: ClockKind, step: ReferralStep): ClockRow | undefined {
  const otherEnd: Partial<Record<ClockKind, ClockKind>> = { measure_end: 'measure_extended', measure_extended: 'measure_end' };
  const other = otherEnd[kind];
  return running(kind, step) ?? (other && running(other, step));
}

const running = (kind: ClockKind, { before }: ReferralStep): ClockRow | undefined =>
  before.clocks.find((clock) => clock.kind === kind && clock.settled_at === null);

function startOf(kind: ClockKind, step: ReferralStep): Date {
  const consent = consentAfter(step);
  if (kind === 'transfer' && consent !== null) return consent.givenAt;
  // The second half counts from the flag as the first does, not from the acceptance between them (chain.md, C11).
  if (kind === 'high_risk_attempt') return running('high_risk', step)?.started_at ?? step.at;
  return step.at;
}

/**
 * The clock of a kind that the closing of a closed referral ended; undefined when an answer or another event had ended it before, or when it was
 * an earlier closing whose reopening had no more use for it. When it was closed, the retention says, which began with it.
 */
export function endedByClosing(kind: ClockKind, clocks: readonly ClockRow[]): ClockRow | undefined {
  const closing: EventName = 'close';
  const closedAt = clocks.find((clock) => clock.kind === 'retention' && clock.settled_at === null)?.started_at.getTime();
  return clocks.find((clock) => clock.kind === kind && clock.settled_by === closing && clock.settled_at?.getTime() === closedAt);
}

/**
 * A reopening undoes the closing for the clocks that it had ended, and so does whoever takes an acceptance back: same start, same due instant, and of
 * the ladder what has not fired. A pause ended with the closing. Warnings whose time went by meanwhile are left out; what passed meanwhile fires once.
 */
function goOn(ended: ClockRow | undefined, step: ReferralStep, newId: () => string): void {
  if (ended === undefined) return;
  const row = ended.paused_at === null ? unchanged(ended, newId()) : resumed(ended, ended.settled_at ?? step.at, newId());
  // Of seconds nothing is left out: a warning that fell due between acceptance and undo is told now.
  const late = step.input.event !== 'undo_accept';
  const ladder = (row.ladder as readonly NewRung[]).filter((rung) => !late || rung.dueAt > step.at || !rung.rung.startsWith('warning'));
  step.draft.replace({ ...row, ladder }, step.input.event);
}

/** The clock that the acceptance ended goes on; the second half of C11 ends only if this acceptance had begun it. */
function goOnUnaccepted(kind: ClockKind, step: ReferralStep, newId: () => string): void {
  const acceptedAt = step.draft.row.accepted_at?.getTime();
  const ended = step.before.clocks.find((clock) => clock.kind === kind && clock.settled_by === ACCEPT && clock.settled_at?.getTime() === acceptedAt);
  if (ended !== undefined && kind === 'high_risk') step.draft.settle('high_risk_attempt', step.input.event);
  goOn(ended, step, newId);
}

function unchanged(ended: ClockRow, id: string): NewRow {
  return {
    id, referral_id: ended.referral_id, police_authority_id: ended.police_authority_id, kind: ended.kind, started_at: ended.started_at,
    due_at: ended.due_at, derivation: ended.derivation, ladder: rungsAhead(ended), rule_set_version: ended.rule_set_version,
    agreement_version: ended.agreement_version, calendar_version: ended.calendar_version, paused_seconds: ended.paused_seconds, replaces: ended.id,
  };
}

/** The row that goes on where the paused one stood still. */
export function resumed(paused: ClockRow, at: Date, id: string): NewRow {
  const clock = resumeClock(
    {
      dueAt: paused.due_at, derivation: paused.derivation as Derivation, rungs: rungsAhead(paused), pausedAt: paused.paused_at ?? at,
      pausedUntil: paused.paused_until ?? at, reason: paused.pause_reason as PauseReason,
    },
    at,
  );
  return {
    ...unchanged(paused, id), due_at: clock.dueAt, derivation: clock.derivation, ladder: clock.rungs,
    paused_seconds: paused.paused_seconds + clock.pausedSeconds,
  };
}

/** The rungs of a stored clock that have not fired. */
export function rungsAhead(clock: ClockRow): NewRung[] {
  return clock.ladder.slice(clock.next_rung).map((rung) => ({ ...rung, dueAt: new Date(String(rung.dueAt)) }) as NewRung);
}
