import { useEffect, useRef } from 'react';
import { m } from '../../generated/messages/messages.js';
import { Button } from '../kern/button';
import { Dialog } from '../kern/dialog';
import { toTime } from '../time/format';

export interface SessionWarningProps {
  readonly endsAt: number;
  /** Nothing can prolong it any more; the person can only be ready for it. */
  readonly last: boolean;
  readonly onStay: () => void;
}

/** Says that the session is about to end. One key is enough to go on: Enter, Space or Escape. */
export function SessionWarning({ endsAt, last, onStay }: SessionWarningProps) {
  const box = useRef<HTMLDivElement>(null);
  // After the dialog has taken the focus itself.
  useEffect(() => box.current?.querySelector('button')?.focus(), []);
  const time = toTime(new Date(endsAt).toISOString());
  return (
    <Dialog title={m.session_warning_title()} onClose={onStay}>
      <div ref={box} className="section" role="alert">
        <p className="kern-body">{last ? m.session_warning_last({ time }) : m.session_warning_text({ time })}</p>
        <div>
          <Button look="primary" onClick={onStay}>
            {last ? m.session_warning_understood() : m.session_warning_stay()}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
