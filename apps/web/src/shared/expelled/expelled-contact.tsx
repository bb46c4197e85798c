import { useEffect, useRef, useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { request } from '../api/http';
import { Button } from '../kern/button';
import { Facts } from '../kern/facts';
import { LANGUAGE_LABELS } from '../labels/contact-labels';
import { labelOf } from '../labels/label-of';
import { Personal } from '../privacy/personal';
import { toOutcome, type EventOutcome } from '../referral/send-event';
import { OutcomeAlert } from '../referral/outcome-alert';
import type { ExpelledContact } from './expelled-queries';

/** As long as the contact data of the other chain: long enough to dial. */
const SHOWN_FOR_MS = 60_000;

/** How the person can be reached: asked for on purpose, on record, in the open for a minute. */
export function ExpelledContactPart({ id }: { readonly id: string }) {
  const [contact, setContact] = useState<ExpelledContact | null>(null);
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (contact === null) return;
    box.current?.focus();
    const timer = setTimeout(() => setContact(null), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [contact]);
  const show = (): Promise<void> =>
    request('POST', '/expelled-referrals/{id}/contact-reads', { path: { id } }).then((answer) => setContact(answer.contact), (error: unknown) => setOutcome(toOutcome(error)));
  if (contact === null) {
    return (
      <>
        <OutcomeAlert outcome={outcome} />
        <p className="kern-body muted">{m.expelled_contact_recorded()}</p>
        <Button onClick={() => void show()}>{m.contact_show()}</Button>
      </>
    );
  }
  const facts = [
    { name: m.contact_name(), value: contact.name },
    { name: m.contact_phone(), value: contact.phone },
    { name: m.contact_language(), value: `${labelOf(LANGUAGE_LABELS, contact.language)}${contact.interpreter ? ` · ${m.contact_interpreter()}` : ''}` },
  ];
  return (
    <div ref={box} className="contact-data section" role="group" aria-label={m.contact_shown()} tabIndex={-1}>
      <p className="kern-body muted">{m.contact_shown()}</p>
      <Facts facts={facts.map((fact) => ({ ...fact, value: <Personal>{fact.value}</Personal> }))} />
      <div>
        <Button onClick={() => setContact(null)}>{m.contact_hide()}</Button>
      </div>
    </div>
  );
}
