import { mayWriteDutyOf, type Actor } from '#domain';
import { UnacceptableInput } from '../http/input-pipe.js';
import type { DutyPeriodDto, OnCallDutyDto } from './duty.dto.js';
import type { AbsenceView, OnCallDutyView } from './duty.view.js';
import type { DutyRow, NewDuty } from './roster.queries.js';
import type { Period } from './uncovered.js';

const DAY = 24 * 3_600_000;
/** Milliseconds that are shown unless told: four weeks. */
const SHOWN = 28 * DAY;
const LONGEST = 366 * DAY;

/** The period asked for: from now, four weeks, unless told. */
export function toPeriod({ from, until }: DutyPeriodDto, now: Date): Period {
  const startsAt = from == null ? now : new Date(from);
  const endsAt = until == null ? new Date(startsAt.getTime() + SHOWN) : new Date(until);
  const length = endsAt.getTime() - startsAt.getTime();
  const code = length <= 0 ? 'before_start' : length > LONGEST ? 'span_too_long' : null;
  if (code !== null) throw new UnacceptableInput([{ pointer: '/query/until', code }]);
  return { startsAt, endsAt };
}

export const toNewDuty = ({ userId, startsAt, endsAt }: OnCallDutyDto, deputyId: string | null): NewDuty => ({ userId, deputyId, startsAt: new Date(startsAt), endsAt: new Date(endsAt) });

export const toOnCallView = (actor: Actor, row: DutyRow): OnCallDutyView => ({
  id: row.id,
  person: { id: row.user_id, name: row.name, role: row.role },
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  cancellable: mayWriteDutyOf(actor, row.user_id),
});

export const toAbsenceView = (actor: Actor, row: DutyRow): AbsenceView => ({
  ...toOnCallView(actor, row),
  deputy: row.deputy_id === null ? null : { id: row.deputy_id, name: row.deputy_name ?? '', role: row.deputy_role ?? row.role },
});
