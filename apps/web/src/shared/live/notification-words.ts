import { m } from '../../generated/messages/messages.js';
import type { NotificationView } from '../api/views';
import { CLOCK_LABELS } from '../labels/clock-labels';
import { HAPPENED_LABELS } from '../labels/happened-labels';
import { labelOf } from '../labels/label-of';

/** What is told of meetings and resolutions; which it is, their page says. */
export const MEETING_WORDS: Readonly<Record<string, () => string>> = {
  meeting_invited: m.notification_meeting_invited,
  meeting_changed: m.notification_meeting_changed,
  meeting_cancelled: m.notification_meeting_cancelled,
  minutes_released: m.notification_minutes_released,
  resolution_reminder: m.notification_resolution_reminder,
  resolution_due: m.notification_resolution_due,
  resolution_escalation: m.notification_resolution_escalation,
};

/** What is told of an expelled person's referral. */
export const EXPELLED_WORDS: Readonly<Record<string, (inputs: { reference: string }) => string>> = {
  expelled_submit: m.notification_expelled_submit,
  expelled_correct: m.notification_expelled_correct,
  expelled_withdraw: m.notification_expelled_withdraw,
  expelled_decline: m.notification_expelled_decline,
  expelled_return: m.notification_expelled_return,
  expelled_due: m.notification_expelled_due,
};

/** A notification as a sentence with reference and deadline, without any person. */
export function toSentence(notification: NotificationView): string {
  const reference = notification.reference ?? '';
  if (notification.template === 'nobody_available') {
    // Of a sealed referral the operator hears no reference.
    const organisation = notification.organisation ?? '';
    return reference === '' ? m.notification_nobody_somewhere() : m.notification_nobody_available({ reference, organisation });
  }
  if (notification.template === 'invariant_broken') return m.notification_invariant_broken();
  if (notification.template === 'review_due') return m.notification_review_due();
  if (notification.template === 'yearly_report_due') return m.notification_yearly_report_due();
  if (notification.template === 'nobody_to_refer_to') return m.notification_nobody_to_refer_to();
  if (notification.template === 'referral_dormant') return m.notification_referral_dormant({ reference });
  const expelled = EXPELLED_WORDS[notification.template];
  if (expelled !== undefined) return expelled({ reference });
  const meeting = MEETING_WORDS[notification.template];
  if (meeting !== undefined) return meeting();
  if (notification.clockKind !== null) {
    const clock = labelOf(CLOCK_LABELS, notification.clockKind);
    return notification.rung?.startsWith('warning') === true
      ? m.notification_clock_warning({ reference, clock })
      : m.notification_clock_passed({ reference, clock });
  }
  return m.notification_event({ reference, what: templateWords(notification.template) });
}

/** What a template is about; a template is named after the event that wrote it. */
function templateWords(template: string): string {
  const event = template.replace(/^referral_/, '');
  return Object.hasOwn(HAPPENED_LABELS, event) ? labelOf(HAPPENED_LABELS, event) : m.notification_other();
}
