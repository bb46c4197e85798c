import { useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import type { ContactData } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { ReferralView } from '../api/views';
import { useAnnounce } from '../kern/announcer';
import { Button } from '../kern/button';
import { ErrorSummary, toEntries } from '../kern/error-summary';
import { EVENT_LABELS } from '../labels/event-labels';
import { HAPPENED_LABELS } from '../labels/happened-labels';
import { labelOf } from '../labels/label-of';
import { CoreFields, PhoneField, SafeContactFields } from './contact-fields';
import { toCore, toPhones, toSafeContact, toValues, type ContactValues } from './contact-values';
import { OutcomeAlert } from './outcome-alert';
import { contactOf, readContact } from './read-contact';
import { toOutcome, useSendEvent, type EventOutcome } from './send-event';

export type EditEvent = 'correct' | 'supplement' | 'update_contact';

interface EditProps {
  readonly referral: ReferralView;
  readonly event: EditEvent;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** What each event sends: a correction everything, a supplement what the police know now, a centre only how to reach the person. */
function toData(event: EditEvent, stored: ContactData, values: ContactValues): unknown {
  const changed = { core: toCore(values), safeContact: toSafeContact(values) };
  if (event === 'update_contact') return { phones: toPhones(values), safeContact: changed.safeContact };
  return event === 'supplement' ? { contact: changed } : { contact: { ...stored, ...changed }, consent: null };
}

function EditFields({ referral, event, stored, onDone, onCancel }: EditProps & { readonly stored: ContactData }) {
  const announce = useAnnounce();
  const send = useSendEvent(referral);
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const form = useForm<ContactValues>({ defaultValues: toValues(stored), shouldFocusError: false });
  const submit = form.handleSubmit(async (values) => {
    setOutcome(null);
    const sent = await send(event, toData(event, stored, values));
    if (sent.kind !== 'done') return setOutcome(sent);
    announce(m.event_done({ what: labelOf(HAPPENED_LABELS, event) }));
    onDone();
  });
  return (
    <FormProvider {...form}>
      <form className="form" noValidate onSubmit={(submitted) => void submit(submitted)}>
        <ErrorSummary entries={toEntries(form.formState.errors)} attempt={form.formState.submitCount} />
        <OutcomeAlert outcome={outcome} />
        {event === 'update_contact' ? null : <CoreFields />}
        <PhoneField />
        <SafeContactFields />
        <div className="form__actions">
          <Button look="primary" type="submit" disabled={form.formState.isSubmitting}>
            {labelOf(EVENT_LABELS, event)}
          </Button>
          <Button onClick={onCancel}>{m.action_cancel()}</Button>
        </div>
      </form>
    </FormProvider>
  );
}

/** Shows the stored contact data, on record with the purpose "correction", and sends what was changed. */
export function EditContactForm(props: EditProps) {
  const [stored, setStored] = useState<ContactData | null>(null);
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const read = async (): Promise<void> => {
    setOutcome(null);
    try {
      setStored(contactOf(await readContact(props.referral.id, { purpose: 'correction' })));
    } catch (error) {
      setOutcome(toOutcome(error));
    }
  };
  if (stored !== null) return <EditFields {...props} stored={stored} />;
  return (
    <div className="form">
      <OutcomeAlert outcome={outcome} />
      <p className="kern-body">{m.edit_contact_note()}</p>
      <div className="form__actions">
        <Button look="primary" icon="eye" onClick={() => void read()}>
          {m.edit_contact_show()}
        </Button>
        <Button onClick={props.onCancel}>{m.action_cancel()}</Button>
      </div>
    </div>
  );
}
