import { useQuery } from '@tanstack/react-query';
import { m } from '../../generated/messages/messages.js';
import { colleaguesQuery } from '../../shared/api/queries';
import { Button } from '../../shared/kern/button';
import { Dialog } from '../../shared/kern/dialog';

export interface ConflictOfInterestProps {
  /** Present for whoever may decline: opens that form with the reason chosen. */
  readonly onDecline: (() => void) | null;
  readonly onClose: () => void;
}

/** Says what to do instead of accepting when one knows somebody involved. Nothing is recorded by reading it. */
export function ConflictOfInterest({ onDecline, onClose }: ConflictOfInterestProps) {
  const colleagues = useQuery(colleaguesQuery).data ?? [];
  const leads = colleagues.filter(({ role }) => role === 'centre_lead').map(({ name }) => name);
  return (
    <Dialog title={m.conflict_title()} onClose={onClose}>
      <p className="kern-body">{m.conflict_text()}</p>
      <p className="kern-body">{onDecline === null ? m.conflict_ask_lead({ leads: leads.join(', ') }) : m.conflict_lead()}</p>
      <div className="form__actions">
        {onDecline === null ? null : (
          <Button look="primary" onClick={onDecline}>
            {m.conflict_decline()}
          </Button>
        )}
        <Button onClick={onClose}>{m.action_close_dialog()}</Button>
      </div>
    </Dialog>
  );
}
