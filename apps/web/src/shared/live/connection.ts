import { useSyncExternalStore } from 'react';

/** Without a sign of life for this long the connection counts as lost. Milliseconds. */
const SILENCE_MS = 45_000;
const LOOK_EVERY_MS = 5_000;

// Facts for the whole tab: when the API last gave a sign of life, and since when it has given none.
let heardAt = performance.now();
let heardWhen: Date | null = null;
let lostSince: Date | null = null;
let clock: () => Date = () => new Date();
const listeners = new Set<() => void>();

function change(next: Date | null): void {
  if ((lostSince === null) === (next === null)) return;
  lostSince = next;
  for (const listener of listeners) listener();
}

/** Notes whether the API answers; called after every question, and for each heartbeat of the stream. */
export function noteConnection(answered: boolean): void {
  if (!answered) return change(heardWhen ?? clock());
  heardAt = performance.now();
  heardWhen = clock();
  change(null);
}

/** Looks whether silence has lasted too long, from now on. Returns its end. */
export function watchSilence(source: () => Date): () => void {
  clock = source;
  heardAt = performance.now();
  const timer = setInterval(() => {
    if (performance.now() - heardAt > SILENCE_MS) change(heardWhen ?? clock());
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** Since when the API gives no sign of life; null while it does. */
export const useConnectionLost = (): Date | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => lostSince,
  );
