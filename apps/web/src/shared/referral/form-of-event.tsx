import type { ContactData, HumanEventName } from '#domain';
import type { ReferralView } from '../api/views';
import { AssignCounsellorForm } from './assign-counsellor.form';
import { CloseForm } from './close.form';
import { EditContactForm } from './edit-contact.form';
import { EventForm } from './event.form';
import { EVENT_SPECS, type OwnForm } from './event-specs';
import { RecordAttemptForm } from './record-attempt.form';

export interface FormOf {
  readonly referral: ReferralView;
  readonly event: HumanEventName;
  readonly contact: ContactData | null;
  readonly defaults: Record<string, string>;
  readonly onDone: (data?: unknown) => void;
  readonly onCancel: () => void;
}

/** The form of an event: its own, or the one made of its questions. */
export function FormOfEvent({ referral, event, contact, defaults, onDone, onCancel }: FormOf) {
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
