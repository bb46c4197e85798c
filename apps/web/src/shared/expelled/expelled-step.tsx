import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { ApiProblem } from '../api/http';
import { Alert } from '../kern/alert';
import { useAnnounce } from '../kern/announcer';
import { labelOf } from '../labels/label-of';
import { OutcomeAlert } from '../referral/outcome-alert';
import { toOutcome, type EventOutcome } from '../referral/send-event';
import { useExpelledShown, type Expelled } from './expelled-queries';
import { EXPELLED_REFUSAL_LABELS } from './expelled-words';

type Went = EventOutcome | { readonly kind: 'rule'; readonly code: string } | null;

const wentOf = (error: unknown): Went => (error instanceof ApiProblem && Object.hasOwn(EXPELLED_REFUSAL_LABELS, error.code) ? { kind: 'rule', code: error.code } : toOutcome(error));

/** Sends one step, says that it is done and shows what stands now; when it is refused, what was typed stays. */
export function useExpelledStep() {
  const shown = useExpelledShown();
  const announce = useAnnounce();
  const [went, setWent] = useState<Went>(null);
  const [busy, setBusy] = useState(false);
  const run = async (work: () => Promise<Expelled>): Promise<Expelled | null> => {
    if (busy) return null;
    setWent(null);
    setBusy(true);
    try {
      const answer = await work();
      announce(m.expelled_saved());
      await shown(answer);
      return answer;
    } catch (error) {
      const outcome = wentOf(error);
      setWent(outcome);
      if (outcome?.kind === 'stale') await shown();
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { went, busy, run, setWent };
}

/** Says why nothing was changed. */
export function ExpelledAlert({ went }: { readonly went: Went }) {
  if (went?.kind !== 'rule') return <OutcomeAlert outcome={went} />;
  return (
    <Alert kind="warning" title={m.exchange_not_done()} takesFocus>
      <p>{labelOf(EXPELLED_REFUSAL_LABELS, went.code)}</p>
    </Alert>
  );
}
