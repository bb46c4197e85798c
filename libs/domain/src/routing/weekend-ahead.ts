import { addDays, instantAt, localDayOf, weekdayOf, type LocalDay } from '../calendar/zone.js';

/** The full hours of the Saturday and of the Sunday that begin after an instant, each with its day: never a day that has begun. */
export function weekendAhead(now: Date): readonly { readonly day: LocalDay; readonly hours: readonly Date[] }[] {
  const today = localDayOf(now);
  const saturday = [1, 2, 3, 4, 5, 6, 7].map((days) => addDays(today, days)).find((day) => weekdayOf(day) === 6) ?? today;
  return [saturday, addDays(saturday, 1)].map((day) => ({ day, hours: Array.from({ length: 24 }, (_, hour) => instantAt(day, `${String(hour).padStart(2, '0')}:00`)) }));
}
