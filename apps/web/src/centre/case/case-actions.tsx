import { useState } from 'react';
import type { ContactData, HumanEventName } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { ReferralView } from '../../shared/api/views';
import { useAnnounce } from '../../shared/kern/announcer';
import { Button } from '../../shared/kern/button';
import { useHotkeys } from '../../shared/kern/hotkeys';
import { EVENT_LABELS } from '../../shared/labels/event-labels';
import { HAPPENED_LABELS } from '../../shared/labels/happened-labels';
import { labelOf } from '../../shared/labels/label-of';
import { EventButtons } from '../../shared/referral/event-buttons';
import { OutcomeAlert } from '../../shared/referral/outcome-alert';
import { useSendEvent, type EventOutcome } from '../../shared/referral/send-event';
import { UndoNotice } from '../../shared/referral/undo-notice';
import { useEventDialog } from '../../shared/referral/use-event-dialog';
import { AttemptSaved } from './attempt-saved';
import { ConflictOfInterest } from './conflict-of-interest';

/** What leads a referral of a centre on: the next step stands first. While the police wait for an answer, that is the answer. */
const FIRST: readonly HumanEventName[] = ['answer_recall', 'confirm_recall', 'accept', 'record_attempt', 'record_reached', 'close'];
const KEYS: Readonly<Partial<Record<HumanEventName, string>>> = { accept: 'a', record_attempt: 'v', record_reached: 'e' };
/** What is done at once, without a form: one key or one click. */
const AT_ONCE: Readonly<Partial<Record<HumanEventName, object>>> = { accept: { conflictOfInterest: false } };

interface CaseActionsProps {
  readonly referral: ReferralView;
  readonly contact: ContactData | null;
}

/** Sends what needs no form, once however often it is asked for. */
function useAtOnce(referral: ReferralView) {
  const send = useSendEvent(referral);
  const announce = useAnnounce();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const happen = async (event: HumanEventName): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setOutcome(null);
    const sent = await send(event, AT_ONCE[event]).finally(() => setBusy(false));
    if (sent.kind !== 'done') return setOutcome(sent);
    announce(m.event_done({ what: labelOf(HAPPENED_LABELS, event) }));
    // The button that had the focus is gone; whoever goes by keyboard goes on with the next step.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) document.querySelector<HTMLElement>('#case-actions button')?.focus();
    });
  };
  return { busy, outcome, happen };
}

/** What can be done with a referral now: the next step first, each with its key, and beside accepting the way out for whoever knows somebody. */
export function CaseActions({ referral, contact }: CaseActionsProps) {
  const [saved, setSaved] = useState<{ readonly result: unknown } | null>(null);
  const [conflict, setConflict] = useState(false);
  const { busy, outcome, happen } = useAtOnce(referral);
  const { start, dialog } = useEventDialog(referral, { contact, onDone: (event, data) => setSaved(event === 'record_attempt' ? { result: data } : null) });
  const begin = (event: HumanEventName): void => {
    setSaved(null);
    if (event in AT_ONCE) void happen(event);
    else start(event);
  };
  const may = (event: HumanEventName): boolean => referral.allowedEvents.includes(event);
  useHotkeys(
    (['accept', 'record_attempt', 'record_reached'] as const).filter(may).map((event) => ({ key: KEYS[event] ?? '', label: labelOf(EVENT_LABELS, event), run: () => begin(event) })),
  );
  const decline = (): void => {
    setConflict(false);
    start('decline', { reason: 'conflict_of_interest' });
  };
  return (
    <>
      <OutcomeAlert outcome={outcome} />
      <UndoNotice referral={referral} event="undo_accept" done={m.accepted_notice()} doneAt={referral.acceptedAt} />
      {saved === null ? null : <AttemptSaved referral={referral} result={saved.result} />}
      {referral.allowedEvents.length === 0 ? <p className="kern-body muted">{m.centre_nothing_to_do()}</p> : null}
      <div id="case-actions" className="section">
        <EventButtons referral={referral} first={FIRST} onStart={begin} keys={KEYS} busy={busy} />
      </div>
      {may('accept') ? (
        <p className="kern-body muted case__conflict">
          {m.note_accept()}{' '}
          <Button look="tertiary" onClick={() => setConflict(true)}>
            {m.conflict_title()}
          </Button>
        </p>
      ) : null}
      {dialog}
      {conflict ? <ConflictOfInterest onDecline={may('decline') ? decline : null} onClose={() => setConflict(false)} /> : null}
    </>
  );
}
