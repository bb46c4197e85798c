import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { ContactData, HumanEventName } from '#domain';
import { referralQuery } from '../api/queries';
import type { ReferralView } from '../api/views';
import { Dialog } from '../kern/dialog';
import { EVENT_LABELS } from '../labels/event-labels';
import { labelOf } from '../labels/label-of';
import { AssignCounsellorForm } from './assign-counsellor.form';
import { CloseForm } from './close.form';
import { EditContactForm } from './edit-contact.form';
import { EventForm } from './event.form';
import { EVENT_SPECS, type OwnForm } from './event-specs';
import { RecordAttemptForm } from './record-attempt.form';

interface FormOf {
  readonly referral: ReferralView;
  readonly event: HumanEventName;
  readonly contact: ContactData | null;
  readonly defaults: Record<string, string>;
  readonly onDone: (data?: unknown) => void;
  readonly onCancel: () => void;
}

function FormOfEvent({ referral, event, contact, defaults, onDone, onCancel }: FormOf) {
  const ends = { referral, onDone: () => onDone(), onCancel };
  switch (event) {
    case 'record_attempt':
      return <RecordAttemptForm referral={referral} contact={contact} onDone={onDone} onCancel={onCancel} />;
    case 'close':
      return <CloseForm {...ends} />;
    case 'assign_counsellor':
      return <AssignCounsellorForm {...ends} />;
    case 'correct':
    case 'supplement':
    case 'update_contact':
      return <EditContactForm {...ends} event={event} />;
    default:
      return <EventForm {...ends} event={event} spec={EVENT_SPECS[event as Exclude<HumanEventName, OwnForm>]} defaults={defaults} />;
  }
}

export interface EventDialogOptions {
  /** Contact data that are shown at this moment: what is known to be unsafe is said before it is sent. */
  readonly contact?: ContactData | null;
  readonly onDone?: (event: HumanEventName, data: unknown) => void;
}

/** Opens the form of an event in a dialog; `dialog` is what the page has to show. */
export function useEventDialog(referral: ReferralView, { contact = null, onDone }: EventDialogOptions = {}) {
  const client = useQueryClient();
  const [open, setOpen] = useState<{ readonly event: HumanEventName; readonly defaults: Record<string, string> } | null>(null);
  const start = (event: HumanEventName, defaults: Record<string, string> = {}): void => {
    setOpen({ event, defaults });
    // The other side's doings raise the version without a word to this side: begin with the newest.
    void client.invalidateQueries({ queryKey: referralQuery(referral.id).queryKey, exact: true });
  };
  const close = (): void => setOpen(null);
  const done = (event: HumanEventName) => (data?: unknown) => {
    close();
    onDone?.(event, data);
  };
  const dialog: ReactNode =
    open === null ? null : (
      <Dialog title={labelOf(EVENT_LABELS, open.event)} onClose={close}>
        <FormOfEvent referral={referral} event={open.event} contact={contact} defaults={open.defaults} onDone={done(open.event)} onCancel={close} />
      </Dialog>
    );
  return { start, dialog };
}
