import type { AttemptRuleGap } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { ReferralView } from '../api/views';

function missingWords(missing: AttemptRuleGap): readonly string[] {
  return [
    ...(missing.attempts > 0 ? [m.rule_attempts({ count: missing.attempts })] : []),
    ...(missing.days > 0 ? [m.rule_days({ count: missing.days })] : []),
    ...(missing.timesOfDay > 0 ? [m.rule_times({ count: missing.timesOfDay })] : []),
    ...(missing.letter ? [m.rule_letter()] : []),
  ];
}

/** Whether the attempt rule is met, or what it still asks for, in a sentence. */
export function ruleWords(rule: NonNullable<ReferralView['attemptRule']>): string {
  return rule.met ? m.rule_met() : m.rule_missing({ what: missingWords(rule.missing).join(', ') });
}
