import type { ComponentProps } from 'react';
import { describedBy, FieldFrame, idOf, type FrameProps } from './field-frame';

/** Several lines of text. The browser keeps no memory of what was typed. */
export function TextArea({ name, label, hint, error, optional, rows = 4, ...control }: FrameProps & Omit<ComponentProps<'textarea'>, 'name' | 'id' | 'children'>) {
  const id = idOf(name);
  return (
    <FieldFrame {...{ name, label, hint, error, ...(optional === undefined ? {} : { optional }) }}>
      <textarea
        autoComplete="off"
        rows={rows}
        {...control}
        id={id}
        name={name}
        aria-describedby={describedBy(id, hint, error)}
        aria-invalid={error === undefined ? undefined : true}
        className={`kern-form-input__input${error === undefined ? '' : ' kern-form-input__input--error'}`}
      />
    </FieldFrame>
  );
}
