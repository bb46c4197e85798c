import { getHolidays } from 'feiertagejs';

/** A minute: whole minutes since 1970-01-01T00:00Z. The oracle knows no shorter time but the seconds of a share. */
export type Minute = number;

/** One local day in Europe/Berlin as it was walked through: when it begins, and whether it counts as a Werktag or an Arbeitstag. */
export interface WalkedDay {
  readonly name: string;
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
  readonly first: Minute;
  readonly holiday: boolean;
}

/** When a centre is open, as its registry entry says it. */
export interface Hours {
  readonly windows: readonly { readonly weekday: number; readonly opens: string; readonly closes: string }[];
  readonly dailyService: boolean;
  readonly closures: readonly { readonly from: string; readonly to: string }[];
}

const FIRST: Minute = Date.UTC(2023, 11, 1) / 60_000;
const LAST: Minute = Date.UTC(2036, 2, 1) / 60_000;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const BERLIN = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Berlin', hourCycle: 'h23', weekday: 'short', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
});

/** What the wall clock in Berlin shows; by the platform's own time zone data. */
function wallClock(minute: Minute): { readonly day: string; readonly weekday: number; readonly reading: number } {
  const parts = Object.fromEntries(BERLIN.formatToParts(minute * 60_000).map(({ type, value }) => [type, value]));
  return {
    day: `${parts['year']}-${parts['month']}-${parts['day']}`,
    weekday: WEEKDAYS.indexOf(String(parts['weekday'])) + 1,
    reading: Number(parts['hour']) * 60 + Number(parts['minute']),
  };
}

const readingOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/**
 * Every minute from December 2023 to February 2036, walked through once: on which local day it lies and what the wall clock shows.
 * Reads the hour from the platform and steps through its minutes; shares no code with the calendar and the clocks of the domain.
 */
export class Timeline {
  readonly days: readonly WalkedDay[];
  private readonly dayAt = new Int32Array(LAST - FIRST);
  private readonly reading = new Int16Array(LAST - FIRST);
  private readonly byName = new Map<string, number>();

  constructor() {
    const holidays = new Set(Array.from({ length: 14 }, (_, index) => getHolidays(2023 + index, 'NW')).flatMap((year) => year.map((day) => day.dateString)));
    const days: WalkedDay[] = [];
    let wall = wallClock(FIRST);
    for (let minute = FIRST; minute < LAST; minute += 1) {
      const inHour = minute % 60;
      if (inHour === 0) wall = wallClock(minute);
      if (days.at(-1)?.name !== wall.day) {
        this.byName.set(wall.day, days.length);
        days.push({ name: wall.day, weekday: wall.weekday, first: minute, holiday: holidays.has(wall.day) });
      }
      this.dayAt[minute - FIRST] = days.length - 1;
      this.reading[minute - FIRST] = wall.reading + inHour;
    }
    this.days = days;
  }

  /** The number of the local day on which a minute lies. */
  dayOf(minute: Minute): number {
    const day = minute < FIRST || minute >= LAST ? undefined : this.dayAt[minute - FIRST];
    if (day === undefined) throw new RangeError(`the oracle does not know minute ${minute}`);
    return day;
  }

  day(index: number): WalkedDay {
    const day = this.days[index];
    if (day === undefined) throw new RangeError(`the oracle does not know day ${index}`);
    return day;
  }

  nameOf(minute: Minute): string {
    return this.day(this.dayOf(minute)).name;
  }

  /** The number of a day by its name, 'YYYY-MM-DD'. */
  named(name: string): number {
    const index = this.byName.get(name);
    if (index === undefined) throw new RangeError(`the oracle does not know ${name}`);
    return index;
  }

  /** 24:00 of a day: the first minute of the next. */
  endOf(index: number): Minute {
    return this.day(index + 1).first;
  }

  /** Minutes since midnight that the wall clock shows. */
  readingAt(minute: Minute): number {
    return this.reading[minute - FIRST] ?? Number.NaN;
  }

  /**
   * The first minute of a day at which the wall clock shows a time, found by walking; '24:00' is the end of the day. A time that the
   * day leaves out is read an hour later, as calendars do (RFC 5545).
   */
  minuteOn(index: number, time: string): Minute {
    if (time === '24:00') return this.endOf(index);
    for (const wanted of [readingOf(time), readingOf(time) + 60]) {
      for (let minute = this.day(index).first; minute < this.endOf(index); minute += 1) {
        if (this.readingAt(minute) === wanted) return minute;
      }
    }
    throw new RangeError(`${this.day(index).name} has no ${time}`);
  }

  /** Werktag: Monday to Saturday; Arbeitstag: Monday to Friday; both without public holidays. */
  counts(index: number, unit: 'WT' | 'AT'): boolean {
    const { weekday, holiday } = this.day(index);
    return !holiday && weekday <= (unit === 'WT' ? 6 : 5);
  }

  /** The same minutes with one day more or fewer among the holidays. */
  withHoliday(index: number, holiday: boolean): Timeline {
    return Object.assign(Object.create(Timeline.prototype) as Timeline, this, { days: this.days.with(index, { ...this.day(index), holiday }) });
  }

  openMinutes(hours: Hours): OpenMinutes {
    return new OpenMinutes(this, hours);
  }
}

/** The minutes at which a centre is open, walked through day by day as far as they are asked for. */
export class OpenMinutes {
  private readonly ofDay = new Map<number, readonly Minute[]>();
  private readonly timeline: Timeline;
  private readonly hours: Hours;

  constructor(timeline: Timeline, hours: Hours) {
    this.timeline = timeline;
    this.hours = hours;
  }

  /** The first open minute from `start` on. */
  opening(start: Minute): Minute {
    return this.after(start, 1) - 1;
  }

  /** The minute after `count` open minutes from `start` on have been walked through. */
  after(start: Minute, count: number): Minute {
    let left = count;
    for (let day = this.timeline.dayOf(start); ; day += 1) {
      const minutes = this.on(day);
      const ahead = minutes.length > 0 && (minutes[0] ?? 0) < start ? minutes.findIndex((minute) => minute >= start) : 0;
      const open = ahead < 0 ? 0 : minutes.length - ahead;
      if (left <= open) return (minutes[ahead + left - 1] ?? Number.NaN) + 1;
      left -= open;
    }
  }

  private on(index: number): readonly Minute[] {
    const known = this.ofDay.get(index);
    if (known) return known;
    const minutes = this.walk(index);
    this.ofDay.set(index, minutes);
    return minutes;
  }

  private walk(index: number): readonly Minute[] {
    if (this.closed(index)) return [];
    const today = this.windowsOf(index).map(({ opens, closes, overnight }) => ({
      from: this.timeline.minuteOn(index, opens),
      until: this.timeline.minuteOn(index, overnight ? '24:00' : closes),
    }));
    // A window of yesterday runs on after midnight, unless yesterday was closed and it never began.
    const sinceYesterday = this.closed(index - 1) ? [] : this.windowsOf(index - 1).filter(({ overnight }) => overnight);
    const spans = [...today, ...sinceYesterday.map(({ closes }) => ({ from: this.timeline.day(index).first, until: this.timeline.minuteOn(index, closes) }))];
    const minutes: Minute[] = [];
    for (let minute = this.timeline.day(index).first; minute < this.timeline.endOf(index); minute += 1) {
      if (spans.some(({ from, until }) => from <= minute && minute < until)) minutes.push(minute);
    }
    return minutes;
  }

  private windowsOf(index: number): readonly { readonly opens: string; readonly closes: string; readonly overnight: boolean }[] {
    const { weekday } = this.timeline.day(index);
    return this.hours.windows.filter((window) => window.weekday === weekday).map(({ opens, closes }) => ({ opens, closes, overnight: closes <= opens }));
  }

  private closed(index: number): boolean {
    const { name, holiday } = this.timeline.day(index);
    return (holiday && !this.hours.dailyService) || this.hours.closures.some(({ from, to }) => from <= name && name <= to);
  }
}
