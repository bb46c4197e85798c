import { m } from '../../generated/messages/messages.js';
import type { ReferralView } from '../../shared/api/views';
import { Alert } from '../../shared/kern/alert';
import { EVENT_LABELS } from '../../shared/labels/event-labels';
import { labelOf } from '../../shared/labels/label-of';
import { WITHDRAW_LABELS } from '../../shared/labels/referral-labels';
import { toDay } from '../../shared/time/format';
import { toLocalDay } from '../../shared/time/berlin';
import { useNow } from '../../shared/time/now';

const ACTIVE = ['submitted', 'returned', 'accepted', 'contacting', 'reached'];

/** When the protection of the measure ends, in the words of the day on which it is read. */
function protectionWords(lastDayOn: string, today: string): string {
  if (lastDayOn < today) return m.protection_over({ day: toDay(lastDayOn) });
  return lastDayOn === today ? m.protection_today() : m.protection_until({ day: toDay(lastDayOn) });
}

/** What forbids or presses: a frozen or unsafe phone, a recall by the police, a stand-in whose time is over, the end of the protection. */
export function StopRules({ referral }: { readonly referral: ReferralView }) {
  const today = toLocalDay(useNow());
  const { phoneFrozen, flags, recall, measure, state, counsellor } = referral;
  const active = ACTIVE.includes(state);
  return (
    <>
      {recall !== null && recall.answeredAt === null ? (
        <Alert kind="warning" title={m.recall_open({ reason: labelOf(WITHDRAW_LABELS, recall.reason) })} />
      ) : null}
      {phoneFrozen ? (
        <Alert kind="danger" title={m.phone_frozen_title()}>
          <p>{m.phone_frozen_text()}</p>
        </Alert>
      ) : null}
      {!phoneFrozen && flags.unsafeContact && active ? (
        <Alert kind="danger" title={m.no_calls_title()}>
          <p>{m.no_calls_text()}</p>
        </Alert>
      ) : null}
      {active && counsellor !== null && counsellor.until !== null && counsellor.until < today ? (
        <Alert kind="warning" title={m.counsellor_over_title({ name: counsellor.name, day: toDay(counsellor.until) })}>
          <p>{m.counsellor_over_text({ action: labelOf(EVENT_LABELS, 'assign_counsellor') })}</p>
        </Alert>
      ) : null}
      {measure === null || !active || state === 'reached' ? null : <p className="kern-body">{protectionWords(measure.lastDayOn, today)}</p>}
    </>
  );
}
