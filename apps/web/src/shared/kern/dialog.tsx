import { useEffect, useId, useRef, type ReactNode } from 'react';
import { m } from '../../generated/messages/messages.js';
import { Icon } from './icon';

export interface DialogProps {
  readonly title: string;
  /** Absent: the dialog cannot be left without an answer. */
  readonly onClose?: () => void;
  readonly children: ReactNode;
}

/**
 * A modal dialog, open as long as it is mounted. The browser keeps the focus inside and the rest inert, closes it with Escape
 * and gives the focus back to the control that opened it.
 */
export function Dialog({ title, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const headline = useRef<HTMLHeadingElement>(null);
  const heading = useId();
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    // The browser would choose the close button, the one control nobody opened the dialog for.
    headline.current?.focus();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className="kern-dialog"
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      <div className="kern-dialog__header">
        <h2 ref={headline} className="kern-title" id={heading} tabIndex={-1}>
          {title}
        </h2>
        {onClose === undefined ? null : (
          <button type="button" className="kern-btn kern-btn--tertiary" onClick={onClose}>
            <Icon name="close" />
            <span className="kern-label kern-sr-only">{m.action_close_dialog()}</span>
          </button>
        )}
      </div>
      <div className="kern-dialog__body">{children}</div>
    </dialog>
  );
}
