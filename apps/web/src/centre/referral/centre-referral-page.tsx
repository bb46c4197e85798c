import { useParams } from '@tanstack/react-router';
import type { AttemptRuleGap, HumanEventName } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { AttemptView, ReferralView } from '../../shared/api/views';
import { Alert } from '../../shared/kern/alert';
import { ATTEMPT_LABELS, CHANNEL_LABELS } from '../../shared/labels/referral-labels';
import { labelOf } from '../../shared/labels/label-of';
import { localised } from '../../shared/locale/locale';
import { ReferralLayout } from '../../shared/referral/referral-layout';
import { WithReferral } from '../../shared/referral/with-referral';
import { toShortDateTime } from '../../shared/time/format';

/** What leads a referral of a centre on: the task list's next step stands first. */
const FIRST: readonly HumanEventName[] = ['accept', 'record_attempt', 'record_reached', 'close', 'confirm_recall', 'answer_recall'];

function missingWords(missing: AttemptRuleGap): readonly string[] {
  return [
    ...(missing.attempts > 0 ? [m.rule_attempts({ count: missing.attempts })] : []),
    ...(missing.days > 0 ? [m.rule_days({ count: missing.days })] : []),
    ...(missing.timesOfDay > 0 ? [m.rule_times({ count: missing.timesOfDay })] : []),
    ...(missing.letter ? [m.rule_letter()] : []),
  ];
}

function attemptWords(attempt: AttemptView): string {
  return `${toShortDateTime(attempt.at)}: ${labelOf(CHANNEL_LABELS, attempt.channel)}, ${labelOf(ATTEMPT_LABELS, attempt.result)}`;
}

/** The attempts so far, what the attempt rule still asks for, and whether the phone may be rung at all. */
function Attempts({ referral }: { readonly referral: ReferralView }) {
  const attempts = referral.attempts;
  const rule = referral.attemptRule;
  const open = ['accepted', 'contacting'].includes(referral.state);
  return (
    <>
      {referral.phoneFrozen ? (
        <Alert kind="danger" title={m.phone_frozen_title()}>
          <p>{m.phone_frozen_text()}</p>
        </Alert>
      ) : null}
      {open && rule !== null ? (
        <p className="kern-body">
          {rule.met ? m.rule_met() : m.rule_missing({ what: missingWords(rule.missing).join(', ') })}
        </p>
      ) : null}
      {attempts.length === 0 ? null : (
        <ul className="clock-list kern-body">
          {attempts.map((attempt) => (
            <li key={`${attempt.at}-${attempt.channel}`}>{attemptWords(attempt)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** One referral as the centre sees it. */
export const CentreReferralPage = localised(function CentreReferralPage() {
  const { id } = useParams({ strict: false });
  return (
    <WithReferral id={id ?? ''}>
      {(referral) => (
        <ReferralLayout referral={referral} first={FIRST} nothing={m.centre_nothing_to_do()}>
          <Attempts referral={referral} />
        </ReferralLayout>
      )}
    </WithReferral>
  );
});
