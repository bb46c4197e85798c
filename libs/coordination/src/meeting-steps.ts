import type { EntityManager } from 'typeorm';
import { appendAudit } from '#audit';
import type { Actor } from '#domain';
import type { MeetingRow } from '#persistence';
import { MeetingChangedMeanwhile, MeetingNotFound } from './meeting-refused.js';

/** Who does something, when, and in which request. */
export interface Step {
  readonly actor: Actor;
  readonly at: Date;
  readonly requestId: string;
}

/** Writes what was done into the trail, in the transaction of the change. */
export const note = (tx: EntityManager, { actor, at, requestId }: Step, action: string): Promise<void> =>
  appendAudit(tx, {
    chain: actor.organisationId, at, actorId: actor.userId, organisationId: actor.organisationId, role: actor.role, action, referralId: null, fields: [], purpose: null, decision: 'allowed', requestId,
  });

/** The meeting, held until the end of the transaction, one version on; only for whoever keeps it, and in the version that was before their eyes. */
export async function heldMeeting(tx: EntityManager, id: string, version: number): Promise<MeetingRow> {
  const [row] = await tx.query<MeetingRow[]>('select * from meeting where id = $1 for no key update', [id]);
  if (row === undefined) throw new MeetingNotFound();
  if (row.version !== version) throw new MeetingChangedMeanwhile(row.version);
  await tx.query('update meeting set version = version + 1 where id = $1', [id]);
  return row;
}

/** Tells the invited organisations, in the same transaction. */
export async function tell(tx: EntityManager, id: string, template: 'meeting_invited' | 'meeting_changed' | 'meeting_cancelled' | 'minutes_released', at: Date): Promise<void> {
  await tx.query('select tell_of_meeting($1, $2, $3)', [id, template, at]);
}
