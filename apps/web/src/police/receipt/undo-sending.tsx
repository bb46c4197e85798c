import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import type { ReferralView } from '../../shared/api/views';
import { Alert } from '../../shared/kern/alert';
import { Button } from '../../shared/kern/button';
import { ChangesSince } from '../../shared/referral/changes-since';
import { OutcomeAlert } from '../../shared/referral/outcome-alert';
import { useSendEvent, type EventOutcome, type Fresh } from '../../shared/referral/send-event';
import { reopenSent, undoLeft } from '../sent-memory';

const TICK_MS = 1_000;

function useSecondsLeft(referralId: string): number {
  const seconds = (): number => Math.ceil(undoLeft(referralId) / 1_000);
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const timer = setInterval(() => setLeft(seconds()), TICK_MS);
    return () => clearInterval(timer);
  }, [referralId]);
  return left;
}

/** The centre was quicker: what remains is to ask it. */
function TooLate({ referral, fresh }: { readonly referral: ReferralView; readonly fresh: Fresh }) {
  return (
    <Alert kind="warning" title={m.receipt_undo_late()} takesFocus>
      <ChangesSince {...fresh} />
      <p>{m.receipt_undo_late_text()}</p>
      {referral.allowedEvents.includes('recall') ? (
        <Link to="/police/referrals/$id" params={{ id: referral.id }} className="kern-link">
          {m.receipt_undo_recall()}
        </Link>
      ) : null}
    </Alert>
  );
}

/** Takes back what was just sent, for half a minute; then the form opens again with everything typed. */
export function UndoSending({ referral }: { readonly referral: ReferralView }) {
  const navigate = useNavigate();
  const send = useSendEvent(referral);
  const left = useSecondsLeft(referral.id);
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const undo = async (): Promise<void> => {
    const answer = await send('withdraw', { reason: 'error' });
    if (answer.kind !== 'done') return setOutcome(answer);
    reopenSent();
    await navigate({ to: '/police/new' });
  };
  if (outcome?.kind === 'refused' || outcome?.kind === 'stale') return <TooLate referral={referral} fresh={outcome} />;
  if (outcome !== null) return <OutcomeAlert outcome={outcome} />;
  if (left === 0 || !referral.allowedEvents.includes('withdraw')) return null;
  return (
    <div className="undo panel">
      <Button onClick={() => void undo()}>{m.receipt_undo()}</Button>
      <p className="kern-body" id="undo-note">
        {m.receipt_undo_note()} <span aria-hidden="true">{m.receipt_undo_left({ count: left })}</span>
      </p>
    </div>
  );
}
