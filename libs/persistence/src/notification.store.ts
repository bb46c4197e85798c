import type { EntityManager } from 'typeorm';
import type { NotificationRow } from './notification.entity.js';

/** Where a message goes by mail: the organisation's own address and those of the persons with the role. */
export interface Addressees {
  readonly organisationAddress: string | null;
  readonly personAddresses: readonly string[];
}

/** A message that could not be delivered for good. */
export interface DeadNotification {
  readonly id: string;
  readonly template: string;
  readonly tries: number;
  readonly error_code: string | null;
  readonly created_at: Date;
}

/** The inbox of an organisation (as `app_rw`) and the outbox of mails (as `app_clock`): the same rows. */
export class NotificationStore {
  /** Newest first; `before` is the last row of the page before. */
  inbox(
    tx: EntityManager,
    query: {
      readonly organisationId: string;
      readonly role: string;
      readonly limit: number;
      readonly before?: { readonly createdAt: Date; readonly id: string };
    },
  ): Promise<readonly NotificationRow[]> {
    return tx.query(
      `select * from notification where organisation_id = $1 and role = $2 and ($3::timestamptz is null or (created_at, id) < ($3, $4::uuid))
       order by created_at desc, id desc limit $5`,
      [query.organisationId, query.role, query.before?.createdAt ?? null, query.before?.id ?? null, query.limit],
    );
  }

  /** True when this call acknowledged it; false when it is unknown, another's, or acknowledged before. */
  async acknowledge(
    tx: EntityManager,
    message: { readonly id: string; readonly organisationId: string; readonly role: string; readonly userId: string; readonly at: Date },
  ): Promise<boolean> {
    const [, changed] = await tx.query<[unknown, number]>(
      `update notification set acknowledged_at = $5, acknowledged_by = $4
       where id = $1 and organisation_id = $2 and role = $3 and acknowledged_at is null`,
      [message.id, message.organisationId, message.role, message.userId, message.at],
    );
    return changed > 0;
  }

  /** Ids of mails to be sent now, oldest first; a hint only, `claim` decides. */
  async pendingIds(tx: EntityManager, at: Date, limit: number): Promise<readonly string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `select id from notification where state = 'pending' and next_try_at <= $1 order by next_try_at limit $2`,
      [at, limit],
    );
    return rows.map((row) => row.id);
  }

  /** Holds the message until the end of the transaction; null when it is sent, settled, not due, or held by another worker. */
  async claim(tx: EntityManager, id: string, at: Date): Promise<NotificationRow | null> {
    const [row] = await tx.query<NotificationRow[]>(
      `select * from notification where id = $1 and state = 'pending' and next_try_at <= $2 for update skip locked`,
      [id, at],
    );
    return row ?? null;
  }

  async sent(tx: EntityManager, id: string, at: Date): Promise<void> {
    await tx.query(`update notification set state = 'sent', sent_at = $2, tries = tries + 1, error_code = null where id = $1`, [id, at]);
  }

  /** Counts a failed try; without a next instant the message is dead and shown to the operator. */
  async failed(tx: EntityManager, id: string, failure: { readonly code: string; readonly nextTryAt: Date | null }): Promise<void> {
    await tx.query(
      `update notification set tries = tries + 1, error_code = $2, next_try_at = coalesce($3::timestamptz, next_try_at),
         state = case when $3::timestamptz is null then 'dead' else 'pending' end
       where id = $1 and state = 'pending'`,
      [id, failure.code, failure.nextTryAt],
    );
  }

  /** As `app_clock`: only there are mail addresses readable. */
  async addressees(tx: EntityManager, organisationId: string, role: string): Promise<Addressees> {
    const [organisation] = await tx.query<{ mail_address: string | null }[]>('select mail_address from organisation where id = $1', [
      organisationId,
    ]);
    const people = await tx.query<{ email: string }[]>(
      'select email from app_user where organisation_id = $1 and role = $2 and disabled_at is null order by email',
      [organisationId, role],
    );
    return { organisationAddress: organisation?.mail_address ?? null, personAddresses: people.map((person) => person.email) };
  }

  /** For an admin of the operator; empty for everybody else. */
  dead(tx: EntityManager, limit: number): Promise<readonly DeadNotification[]> {
    return tx.query('select * from dead_letters($1)', [limit]);
  }

  /** Gives a dead message another round of tries; false when it is not dead or the asker is not of the operator. */
  async retryDead(tx: EntityManager, id: string, at: Date): Promise<boolean> {
    const [row] = await tx.query<[{ done: boolean }]>('select retry_dead_letter($1, $2) as done', [id, at]);
    return row.done;
  }
}
