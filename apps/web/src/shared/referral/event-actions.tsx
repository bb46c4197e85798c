import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { HUMAN_EVENTS, type HumanEventName } from '#domain';
import { referralQuery } from '../api/queries';
import type { ReferralView } from '../api/views';
import { Button } from '../kern/button';
import { Dialog } from '../kern/dialog';
import { EVENT_LABELS } from '../labels/event-labels';
import { labelOf } from '../labels/label-of';
import { AssignCounsellorForm } from './assign-counsellor.form';
import { EditContactForm } from './edit-contact.form';
import { EventForm } from './event.form';
import { EVENT_SPECS, type OwnForm } from './event-specs';
import { RecordAttemptForm } from './record-attempt.form';

interface FormOf {
  readonly referral: ReferralView;
  readonly event: HumanEventName;
  readonly onClose: () => void;
}

function FormOfEvent({ referral, event, onClose }: FormOf) {
  const ends = { referral, onDone: onClose, onCancel: onClose };
  switch (event) {
    case 'record_attempt':
      return <RecordAttemptForm {...ends} />;
    case 'assign_counsellor':
      return <AssignCounsellorForm {...ends} />;
    case 'correct':
    case 'supplement':
    case 'update_contact':
      return <EditContactForm {...ends} event={event} />;
    default:
      return <EventForm {...ends} event={event} spec={EVENT_SPECS[event as Exclude<HumanEventName, OwnForm>]} />;
  }
}

export interface EventActionsProps {
  readonly referral: ReferralView;
  /** The events that lead on, most likely first; they stand out. */
  readonly first: readonly HumanEventName[];
}

/** One button per event that the API allows now, and no other; each opens its form. */
export function EventActions({ referral, first }: EventActionsProps) {
  const client = useQueryClient();
  const [open, setOpen] = useState<HumanEventName | null>(null);
  const start = (event: HumanEventName): void => {
    setOpen(event);
    // The other side's doings raise the version without a word to this side: begin with the newest.
    void client.invalidateQueries({ queryKey: referralQuery(referral.id).queryKey, exact: true });
  };
  const allowed = HUMAN_EVENTS.filter((event) => event !== 'create' && referral.allowedEvents.includes(event));
  const leading = first.filter((event) => allowed.includes(event));
  const others = allowed.filter((event) => !leading.includes(event));
  const button = (event: HumanEventName, look: 'primary' | 'secondary' | 'tertiary') => (
    <li key={event}>
      <Button look={look} onClick={() => start(event)}>
        {labelOf(EVENT_LABELS, event)}
      </Button>
    </li>
  );
  return (
    <>
      {leading.length === 0 ? null : <ul className="action-list">{leading.map((event, index) => button(event, index === 0 ? 'primary' : 'secondary'))}</ul>}
      {others.length === 0 ? null : <ul className="action-list">{others.map((event) => button(event, 'tertiary'))}</ul>}
      {open === null ? null : (
        <Dialog title={labelOf(EVENT_LABELS, open)} onClose={() => setOpen(null)}>
          <FormOfEvent referral={referral} event={open} onClose={() => setOpen(null)} />
        </Dialog>
      )}
    </>
  );
}
