import { useState, type FormEvent } from 'react';
import { EXPELLED_REASONS } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { request } from '../api/http';
import { Button } from '../kern/button';
import { SelectField } from '../kern/field';
import { labelOf, optionsOf, type Labels } from '../labels/label-of';
import { contactErrors, ExpelledContactFields, NO_CONTACT, type ExpelledErrors } from './expelled-contact-fields';
import type { Expelled } from './expelled-queries';
import { ExpelledAlert, useExpelledStep } from './expelled-step';
import { EXPELLED_EVENT_LABELS, EXPELLED_REASON_LABELS } from './expelled-words';

type Event = keyof typeof EXPELLED_EVENT_LABELS;
type Reasoned = keyof typeof EXPELLED_REASONS;

const isReasoned = (event: Event): event is Reasoned & Event => event in EXPELLED_REASONS;
/** How the reason is called in the body of each event. */
const NAMES: Readonly<Record<Reasoned, 'reason' | 'result' | 'outcome'>> = { decline: 'reason', return: 'reason', record_attempt: 'result', record_reached: 'result', close: 'outcome', withdraw: 'reason' };

const send = (expelled: Expelled, event: Event, body: object): Promise<Expelled> =>
  request('POST', `/expelled-referrals/{id}/events/${event}`, { path: { id: expelled.id }, version: expelled.version, body } as never) as Promise<Expelled>;

/** An event with a reason or a result: chosen, then done. */
function ReasonForm({ expelled, event }: { readonly expelled: Expelled; readonly event: Reasoned & Event }) {
  const { went, busy, run } = useExpelledStep();
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const labels: Labels<string> = EXPELLED_REASON_LABELS[event];
  const submit = (submitted: FormEvent): void => {
    submitted.preventDefault();
    setAsked(true);
    if (reason !== '') void run(() => send(expelled, event, { [NAMES[event]]: reason }));
  };
  return (
    <form className="form" noValidate onSubmit={submit}>
      <ExpelledAlert went={went} />
      <SelectField
        name={`${event}.reason`} label={m.expelled_reason()} placeholder={m.expelled_choose()} options={optionsOf(labels, EXPELLED_REASONS[event])} value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)} error={asked && reason === '' ? m.expelled_choose() : undefined}
      />
      {event === 'withdraw' ? <p className="kern-body muted">{m.expelled_withdraw_note()}</p> : null}
      <div>
        <Button look="primary" type="submit" disabled={busy}>
          {labelOf(EXPELLED_EVENT_LABELS, event)}
        </Button>
      </div>
    </form>
  );
}

function CorrectForm({ expelled }: { readonly expelled: Expelled }) {
  const { went, busy, run } = useExpelledStep();
  const [contact, setContact] = useState(NO_CONTACT);
  const [errors, setErrors] = useState<ExpelledErrors>({});
  const submit = (submitted: FormEvent): void => {
    submitted.preventDefault();
    const found = contactErrors(contact);
    setErrors(found);
    if (Object.keys(found).length === 0) void run(() => send(expelled, 'correct', { contact }));
  };
  return (
    <form className="form" noValidate onSubmit={submit}>
      <ExpelledAlert went={went} />
      <ExpelledContactFields contact={contact} errors={errors} onChange={setContact} />
      <div>
        <Button look="primary" type="submit" disabled={busy}>
          {m.expelled_do_correct()}
        </Button>
      </div>
    </form>
  );
}

function Accept({ expelled }: { readonly expelled: Expelled }) {
  const { went, busy, run } = useExpelledStep();
  return (
    <div className="section">
      <ExpelledAlert went={went} />
      <p className="kern-body">{m.expelled_accept_note()}</p>
      <div>
        <Button look="primary" disabled={busy} onClick={() => void run(() => send(expelled, 'accept', {}))}>
          {m.expelled_do_accept()}
        </Button>
      </div>
    </div>
  );
}

/** A step behind its name; closed, its form is not there. */
function Step({ expelled, event }: { readonly expelled: Expelled; readonly event: Event }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="disclosure kern-body" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{labelOf(EXPELLED_EVENT_LABELS, event)}</summary>
      {!open ? null : isReasoned(event) ? <ReasonForm expelled={expelled} event={event} /> : <CorrectForm expelled={expelled} />}
    </details>
  );
}

/** What can be done now: the first step in the open, the others behind their names. */
export function ExpelledActions({ expelled }: { readonly expelled: Expelled }) {
  const events = expelled.allowedEvents.filter((event): event is Event => event !== 'submit' && event !== 'purge');
  if (events.length === 0) return <p className="kern-body muted">{m.expelled_nothing_to_do()}</p>;
  return (
    <>
      {events.includes('accept') ? <Accept expelled={expelled} /> : null}
      {events.filter((event) => event !== 'accept').map((event) => (
        <Step key={`${event} ${expelled.version}`} expelled={expelled} event={event} />
      ))}
    </>
  );
}
