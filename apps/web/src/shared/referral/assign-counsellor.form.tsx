import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { colleaguesQuery } from '../api/queries';
import type { ReferralView } from '../api/views';
import { useAnnounce } from '../kern/announcer';
import { Button } from '../kern/button';
import { DateTime } from '../kern/date-time';
import { SelectField } from '../kern/field';
import { EVENT_LABELS } from '../labels/event-labels';
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

/** Names who is in charge inside the centre, until a day or until further notice; oneself is proposed. */
export function AssignCounsellorForm({ referral, onDone, onCancel }: AssignProps) {
  const { actor } = useActor();
  const announce = useAnnounce();
  const send = useSendEvent(referral);
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const { register, handleSubmit, formState } = useForm<{ userId: string; until: string }>({ defaultValues: { userId: actor.userId, until: '' } });
  const colleagues = useQuery(colleaguesQuery).data ?? [{ id: actor.userId, name: actor.displayName, role: actor.role }];
  const submit = handleSubmit(async ({ userId, until }) => {
    setOutcome(null);
    const sent = await send('assign_counsellor', { userId, until: until === '' ? null : until });
    if (sent.kind !== 'done') return setOutcome(sent);
    announce(m.event_done({ what: labelOf(HAPPENED_LABELS, 'assign_counsellor') }));
    onDone();
  });
  return (
    <form className="form" noValidate onSubmit={(event) => void submit(event)}>
      <OutcomeAlert outcome={outcome} />
      <SelectField {...register('userId')} label={m.assign_who()} options={colleagues.map((colleague) => ({ value: colleague.id, label: colleague.name }))} />
      <DateTime {...register('until')} of="day" label={m.assign_until()} hint={m.assign_until_hint()} optional />
      <div className="form__actions">
        <Button look="primary" type="submit" disabled={formState.isSubmitting}>
          {labelOf(EVENT_LABELS, 'assign_counsellor')}
        </Button>
        <Button onClick={onCancel}>{m.action_cancel()}</Button>
      </div>
    </form>
  );
}
