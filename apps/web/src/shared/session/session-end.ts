/** How long before its end the person is told. Milliseconds. */
export const WARN_BEFORE_MS = 120_000;
/** So long before the warning a page that somebody is working on prolongs the session by itself. */
const PROLONG_BEFORE_MS = 60_000;

export interface SessionTimes {
  /** When the API last counted the session as used. */
  readonly usedAt: number;
  readonly idleMs: number;
  /** The end that nothing moves. */
  readonly expiresAt: number;
  readonly touchedSinceUse: boolean;
  readonly now: number;
}

/**
 * What is to be done about the end of the session.
 * - `prolong`: somebody is at work, typing a long report, say; the API is told without a question.
 * - `warn`: nobody has touched anything for long; `last` says that no key can prolong it any more.
 * - `ask`: by this clock it is over; only the API knows.
 */
export type SessionStep = { readonly step: 'nothing' | 'prolong' | 'ask' } | { readonly step: 'warn'; readonly endsAt: number; readonly last: boolean };

/** Decides from times alone; all in milliseconds. */
export function sessionStep({ usedAt, idleMs, expiresAt, touchedSinceUse, now }: SessionTimes): SessionStep {
  const idleEnd = usedAt + idleMs;
  const endsAt = Math.min(idleEnd, expiresAt);
  // A session of a few minutes is warned of at half its time.
  const warnBefore = Math.min(WARN_BEFORE_MS, idleMs / 2);
  if (now >= endsAt) return { step: 'ask' };
  if (touchedSinceUse && idleEnd < expiresAt && now >= idleEnd - warnBefore - PROLONG_BEFORE_MS) return { step: 'prolong' };
  if (now >= endsAt - warnBefore) return { step: 'warn', endsAt, last: expiresAt <= idleEnd };
  return { step: 'nothing' };
}
