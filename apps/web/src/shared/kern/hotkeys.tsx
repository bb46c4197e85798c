import { useEffect, useState, useSyncExternalStore } from 'react';
import { m } from '../../generated/messages/messages.js';
import { Button } from './button';
import { Dialog } from './dialog';
import { CheckField } from './check-field';
import { commandOf } from './hotkey-rule';

/** One verb that a single key starts; the same verb is always a visible button too. */
export interface Hotkey {
  /** One character, lower case. */
  readonly key: string;
  readonly label: string;
  readonly run: () => void;
}

// What the parts of the page offer at this moment. In memory of the tab only, like the switch.
const offered = new Set<readonly Hotkey[]>();
let enabled = true;
const listeners = new Set<() => void>();

function setEnabled(next: boolean): void {
  enabled = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const FIELDS = 'input, select, textarea, [contenteditable]:not([contenteditable="false"])';

function onKeyDown(event: KeyboardEvent): void {
  const inField = event.target instanceof Element && event.target.closest(FIELDS) !== null;
  const key = commandOf(event, { inField, dialogOpen: document.querySelector('dialog[open]') !== null });
  if (!enabled || key === null) return;
  const hotkey = [...offered].flat().find((each) => each.key === key);
  if (hotkey === undefined) return;
  event.preventDefault();
  hotkey.run();
}

/** Offers keys as long as the component is shown. Two parts must not offer the same key at once: the first one would take it. */
export function useHotkeys(keys: readonly Hotkey[]): void {
  useEffect(() => {
    if (offered.size === 0) window.addEventListener('keydown', onKeyDown);
    offered.add(keys);
    return () => {
      offered.delete(keys);
      if (offered.size === 0) window.removeEventListener('keydown', onKeyDown);
    };
  });
}

/** Whether single keys are on in this tab. */
export const useHotkeysEnabled = (): boolean => useSyncExternalStore(subscribe, () => enabled);

/** A key as a picture beside the words of its button; whoever listens hears it from `aria-keyshortcuts`. Gone while keys are off. */
export function KeyCap({ children }: { readonly children: string }) {
  return useHotkeysEnabled() ? (
    <kbd className="key-cap" aria-hidden="true">
      {children.toUpperCase()}
    </kbd>
  ) : null;
}

function Sheet({ keys, also, onClose }: { readonly keys: readonly Hotkey[]; readonly also: readonly Omit<Hotkey, 'run'>[]; readonly onClose: () => void }) {
  const on = useHotkeysEnabled();
  return (
    <Dialog title={m.keys_title()} onClose={onClose}>
      <dl className="key-list kern-body">
        {[...keys, ...also].map(({ key, label }) => (
          <div key={key}>
            <dt>
              <kbd className="key-cap">{key.toUpperCase()}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
      <p className="kern-body muted">{m.keys_rule()}</p>
      <CheckField name="keys-on" label={m.keys_on()} hint={m.keys_on_hint()} checked={on} onChange={(event) => setEnabled(event.target.checked)} />
    </Dialog>
  );
}

/** The button and the key `?` that show every key of the page, and the switch that turns them off. `also`: what the browser itself does. */
export function HotkeyHelp({ also = [] }: { readonly also?: readonly Omit<Hotkey, 'run'>[] }) {
  const [shown, setShown] = useState<readonly Hotkey[] | null>(null);
  const show = (): void => setShown([...offered].flat());
  useHotkeys([{ key: '?', label: m.keys_title(), run: show }]);
  return (
    <>
      <Button look="tertiary" aria-keyshortcuts="?" onClick={show}>
        {m.keys_title()} <KeyCap>?</KeyCap>
      </Button>
      {shown === null ? null : <Sheet keys={shown} also={also} onClose={() => setShown(null)} />}
    </>
  );
}
