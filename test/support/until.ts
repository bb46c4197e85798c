import { setTimeout as pause } from 'node:timers/promises';

export interface UntilOptions {
  /** What is being waited for, for the message when it does not come. */
  readonly what?: string;
  /** Milliseconds. */
  readonly within?: number;
  /** Milliseconds between two looks. */
  readonly every?: number;
}

/**
 * Waits for a fact instead of sleeping: resolves with the first truthy answer, fails when none comes `within` the limit.
 * An answer that throws counts as "not yet"; its message is part of the failure.
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  { what = 'the condition', within = 10_000, every = 20 }: UntilOptions = {},
): Promise<Exclude<Awaited<T>, undefined | null | false>> {
  const limit = performance.now() + within;
  let last: unknown;
  for (;;) {
    try {
      const answer = await condition();
      if (answer !== undefined && answer !== null && answer !== false) return answer as Exclude<Awaited<T>, undefined | null | false>;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (performance.now() > limit)
      throw new Error(`waited ${within} ms for ${what}; last seen: ${last instanceof Error ? last.message : JSON.stringify(last)}`);
    await pause(every);
  }
}
