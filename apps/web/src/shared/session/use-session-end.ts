import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { request } from '../api/http';
import { sessionQuery } from '../api/queries';
import type { SessionView } from '../api/views';
import { useTime } from '../time/now';
import { lastUse, touchedSince } from './activity';
import { sessionStep } from './session-end';

const LOOK_EVERY_MS = 1_000;
/** The API was asked and had nothing against it: it is asked again after so long. */
const ASK_AGAIN_MS = 15_000;
const MINUTE = 60_000;

export interface ComingEnd {
  readonly endsAt: number;
  readonly last: boolean;
}

/**
 * Watches the end of the session while there is one. Answers the end that is near, and how to go on: any request of a person
 * prolongs the session, so reading it is enough.
 */
export function useSessionEnd(session: SessionView | null, running: boolean): { readonly end: ComingEnd | null; readonly stay: () => void } {
  const client = useQueryClient();
  const { source } = useTime();
  const [end, setEnd] = useState<ComingEnd | null>(null);
  const understood = useRef(0);
  const notBefore = useRef(0);
  // Of which end the person has said that she stays, while the answer is on its way: she is not asked about it twice.
  const staying = useRef(0);

  useEffect(() => {
    if (session === null || !running) return setEnd(null);
    const read = (): void => {
      notBefore.current = performance.now() + ASK_AGAIN_MS;
      void client.fetchQuery({ ...sessionQuery, staleTime: 0 }).catch(() => undefined);
    };
    const look = (): void => {
      const usedAt = lastUse() ?? source().getTime();
      const found = sessionStep({
        usedAt, idleMs: session.idleMinutes * MINUTE, expiresAt: new Date(session.expiresAt).getTime(), touchedSinceUse: touchedSince(usedAt), now: source().getTime(),
      });
      if (found.step === 'warn') return setEnd((before) => ((found.last && understood.current === found.endsAt) || staying.current === found.endsAt ? null : before?.endsAt === found.endsAt ? before : found));
      setEnd(null);
      if (found.step !== 'nothing' && performance.now() >= notBefore.current) read();
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [session, running, client, source]);

  const stay = useCallback(() => {
    if (end?.last === true) understood.current = end.endsAt;
    else staying.current = end?.endsAt ?? 0;
    setEnd(null);
    void request('GET', '/session').catch(() => (staying.current = 0));
  }, [end]);
  return { end, stay };
}
