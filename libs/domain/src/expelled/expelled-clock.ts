import type { Calendar } from '../calendar/calendar.js';
import { sameTimeAfter } from '../calendar/zone.js';
import { dueAt } from '../clock/due-at.js';
import type { Duration } from '../clock/duration.js';
import type { ExpelledState } from './expelled-referral.machine.js';

/** By when whoever has the referral must have done the next step. No law and no agreement known to us says it. ASSUMPTION(adr-0007) */
const LIMITS: Readonly<Partial<Record<ExpelledState, Duration>>> = {
  submitted: { amount: 2, unit: 'AT' },
  returned: { amount: 2, unit: 'AT' },
  accepted: { amount: 3, unit: 'AT' },
  contacting: { amount: 10, unit: 'AT' },
  reached: { amount: 60, unit: 'AT' },
};
/** So long after the due instant the next level is told as well. ASSUMPTION(adr-0007) */
const ESCALATED_AFTER: Duration = { amount: 2, unit: 'AT' };

/** Calendar days after which what is over is purged; a withdrawal at once. As long as what the centre did may still be asked for. ASSUMPTION(adr-0007) */
const KEPT_DAYS: Readonly<Partial<Record<ExpelledState, number>>> = { declined: 7, closed: 28, withdrawn: 0 };
/** Nothing is kept longer than this after its submission, whatever became of it. ASSUMPTION(adr-0007) */
const LATEST_DAYS = 180;

/** The one clock that runs in a state: when the responsible side is told, when the next level, when everything is purged. */
export interface ExpelledClock {
  readonly dueAt: Date | null;
  readonly escalatesAt: Date | null;
  readonly purgeAt: Date;
}

/** The clock of a state entered at `at`. Example: submitted Fri 26 Mar 2027 (Karfreitag) → due Wed 31 Mar 24:00, the next level Fri 2 Apr 24:00. */
export function expelledClock(state: ExpelledState, at: Date, submittedAt: Date, calendar: Calendar): ExpelledClock {
  const latest = sameTimeAfter(submittedAt, LATEST_DAYS);
  const kept = KEPT_DAYS[state];
  const limit = LIMITS[state];
  const due = limit === undefined ? null : dueAt(limit, at, calendar);
  return {
    dueAt: due,
    // 24:00 of a day is the next one's first instant: counted from within the last day.
    escalatesAt: due === null ? null : dueAt(ESCALATED_AFTER, new Date(due.getTime() - 1), calendar),
    purgeAt: kept === undefined ? latest : new Date(Math.min(latest.getTime(), kept === 0 ? at.getTime() : sameTimeAfter(at, kept).getTime())),
  };
}
