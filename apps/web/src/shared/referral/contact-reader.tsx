import { useEffect, useState } from 'react';
import { contactReadRefusal, EMERGENCY_TEXT_MIN_CHARACTERS, READ_PURPOSES, type ContactData, type HumanRole, type ReadPurpose, type State } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { ContactView, ReferralView } from '../api/views';
import { useAnnounce } from '../kern/announcer';
import { Button } from '../kern/button';
import { SelectField, TextField } from '../kern/field';
import { PURPOSE_LABELS } from '../labels/referral-labels';
import { optionsOf } from '../labels/label-of';
import { useActor } from '../session/session';
import { useTime } from '../time/now';
import { ContactFacts } from './contact-facts';
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

/** Asks for the purpose, then shows the contact data for a minute. Each look is on record with its purpose. `onShown` hears what is in the open, and null once it is hidden. */
export function ContactReader({ referral, onShown }: { readonly referral: ReferralView; readonly onShown?: (contact: ContactData | null) => void }) {
  const { actor } = useActor();
  const { source } = useTime();
  const announce = useAnnounce();
  const [view, setView] = useState<ContactView | null>(null);
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const purposes = openPurposes(actor.role, referral.state, source());
  const [wish, setWish] = useState<Wish>({ purpose: purposes[0] ?? '', reason: '' });
  const [tooShort, setTooShort] = useState(false);
  const [busy, setBusy] = useState(false);

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
  const askedFor = (use: (wish: { readonly purpose: ReadPurpose; readonly reason?: string }) => Promise<void>) => async (): Promise<void> => {
    const { purpose, reason } = wish;
    const missing = purpose === 'emergency' && reason.length < EMERGENCY_TEXT_MIN_CHARACTERS;
    setTooShort(missing);
    if (purpose === '' || missing || busy) return;
    setOutcome(null);
    setBusy(true);
    try {
      await use(purpose === 'emergency' ? { purpose, reason } : { purpose });
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
      <SelectField
        name="purpose"
        value={wish.purpose}
        onChange={({ currentTarget }) => setWish({ ...wish, purpose: purposes.find((purpose) => purpose === currentTarget.value) ?? '' })}
        label={m.contact_purpose()}
        options={optionsOf(PURPOSE_LABELS, purposes)}
      />
      {wish.purpose === 'emergency' ? (
        <TextField
          name="reason"
          value={wish.reason}
          onChange={({ currentTarget }) => setWish({ ...wish, reason: currentTarget.value })}
          label={m.contact_emergency()}
          error={tooShort && wish.reason.length < EMERGENCY_TEXT_MIN_CHARACTERS ? m.error_emergency() : undefined}
        />
      ) : null}
      <div className="form__actions">
        <Button type="submit" icon="eye" disabled={busy}>
          {m.contact_show()}
        </Button>
        <Button disabled={busy} onClick={() => void print()}>
          {m.print_button()}
        </Button>
      </div>
    </form>
  );
}
