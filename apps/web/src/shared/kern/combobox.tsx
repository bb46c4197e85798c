import { useCombobox, type UseComboboxState, type UseComboboxStateChangeOptions } from 'downshift';
import { useState } from 'react';
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
  readonly disabled?: boolean;
}

const { InputBlur, InputKeyDownEscape } = useCombobox.stateChangeTypes;
/** Nobody means anything by fewer characters. */
const LEAST = 2;

/** Leaving the field takes a single hit, for that is what was meant, and no other; Escape closes the list and clears nothing. */
const onlyWhatWasMeant =
  <Item,>(items: readonly Item[]) =>
  (state: UseComboboxState<Item>, { type, changes }: UseComboboxStateChangeOptions<Item>): Partial<UseComboboxState<Item>> => {
    if (type === InputKeyDownEscape) return { ...state, isOpen: false };
    if (type !== InputBlur) return changes;
    const [only, second] = items;
    return { ...changes, selectedItem: state.isOpen && second === undefined ? (only ?? null) : null };
  };

/** Types to search, arrow keys to choose, Enter to take (WAI-ARIA "combobox with list autocomplete", kept by downshift). */
export function Combobox<T>({ text, onText, items, onPick, picked, disabled = false, ...frame }: ComboboxProps<T>) {
  const [open, setOpen] = useState(false);
  const searching = open && !picked && text.trim().length >= LEAST;
  const shown = searching && items.length > 0;
  const id = idOf(frame.name);
  const { getInputProps, getMenuProps, getItemProps } = useCombobox<ComboboxItem<T>>({
    items: [...items],
    inputId: id,
    menuId: `${id}-list`,
    getItemId: (index) => `${id}-item-${index}`,
    itemToString: (item) => item?.label ?? '',
    itemToKey: (item) => item?.key,
    inputValue: text,
    // What is picked is the form's to know; here every choice is a new one.
    selectedItem: null,
    isOpen: shown,
    defaultHighlightedIndex: 0,
    stateReducer: onlyWhatWasMeant(items),
    scrollIntoView: (option) => option?.scrollIntoView({ block: 'nearest' }),
    onIsOpenChange: ({ isOpen }) => setOpen(isOpen),
    onSelectedItemChange: ({ selectedItem }) => {
      if (selectedItem !== null) onPick(selectedItem);
    },
  });
  return (
    <FieldFrame {...frame}>
      <div className="combobox">
        <input
          {...getInputProps({
            disabled,
            onChange: (event) => onText(event.currentTarget.value),
            'aria-labelledby': undefined,
            'aria-describedby': describedBy(id, frame.hint, frame.error),
            'aria-invalid': frame.error === undefined ? undefined : true,
          })}
          type="text"
          autoComplete="off"
          spellCheck={false}
          className={`kern-form-input__input${frame.error === undefined ? '' : ' kern-form-input__input--error'}`}
        />
        <ul {...getMenuProps({ 'aria-label': frame.label, 'aria-labelledby': undefined })} className="combobox__list" hidden={!shown}>
          {items.map((item, index) => (
            <li {...getItemProps({ item, index })} key={item.key} className="combobox__option kern-body">
              {item.label}
              {item.detail === undefined ? null : <small className="muted">{item.detail}</small>}
            </li>
          ))}
        </ul>
      </div>
      <p className="kern-sr-only" role="status">
        {searching ? m.combobox_hits({ count: items.length }) : ''}
      </p>
    </FieldFrame>
  );
}
