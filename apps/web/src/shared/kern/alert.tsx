import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Icon } from './icon';

export type AlertKind = 'info' | 'success' | 'warning' | 'danger';

export interface AlertProps {
  readonly kind: AlertKind;
  readonly title: string;
  /** Moves the focus here when it appears: for what a person must read before going on. */
  readonly takesFocus?: boolean;
  readonly children?: ReactNode;
}

/** A box that says something important. It interrupts nobody: whoever needs to hear it is told through focus or the live region. */
export function Alert({ kind, title, takesFocus = false, children }: AlertProps) {
  const heading = useId();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) box.current?.focus();
  }, [takesFocus, title]);
  return (
    <div ref={box} className={`kern-alert kern-alert--${kind}`} role="group" aria-labelledby={heading} tabIndex={takesFocus ? -1 : undefined}>
      <div className="kern-alert__header">
        <Icon name={kind} />
        <span className="kern-title" id={heading}>
          {title}
        </span>
      </div>
      {children === undefined ? null : <div className="kern-alert__body">{children}</div>}
    </div>
  );
}
