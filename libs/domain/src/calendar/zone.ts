// The functions of Temporal, not its classes: the web app then carries only those that are called.
import * as Calendar from 'temporal-polyfill/fns/Calendar';
import * as Instant from 'temporal-polyfill/fns/Instant';
import * as PlainDate from 'temporal-polyfill/fns/PlainDate';
import * as PlainDateTime from 'temporal-polyfill/fns/PlainDateTime';
import * as PlainTime from 'temporal-polyfill/fns/PlainTime';
import * as Zoned from 'temporal-polyfill/fns/ZonedDateTime';

/** The only time zone of the chain: every calendar day and every wall-clock time is meant here. */
export const ZONE = 'Europe/Berlin';

/** A calendar day in Europe/Berlin, 'YYYY-MM-DD'. */
export type LocalDay = string;

/** A change of the clocks: the day on which it happens and its direction. */
export interface ClockChange {
  readonly day: LocalDay;
  readonly direction: 'forward' | 'back';
}

/** A wall-clock reading, for display: day, 'HH:MM' and weekday (1 Monday … 7 Sunday). */
export interface WallClock {
  readonly day: LocalDay;
  readonly time: string;
  readonly weekday: number;
}

const zoned = (at: Date): Zoned.Record => Instant.toZonedDateTimeISO(Instant.fromEpochMilliseconds(at.getTime()), ZONE);
const dateOf = (day: LocalDay): PlainDate.Record => PlainDate.fromString(day, Calendar.getBasic);
const toDate = (at: Zoned.Record): Date => new Date(at.epochMilliseconds);

/** The local day on which an instant lies: 2026-12-15T23:10Z is already '2026-12-16'. */
export const localDayOf = (at: Date): LocalDay => PlainDate.toString(Zoned.toPlainDate(zoned(at)));

/** The first instant of a local day; '2027-04-06' → 2027-04-05T22:00Z. An impossible day throws a RangeError. */
export const startOfDay = (day: LocalDay): Date => toDate(PlainDate.toZonedDateTime(dateOf(day), ZONE));

/** "24:00" of a local day as an instant: the next local midnight, so the day itself is still inside. Correct on days of 23 and 25 hours. */
export const endOfDay = (day: LocalDay): Date => startOfDay(addDays(day, 1));

/** The day `count` calendar days later (negative: earlier). */
export const addDays = (day: LocalDay, count: number): LocalDay => PlainDate.toString(PlainDate.addDays(dateOf(day), count));

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (day: LocalDay): number => PlainDate.dayOfWeek(dateOf(day));

/**
 * The instant of a wall-clock time 'HH:MM' on a local day; '24:00' is the end of the day.
 * In the hour that a clock change leaves out, the later reading is taken; in the doubled hour, the first one.
 */
export function instantAt(day: LocalDay, time: string): Date {
  return time === '24:00' ? endOfDay(day) : readingOf(day, time, 'compatible');
}

/**
 * As `instantAt`, for a reading that a clock change doubles or leaves out: of the two instants it can mean, the earlier or the later
 * one. '24:00' is no reading here.
 */
export function readingOf(day: LocalDay, time: string, disambiguation: 'compatible' | 'earlier' | 'later'): Date {
  const local = PlainDate.toPlainDateTime(dateOf(day), PlainTime.fromString(time));
  return toDate(PlainDateTime.toZonedDateTime(local, ZONE, { disambiguation }));
}

/** The instant so many calendar days later at the same wall-clock time. */
export const sameTimeAfter = (at: Date, days: number): Date => toDate(Zoned.addDays(zoned(at), days));

/** What a clock on the wall shows at an instant. */
export function wallClockOf(at: Date): WallClock {
  const local = zoned(at);
  const time = PlainTime.toString(Zoned.toPlainTime(local), { smallestUnit: 'minute' });
  return { day: PlainDate.toString(Zoned.toPlainDate(local)), time, weekday: Zoned.dayOfWeek(local) };
}

/** The clock changes after `from` and up to `to`, in order of time. */
export function clockChangesBetween(from: Date, to: Date): readonly ClockChange[] {
  const changes: ClockChange[] = [];
  let next = Zoned.getTimeZoneTransition(zoned(from), 'next');
  while (next !== null && next.epochMilliseconds <= to.getTime()) {
    const before = Zoned.subtractMilliseconds(next, 1);
    const direction = Zoned.offsetNanoseconds(next) > Zoned.offsetNanoseconds(before) ? 'forward' : 'back';
    changes.push({ day: PlainDate.toString(Zoned.toPlainDate(next)), direction });
    next = Zoned.getTimeZoneTransition(next, 'next');
  }
  return changes;
}

/** A due instant from milliseconds since 1970: a whole second, rounded up, so that nothing is due early. */
export const wholeSecondUp = (epochMilliseconds: number): Date => new Date(Math.ceil(epochMilliseconds / 1000) * 1000);
