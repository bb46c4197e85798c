import { holidayOn, isWeekend, addWorkingDays, isWorkingDay, type Calendar, type WorkingDayUnit } from '../calendar/calendar.js';
import { addOpeningHours, closureOn, NeverOpen, type OpeningHours } from '../calendar/opening-hours.js';
import { addDays, clockChangesBetween, endOfDay, localDayOf, wholeSecondUp, type LocalDay } from '../calendar/zone.js';
import type { DerivationStep } from './derivation.js';
import { toDuration, UnknownUnit, type DueRule, type Duration } from './duration.js';

const HOUR = 3_600_000;
const NANOSECOND = 1e-6;

/** A due instant with the steps that moved it. */
export interface DueInstant {
  readonly dueAt: Date;
  readonly rule: Duration;
  readonly steps: readonly DerivationStep[];
  readonly endsDay: boolean;
}

/**
 * The instant at which a rule that starts at `startsAt` is due: a whole second, rounded up, never early.
 * Hours run on the elapsed time, so a clock change moves the reading on the wall: Sat 27 Mar 2027 20:00 + 24 EH is Sun 21:00.
 * Days end at 24:00 local of their last day, the start day not counted: Fri 26 Mar 2027 + 3 AT is Thu 1 Apr 24:00.
 * OH needs the centre's opening hours and throws NeverOpen without them. Also throws UnknownUnit, InvalidDuration, DayOutsideCalendar.
 */
export const dueAt = (rule: DueRule, startsAt: Date, calendar: Calendar, openingHours?: OpeningHours): Date =>
  dueInstant(rule, startsAt, calendar, openingHours).dueAt;

/** The due instant as in `dueAt`, together with every holiday, weekend, closure and clock change that moved it. */
export function dueInstant(rule: DueRule, startsAt: Date, calendar: Calendar, openingHours?: OpeningHours): DueInstant {
  const duration = toDuration(rule);
  switch (duration.unit) {
    case 'EH':
      return inElapsedHours(duration, startsAt);
    case 'CD':
      return { dueAt: endOfDay(addDays(localDayOf(startsAt), duration.amount)), rule: duration, steps: [], endsDay: true };
    case 'WT':
    case 'AT':
      return inWorkingDays(duration, duration.unit, startsAt, calendar);
    case 'OH':
      return inOpeningHours(duration, startsAt, calendar, openingHours);
    default:
      // Unreachable while toDuration checks; kept so that a new unit cannot fall through to somebody else's rule.
      throw new UnknownUnit(`no rule for ${String(duration.unit satisfies never)}`);
  }
}

function inElapsedHours(rule: Duration, startsAt: Date): DueInstant {
  const due = wholeSecondUp(startsAt.getTime() + rule.amount * HOUR - NANOSECOND);
  return { dueAt: due, rule, steps: clockChangeSteps(startsAt, due), endsDay: false };
}

function inWorkingDays(rule: Duration, unit: WorkingDayUnit, startsAt: Date, calendar: Calendar): DueInstant {
  const start = localDayOf(startsAt);
  const last = addWorkingDays(start, rule.amount, unit, calendar);
  const skipped = daysAfter(start, last).filter((day) => !isWorkingDay(day, unit, calendar));
  // The start day is never counted, so it moves nothing; but a reader misses the Saturday when only the Sunday is named.
  const named = skipped.length > 0 && !isWorkingDay(start, unit, calendar) ? [start, ...skipped] : skipped;
  const steps = named.map((day): DerivationStep => {
    const name = holidayOn(day, calendar);
    return name !== null && !isWeekend(day, unit) ? { code: 'holiday', params: { day, name } } : { code: 'weekend', params: { day } };
  });
  return { dueAt: endOfDay(last), rule, steps, endsDay: true };
}

function inOpeningHours(rule: Duration, startsAt: Date, calendar: Calendar, openingHours: OpeningHours | undefined): DueInstant {
  if (openingHours === undefined) throw new NeverOpen('a rule in opening hours needs the opening hours of the centre');
  const due = addOpeningHours(startsAt, rule.amount, openingHours, calendar);
  const days = [localDayOf(startsAt), ...daysAfter(localDayOf(startsAt), localDayOf(due))];
  const steps: DerivationStep[] = [];
  for (const day of days) {
    const name = holidayOn(day, calendar);
    if (name !== null && !openingHours.dailyService) steps.push({ code: 'holiday', params: { day, name } });
    const closure = closureOn(day, openingHours);
    if (closure && !steps.some((step) => step.code === 'closure' && step.params.from === closure.from)) {
      steps.push({ code: 'closure', params: { from: closure.from, to: closure.to, reason: closure.reason } });
    }
  }
  return { dueAt: due, rule, steps, endsDay: false };
}

const clockChangeSteps = (from: Date, to: Date): readonly DerivationStep[] =>
  clockChangesBetween(from, to).map(({ day, direction }) => ({ code: `dst_${direction}`, params: { day } }) as const);

function daysAfter(start: LocalDay, last: LocalDay): readonly LocalDay[] {
  const days: LocalDay[] = [];
  for (let day = start; day < last;) {
    day = addDays(day, 1);
    days.push(day);
  }
  return days;
}
