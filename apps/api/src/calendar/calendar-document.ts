import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator';
import type { ClockKind } from '#domain';
import { addSittings, type Sitting } from '../coordination/sittings-document.js';

/** What a calendar learns of a deadline: a reference without meaning, an instant, and whether it is for making contact. */
export interface Deadline {
  readonly id: string;
  readonly kind: ClockKind;
  readonly reference: string;
  readonly dueAt: Date;
}

const OF_CONTACT: ReadonlySet<ClockKind> = new Set<ClockKind>(['first_attempt', 'contact_in_protection', 'attempt_series', 'high_risk_attempt']);
const MINUTE = 60_000;
const LASTS_MS = 15 * MINUTE;
const ALARM_SECONDS = 2 * 3_600;
const ASK_AGAIN_SECONDS = 15 * 60;

/**
 * Deadlines as iCalendar (RFC 5545): each the last quarter of an hour before the due instant, with an alarm two hours ahead. A calendar lies
 * on phones and with the makers of programs: no name, place or state of a referral is in it. Sittings of agencies stand there with title and place.
 * `at` stamps the whole.
 */
export function toCalendar(deadlines: readonly Deadline[], sittings: readonly Sitting[], at: Date): string {
  const calendar = ical({ name: 'Fristen', prodId: { company: 'Zeitnah', product: 'Fristen', language: 'DE' }, method: ICalCalendarMethod.PUBLISH, ttl: ASK_AGAIN_SECONDS });
  for (const { id, kind, reference, dueAt } of deadlines) {
    const summary = `${OF_CONTACT.has(kind) ? 'Kontaktfrist' : 'Frist'} ${reference}`;
    const start = new Date(dueAt.getTime() - LASTS_MS);
    calendar.createEvent({ id: `${id}@zeitnah`, stamp: at, start, end: dueAt, summary, alarms: [{ type: ICalAlarmType.display, trigger: ALARM_SECONDS, description: summary }] });
  }
  addSittings(calendar, sittings, at);
  return calendar.toString();
}
