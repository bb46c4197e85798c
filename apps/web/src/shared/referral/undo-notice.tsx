import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { HumanEventName } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { referralQuery } from '../api/queries';
import type { ReferralView } from '../api/views';
import { Alert } from '../kern/alert';
import { Button } from '../kern/button';
import { useTime } from '../time/now';
import { OutcomeAlert } from './outcome-alert';
import { useSendEvent, type EventOutcome } from './send-event';

export interface UndoNoticeProps {
  readonly referral: ReferralView;
  /** The event that takes the last step back. */
  readonly event: 'undo_accept' | 'undo_submit';
  /** What was done, as a sentence. */
  readonly done: string;
  /** When it was done; half a minute later the page asks whether undoing is still possible. ISO 8601. */
  readonly doneAt: string | null;
  readonly onUndone?: () => void;
}

const UNDO_FOR_MS = 30_000;

/**
 * "Done – undo": instead of asking beforehand. It is there exactly while the API allows the event, for this person and now; nothing
 * is counted here that the API does not also count.
 */
export function UndoNotice({ referral, event, done, doneAt, onUndone }: UndoNoticeProps) {
  const client = useQueryClient();
  const { source } = useTime();
  const send = useSendEvent(referral);
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const allowed = (referral.allowedEvents as readonly string[]).includes(event);
  const { id } = referral;
  useEffect(() => {
    if (!allowed || doneAt === null) return;
    const left = Math.min(UNDO_FOR_MS, Math.max(0, new Date(doneAt).getTime() + UNDO_FOR_MS - source().getTime()));
    // A second later: the API must have closed the door by then.
    const timer = setTimeout(() => void client.invalidateQueries({ queryKey: referralQuery(id).queryKey, exact: true }), left + 1_000);
    return () => clearTimeout(timer);
  }, [allowed, doneAt, id, client, source]);
  if (!allowed) return <OutcomeAlert outcome={outcome} />;
  const undo = async (): Promise<void> => {
    const sent = await send(event as HumanEventName, {});
    setOutcome(sent.kind === 'done' ? null : sent);
    if (sent.kind === 'done') onUndone?.();
  };
  return (
    <>
      <OutcomeAlert outcome={outcome} />
      <Alert kind="success" title={done}>
        <Button onClick={() => void undo()}>{m.undo()}</Button>
      </Alert>
    </>
  );
}
