import { responsibleSide, type State } from '../referral/state.js';

/** What the definition of overdue needs of a clock. A clock can only be paused before it is due. */
export interface RunningClock {
  readonly dueAt: Date;
  readonly settledAt: Date | null;
  readonly pausedAt?: Date | null | undefined;
}

/**
 * THE definition of overdue, for list, badge, dashboard, export and API: at that instant the clock had not been settled, did not
 * stand still, and its due instant had come (the due instant itself is too late: 24:00 is the end of the day).
 */
export function isOverdue(clock: RunningClock, at: Date): boolean {
  const running = clock.settledAt === null || clock.settledAt > at;
  const paused = clock.pausedAt !== null && clock.pausedAt !== undefined && clock.pausedAt <= at;
  return running && !paused && at >= clock.dueAt;
}

/** Against whom running clocks count: the police authority while a referral is draft, returned or declined, else the centre. */
export const attribution = (state: State): 'police' | 'centre' => responsibleSide(state) ?? 'centre';
