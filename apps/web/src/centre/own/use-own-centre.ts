import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CapacityLevel } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { Body } from '../../shared/api/contract';
import { request } from '../../shared/api/http';
import { centresQuery } from '../../shared/api/queries';
import type { ClosurePreview, OwnCentre, OwnClosure } from '../../shared/api/views';
import { useAnnounce } from '../../shared/kern/announcer';
import { toOutcome, type EventOutcome } from '../../shared/referral/send-event';
import { toDateTime, toDay, toLocalDay } from '../../shared/time/format';
import { useTime } from '../../shared/time/now';
import { ownCentreQuery } from './own-centre-queries';
import { CAPACITY_LABELS } from './own-centre-words';

export type NewClosure = Body<'POST', '/own-centre/closures'>;

/** What has just been done, with the way back where there is one. The sentence is made when it is shown: the language may change meanwhile. */
export interface Done {
  readonly text: () => string;
  readonly uncovered?: ClosurePreview['uncovered'];
  readonly undo?: () => void;
}

const spanOf = ({ from, to }: Pick<OwnClosure, 'from' | 'to'>) => ({ from: toDay(from), to: toDay(to) });

/** Keeps the own entry: each way tells what came of it once, where the eyes are, and shows the fresh entry. */
export function useOwnCentre() {
  const client = useQueryClient();
  const announce = useAnnounce();
  const { source } = useTime();
  const [done, setDone] = useState<Done | null>(null);
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const show = async (fresh: OwnCentre | null): Promise<void> => {
    if (fresh !== null) client.setQueryData(ownCentreQuery.queryKey, fresh);
    else await client.invalidateQueries({ queryKey: ownCentreQuery.queryKey });
    void client.invalidateQueries({ queryKey: centresQuery.queryKey });
    void client.invalidateQueries({ queryKey: ['referrals'] });
  };
  const attempt = async (work: () => Promise<Done>): Promise<void> => {
    setOutcome(null);
    try {
      setDone(await work());
    } catch (error) {
      setDone(null);
      setOutcome(toOutcome(error));
      await client.invalidateQueries({ queryKey: ownCentreQuery.queryKey });
    }
  };
  const cancel = async (closure: OwnClosure): Promise<void> => show(await request('DELETE', '/own-centre/closures/{id}', { path: { id: closure.id } }));
  const again = async ({ from, to, reason, cover }: OwnClosure): Promise<void> => {
    const today = toLocalDay(source());
    await request('POST', '/own-centre/closures', { body: { from: from < today ? today : from, to, reason, coverCentreId: cover?.id ?? null, acceptUncovered: true } });
    await show(null);
  };
  const undone = (work: () => Promise<void>) => () =>
    void attempt(async () => {
      await work();
      announce(m.own_centre_undone());
      return { text: m.own_centre_undone };
    });
  return {
    done,
    outcome,
    onCapacity: (level: CapacityLevel, days: number) =>
      void attempt(async () => {
        const fresh = await request('PUT', '/own-centre/capacity', { body: { level, days } });
        await show(fresh);
        const until = fresh.capacity?.expiresAt ?? source().toISOString();
        return { text: () => m.own_centre_capacity_saved({ level: CAPACITY_LABELS[level](), until: toDateTime(until) }) };
      }),
    onHours: (fresh: OwnCentre, validFrom: string) =>
      void attempt(async () => {
        await show(fresh);
        return { text: () => m.own_centre_hours_saved({ day: toDay(validFrom) }) };
      }),
    onClosed: (closure: OwnClosure & { readonly uncovered: ClosurePreview['uncovered'] }) =>
      void attempt(async () => {
        await show(null);
        return { text: () => m.own_centre_closure_saved(spanOf(closure)), uncovered: closure.uncovered, undo: undone(() => cancel(closure)) };
      }),
    onCancel: (closure: OwnClosure) =>
      void attempt(async () => {
        const ended = closure.from < toLocalDay(source());
        await cancel(closure);
        return { text: () => (ended ? m.own_centre_closure_ended() : m.own_centre_closure_cancelled(spanOf(closure))), undo: undone(() => again(closure)) };
      }),
  };
}
