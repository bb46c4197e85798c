import { useEffect, useRef } from 'react';
import type { ContactData, SafeContact } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { Button } from '../kern/button';
import { Facts, type Fact } from '../kern/facts';
import { Personal } from '../privacy/personal';
import { LANGUAGE_LABELS, OWNER_LABELS, PHONE_LABELS } from '../labels/contact-labels';
import { RISK_LABELS } from '../labels/state-labels';
import { labelOf } from '../labels/label-of';

function waysOf(safe: SafeContact): string {
  const ways = [
    safe.textMessage ? m.safe_text_message() : null,
    safe.voicemail ? m.safe_voicemail() : null,
    safe.letter ? m.safe_letter() : null,
    safe.email ? m.safe_email() : null,
    safe.otherPersonMayAnswer ? m.safe_other_person() : null,
  ].filter((way) => way !== null);
  return ways.length === 0 ? m.safe_nothing_else() : ways.join(' · ');
}

function safeFacts(safe: SafeContact): readonly Fact[] {
  const windows = safe.windows.map((window) => m.safe_window({ from: window.from, to: window.to }));
  return [
    { name: m.safe_phone_short(), value: `${labelOf(PHONE_LABELS, safe.phone)} · ${labelOf(OWNER_LABELS, safe.whosePhone)}` },
    { name: m.safe_when(), value: windows.length === 0 ? m.safe_when_any() : windows.join(', ') },
    { name: m.safe_also(), value: waysOf(safe) },
    ...(safe.codeWord === null ? [] : [{ name: m.safe_code_word(), value: safe.codeWord }]),
    ...(safe.trustedPerson === null ? [] : [{ name: m.safe_trusted(), value: `${safe.trustedPerson.name}, ${safe.trustedPerson.phone}` }]),
  ];
}

function otherFacts({ communication, household, deployment, risk }: ContactData): readonly Fact[] {
  return [
    ...(communication === undefined
      ? []
      : [{ name: m.contact_language(), value: `${labelOf(LANGUAGE_LABELS, communication.language)}${communication.interpreter ? ` · ${m.contact_interpreter()}` : ''}` }]),
    ...(household === undefined ? [] : [{ name: m.contact_children(), value: String(household.children) }]),
    ...(deployment === undefined ? [] : [{ name: m.report_police_reference(), value: deployment.policeReference }]),
    ...(risk === undefined ? [] : [{ name: m.contact_risk(), value: labelOf(RISK_LABELS, risk.level) }]),
  ];
}

/** Contact data in the open, with the way to hide them again at hand. */
export function ContactFacts({ contact, onHide }: { readonly contact: ContactData; readonly onHide: () => void }) {
  const { core, safeContact } = contact;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const facts: readonly Fact[] = [
    { name: m.contact_name(), value: core.name },
    { name: m.contact_phone(), value: core.phones.map((phone) => phone.number).join(', ') || m.contact_no_phone() },
    { name: m.contact_address(), value: `${core.street}, ${core.postcode} ${core.place}` },
    ...(safeContact === undefined ? [] : safeFacts(safeContact)),
    ...otherFacts(contact),
  ];
  return (
    <div ref={box} className="contact-data section" role="group" aria-label={m.contact_shown()} tabIndex={-1}>
      <p className="kern-body muted">{m.contact_shown()}</p>
      <Facts facts={facts.map((fact) => ({ ...fact, value: <Personal>{fact.value}</Personal> }))} />
      <div>
        <Button onClick={onHide}>{m.contact_hide()}</Button>
      </div>
    </div>
  );
}
