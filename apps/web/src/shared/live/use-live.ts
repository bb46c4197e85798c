import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTime } from '../time/now';
import { noteConnection, watchSilence } from './connection';

const LOCK = 'live-updates';
/** A stream that was refused is not opened again by the browser; we try after this long. Milliseconds. */
const OPEN_AGAIN_MS = 10_000;

type Told = 'changed' | 'alive';

/** The stream says only that something changed and which id; what it is now is asked through the API. */
function refresh(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ['referrals'] });
  void client.invalidateQueries({ queryKey: ['notifications'] });
  void client.invalidateQueries({ queryKey: ['stalled'] });
}

/** Listens until the signal. After an interruption everything counts as changed: what was told meanwhile is not known. */
function listen(tell: (what: Told) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let source: EventSource;
    let again: ReturnType<typeof setTimeout> | undefined;
    let interrupted = false;
    const open = (): void => {
      source = new EventSource('/api/v1/stream');
      source.addEventListener('open', () => {
        if (interrupted) tell('changed');
        interrupted = false;
      });
      source.addEventListener('heartbeat', () => tell('alive'));
      source.addEventListener('referral', () => tell('changed'));
      // The session has ended: opening the stream again would only be refused.
      source.addEventListener('end', () => {
        source.close();
        tell('changed');
      });
      source.addEventListener('error', () => {
        interrupted = true;
        if (source.readyState === EventSource.CLOSED) again = setTimeout(open, OPEN_AGAIN_MS);
      });
    };
    open();
    signal.addEventListener('abort', () => {
      clearTimeout(again);
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
  const { source } = useTime();
  useEffect(() => (active ? watchSilence(source) : undefined), [active, source]);
  useEffect(() => {
    if (!active) return;
    const ended = new AbortController();
    const tabs = new BroadcastChannel(LOCK);
    const hear = (what: Told): void => {
      noteConnection(true);
      if (what === 'changed') refresh(client);
    };
    tabs.onmessage = (event: MessageEvent<Told>) => hear(event.data);
    const tell = (what: Told): void => {
      hear(what);
      tabs.postMessage(what);
    };
    const lead = (): Promise<void> => listen(tell, ended.signal);
    if ('locks' in navigator) void navigator.locks.request(LOCK, { signal: ended.signal }, lead).catch(() => undefined);
    else void lead();
    return () => {
      ended.abort();
      tabs.close();
    };
  }, [active, client]);
}
