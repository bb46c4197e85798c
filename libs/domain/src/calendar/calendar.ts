import { addDays, weekdayOf, type LocalDay } from './zone.js';

/**
 * Public holidays as data, versioned; computed outside the domain and only read here.
 * `from` and `to` are the first and the last year covered, both inclusive; holidays map 'YYYY-MM-DD' to the name in the statute.
 */
export interface Calendar {
  readonly version: string;
  readonly from: number;
  readonly to: number;
  readonly holidays: Readonly<Record<LocalDay, string>>;
}

/** `AT` Arbeitstag: Monday to Friday. `WT` Werktag: Monday to Saturday. Both without public holidays. */
export type WorkingDayUnit = 'AT' | 'WT';

/** A day was asked about that the calendar does not cover. Never answered by a guess: a missing year would turn holidays into working days. */
export class DayOutsideCalendar extends Error {
  override readonly name = 'DayOutsideCalendar';
  constructor(
    readonly day: LocalDay,
    readonly calendarVersion: string,
  ) {
    super(`calendar ${calendarVersion} does not cover ${day}`);
  }
}

/** The name of the public holiday on a day, or null. Throws DayOutsideCalendar outside the years covered. */
export function holidayOn(day: LocalDay, calendar: Calendar): string | null {
  const year = Number(day.slice(0, 4));
  if (!(year >= calendar.from && year <= calendar.to)) throw new DayOutsideCalendar(day, calendar.version);
  return Object.hasOwn(calendar.holidays, day) ? (calendar.holidays[day] ?? null) : null;
}

/** Whether a day belongs to the weekend of a unit: Saturday and Sunday for AT, Sunday for WT. */
export const isWeekend = (day: LocalDay, unit: WorkingDayUnit): boolean => weekdayOf(day) > (unit === 'AT' ? 5 : 6);

/** Whether a day counts as Arbeitstag or Werktag; Sat 27 Mar 2027 is a WT and no AT. */
export const isWorkingDay = (day: LocalDay, unit: WorkingDayUnit, calendar: Calendar): boolean =>
  holidayOn(day, calendar) === null && !isWeekend(day, unit);

/** The first working day after `day` (never `day` itself). After Fri 26 Mar 2027 comes AT Tue 30 Mar. */
export function nextWorkingDay(day: LocalDay, unit: WorkingDayUnit, calendar: Calendar): LocalDay {
  let next = addDays(day, 1);
  while (!isWorkingDay(next, unit, calendar)) next = addDays(next, 1);
  return next;
}

/** The `count`-th working day after `day`; the start day is never counted. Count is a whole number of at least 1. */
export function addWorkingDays(day: LocalDay, count: number, unit: WorkingDayUnit, calendar: Calendar): LocalDay {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`working days are counted from 1, not ${count}`);
  let last = day;
  for (let counted = 0; counted < count; counted += 1) last = nextWorkingDay(last, unit, calendar);
  return last;
}

/**
 * The last day up to and including `day` on which the family court's counter is open, taken as an Arbeitstag.
 * For a measure until Fri 25 Dec 2026 that is Thu 24 Dec; for one until Sat 1 May 2027 it is Fri 30 Apr.
 * ASSUMPTION(adr-0007): 24 and 31 December count, because § 2 Feiertagsgesetz NW does not list them; a court that closes then is open the day before at T-1.
 */
export function lastCourtWorkingDayOnOrBefore(day: LocalDay, calendar: Calendar): LocalDay {
  let last = day;
  while (!isWorkingDay(last, 'AT', calendar)) last = addDays(last, -1);
  return last;
}
