import type { EntityManager } from 'typeorm';
import type { NotificationRow } from './notification.entity.js';

/** A message that could not be delivered for good. */
export interface DeadNotification {
  readonly id: string;
  readonly template: string;
  readonly tries: number;
  readonly error_code: string | null;
  readonly created_at: Date;
}

/** Whose inbox it is: one person's, in one role of an organisation. */
export interface InboxOwner {
  readonly organisationId: string;
  readonly role: string;
  readonly userId: string;
}

/** The inbox of a person as `app_rw`; mails leave through the same rows. */
export class NotificationStore {
  /**
   * The messages of the own role, and those to other roles that were addressed to this person, who deputises or is on call. Newest first;
   * `before` is the last row of the page before. Two seeks: one along the role's index; one among those that went beyond their role.
   */
  inbox(
    tx: EntityManager,
    query: InboxOwner & { readonly limit: number; readonly before?: { readonly createdAt: Date; readonly id: string } },
  ): Promise<readonly NotificationRow[]> {
    const page = `($4::timestamptz is null or (created_at, id) < ($4, $5::uuid)) order by created_at desc, id desc limit $6`;
    return tx.query(
      `(select * from notification where organisation_id = $1 and role = $2 and ${page})
       union all (select * from notification where organisation_id = $1 and beyond_role and role <> $2 and $3 = any (addressee_ids) and ${page})
       order by created_at desc, id desc limit $6`,
      [query.organisationId, query.role, query.userId, query.before?.createdAt ?? null, query.before?.id ?? null, query.limit],
    );
  }

  /** True when this call acknowledged it; false when it is unknown, another's, or acknowledged before. */
  async acknowledge(
    tx: EntityManager,
    message: InboxOwner & { readonly id: string; readonly at: Date },
  ): Promise<boolean> {
    const [, changed] = await tx.query<[unknown, number]>(
      `update notification set acknowledged_at = $5, acknowledged_by = $4
       where id = $1 and organisation_id = $2 and (role = $3 or $4 = any (addressee_ids)) and acknowledged_at is null`,
      [message.id, message.organisationId, message.role, message.userId, message.at],
    );
    return changed > 0;
  }

  /** Whether a message lies in this inbox. */
  async holds(tx: EntityManager, message: InboxOwner & { readonly id: string }): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      'select 1 from notification where id = $1 and organisation_id = $2 and (role = $3 or $4 = any (addressee_ids))',
      [message.id, message.organisationId, message.role, message.userId],
    );
    return rows.length > 0;
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
