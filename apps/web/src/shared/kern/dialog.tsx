import { useEffect, useId, useRef, type ReactNode, type SyntheticEvent } from 'react';
import { m } from '../../generated/messages/messages.js';
import { Icon } from './icon';

export interface DialogProps {
  readonly title: string;
  /** Absent: the dialog cannot be left without an answer. */
  readonly onClose?: () => void;
  readonly children: ReactNode;
}

/**
 * What makes a `<dialog>` modal as long as it is mounted: spread `frame` on it and `headline` on its heading. The browser keeps the focus
 * inside and the rest inert, closes it with Escape and gives the focus back to the control that opened it.
 */
export function useModal(onClose: (() => void) | undefined) {
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
  const onCancel = (event: SyntheticEvent): void => {
    event.preventDefault();
    onClose?.();
  };
  return { frame: { ref: dialog, 'aria-labelledby': heading, onCancel }, headline: { ref: headline, id: heading, tabIndex: -1 } } as const;
}

/** A modal dialog with a title, in the middle of the page or, on a phone, at its foot. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const { frame, headline } = useModal(onClose);
  return (
    <dialog {...frame} className="kern-dialog">
      <div className="kern-dialog__header">
        <h2 {...headline} className="kern-title">
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
