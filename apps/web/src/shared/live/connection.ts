import { useSyncExternalStore } from 'react';

// One fact for the whole tab: whether the last question to the API was answered.
let lost = false;
const listeners = new Set<() => void>();

/** Notes whether the API answers; called after every question. */
export function noteConnection(answered: boolean): void {
  if (lost === !answered) return;
  lost = !answered;
  for (const listener of listeners) listener();
}

/** True while the API does not answer. */
export const useConnectionLost = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => lost,
  );
