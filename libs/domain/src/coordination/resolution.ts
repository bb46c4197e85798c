import { isWorkingDay, nextWorkingDay, type Calendar } from '../calendar/calendar.js';
import { addDays, endOfDay, instantAt, localDayOf, startOfDay, type LocalDay } from '../calendar/zone.js';
import { dueAt } from '../clock/due-at.js';
import type { MeetingRefusal } from './meeting.js';

/** What became of a resolution; late is no state. */
export const RESOLUTION_STATES = ['open', 'done', 'dropped'] as const;
export type ResolutionState = (typeof RESOLUTION_STATES)[number];

/** Who is told when: the owner before and at the due day, then whoever convened. */
export const RESOLUTION_RUNGS = ['reminder', 'due', 'escalation'] as const;
export type ResolutionRung = (typeof RESOLUTION_RUNGS)[number];

/** A resolution as it is to be entered; owner and due day may still be missing. */
export interface ProposedResolution {
  readonly ownerId: string | null;
  readonly dueOn: LocalDay | null;
}

/** So many working days before the due day the owner is reminded. ASSUMPTION(adr-0007) */
const REMINDED_BEFORE = 3;
/** So many working days after the due day whoever convened hears of it. ASSUMPTION(adr-0007) */
const ESCALATED_AFTER = 2;
/** What is due later than so many days is a wish, and beyond what a calendar can be trusted with. ASSUMPTION(adr-0007) */
const FARTHEST_DAYS = 730;
const MORNING = '08:00';

/** Why this resolution cannot stand, or null. `bound` are the organisations that sat at the table: nobody else can be bound by it. */
export function resolutionRefusal({ ownerId, dueOn }: ProposedResolution, bound: ReadonlySet<string>, now: Date): MeetingRefusal | null {
  if (ownerId === null) return 'resolution_without_owner';
  if (dueOn === null) return 'resolution_without_due_date';
  if (!bound.has(ownerId)) return 'owner_not_invited';
  const today = localDayOf(now);
  if (dueOn < today) return 'due_date_passed';
  return dueOn > addDays(today, FARTHEST_DAYS) ? 'due_date_too_far' : null;
}

/**
 * When a resolution is due and who is told when. Due at 24:00 of the due day, or of the next Arbeitstag where the day is none: for Fri 26 Mar 2027
 * (Karfreitag) that is Tue 30 Mar 24:00. The reminder comes at 8 in the morning three Arbeitstage before and is left out where that has passed;
 * the escalation two Arbeitstage after.
 */
export function resolutionRungs(dueOn: LocalDay, decidedAt: Date, calendar: Calendar): { readonly dueAt: Date; readonly rungs: readonly { readonly rung: ResolutionRung; readonly dueAt: Date }[] } {
  const last = isWorkingDay(dueOn, 'AT', calendar) ? dueOn : nextWorkingDay(dueOn, 'AT', calendar);
  const reminder = instantAt(workingDaysBefore(last, REMINDED_BEFORE, calendar), MORNING);
  const due = endOfDay(last);
  const rungs = [
    ...(reminder > decidedAt ? [{ rung: 'reminder', dueAt: reminder } as const] : []),
    { rung: 'due', dueAt: due } as const,
    { rung: 'escalation', dueAt: dueAt({ amount: ESCALATED_AFTER, unit: 'AT' }, startOfDay(last), calendar) } as const,
  ];
  return { dueAt: due, rungs };
}

/** One definition for list, badge and message: open, and the due instant has passed. */
export const isResolutionOverdue = ({ state, dueAt: due }: { readonly state: string; readonly dueAt: Date }, now: Date): boolean => state === 'open' && due <= now;

function workingDaysBefore(day: LocalDay, count: number, calendar: Calendar): LocalDay {
  let found = day;
  for (let counted = 0; counted < count;) {
    found = addDays(found, -1);
    if (isWorkingDay(found, 'AT', calendar)) counted += 1;
  }
  return found;
}
