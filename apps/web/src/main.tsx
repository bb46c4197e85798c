import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { router } from './router';
import { ConnectionLost } from './shared/api/http';
import { AnnouncerProvider } from './shared/kern/announcer';
import { noteConnection } from './shared/live/connection';
import { LocaleProvider } from './shared/locale/locale';
import { SessionProvider } from './shared/session/session';
import './shared/style/main.scss';
import { NowProvider } from './shared/time/now';

const client = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => noteConnection(!(error instanceof ConnectionLost)),
    onSuccess: () => noteConnection(true),
  }),
  defaultOptions: { queries: { retry: (failures, error) => error instanceof ConnectionLost && failures < 2, staleTime: 5_000 } },
});

const now = (): Date => new Date();
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');

createRoot(root).render(
  <NowProvider source={now}>
    <LocaleProvider>
      <QueryClientProvider client={client}>
        <SessionProvider>
          <AnnouncerProvider>
            <RouterProvider router={router} />
          </AnnouncerProvider>
        </SessionProvider>
      </QueryClientProvider>
    </LocaleProvider>
  </NowProvider>,
);
