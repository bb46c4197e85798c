import { holidayOn, type Calendar } from './calendar.js';
import { addDays, instantAt, localDayOf, weekdayOf, wholeSecondUp, type LocalDay } from './zone.js';

const NANOSECOND = 1e-6;

/** One weekly window: weekday 1 Monday … 7 Sunday, times 'HH:MM' local; `closes` at or before `opens` means it runs over midnight; '24:00' is allowed. */
export interface OpeningWindow {
  readonly weekday: number;
  readonly opens: string;
  readonly closes: string;
}

/** Days on which a centre is closed beyond the public holidays (between the years, carnival); both days included. */
export interface Closure {
  readonly from: LocalDay;
  readonly to: LocalDay;
  readonly reason: string;
}

/** When a centre is open. `dailyService`: on all 365 days, so public holidays do not close it; dated closures always do. */
export interface OpeningHours {
  readonly windows: readonly OpeningWindow[];
  readonly dailyService: boolean;
  readonly closures: readonly Closure[];
}

/** An open stretch of time, end exclusive. */
export interface OpenSpan {
  readonly from: Date;
  readonly until: Date;
}

/** Opening hours were counted although the centre has no window in the week: there is no due instant to answer. */
export class NeverOpen extends Error {
  override readonly name = 'NeverOpen';
}

/** The dated closure of a day, or null. */
export const closureOn = (day: LocalDay, hours: OpeningHours): Closure | null =>
  hours.closures.find((closure) => closure.from <= day && day <= closure.to) ?? null;

/** Whether a whole day is closed: by a dated closure, or by a public holiday unless the centre serves on all 365 days. */
export const isClosedDay = (day: LocalDay, hours: OpeningHours, calendar: Calendar): boolean =>
  (holidayOn(day, calendar) !== null && !hours.dailyService) || closureOn(day, hours) !== null;

function windowsFrom(day: LocalDay, hours: OpeningHours, calendar: Calendar): readonly OpenSpan[] {
  if (isClosedDay(day, hours, calendar)) return [];
  return hours.windows
    .filter((window) => window.weekday === weekdayOf(day))
    .map((window) => {
      const overMidnight = window.closes <= window.opens;
      const nextDay = addDays(day, 1);
      // A closed day has no open instant: a window that runs into one ends at midnight.
      const cut = overMidnight && (window.closes === '00:00' || isClosedDay(nextDay, hours, calendar));
      const until = !overMidnight ? instantAt(day, window.closes) : cut ? instantAt(day, '24:00') : instantAt(nextDay, window.closes);
      return { from: instantAt(day, window.opens), until };
    })
    .filter((span) => span.from < span.until);
}

/**
 * The open spans of the windows that begin on `day` or run into it, in order of time, overlapping ones merged.
 * A window that begins on a closed day never begins.
 */
function openSpansAround(day: LocalDay, hours: OpeningHours, calendar: Calendar): readonly OpenSpan[] {
  const spans = [...windowsFrom(addDays(day, -1), hours, calendar), ...windowsFrom(day, hours, calendar)];
  const merged: OpenSpan[] = [];
  for (const span of spans.sort((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = merged.at(-1);
    if (last && span.from <= last.until)
      merged[merged.length - 1] = { from: last.from, until: span.until > last.until ? span.until : last.until };
    else merged.push(span);
  }
  return merged;
}

/** Whether the centre is open at an instant. */
export const isOpenAt = (at: Date, hours: OpeningHours, calendar: Calendar): boolean =>
  openSpansAround(localDayOf(at), hours, calendar).some((span) => span.from <= at && at < span.until);

/** The open stretches between two instants, by their beginning; one that lies on a day's edge may come in two parts. */
export function openSpansBetween(from: Date, until: Date, hours: OpeningHours, calendar: Calendar): readonly OpenSpan[] {
  const spans: OpenSpan[] = [];
  for (let day = addDays(localDayOf(from), -1); day <= localDayOf(until); day = addDays(day, 1)) {
    for (const span of windowsFrom(day, hours, calendar)) {
      const cut = { from: span.from > from ? span.from : from, until: span.until < until ? span.until : until };
      if (cut.from < cut.until) spans.push(cut);
    }
  }
  return spans.sort((a, b) => a.from.getTime() - b.from.getTime());
}

/** The first open instant at or after `at` (`at` itself while open); null when the centre has no window in the week. */
export function opensNextAt(at: Date, hours: OpeningHours, calendar: Calendar): Date | null {
  if (hours.windows.length === 0) return null;
  for (let day = localDayOf(at); ; day = addDays(day, 1)) {
    const span = openSpansAround(day, hours, calendar).find(({ until }) => until > at);
    if (span) return span.from > at ? span.from : at;
  }
}

/**
 * The instant at which `amount` opening hours have passed since `start`, in whole seconds rounded up.
 * Mon–Fri 9–17, start Thu 25 Mar 2027 16:00, 2 hours: Tue 30 Mar 10:00 (Good Friday, weekend and Easter Monday are closed).
 * Throws NeverOpen without a weekly window, DayOutsideCalendar when the calendar ends first.
 */
export function addOpeningHours(start: Date, amount: number, hours: OpeningHours, calendar: Calendar): Date {
  if (hours.windows.length === 0) throw new NeverOpen('no weekly opening window');
  let left = amount * 3_600_000;
  let from = start;
  for (let day = localDayOf(start); ; day = addDays(day, 1)) {
    for (const span of openSpansAround(day, hours, calendar)) {
      const begin = Math.max(span.from.getTime(), from.getTime());
      const open = span.until.getTime() - begin;
      if (open <= 0) continue;
      // A nanosecond of tolerance: the floating-point dust of 0.1 + 0.2 hours must not cost a second.
      if (left <= open + NANOSECOND) return wholeSecondUp(begin + left - NANOSECOND);
      left -= open;
      from = span.until;
    }
  }
}
