import { addDays, instantAt, wallClockOf } from '../calendar/zone.js';

/** A full hour of the week ahead: weekday 1 Monday … 7 Sunday, hour 0 to 23 in Europe/Berlin, and the instant at which it next begins. */
export interface ComingHour {
  readonly weekday: number;
  readonly hour: number;
  readonly at: Date;
}

/**
 * The 168 hours of the seven days ahead in order of time, from the hour that is under way: each weekday and hour once.
 * Thu 25 Mar 2027 14:20 local: the first is Thursday 14:00, the last Thursday 13:00 a week later.
 */
export function comingHours(now: Date): readonly ComingHour[] {
  const { day, time, weekday } = wallClockOf(now);
  const current = Number(time.slice(0, 2));
  return Array.from({ length: 168 }, (_, index): ComingHour => {
    const [days, hour] = [Math.floor((current + index) / 24), (current + index) % 24];
    return { weekday: ((weekday - 1 + days) % 7) + 1, hour, at: instantAt(addDays(day, days), `${String(hour).padStart(2, '0')}:00`) };
  });
}
