import { isWorkingDay, nextWorkingDay, type Calendar } from '../calendar/calendar.js';
import { addDays, instantAt, wallClockOf, weekdayOf, type LocalDay } from '../calendar/zone.js';

/** A *meeting* is any of these; a round table (Runder Tisch) belongs to a district, a conference is a Fachtag. A *sitting* is one meeting of a series. */
export const MEETING_KINDS = ['meeting', 'round_table', 'conference'] as const;
export type MeetingKind = (typeof MEETING_KINDS)[number];

export const MEETING_STATES = ['planned', 'held', 'cancelled'] as const;
export type MeetingState = (typeof MEETING_STATES)[number];

/** What an invited organisation answers. */
export const MEETING_ANSWERS = ['accepted', 'declined', 'tentative'] as const;
export type MeetingAnswer = (typeof MEETING_ANSWERS)[number];

/** How often a series sits. */
export const SERIES_UNITS = ['weeks', 'months'] as const;
export interface Rhythm {
  readonly every: number;
  readonly unit: (typeof SERIES_UNITS)[number];
}

/** What is planned of a meeting. */
export interface MeetingPlan {
  readonly kind: MeetingKind;
  readonly title: string;
  readonly districtAgs: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly place: string | null;
}

/** Why something about a meeting or a resolution is not taken: the rule that it would break. */
export const MEETING_REFUSALS = [
  'district_missing', 'district_not_yours', 'only_round_tables', 'ends_before_start', 'sitting_exists', 'meeting_over', 'meeting_not_begun', 'cancelled_without_reason',
  'item_in_use', 'resolution_without_owner', 'resolution_without_due_date', 'owner_not_invited', 'due_date_passed', 'due_date_too_far', 'dropped_without_reason', 'resolution_closed',
] as const;
export type MeetingRefusal = (typeof MEETING_REFUSALS)[number];

/** Why this cannot be planned, or null. A round table without a district has nobody whose figures it could open with. */
export function planRefusal({ kind, districtAgs, startsAt, endsAt }: Pick<MeetingPlan, 'kind' | 'districtAgs' | 'startsAt' | 'endsAt'>): MeetingRefusal | null {
  if (kind === 'round_table' && districtAgs === null) return 'district_missing';
  return startsAt < endsAt ? null : 'ends_before_start';
}

/** When a meeting is moved or called off: the sittings of a round table are binding, so one needs a new date or a reason. */
export const cancelRefusal = (reason: string | null): MeetingRefusal | null => (reason === null || reason.trim() === '' ? 'cancelled_without_reason' : null);

/**
 * The sitting after this one, at the same time of day and of the same length. Months keep the weekday and its place in the month (the fifth falls on
 * the last): after Tue 9 Mar 2027 comes, every month, Tue 13 Apr. A day that is none for work gives way to the next that is.
 */
export function nextSitting({ startsAt, endsAt }: { readonly startsAt: Date; readonly endsAt: Date }, { every, unit }: Rhythm, calendar: Calendar): { readonly startsAt: Date; readonly endsAt: Date } {
  const { day, time } = wallClockOf(startsAt);
  const wished = unit === 'weeks' ? addDays(day, every * 7) : sameWeekdayAfter(day, every);
  const next = instantAt(isWorkingDay(wished, 'AT', calendar) ? wished : nextWorkingDay(wished, 'AT', calendar), time);
  return { startsAt: next, endsAt: new Date(next.getTime() + endsAt.getTime() - startsAt.getTime()) };
}

function sameWeekdayAfter(day: LocalDay, months: number): LocalDay {
  const [year = 0, month = 0, dayOfMonth = 0] = day.split('-').map(Number);
  const place = Math.ceil(dayOfMonth / 7);
  const counted = year * 12 + month - 1 + months;
  const first = `${Math.floor(counted / 12)}-${String((counted % 12) + 1).padStart(2, '0')}-01`;
  const weekdays = Array.from({ length: 31 }, (_, index) => addDays(first, index)).filter((each) => each.slice(0, 7) === first.slice(0, 7) && weekdayOf(each) === weekdayOf(day));
  return weekdays[Math.min(place, weekdays.length) - 1] ?? first;
}
