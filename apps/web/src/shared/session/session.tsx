import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, use, useCallback, useEffect, useLayoutEffect, useState, type ReactNode } from 'react';
import { keepCsrfToken, onPresence, onSessionEnd, onSessionUse, request } from '../api/http';
import { sessionQuery } from '../api/queries';
import type { SessionView } from '../api/views';
import { useTime } from '../time/now';
import { beginUse, isSomebodyThere, noteUse, watchTabs } from './activity';

interface SessionHeld {
  readonly session: SessionView | null;
  readonly pending: boolean;
  /** The server could not be asked. */
  readonly failed: boolean;
  /** The session ended under the hands of the person; the page stays as it is until somebody signs in again. */
  readonly expired: boolean;
  readonly signIn: (credentials: { readonly email: string; readonly password: string }) => Promise<void>;
  readonly signOut: () => Promise<void>;
}

const SessionContext = createContext<SessionHeld | null>(null);

/** Another person at the same desk must not see what lies in memory of the one before: a fresh document. */
const beginAnew = (): void => window.location.assign('/');

/**
 * The session that this document was opened with. Once there is one it stays until the document ends: a session that is over, by
 * whatever answer that came out, must not take away the page on which somebody was typing.
 */
function useKeptSession() {
  const query = useQuery(sessionQuery);
  const [kept, setKept] = useState<SessionView | null>(null);
  const found = query.data ?? null;
  const isOther = kept !== null && found !== null && kept.actor.userId !== found.actor.userId;
  if (found !== null && found !== kept && !isOther) setKept(found);
  useEffect(() => {
    if (isOther) beginAnew();
  }, [isOther]);
  return { session: kept ?? found, gone: kept !== null && query.data === null, pending: query.isPending, failed: query.isError };
}

/** Knows who is signed in. Everything about it lives in the memory of this tab; the cookie is out of reach of scripts. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const { source } = useTime();
  const { session, gone, pending, failed } = useKeptSession();
  const [refused, setRefused] = useState(false);

  // Before any effect of a page: one that asks by POST as soon as it stands would ask without the token.
  useLayoutEffect(() => keepCsrfToken(session?.csrfToken ?? null), [session]);
  useEffect(() => onSessionEnd(() => setRefused(true)), []);
  const goOn = useCallback(async (): Promise<void> => {
    setRefused(false);
    await client.invalidateQueries();
  }, [client]);
  useEffect(() => {
    onSessionUse(beginUse);
    onPresence(isSomebodyThere);
    return watchTabs(source, () => void goOn());
  }, [source, goOn]);

  const signIn = async (credentials: { readonly email: string; readonly password: string }): Promise<void> => {
    const next = await request('POST', '/session', { body: credentials });
    noteUse('signed-in');
    if (session !== null && session.actor.userId !== next.actor.userId) return beginAnew();
    keepCsrfToken(next.csrfToken);
    client.setQueryData(sessionQuery.queryKey, next);
    await goOn();
  };
  const signOut = async (): Promise<void> => {
    await request('DELETE', '/session').catch(() => undefined);
    // A fresh document: nothing that was read stays in memory.
    beginAnew();
  };
  return <SessionContext value={{ session, pending, failed, expired: refused || gone, signIn, signOut }}>{children}</SessionContext>;
}

/** Who is signed in, and the ways in and out. */
export function useSession(): SessionHeld {
  const held = use(SessionContext);
  if (held === null) throw new Error('no SessionProvider above');
  return held;
}

/** The signed-in person; only below the guard of the shell. */
export function useActor(): SessionView {
  const { session } = useSession();
  if (session === null) throw new Error('nobody is signed in');
  return session;
}
