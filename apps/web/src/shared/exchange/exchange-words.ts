import type { MeetingAnswer, MeetingKind, MeetingRefusal, MeetingState, ResolutionState } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { Labels } from '../labels/label-of';
import { toDateTime, toLocalDay, toTime } from '../time/format';
import type { GuestKind, MeetingLine } from './exchange-queries';

export const KIND_LABELS: Labels<MeetingKind> = { meeting: m.exchange_kind_meeting, round_table: m.exchange_kind_round_table, conference: m.exchange_kind_conference };
export const STATE_LABELS: Labels<MeetingState> = { planned: m.exchange_state_planned, held: m.exchange_state_held, cancelled: m.exchange_state_cancelled };
export const ANSWER_LABELS: Labels<MeetingAnswer> = { accepted: m.exchange_answer_accepted, declined: m.exchange_answer_declined, tentative: m.exchange_answer_tentative };
export const RESOLUTION_LABELS: Labels<ResolutionState> = { open: m.exchange_resolution_open, done: m.exchange_resolution_done, dropped: m.exchange_resolution_dropped };
export const GUEST_LABELS: Labels<GuestKind> = {
  centre: m.exchange_guests_centre, police_authority: m.exchange_guests_police, local_network: m.exchange_guests_network, state_office: m.exchange_guests_state,
};

/** Why a step is not taken, as a sentence that says what to do. */
export const MEETING_REFUSAL_LABELS: Labels<MeetingRefusal> = {
  district_missing: m.exchange_no_district_missing,
  district_not_yours: m.exchange_no_district_not_yours,
  only_round_tables: m.exchange_no_only_round_tables,
  ends_before_start: m.exchange_no_ends_before_start,
  sitting_exists: m.exchange_no_sitting_exists,
  meeting_over: m.exchange_no_meeting_over,
  meeting_not_begun: m.exchange_no_meeting_not_begun,
  cancelled_without_reason: m.exchange_no_cancelled_without_reason,
  item_in_use: m.exchange_no_item_in_use,
  resolution_without_owner: m.exchange_no_resolution_without_owner,
  resolution_without_due_date: m.exchange_no_resolution_without_due_date,
  owner_not_invited: m.exchange_no_owner_not_invited,
  due_date_passed: m.exchange_no_due_date_passed,
  due_date_too_far: m.exchange_no_due_date_too_far,
  dropped_without_reason: m.exchange_no_dropped_without_reason,
  resolution_closed: m.exchange_no_resolution_closed,
};

/** "Di., 09.03.2027, 14:00 Uhr bis 16:00 Uhr". */
export function whenOf({ startsAt, endsAt }: Pick<MeetingLine, 'startsAt' | 'endsAt'>): string {
  const sameDay = toLocalDay(new Date(startsAt)) === toLocalDay(new Date(endsAt));
  return m.exchange_when({ from: toDateTime(startsAt), to: sameDay ? toTime(endsAt) : toDateTime(endsAt) });
}
