import { addDays, endOfDay, localDayOf, startOfDay, weekdayOf } from '#domain';

/** Somebody's duty, or any stretch of time; instants in ISO 8601. */
export interface DutySpan {
  readonly startsAt: string;
  readonly endsAt: string;
}
export interface NamedDuty extends DutySpan {
  readonly person: { readonly name: string };
}

/** One day of the calendar: who is on call, and when nobody can be reached. */
export interface DutyDay {
  /** 'YYYY-MM-DD'. */
  readonly day: string;
  readonly duties: readonly NamedDuty[];
  readonly gaps: readonly DutySpan[];
}

/** A week from Monday to Sunday, with who takes the weekend and what of it nobody takes. */
export interface DutyWeek {
  readonly monday: string;
  readonly days: readonly DutyDay[];
  readonly weekend: { readonly names: readonly string[]; readonly open: readonly DutySpan[] };
}

const iso = (at: Date): string => at.toISOString();
const overlaps = (span: DutySpan, from: Date, to: Date): boolean => new Date(span.startsAt) < to && new Date(span.endsAt) > from;

/** What is left of a stretch once others are taken away. */
function remaining(from: Date, to: Date, taken: readonly DutySpan[]): readonly DutySpan[] {
  const left: DutySpan[] = [];
  let at = from;
  for (const { startsAt, endsAt } of [...taken].sort((a, b) => a.startsAt.localeCompare(b.startsAt))) {
    if (new Date(startsAt) > at) left.push({ startsAt: iso(at), endsAt: iso(new Date(startsAt) < to ? new Date(startsAt) : to) });
    if (new Date(endsAt) > at) at = new Date(endsAt);
    if (at >= to) return left;
  }
  return [...left, { startsAt: iso(at), endsAt: iso(to) }];
}

/**
 * The weeks from the one of `now`, in Europe/Berlin. The weekend lasts from Saturday 00:00 to Sunday 24:00; what of it is over is not
 * called open any more.
 */
export function weeksOf(onCall: readonly NamedDuty[], uncovered: readonly DutySpan[], now: Date, count: number): readonly DutyWeek[] {
  const today = localDayOf(now);
  const first = addDays(today, 1 - weekdayOf(today));
  return Array.from({ length: count }, (_, index) => {
    const monday = addDays(first, index * 7);
    const days = Array.from({ length: 7 }, (_each, offset) => addDays(monday, offset)).map((day): DutyDay => ({
      day,
      duties: onCall.filter((duty) => overlaps(duty, startOfDay(day), endOfDay(day))),
      gaps: uncovered.filter((gap) => overlaps(gap, startOfDay(day), endOfDay(day))),
    }));
    const [begins, ends] = [startOfDay(addDays(monday, 5)), endOfDay(addDays(monday, 6))];
    const taken = onCall.filter((duty) => overlaps(duty, begins, ends));
    return {
      monday,
      days,
      weekend: { names: [...new Set(taken.map(({ person }) => person.name))], open: now >= ends ? [] : remaining(now > begins ? now : begins, ends, taken) },
    };
  });
}
