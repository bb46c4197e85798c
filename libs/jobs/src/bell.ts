import { jobIdFor } from './job-map.js';
import type { JobMap } from './job-map.js';

/** Bells are set for the next hour only: a flushed queue is then rebuilt in a blink, however many clocks run. */
export const HORIZON_MS = 3_600_000;

/** Bells ring this much after their second, so that the database's time has surely reached it. Milliseconds. */
const AFTER_THE_SECOND_MS = 5;

/** One bell as the queue takes it. */
export interface BellJob {
  readonly id: string;
  readonly data: JobMap['due'];
  readonly delayMs: number;
}

/** Hands bells to the queue; answers false when it could not. Never throws, never waits longer than a second. */
export type HangUp = (bells: readonly BellJob[]) => Promise<boolean>;

/**
 * Wakes the workers when a rung falls due.
 * - One bell per second, however many rungs share it.
 * - A bell is a hint: what it announces stands in a row, and the sweep finds the row without it.
 * - Safe in a request after commit: a queue that is away costs nothing and throws nothing.
 */
export class Bell {
  constructor(
    private readonly hangUp: HangUp,
    private readonly now: () => Date,
  ) {}

  /** Sets the bell of this instant; false when it lies beyond the horizon (a later round of the sweep sets it) or the queue is away. */
  ringAt(dueAt: Date): Promise<boolean> {
    return this.ringAllAt([dueAt]);
  }

  /** Sets the bells of all instants within the horizon in one go; `at` is the database's time where the caller knows it. */
  async ringAllAt(dueAts: readonly Date[], at: Date = this.now()): Promise<boolean> {
    const now = at.getTime();
    const seconds = new Set(
      dueAts.filter((dueAt) => dueAt.getTime() <= now + HORIZON_MS).map((dueAt) => Math.ceil(dueAt.getTime() / 1000)),
    );
    if (seconds.size === 0) return false;
    return this.hangUp([...seconds].map((second) => bellAt(second, now)));
  }
}

function bellAt(second: number, now: number): BellJob {
  const data = { second };
  return { id: jobIdFor('due', data), data, delayMs: Math.max(1, second * 1000 + AFTER_THE_SECOND_MS - now) };
}
