import { holidayOn, type Calendar } from '../calendar/calendar.js';
import { closureOn, type OpeningHours } from '../calendar/opening-hours.js';
import { addDays, endOfDay, instantAt, localDayOf, startOfDay, weekdayOf, type LocalDay } from '../calendar/zone.js';

const MINUTE = 60_000;
const WHOLE_DAY = 1_440 * MINUTE;

interface DayLaidOut {
  readonly day: LocalDay;
  readonly weekday: number;
  readonly holiday: boolean;
  readonly begins: number;
  readonly ends: number;
}

/**
 * The local days around two instants with what of them is costly to know, so that the opening hours of many centres can be laid out over them. Says the same
 * as `openSpansBetween`, which answers for one centre at a time.
 */
export class LocalDays {
  private readonly days: readonly DayLaidOut[];

  constructor(calendar: Calendar, from: Date, until: Date) {
    const days: DayLaidOut[] = [];
    const last = addDays(localDayOf(until), 1);
    for (let day = addDays(localDayOf(from), -1); day <= last; day = addDays(day, 1)) {
      const begins = days.at(-1)?.ends ?? startOfDay(day).getTime();
      days.push({ day, weekday: weekdayOf(day), holiday: holidayOn(day, calendar) !== null, begins, ends: endOfDay(day).getTime() });
    }
    this.days = days;
  }

  /** The open stretches between two instants, by their beginning; those of one day may overlap. Milliseconds. */
  openSpans(hours: OpeningHours, from: number, until: number): readonly (readonly [number, number])[] {
    const closed = this.days.map(({ day, holiday }) => (holiday && !hours.dailyService) || closureOn(day, hours) !== null);
    const spans: (readonly [number, number])[] = [];
    this.days.slice(0, -1).forEach((day, at) => {
      const next = this.days[at + 1];
      if (closed[at] === true || next === undefined) return;
      for (const { weekday, opens, closes } of hours.windows) {
        if (weekday !== day.weekday) continue;
        const overMidnight = closes <= opens;
        const cut = overMidnight && (closes === '00:00' || closed[at + 1] === true);
        const [begin, end] = [readingOn(day, opens), !overMidnight ? readingOn(day, closes) : cut ? day.ends : readingOn(next, closes)];
        const span = [Math.max(begin, from), Math.min(end, until)] as const;
        if (begin < end && span[0] < span[1]) spans.push(span);
      }
    });
    return spans.sort(([a], [b]) => a - b);
  }
}

/** The instant of a wall-clock time. On a day of 23 or 25 hours the zone is asked. */
function readingOn({ day, begins, ends }: DayLaidOut, time: string): number {
  if (time === '24:00') return ends;
  if (ends - begins !== WHOLE_DAY) return instantAt(day, time).getTime();
  return begins + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * MINUTE;
}
