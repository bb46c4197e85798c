import type { ClockKind, EventName, Rung } from '#domain';
import type { AssignmentRow, ClockRow } from '#persistence';

/** Which agreement a clock was computed from: the centre, and the day on which its agreement was asked. */
export interface ClockOrigin {
  readonly centreId: string;
  readonly on: Date;
}

/** Why an assignment ended that the same centre holds on: its acceptance was taken back. */
export const UNDONE: EventName = 'undo_accept';

/**
 * The centre whose agreement and hours the clock started on: a reroute since then does not change them (chain.md, C3). Null while no centre
 * held the referral: nothing that changes for a centre moves such a clock.
 * The second half of C11 counts from the flag, but is agreed with the centre whose acceptance began it.
 */
export function originOf(clock: Pick<ClockRow, 'kind' | 'started_at'>, assignments: readonly AssignmentRow[]): ClockOrigin | null {
  const { started_at: startedAt, kind } = clock;
  // An acceptance that was taken back began nothing that lasts.
  const inOrder = assignments.filter((each) => each.end_reason !== UNDONE).sort((a, b) => a.assigned_at.getTime() - b.assigned_at.getTime());
  const heldThen = inOrder.findLast((each) => each.assigned_at <= startedAt && (each.ended_at === null || each.ended_at >= startedAt));
  const secondHalf: ClockKind = 'high_risk_attempt';
  if (kind === secondHalf && !(heldThen?.accepted_at && heldThen.accepted_at <= startedAt)) {
    const accepted = inOrder.find((each) => each.accepted_at !== null && each.accepted_at >= startedAt);
    return accepted?.accepted_at ? { centreId: accepted.centre_id, on: accepted.accepted_at } : null;
  }
  return heldThen === undefined ? null : { centreId: heldThen.centre_id, on: startedAt };
}

/**
 * The rungs that a clock has told and that do not lie ahead again, those of the rows before it included: a pause, a reopening and a
 * computation are no reason to tell a passing twice. `told` are those of the row itself.
 */
export function toldAlong(clock: ClockRow, clocks: readonly ClockRow[], told: readonly Rung[]): readonly Rung[] {
  const rungs = new Set<Rung>(told);
  const since = new Set<string>(clock.ladder.map(({ rung }) => rung));
  for (let row = before(clock, clocks); row !== undefined; row = before(row, clocks)) {
    for (const { rung } of row.ladder.slice(0, row.next_rung)) if (!since.has(rung)) rungs.add(rung as Rung);
    for (const { rung } of row.ladder) since.add(rung);
  }
  return [...rungs];
}

const before = ({ replaces }: ClockRow, clocks: readonly ClockRow[]): ClockRow | undefined =>
  replaces === null ? undefined : clocks.find(({ id }) => id === replaces);
