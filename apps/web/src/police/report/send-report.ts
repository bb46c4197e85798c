import { useRef } from 'react';
import type { Body } from '../../shared/api/contract';
import { ApiProblem, ConnectionLost, request, type FieldProblem } from '../../shared/api/http';
import type { ReferralView } from '../../shared/api/views';

/** What came of sending a report. */
export type Sent =
  | { readonly kind: 'sent'; readonly referral: ReferralView }
  | { readonly kind: 'lost' }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'invalid'; readonly errors: readonly FieldProblem[] }
  | { readonly kind: 'failed' };

/**
 * Sends a report so that it exists exactly once. The key belongs to the body: as long as nothing was changed, a repetition after
 * a lost connection carries the same key and answers the same referral; a changed body is another request with another key.
 */
export function useSendReport(): (body: unknown) => Promise<Sent> {
  const last = useRef<{ readonly text: string; readonly key: string } | null>(null);
  return async (body) => {
    const text = JSON.stringify(body);
    const key = last.current?.text === text ? last.current.key : crypto.randomUUID();
    last.current = { text, key };
    try {
      return { kind: 'sent', referral: await request('POST', '/referrals', { body: body as Body<'POST', '/referrals'>, idempotencyKey: key }) };
    } catch (error) {
      if (error instanceof ConnectionLost) return { kind: 'lost' };
      if (!(error instanceof ApiProblem)) throw error;
      if (error.status === 401) return { kind: 'lost' };
      if (error.status === 422 && error.errors.length > 0) return { kind: 'invalid', errors: error.errors };
      return error.status === 409 ? { kind: 'refused', code: error.code } : { kind: 'failed' };
    }
  };
}
