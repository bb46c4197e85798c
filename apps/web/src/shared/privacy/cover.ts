import { useSyncExternalStore } from 'react';

/** The key that covers and uncovers. Not a letter, so it works while somebody types; not taken by Edge, Firefox, Chrome, NVDA, JAWS or Narrator. */
export const COVER_KEY = 'F8';
/** Nobody has touched the page for so long: what is personal is covered by itself. Milliseconds. */
export const COVER_AFTER_MS = 180_000;
/** Fields in which personal details are typed. */
const FIELDS = 'input[data-personal], textarea[data-personal]';

// One fact for the whole tab.
let covered = false;
let focused: HTMLElement | null = null;
const listeners = new Set<() => void>();

/** A covered field cannot be read, neither by eyes nor by a screen reader, nor typed into. */
function coverFields(): void {
  for (const field of document.querySelectorAll<HTMLElement>(FIELDS)) field.inert = covered;
}

/** Covers or uncovers everything personal on the page, at once. */
export function setCovered(next: boolean): void {
  if (covered === next) return;
  covered = next;
  if (covered) focused = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  document.documentElement.classList.toggle('is-covered', covered);
  coverFields();
  if (!covered && focused?.isConnected === true && focused.matches(FIELDS)) focused.focus();
  for (const listener of listeners) listener();
}

/** Listens for the key and for the time that nobody touches the page. Returns the end of listening. */
export function watchCover(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const begin = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => setCovered(true), COVER_AFTER_MS);
  };
  const press = (event: KeyboardEvent): void => {
    begin();
    if (event.key !== COVER_KEY || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.repeat) return;
    event.preventDefault();
    setCovered(!covered);
  };
  // A field that appears while everything is covered is covered, too.
  const appeared = new MutationObserver(() => {
    if (covered) coverFields();
  });
  appeared.observe(document.body, { childList: true, subtree: true });
  window.addEventListener('keydown', press, { capture: true });
  window.addEventListener('pointerdown', begin, { capture: true, passive: true });
  begin();
  return () => {
    clearTimeout(timer);
    appeared.disconnect();
    window.removeEventListener('keydown', press, { capture: true });
    window.removeEventListener('pointerdown', begin, { capture: true });
    setCovered(false);
  };
}

/** True while what is personal is covered. */
export const useCovered = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => covered,
  );
