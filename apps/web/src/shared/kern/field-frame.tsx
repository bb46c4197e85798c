import type { ReactNode } from 'react';
import { m } from '../../generated/messages/messages.js';
import { Icon } from './icon';

/** An element's id from a form field's name: `contact.core.name` → `field-contact-core-name`. */
export const idOf = (name: string): string => `field-${name.replaceAll('.', '-')}`;

/** What hint and error belong to a control, for `aria-describedby`. */
export function describedBy(id: string, hint: ReactNode, error: string | undefined): string | undefined {
  const ids = [...(hint === undefined ? [] : [`${id}-hint`]), ...(error === undefined ? [] : [`${id}-error`])];
  return ids.length === 0 ? undefined : ids.join(' ');
}

/** The text under a control that says what to do. */
export function FieldError({ id, children }: { readonly id: string; readonly children: string }) {
  return (
    <p className="field__error" id={`${id}-error`}>
      <Icon name="danger" />
      <span>{children}</span>
    </p>
  );
}

export interface FrameProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  /** Required fields carry no mark; optional ones say so. */
  readonly optional?: boolean;
}

/** Label, hint, control and error of one field, tied together. */
export function FieldFrame({ name, label, hint, error, optional = false, children }: FrameProps & { readonly children: ReactNode }) {
  const id = idOf(name);
  return (
    <div className={`kern-form-input${error === undefined ? '' : ' kern-form-input--error'}`}>
      <label className="kern-label" htmlFor={id}>
        {label}
        {optional ? <span className="kern-label__optional"> {m.field_optional()}</span> : null}
      </label>
      {hint === undefined ? null : (
        <div className="kern-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {children}
      {error === undefined ? null : <FieldError id={id}>{error}</FieldError>}
    </div>
  );
}
