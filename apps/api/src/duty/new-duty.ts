import type { FieldError } from '../http/input-pipe.js';
import type { NewDuty } from './roster.queries.js';
import type { Period, Roster } from './uncovered.js';

/** An absence or duty of longer than a leap year is a leaver, not an absence. */
const LONGEST_MS = 366 * 24 * 3_600_000;

/** What is wrong with an entry by itself: its ends, its length, its deputy. One error per field. */
export function ownFaults({ userId, deputyId, startsAt, endsAt }: NewDuty, now: Date): readonly FieldError[] {
  const length = endsAt.getTime() - startsAt.getTime();
  const end = length <= 0 ? 'before_start' : endsAt <= now ? 'in_past' : length > LONGEST_MS ? 'span_too_long' : null;
  return [...(end === null ? [] : [{ pointer: '/endsAt', code: end }]), ...(deputyId === userId ? [{ pointer: '/deputyId', code: 'same_person' }] : [])];
}

/** What is wrong with an absence beside the others: who is unknown or disabled, who is away already. One error per field. */
export function absenceFaults(absence: NewDuty, { people, absences }: Roster): readonly FieldError[] {
  const { userId, deputyId } = absence;
  const isAway = (id: string): boolean => absences.some((each) => each.userId === id && overlap(each, absence));
  const deputy = deputyId === null ? null : !isKnown(deputyId, people) ? 'unknown_person' : isAway(deputyId) ? 'deputy_absent' : null;
  return [
    ...(isKnown(userId, people) ? [] : [{ pointer: '/userId', code: 'unknown_person' }]),
    ...(isAway(userId) ? [{ pointer: '/startsAt', code: 'overlap' }] : []),
    ...(deputy === null ? [] : [{ pointer: '/deputyId', code: deputy }]),
  ];
}

/** What is wrong with an on-call duty beside the others: somebody who is away cannot be on call. */
export function onCallFaults(duty: NewDuty, { people, absences, onCall }: Roster): readonly FieldError[] {
  const touches = (each: Period & { readonly userId: string }): boolean => each.userId === duty.userId && overlap(each, duty);
  return [
    ...(!isKnown(duty.userId, people) ? [{ pointer: '/userId', code: 'unknown_person' }] : absences.some(touches) ? [{ pointer: '/userId', code: 'person_absent' }] : []),
    ...(onCall.some(touches) ? [{ pointer: '/startsAt', code: 'overlap' }] : []),
  ];
}

const isKnown = (id: string, people: Roster['people']): boolean => people.some((person) => person.id === id);

const overlap = (one: Period, other: Period): boolean => one.startsAt < other.endsAt && other.startsAt < one.endsAt;
