import type { ComponentProps, ReactNode } from 'react';
import { m } from '../../generated/messages/messages.js';
import { describedBy, FieldError, idOf } from './field-frame';
import type { Option } from './field';

type Control = Omit<ComponentProps<'input'>, 'id' | 'type' | 'name'>;

/** One statement that can be ticked. */
export function CheckField({
  name, label, hint, error, ...control
}: Control & { readonly name: string; readonly label: string; readonly hint?: ReactNode; readonly error?: string | undefined }) {
  const id = idOf(name);
  return (
    <div>
      <div className="kern-form-check">
        <input
          {...control}
          type="checkbox"
          id={id}
          name={name}
          aria-describedby={describedBy(id, hint, error)}
          aria-invalid={error === undefined ? undefined : true}
          className={`kern-form-check__checkbox${error === undefined ? '' : ' kern-form-check__checkbox--error'}`}
        />
        <label className="kern-label" htmlFor={id}>
          {label}
        </label>
        {hint === undefined ? null : (
          <div className="check-hint muted" id={`${id}-hint`}>
            {hint}
          </div>
        )}
      </div>
      {error === undefined ? null : <FieldError id={id}>{error}</FieldError>}
    </div>
  );
}

export interface GroupProps {
  readonly name: string;
  readonly legend: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly optional?: boolean;
  readonly horizontal?: boolean;
  readonly children: ReactNode;
}

/** Several controls under one question. Its id carries the focus when the error summary points to the question. */
export function FieldGroup({ name, legend, hint, error, optional = false, horizontal = false, children }: GroupProps) {
  const id = idOf(name);
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      className={`kern-fieldset${error === undefined ? '' : ' kern-fieldset--error'}`}
      aria-describedby={describedBy(id, hint, error)}
    >
      <legend className="kern-label">
        {legend}
        {optional ? <span className="kern-label__optional"> {m.field_optional()}</span> : null}
      </legend>
      {hint === undefined ? null : (
        <div className="kern-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      <div className={`kern-fieldset__body${horizontal ? ' kern-fieldset__body--horizontal' : ''}`}>{children}</div>
      {error === undefined ? null : <FieldError id={id}>{error}</FieldError>}
    </fieldset>
  );
}

/** One answer out of few, all of them visible. */
export function RadioGroup({
  options, control, ...group
}: Omit<GroupProps, 'children'> & { readonly options: readonly Option[]; readonly control: Control }) {
  return (
    <FieldGroup {...group}>
      {options.map((option) => {
        const id = `${idOf(group.name)}-${option.value}`;
        return (
          <div key={option.value} className="kern-form-check">
            <input
              {...control}
              type="radio"
              id={id}
              name={group.name}
              value={option.value}
              aria-describedby={option.hint === undefined ? undefined : `${id}-hint`}
              className={`kern-form-check__radio${group.error === undefined ? '' : ' kern-form-check__radio--error'}`}
            />
            <label className="kern-label" htmlFor={id}>
              {option.label}
            </label>
            {option.hint === undefined ? null : (
              <div className="check-hint muted" id={`${id}-hint`}>
                {option.hint}
              </div>
            )}
          </div>
        );
      })}
    </FieldGroup>
  );
}
