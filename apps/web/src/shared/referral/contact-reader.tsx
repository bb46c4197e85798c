import { useEffect, useState } from 'react';
import { contactReadRefusal, EMERGENCY_TEXT_MIN_CHARACTERS, READ_PURPOSES, type ContactData, type HumanRole, type ReadPurpose, type State } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { ContactView, ReferralView } from '../api/views';
import { useAnnounce } from '../kern/announcer';
import { Button } from '../kern/button';
import { SelectField, TextField } from '../kern/field';
import { idOf } from '../kern/field-frame';
import { PURPOSE_LABELS } from '../labels/referral-labels';
import { labelOf, optionsOf } from '../labels/label-of';
import { useActor } from '../session/session';
import { useTime } from '../time/now';
import { ContactFacts } from './contact-facts';
import { fittingPurpose } from './fitting-purpose';
import { OutcomeAlert } from './outcome-alert';
import { contactOf, readContact, SHOWN_FOR_MS } from './read-contact';
import { printSheet } from './print-sheet';
import { toOutcome, type EventOutcome } from './send-event';

/** The purposes that stand open to this role in this state, by the same rule that the API applies. */
function openPurposes(role: HumanRole, state: State, at: Date): readonly ReadPurpose[] {
  return READ_PURPOSES.filter(
    (purpose) => contactReadRefusal({ role, purpose, text: null, state, at, locked: false, policeAccessEndsAt: null }) !== 'purpose_not_open',
  );
}

interface Wish {
  readonly purpose: ReadPurpose | '';
  readonly reason: string;
}

const NOTHING_CHOSEN: Wish = { purpose: '', reason: '' };

/** The purpose that follows from the state, in words, and the way to another one. */
function Fitting({ purpose, onOther }: { readonly purpose: ReadPurpose; readonly onOther: () => void }) {
  return (
    <div className="contact-purpose">
      <p className="kern-body" id="contact-purpose">
        {m.contact_purpose_recorded()} <strong>{labelOf(PURPOSE_LABELS, purpose)}</strong>
      </p>
      <Button look="tertiary" onClick={onOther}>
        {m.contact_purpose_other()}
      </Button>
    </div>
  );
}

/**
 * Shows the contact data for a minute, with one click for the purpose that fits the state, or for another one that is chosen. Each look is
 * on record with its purpose. `onShown` hears what is in the open, and null once it is hidden.
 */
export function ContactReader({ referral, onShown }: { readonly referral: ReferralView; readonly onShown?: (contact: ContactData | null) => void }) {
  const { actor } = useActor();
  const { source } = useTime();
  const announce = useAnnounce();
  const [view, setView] = useState<ContactView | null>(null);
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const purposes = openPurposes(actor.role, referral.state, source());
  const [wish, setWish] = useState<Wish>(NOTHING_CHOSEN);
  const [other, setOther] = useState(false);
  const fitting = other ? null : fittingPurpose(actor.role, referral);
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    if (other) document.getElementById(idOf('purpose'))?.focus();
  }, [other]);

  useEffect(() => {
    if (view === null) return;
    const left = Math.min(SHOWN_FOR_MS, Math.max(0, new Date(view.hidesAt).getTime() - source().getTime()));
    const timer = setTimeout(() => setView(null), left);
    return () => clearTimeout(timer);
  }, [view, source]);

  useEffect(() => {
    onShown?.(view === null ? null : contactOf(view));
    return () => onShown?.(null);
  }, [view, onShown]);

  if (!referral.contactReadable) return <p className="kern-body muted">{m.contact_not_readable()}</p>;
  if (view !== null) return <ContactFacts contact={contactOf(view)} onHide={() => setView(null)} />;
  const isTooShort = wish.reason.length < EMERGENCY_TEXT_MIN_CHARACTERS;
  const describedBy = fitting === null ? undefined : 'contact-purpose';
  const askedFor = (use: (wish: { readonly purpose: ReadPurpose; readonly reason?: string }) => Promise<void>) => async (): Promise<void> => {
    const { reason } = wish;
    const purpose = fitting ?? wish.purpose;
    setAsked(true);
    if (purpose === '' || (purpose === 'emergency' && isTooShort) || busy) return;
    setOutcome(null);
    setBusy(true);
    try {
      await use(purpose === 'emergency' ? { purpose, reason } : { purpose });
      // What was chosen counts once: the next look is for the fitting purpose again, or asks anew.
      setOther(false);
      setWish(NOTHING_CHOSEN);
      setAsked(false);
    } catch (error) {
      setOutcome(toOutcome(error));
    } finally {
      setBusy(false);
    }
  };
  const read = askedFor(async (wish) => setView(await readContact(referral.id, wish)));
  const print = askedFor(async (wish) => {
    await printSheet(referral, wish);
    announce(m.print_done());
  });
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void read();
      }}
    >
      <OutcomeAlert outcome={outcome} />
      <p className="kern-body">{m.contact_hidden()}</p>
      {fitting === null ? (
        <SelectField
          name="purpose"
          value={wish.purpose}
          onChange={({ currentTarget }) => setWish({ ...wish, purpose: purposes.find((purpose) => purpose === currentTarget.value) ?? '' })}
          label={m.contact_purpose()}
          options={optionsOf(PURPOSE_LABELS, purposes)}
          placeholder={m.choose()}
          error={asked && wish.purpose === '' ? m.error_choose() : undefined}
        />
      ) : (
        <Fitting purpose={fitting} onOther={() => setOther(true)} />
      )}
      {wish.purpose === 'emergency' ? (
        <TextField
          name="reason"
          value={wish.reason}
          onChange={({ currentTarget }) => setWish({ ...wish, reason: currentTarget.value })}
          label={m.contact_emergency()}
          error={asked && isTooShort ? m.error_emergency() : undefined}
        />
      ) : null}
      <div className="form__actions">
        <Button type="submit" icon="eye" aria-describedby={describedBy} disabled={busy}>
          {m.contact_show()}
        </Button>
        <Button aria-describedby={describedBy} disabled={busy} onClick={() => void print()}>
          {m.print_button()}
        </Button>
      </div>
    </form>
  );
}
