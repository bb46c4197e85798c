import { RuleAlert, useRuleStep, type Went } from '../referral/rule-step';
import { useShown, type Meeting } from './exchange-queries';
import { MEETING_REFUSAL_LABELS } from './exchange-words';

/** One step on meetings. */
export const useStep = () => useRuleStep<Meeting>(MEETING_REFUSAL_LABELS, useShown());

/** Says why nothing was changed. */
export const StepAlert = ({ went }: { readonly went: Went }) => <RuleAlert went={went} refusals={MEETING_REFUSAL_LABELS} />;
