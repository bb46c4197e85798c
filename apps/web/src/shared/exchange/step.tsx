import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { ApiProblem } from '../api/http';
import { Alert } from '../kern/alert';
import { useAnnounce } from '../kern/announcer';
import { labelOf } from '../labels/label-of';
import { OutcomeAlert } from '../referral/outcome-alert';
import { toOutcome, type EventOutcome } from '../referral/send-event';
import { useShown, type Meeting } from './exchange-queries';
import { MEETING_REFUSAL_LABELS } from './exchange-words';

/** What came of a step: nothing yet, a rule that it would break, or how else it went. */
export type Went = EventOutcome | { readonly kind: 'rule'; readonly code: string } | null;

const wentOf = (error: unknown): Went =>
  error instanceof ApiProblem && Object.hasOwn(MEETING_REFUSAL_LABELS, error.code) ? { kind: 'rule', code: error.code } : toOutcome(error);

/** One step on meetings: sends it, says what was done, shows what stands now. What is typed stays when it is refused. */
export function useStep() {
  const shown = useShown();
  const announce = useAnnounce();
  const [went, setWent] = useState<Went>(null);
  const [busy, setBusy] = useState(false);
  const run = async <T,>(work: () => Promise<T>, { said, meetingOf }: { readonly said: string; readonly meetingOf?: (answer: T) => Meeting }): Promise<T | null> => {
    if (busy) return null;
    setWent(null);
    setBusy(true);
    try {
      const answer = await work();
      announce(said);
      await shown(meetingOf?.(answer));
      return answer;
    } catch (error) {
      const outcome = wentOf(error);
      setWent(outcome);
      // Somebody else was faster: what is shown beside the form becomes what stands now.
      if (outcome?.kind === 'stale') await shown();
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { went, busy, run };
}

/** Says why nothing was changed. */
export function StepAlert({ went }: { readonly went: Went }) {
  if (went?.kind !== 'rule') return <OutcomeAlert outcome={went} />;
  return (
    <Alert kind="warning" title={m.exchange_not_done()} takesFocus>
      <p>{labelOf(MEETING_REFUSAL_LABELS, went.code)}</p>
    </Alert>
  );
}
