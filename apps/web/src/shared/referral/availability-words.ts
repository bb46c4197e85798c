import { m } from '../../generated/messages/messages.js';
import type { Candidate } from '../api/views';
import { toShortDateTime } from '../time/format';

type Availability = Pick<Candidate, 'reasons' | 'openNow' | 'opensAt' | 'dailyService' | 'onCallUntil' | 'opensTooLate' | 'contactDueAt' | 'phone'>;

/** Whether anybody is there, said before a report is sent: open or closed until, on call, too late, telephone; one line each. */
export function availabilityLines(candidate: Availability): readonly string[] {
  const { openNow, dailyService, onCallUntil, opensTooLate, contactDueAt, phone } = candidate;
  const daily = dailyService ? ` · ${m.receiving_agreed_daily()}` : '';
  const onCall = onCallUntil === null ? m.receiving_no_duty() : m.receiving_duty({ at: toShortDateTime(onCallUntil) });
  return [
    `${openNow ? m.receiving_open() : closedWords(candidate)}${daily}`,
    ...(openNow ? [] : [onCall]),
    ...(opensTooLate && contactDueAt !== null ? [m.receiving_late({ at: toShortDateTime(contactDueAt) })] : []),
    ...(phone === null ? [] : [m.receiving_phone({ phone })]),
  ];
}

function closedWords({ reasons, opensAt }: Availability): string {
  if (opensAt === null) return m.receiving_closed_unknown();
  const at = toShortDateTime(opensAt);
  return reasons.includes('closed_for_now') ? m.receiving_closure({ at }) : m.receiving_closed({ at });
}

/** The same in one line, for a choice among several. */
export const availabilityWords = (candidate: Availability): string => availabilityLines(candidate).join('; ');
