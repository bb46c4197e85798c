import { m } from '../../generated/messages/messages.js';
import { RuleAlert, useRuleStep, type Went } from '../referral/rule-step';
import { useExpelledShown, type Expelled } from './expelled-queries';
import { EXPELLED_REFUSAL_LABELS } from './expelled-words';

/** One step on an expelled person's referral. */
export function useExpelledStep() {
  const { went, busy, run } = useRuleStep<Expelled>(EXPELLED_REFUSAL_LABELS, useExpelledShown());
  return { went, busy, run: (work: () => Promise<Expelled>) => run(work, { said: m.expelled_saved(), shows: (answer) => answer }) };
}

/** Says why nothing was changed. */
export const ExpelledAlert = ({ went }: { readonly went: Went }) => <RuleAlert went={went} refusals={EXPELLED_REFUSAL_LABELS} />;
