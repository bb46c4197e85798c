import { Temporal } from 'temporal-polyfill';

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

const zoned = (at: Date): Temporal.ZonedDateTime => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(ZONE);

/** The local day on which an instant lies: 2026-12-15T23:10Z is already '2026-12-16'. */
export const localDayOf = (at: Date): LocalDay => zoned(at).toPlainDate().toString();

/** The first instant of a local day; '2027-04-06' → 2027-04-05T22:00Z. An impossible day throws a RangeError. */
export const startOfDay = (day: LocalDay): Date =>
  new Date(Temporal.PlainDate.from(day, { overflow: 'reject' }).toZonedDateTime(ZONE).epochMilliseconds);

/** "24:00" of a local day as an instant: the next local midnight, so the day itself is still inside. Correct on days of 23 and 25 hours. */
export const endOfDay = (day: LocalDay): Date => startOfDay(addDays(day, 1));

/** The day `count` calendar days later (negative: earlier). */
export const addDays = (day: LocalDay, count: number): LocalDay =>
  Temporal.PlainDate.from(day, { overflow: 'reject' }).add({ days: count }).toString();

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (day: LocalDay): number => Temporal.PlainDate.from(day, { overflow: 'reject' }).dayOfWeek;

/**
 * The instant of a wall-clock time 'HH:MM' on a local day; '24:00' is the end of the day.
 * In the hour that a clock change leaves out, the later reading is taken; in the doubled hour, the first one.
 */
export function instantAt(day: LocalDay, time: string): Date {
  if (time === '24:00') return endOfDay(day);
  const local = Temporal.PlainDate.from(day, { overflow: 'reject' }).toPlainDateTime(Temporal.PlainTime.from(time));
  return new Date(local.toZonedDateTime(ZONE, { disambiguation: 'compatible' }).epochMilliseconds);
}

/** What a clock on the wall shows at an instant. */
export function wallClockOf(at: Date): WallClock {
  const local = zoned(at);
  return { day: local.toPlainDate().toString(), time: local.toPlainTime().toString({ smallestUnit: 'minute' }), weekday: local.dayOfWeek };
}

/** The clock changes after `from` and up to `to`, in order of time. */
export function clockChangesBetween(from: Date, to: Date): readonly ClockChange[] {
  const changes: ClockChange[] = [];
  let next = zoned(from).getTimeZoneTransition('next');
  while (next !== null && next.epochMilliseconds <= to.getTime()) {
    const before = next.subtract({ milliseconds: 1 });
    changes.push({ day: next.toPlainDate().toString(), direction: next.offsetNanoseconds > before.offsetNanoseconds ? 'forward' : 'back' });
    next = next.getTimeZoneTransition('next');
  }
  return changes;
}

/** A due instant from milliseconds since 1970: a whole second, rounded up, so that nothing is due early. */
export const wholeSecondUp = (epochMilliseconds: number): Date => new Date(Math.ceil(epochMilliseconds / 1000) * 1000);
