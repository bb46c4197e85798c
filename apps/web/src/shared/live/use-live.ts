import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

const LOCK = 'live-updates';

/** The stream says only that something changed and which id; what it is now is asked through the API. */
function refresh(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ['referrals'] });
  void client.invalidateQueries({ queryKey: ['notifications'] });
  void client.invalidateQueries({ queryKey: ['stalled'] });
}

function listen(onChange: () => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const source = new EventSource('/api/v1/stream');
    source.addEventListener('referral', onChange);
    // The session has ended: opening the stream again would only be refused.
    source.addEventListener('end', () => {
      source.close();
      onChange();
    });
    signal.addEventListener('abort', () => {
      source.close();
      resolve();
    });
  });
}

/**
 * Keeps what is shown fresh while somebody is signed in. Over HTTP/1.1 a seventh open stream would block every other request, so
 * one tab listens for all; when it closes, the next takes over. Without the stream, the polling of the queries remains.
 */
export function useLive(active: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!active) return;
    const ended = new AbortController();
    const tabs = new BroadcastChannel(LOCK);
    tabs.onmessage = () => refresh(client);
    const onChange = (): void => {
      refresh(client);
      tabs.postMessage('changed');
    };
    const lead = (): Promise<void> => listen(onChange, ended.signal);
    if ('locks' in navigator) void navigator.locks.request(LOCK, { signal: ended.signal }, lead).catch(() => undefined);
    else void lead();
    return () => {
      ended.abort();
      tabs.close();
    };
  }, [active, client]);
}
