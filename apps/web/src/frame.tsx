import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ConnectionLost } from './shared/api/http';
import { AnnouncerProvider } from './shared/kern/announcer';
import { noteConnection } from './shared/live/connection';
import { SessionProvider } from './shared/session/session';
import { Shell } from './shared/session/shell';

const client = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => noteConnection(!(error instanceof ConnectionLost)),
    onSuccess: () => noteConnection(true),
  }),
  defaultOptions: { queries: { retry: (failures, error) => error instanceof ConnectionLost && failures < 2, staleTime: 5_000 } },
});

/** Everything around a page: what was read, who is signed in, what is announced, and the shell. */
export function Frame() {
  return (
    <QueryClientProvider client={client}>
      <SessionProvider>
        <AnnouncerProvider>
          <Shell />
        </AnnouncerProvider>
      </SessionProvider>
    </QueryClientProvider>
  );
}
