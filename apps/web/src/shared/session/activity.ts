/** Tells the tabs of one browser that the session was used, or that somebody signed in. Carries no data of anybody. */
const CHANNEL = 'session';

export type TabMessage = 'used' | 'signed-in';

// One fact for the whole tab: when the API last counted this session as used, by the clock that the pages use. Null: never.
let usedAt: number | null = null;
let touchedAt: number | null = null;
// Whoever opens a page is there, though no key of it was touched yet.
let openedAt = 0;
let clock: () => Date = () => new Date();
let tabs: BroadcastChannel | null = null;

/** A person who has touched nothing for this long is not there. Milliseconds. */
const THERE_FOR_MS = 60_000;

/** Where the time comes from, and what is done when another tab signs in. Returns the end of listening. */
export function watchTabs(source: () => Date, onSignIn: () => void): () => void {
  clock = source;
  openedAt = clock().getTime();
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = (event: MessageEvent<TabMessage>) => {
    usedAt = clock().getTime();
    if (event.data === 'signed-in') onSignIn();
  };
  const touch = (): void => void (touchedAt = clock().getTime());
  const kinds = ['pointerdown', 'keydown'] as const;
  for (const kind of kinds) window.addEventListener(kind, touch, { capture: true, passive: true });
  tabs = channel;
  return () => {
    for (const kind of kinds) window.removeEventListener(kind, touch, { capture: true });
    channel.close();
    tabs = null;
  };
}

/** Something that a person did goes out now; what is returned notes that it was answered: the API counts it as use of the session. */
export function beginUse(): () => void {
  const sentAt = clock().getTime();
  return () => noteUse('used', sentAt);
}

/** Notes that the session was used at an instant, and tells the other tabs. */
export function noteUse(message: TabMessage, at = clock().getTime()): void {
  usedAt = Math.max(usedAt ?? 0, at);
  tabs?.postMessage(message);
}

/** When the session was last used, in any tab; milliseconds. */
export const lastUse = (): number | null => usedAt;

/**
 * True while somebody is at this page. By the clock of the day and not by the time that the page has run: a computer that wakes up from a
 * night's sleep must not take the evening's last key for a person.
 */
export const isSomebodyThere = (): boolean => clock().getTime() - Math.max(touchedAt ?? 0, openedAt) <= THERE_FOR_MS;

/** True if somebody has touched this page since the session was last counted as used. */
export const touchedSince = (at: number): boolean => touchedAt !== null && touchedAt > at;
