import { useCallback, useEffect, useRef, useState } from 'react';
import type { Body } from '../../shared/api/contract';
import { ApiProblem, ConnectionLost, request, type FieldProblem, type WayOut } from '../../shared/api/http';
import type { ReferralView } from '../../shared/api/views';

/** What came of sending a report. */
export type Sent =
  | { readonly kind: 'sent'; readonly referral: ReferralView }
  | { readonly kind: 'lost' }
  | { readonly kind: 'signed_out' }
  | { readonly kind: 'key_reused' }
  | { readonly kind: 'nobody'; readonly wayOut: WayOut }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'invalid'; readonly errors: readonly FieldProblem[] }
  | { readonly kind: 'failed' };

function sentOf(error: unknown): Sent {
  if (error instanceof ConnectionLost) return { kind: 'lost' };
  if (!(error instanceof ApiProblem)) throw error;
  if (error.status === 401) return { kind: 'signed_out' };
  if (error.code === 'idempotency_key_reused') return { kind: 'key_reused' };
  if (error.status === 422 && error.errors.length > 0) return { kind: 'invalid', errors: error.errors };
  if (error.wayOut !== null) return { kind: 'nobody', wayOut: error.wayOut };
  return error.status === 409 ? { kind: 'refused', code: error.code } : { kind: 'failed' };
}

/**
 * Sends a report so that it exists exactly once. The key belongs to the body: as long as nothing was changed, a repetition after
 * a lost connection carries the same key and answers the same referral; a changed body is another request with another key. The unsent form
 * of the page is ended by the same request.
 */
export function useSendReport(): (body: unknown, reportDraft: string | undefined) => Promise<Sent> {
  const last = useRef<{ readonly text: string; readonly key: string } | null>(null);
  return async (body, reportDraft) => {
    const text = JSON.stringify(body);
    const key = last.current?.text === text ? last.current.key : crypto.randomUUID();
    last.current = { text, key };
    try {
      return { kind: 'sent', referral: await request('POST', '/referrals', { body: body as Body<'POST', '/referrals'>, idempotencyKey: key, ...(reportDraft !== undefined && { reportDraft }) }) };
    } catch (error) {
      return sentOf(error);
    }
  };
}

/** How long to wait before each repetition, in seconds; the last one repeats. */
const WAITS = [5, 10, 20, 40, 60];

export interface Repetition {
  /** Seconds until the next try; null when none is planned. */
  readonly secondsLeft: number | null;
  plan(): void;
  stop(): void;
}

/** Repeats a try by itself with growing waits, visibly, until somebody stops it or it is not planned again. */
export function useRepetition(attempt: () => void): Repetition {
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null);
  const tries = useRef(0);
  const latest = useRef(attempt);
  latest.current = attempt;
  useEffect(() => {
    if (secondsLeft === null) return;
    if (secondsLeft === 0) {
      setSecondsLeft(null);
      return latest.current();
    }
    const timer = setTimeout(() => setSecondsLeft(secondsLeft - 1), 1_000);
    return () => clearTimeout(timer);
  }, [secondsLeft]);
  const plan = useCallback(() => {
    setSecondsLeft(WAITS[Math.min(tries.current, WAITS.length - 1)] ?? null);
    tries.current += 1;
  }, []);
  const stop = useCallback(() => {
    tries.current = 0;
    setSecondsLeft(null);
  }, []);
  return { secondsLeft, plan, stop };
}
