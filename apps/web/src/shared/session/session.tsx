import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useState, type ReactNode } from 'react';
import { keepCsrfToken, onSessionEnd, request } from '../api/http';
import { sessionQuery } from '../api/queries';
import type { SessionView } from '../api/views';

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

/** Knows who is signed in. Everything about it lives in the memory of this tab; the cookie is out of reach of scripts. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const query = useQuery(sessionQuery);
  const [expired, setExpired] = useState(false);
  const session = query.data ?? null;

  useEffect(() => keepCsrfToken(session?.csrfToken ?? null), [session]);
  useEffect(() => onSessionEnd(() => setExpired(true)), []);

  const signIn = async (credentials: { readonly email: string; readonly password: string }): Promise<void> => {
    const next = await request('POST', '/session', { body: credentials });
    keepCsrfToken(next.csrfToken);
    // Another person at the same desk must not see what lies in memory of the one before.
    if (session !== null && session.actor.userId !== next.actor.userId) return window.location.assign('/');
    client.setQueryData(sessionQuery.queryKey, next);
    setExpired(false);
    await client.invalidateQueries();
  };
  const signOut = async (): Promise<void> => {
    await request('DELETE', '/session').catch(() => undefined);
    // A fresh document: nothing that was read stays in memory.
    window.location.assign('/');
  };
  return (
    <SessionContext value={{ session, pending: query.isPending, failed: query.isError, expired, signIn, signOut }}>{children}</SessionContext>
  );
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
