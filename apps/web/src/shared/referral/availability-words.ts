import { m } from '../../generated/messages/messages.js';
import type { Candidate } from '../api/views';
import { toShortDateTime } from '../time/format';

type Availability = Pick<Candidate, 'openNow' | 'opensAt' | 'dailyService' | 'onCallUntil' | 'opensTooLate' | 'contactDueAt' | 'phone'>;

/** Whether anybody is there, said before a report is sent: open or closed until, on call, too late, telephone; one line each. */
export function availabilityLines(candidate: Availability): readonly string[] {
  const { openNow, opensAt, dailyService, onCallUntil, opensTooLate, contactDueAt, phone } = candidate;
  const daily = dailyService ? ` · ${m.receiving_agreed_daily()}` : '';
  const closed = opensAt === null ? m.receiving_closed_unknown() : m.receiving_closed({ at: toShortDateTime(opensAt) });
  const onCall = onCallUntil === null ? m.receiving_no_duty() : m.receiving_duty({ at: toShortDateTime(onCallUntil) });
  return [
    `${openNow ? m.receiving_open() : closed}${daily}`,
    ...(openNow ? [] : [onCall]),
    ...(opensTooLate && contactDueAt !== null ? [m.receiving_late({ at: toShortDateTime(contactDueAt) })] : []),
    ...(phone === null ? [] : [m.receiving_phone({ phone })]),
  ];
}

/** The same in one line, for a choice among several. */
export const availabilityWords = (candidate: Availability): string => availabilityLines(candidate).join('; ');
