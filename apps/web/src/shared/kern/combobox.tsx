import { useId, useState, type KeyboardEvent } from 'react';
import { m } from '../../generated/messages/messages.js';
import { describedBy, FieldFrame, idOf, type FrameProps } from './field-frame';

export interface ComboboxItem<T> {
  readonly key: string;
  readonly label: string;
  readonly detail?: string;
  readonly value: T;
}

export interface ComboboxProps<T> extends FrameProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly items: readonly ComboboxItem<T>[];
  readonly onPick: (item: ComboboxItem<T>) => void;
  /** The text is the name of something picked: the list stays closed. */
  readonly picked: boolean;
}

/** Types to search, arrow keys to choose, Enter to take (WAI-ARIA "combobox with list autocomplete"). */
export function Combobox<T>({ text, onText, items, onPick, picked, ...frame }: ComboboxProps<T>) {
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const list = useId();
  const id = idOf(frame.name);
  const shown = open && !picked && text.trim().length >= 2;
  const current = Math.min(active, Math.max(0, items.length - 1));

  const pick = (index: number): void => {
    const item = items[index];
    if (item === undefined) return;
    setOpen(false);
    onPick(item);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && shown) setOpen(false);
    else if (event.key === 'ArrowDown') setActive(shown ? Math.min(current + 1, items.length - 1) : 0);
    else if (event.key === 'ArrowUp') setActive(Math.max(current - 1, 0));
    else if (event.key === 'Enter' && shown) pick(current);
    else return;
    if (event.key.startsWith('Arrow')) setOpen(true);
    event.preventDefault();
  };
  return (
    <FieldFrame {...frame}>
      <div className="combobox">
        <input
          id={id}
          type="text"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          value={text}
          aria-expanded={shown && items.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={shown && items.length > 0 ? `${list}-${current}` : undefined}
          aria-describedby={describedBy(id, frame.hint, frame.error)}
          aria-invalid={frame.error === undefined ? undefined : true}
          className={`kern-form-input__input${frame.error === undefined ? '' : ' kern-form-input__input--error'}`}
          onChange={(event) => {
            setOpen(true);
            setActive(0);
            onText(event.target.value);
          }}
          onKeyDown={onKeyDown}
          onBlur={() => {
            // A single hit is what was meant: leaving the field takes it.
            if (shown && items.length === 1) pick(0);
            setOpen(false);
          }}
        />
        <ul className="combobox__list" id={list} role="listbox" aria-label={frame.label} hidden={!shown || items.length === 0}>
          {items.map((item, index) => (
            <li
              key={item.key}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === current}
              className="combobox__option kern-body"
              onPointerDown={(event) => {
                // Before the field loses the focus and closes the list.
                event.preventDefault();
                pick(index);
              }}
            >
              {item.label}
              {item.detail === undefined ? null : <small className="muted">{item.detail}</small>}
            </li>
          ))}
        </ul>
      </div>
      <p className="kern-sr-only" role="status">
        {shown ? m.combobox_hits({ count: items.length }) : ''}
      </p>
    </FieldFrame>
  );
}
