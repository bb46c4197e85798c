import ical, { ICalCalendarMethod, type ICalCalendar } from 'ical-generator';
import type { MeetingLine } from '#coordination';

/** What a calendar learns of a sitting to which the own organisation was invited. */
export type Sitting = Pick<MeetingLine, 'id' | 'title' | 'startsAt' | 'endsAt' | 'place' | 'version'>;

/** Puts sittings of agencies into a calendar: title, time and place. `at` stamps them. */
export function addSittings(calendar: ICalCalendar, sittings: readonly Sitting[], at: Date): void {
  for (const { id, title, startsAt, endsAt, place, version } of sittings) {
    calendar.createEvent({ id: `${id}@zeitnah`, sequence: version, stamp: at, start: startsAt, end: endsAt, summary: title, ...(place === null ? {} : { location: place }) });
  }
}

/** One sitting as iCalendar (RFC 5545). Stamped with its beginning: the same sitting gives the same file. */
export function sittingToCalendar(sitting: Sitting): string {
  const calendar = ical({ name: 'Termine', prodId: { company: 'Zeitnah', product: 'Termine', language: 'DE' }, method: ICalCalendarMethod.PUBLISH });
  addSittings(calendar, [sitting], sitting.startsAt);
  return calendar.toString();
}
