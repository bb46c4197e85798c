import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { ApiProblem } from '../api/http';
import { Alert } from '../kern/alert';
import { useAnnounce } from '../kern/announcer';
import { labelOf, type Labels } from '../labels/label-of';
import { OutcomeAlert } from './outcome-alert';
import { toOutcome, type EventOutcome } from './send-event';

/** What came of a step: nothing yet, a rule that it would break, or how else it went. */
export type Went = EventOutcome | { readonly kind: 'rule'; readonly code: string } | null;

/**
 * One step on something: sends it, says what was done, shows what stands now. What is typed stays when it is refused. `refusals`: the rules that
 * this kind of thing knows, by code.
 */
export function useRuleStep<Shown>(refusals: Labels<string>, shown: (answer?: Shown) => Promise<void>) {
  const announce = useAnnounce();
  const [went, setWent] = useState<Went>(null);
  const [busy, setBusy] = useState(false);
  const wentOf = (error: unknown): Went => (error instanceof ApiProblem && Object.hasOwn(refusals, error.code) ? { kind: 'rule', code: error.code } : toOutcome(error));
  const run = async <T,>(work: () => Promise<T>, { said, shows }: { readonly said: string; readonly shows?: (answer: T) => Shown }): Promise<T | null> => {
    if (busy) return null;
    setWent(null);
    setBusy(true);
    try {
      const answer = await work();
      announce(said);
      await shown(shows?.(answer));
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
export function RuleAlert({ went, refusals }: { readonly went: Went; readonly refusals: Labels<string> }) {
  if (went?.kind !== 'rule') return <OutcomeAlert outcome={went} />;
  return (
    <Alert kind="warning" title={m.exchange_not_done()} takesFocus>
      <p>{labelOf(refusals, went.code)}</p>
    </Alert>
  );
}
