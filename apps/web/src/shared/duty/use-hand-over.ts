import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../api/http';
import type { ReferralSummary } from '../api/views';
import { toOutcome, type EventOutcome } from '../referral/send-event';

/** What came of one referral: handed over (with the version that can be taken back), or why not. */
export interface HandedOver {
  readonly id: string;
  readonly reference: string;
  readonly outcome: EventOutcome;
  /** Null once it was taken back, or when nothing was changed. */
  readonly version: number | null;
  /** Who held it before, and until when; taking it back restores both. */
  readonly before: Receiver;
}

export interface Receiver {
  readonly userId: string;
  /** 'YYYY-MM-DD', the last day; null: until further notice. */
  readonly until: string | null;
}

/** A referral that somebody of the centre is responsible for. */
export type HeldReferral = ReferralSummary & { readonly counsellorId: string };

async function assign(id: string, version: number, body: Receiver): Promise<{ readonly outcome: EventOutcome; readonly version: number | null }> {
  try {
    const next = await request('POST', '/referrals/{id}/events/assign_counsellor', { path: { id }, body, version });
    return { outcome: { kind: 'done' }, version: next?.version ?? null };
  } catch (error) {
    return { outcome: toOutcome(error), version: null };
  }
}

/** Hands referrals over one after the other. One that fails does not keep the others; each can be taken back by itself. */
export function useHandOver() {
  const client = useQueryClient();
  const [results, setResults] = useState<readonly HandedOver[]>([]);
  const [left, setLeft] = useState(0);
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: ['referrals'] });
  return {
    results,
    /** How many still wait while it goes on. */
    left,
    handOver: async (rows: readonly HeldReferral[], receiver: Receiver): Promise<void> => {
      setLeft(rows.length);
      for (const { id, reference, version, counsellorId, counsellorUntil } of rows) {
        const answer = await assign(id, version, receiver);
        setResults((before) => [...before.filter((each) => each.id !== id), { id, reference, ...answer, before: { userId: counsellorId, until: counsellorUntil } }]);
        setLeft((before) => before - 1);
      }
      await refresh();
    },
    takeBack: async ({ id, version, before: holder }: HandedOver): Promise<void> => {
      if (version === null) return;
      const answer = await assign(id, version, holder);
      setResults((before) => (answer.outcome.kind === 'done' ? before.filter((each) => each.id !== id) : before.map((each) => (each.id === id ? { ...each, outcome: answer.outcome } : each))));
      await refresh();
    },
  };
}
