import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import type { ReferralView } from '../api/views';
import { useAnnounce } from '../kern/announcer';
import { Button } from '../kern/button';
import { TextField } from '../kern/field';
import { HAPPENED_LABELS } from '../labels/happened-labels';
import { labelOf } from '../labels/label-of';
import { useActor } from '../session/session';
import { OutcomeAlert } from './outcome-alert';
import { useSendEvent, type EventOutcome } from './send-event';

interface AssignProps {
  readonly referral: ReferralView;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Takes the referral upon oneself, until a day or until further notice. */
export function AssignCounsellorForm({ referral, onDone, onCancel }: AssignProps) {
  const { actor } = useActor();
  const announce = useAnnounce();
  const send = useSendEvent(referral);
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const { register, handleSubmit, formState } = useForm<{ until: string }>({ defaultValues: { until: '' } });
  const submit = handleSubmit(async ({ until }) => {
    setOutcome(null);
    const sent = await send('assign_counsellor', { userId: actor.userId, until: until === '' ? null : until });
    if (sent.kind !== 'done') return setOutcome(sent);
    announce(m.event_done({ what: labelOf(HAPPENED_LABELS, 'assign_counsellor') }));
    onDone();
  });
  return (
    <form className="form" noValidate onSubmit={(event) => void submit(event)}>
      <OutcomeAlert outcome={outcome} />
      <p className="kern-body">{m.assign_note({ name: actor.displayName })}</p>
      <TextField {...register('until')} type="date" label={m.assign_until()} optional />
      <div className="form__actions">
        <Button look="primary" type="submit" disabled={formState.isSubmitting}>
          {m.assign_me()}
        </Button>
        <Button onClick={onCancel}>{m.action_cancel()}</Button>
      </div>
    </form>
  );
}
