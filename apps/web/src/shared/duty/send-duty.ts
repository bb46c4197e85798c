import type { HumanRole } from '#domain';
import { request } from '../api/http';
import type { Absence, OnCallDuty } from '../api/views';

export type DutyKind = 'absence' | 'on_call';

/** What is sent: instants in ISO 8601; `deputyId` only with an absence. */
export interface NewDuty {
  readonly userId: string;
  readonly deputyId: string | null;
  readonly startsAt: string;
  readonly endsAt: string;
}

export interface Recorded extends OnCallDuty {
  readonly leavesNobody: readonly HumanRole[];
}

/** Enters an absence or on-call duty; the same one twice is one. */
export async function sendDuty(kind: DutyKind, { deputyId, ...duty }: NewDuty): Promise<Recorded> {
  if (kind === 'absence') return request('POST', '/absences', { body: { ...duty, deputyId } });
  return { ...(await request('POST', '/on-call-duties', { body: duty })), leavesNobody: [] };
}

/** Cancels an entry and answers what would bring it back: of one that had begun, the part that was still to come. */
export async function cancelDuty(kind: DutyKind, entry: OnCallDuty | Absence): Promise<NewDuty> {
  const left = await request('DELETE', kind === 'absence' ? '/absences/{id}' : '/on-call-duties/{id}', { path: { id: entry.id } });
  const deputy = 'deputy' in entry ? entry.deputy : null;
  const hadBegun = left.endsAt !== entry.endsAt;
  return { userId: entry.person.id, deputyId: deputy?.id ?? null, startsAt: hadBegun ? left.endsAt : entry.startsAt, endsAt: entry.endsAt };
}
