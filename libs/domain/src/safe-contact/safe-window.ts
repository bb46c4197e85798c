import { addDays, endOfDay, localDayOf, readingOf, weekdayOf, type LocalDay } from '../calendar/zone.js';
import type { SafeContact, SafeWindow } from './safe-contact.js';

/** A stretch of real time, `from` inside, `to` outside. */
export interface SafeSpan {
  readonly from: Date;
  readonly to: Date;
}

// One week and a day: a window begins at least weekly, and one may vanish in the hour that a clock change leaves out.
const HORIZON_DAYS = 15;

/** True when the person may be rung at this instant by the windows alone; without windows, always. */
export function insideSafeWindow(safeContact: SafeContact, at: Date): boolean {
  if (safeContact.windows.length === 0) return true;
  return spansFrom(safeContact.windows, addDays(localDayOf(at), -1), 2).some((span) => span.from <= at && at < span.to);
}

/**
 * The stretch in which the person may be rung next, cut to begin at `from` if it already runs. Without windows it lasts until
 * local midnight, so that a proposal has an end. `null` when the phone is unsafe or no window can ever open.
 *
 * Example: window Mon–Fri 22:00–06:00, asked Sat 27 Mar 2027 01:00 → now until 06:00; asked at 07:00 → Mon 29 Mar 22:00.
 */
export function nextSafeWindow(safeContact: SafeContact, from: Date): SafeSpan | null {
  if (safeContact.phone === 'unsafe') return null;
  if (safeContact.windows.length === 0) return { from, to: endOfDay(localDayOf(from)) };
  const next = spansFrom(safeContact.windows, addDays(localDayOf(from), -1), HORIZON_DAYS)
    .filter((span) => span.to > from)
    .map((span) => ({ from: span.from > from ? span.from : from, to: span.to }))
    .sort((a, b) => a.from.getTime() - b.from.getTime() || b.to.getTime() - a.to.getTime());
  return next[0] ?? null;
}

/**
 * Every stretch between two instants in which the person may be rung, by its beginning; they may overlap. Without windows the whole
 * time is one; an unsafe phone has none.
 */
export function safeSpansBetween(safeContact: SafeContact, from: Date, to: Date): readonly SafeSpan[] {
  if (safeContact.phone === 'unsafe' || from >= to) return [];
  if (safeContact.windows.length === 0) return [{ from, to }];
  const first = addDays(localDayOf(from), -1);
  const days = Math.ceil((to.getTime() - from.getTime()) / 86_400_000) + 2;
  return spansFrom(safeContact.windows, first, days)
    .map((span) => ({ from: span.from > from ? span.from : from, to: span.to < to ? span.to : to }))
    .filter((span) => span.from < span.to)
    .sort((a, b) => a.from.getTime() - b.from.getTime());
}

function spansFrom(windows: readonly SafeWindow[], firstDay: LocalDay, days: number): SafeSpan[] {
  const calendar = Array.from({ length: days }, (_, offset) => addDays(firstDay, offset));
  return calendar
    .flatMap((day) => windows.filter((window) => window.days.includes(weekdayOf(day))).map((window) => spanOn(day, window)))
    .filter((span) => span.from < span.to);
}

/**
 * A window on one day as real time. Where a clock change makes a wall time ambiguous or leaves it out, the span is read
 * narrowly, beginning later and ending earlier: a call outside what the person meant is worse than a call not made.
 */
function spanOn(day: LocalDay, window: SafeWindow): SafeSpan {
  const endDay = window.to <= window.from ? addDays(day, 1) : day;
  return { from: readingOf(day, window.from, 'later'), to: window.to === '24:00' ? endOfDay(day) : readingOf(endDay, window.to, 'earlier') };
}
