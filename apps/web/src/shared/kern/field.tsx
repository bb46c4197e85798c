import type { ComponentProps } from 'react';
import { describedBy, FieldFrame, idOf, type FrameProps } from './field-frame';

type Controlled<E extends 'input' | 'select' | 'textarea'> = Omit<ComponentProps<E>, 'name' | 'id' | 'children'>;

const stateOf = ({ name, hint, error }: FrameProps) => {
  const id = idOf(name);
  return { id, name, 'aria-describedby': describedBy(id, hint, error), 'aria-invalid': error === undefined ? undefined : true } as const;
};

/** One line of text, a number, a day or a date with time. The browser keeps no memory of what was typed. */
export function TextField({ name, label, hint, error, optional, ...control }: FrameProps & Controlled<'input'>) {
  const frame = { name, label, hint, error, ...(optional === undefined ? {} : { optional }) };
  return (
    <FieldFrame {...frame}>
      <input
        type="text"
        autoComplete="off"
        {...control}
        {...stateOf(frame)}
        className={`kern-form-input__input${error === undefined ? '' : ' kern-form-input__input--error'}`}
      />
    </FieldFrame>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** A choice out of many. With `placeholder` nothing is chosen at first. */
export function SelectField({
  name, label, hint, error, optional, options, placeholder, ...control
}: FrameProps & Controlled<'select'> & { readonly options: readonly Option[]; readonly placeholder?: string }) {
  const frame = { name, label, hint, error, ...(optional === undefined ? {} : { optional }) };
  return (
    <FieldFrame {...frame}>
      <div className="kern-form-input__select-wrapper">
        <select {...control} {...stateOf(frame)} className={`kern-form-input__select${error === undefined ? '' : ' kern-form-input__select--error'}`}>
          {placeholder === undefined ? null : <option value="">{placeholder}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </div>
    </FieldFrame>
  );
}
