import type { EntityManager } from 'typeorm';
import type { MailCode } from './mail-fault.js';

/** A notification that may be mailed now, locked until the transaction ends. */
export interface ClaimedNotification {
  readonly id: string;
  readonly template: string;
  readonly organisationId: string;
  readonly role: string;
  readonly referralId: string | null;
  readonly createdAt: Date;
  readonly dueAt: Date | null;
  /** Failed tries so far. */
  readonly tries: number;
}

/** The outbox half of the table `notification`, as the role app_clock. Every instant is the database's. */
export class OutboxStore {
  /**
   * Claims the notification if it may be mailed now. Null when it is unknown, no longer pending, not yet to be tried again, in another
   * worker's hands, or when its clock is settled. While the row is locked its clock cannot be settled: so no reminder follows an answer.
   */
  async claim(tx: EntityManager, id: string): Promise<ClaimedNotification | null> {
    const rows = await tx.query<ClaimedNotification[]>(
      `select n.id, n.template, n.organisation_id as "organisationId", n.role, n.referral_id as "referralId", n.created_at as "createdAt", c.due_at as "dueAt", n.tries
       from notification n left join clock c on c.id = n.clock_id
       where n.id = $1 and n.state = 'pending' and n.next_try_at <= now() and c.settled_at is null
       for no key update of n skip locked`,
      [id],
    );
    return rows[0] ?? null;
  }

  /**
   * Whom to write to: the people of the role, or the organisation's own address when it has nobody in that role.
   * A sealed referral is told to its named persons only, and never to an excluded one.
   */
  async addresses(tx: EntityManager, { organisationId, role, referralId }: ClaimedNotification): Promise<readonly string[]> {
    const rows = await tx.query<{ address: string }[]>(
      `with people as (
         select u.email as address from app_user u left join referral r on r.id = $3
         where u.organisation_id = $1 and u.role = $2 and u.disabled_at is null
           and (r.named_user_ids is null or u.id = any (r.named_user_ids)) and not (u.id = any (coalesce(r.excluded_user_ids, '{}')))
       )
       select address from people
       union all select o.mail_address from organisation o
       where o.id = $1 and o.mail_address is not null and not exists (select 1 from people)
         and not exists (select 1 from referral r where r.id = $3 and (r.named_user_ids is not null or r.excluded_user_ids <> '{}'))
       order by 1`,
      [organisationId, role, referralId],
    );
    return rows.map(({ address }) => address);
  }

  /** The mail is out, or there is no mail server and the inbox alone tells (`in_app_only`). */
  async markSent(tx: EntityManager, id: string, code: 'in_app_only' | null): Promise<void> {
    await tx.query(`update notification set state = 'sent', sent_at = now(), error_code = $2 where id = $1`, [id, code]);
  }

  /** One more failed try; the next one follows after so many seconds. */
  async postpone(tx: EntityManager, id: string, code: MailCode, seconds: number): Promise<void> {
    await tx.query(
      `update notification set tries = tries + 1, error_code = $2, next_try_at = now() + make_interval(secs => $3) where id = $1`,
      [id, code, seconds],
    );
  }

  /** Given up: it waits for an operator. The message in the inbox is not touched. */
  async bury(tx: EntityManager, id: string, code: MailCode): Promise<void> {
    await tx.query(`update notification set state = 'dead', tries = tries + 1, error_code = $2 where id = $1`, [id, code]);
  }

  /** Figures for the operator: how many are dead, and how long the longest pending one has been waiting beyond its time (seconds). */
  async figures(tx: EntityManager): Promise<{ readonly dead: number; readonly waitingSeconds: number }> {
    const rows = await tx.query<{ dead: number; waitingSeconds: number }[]>(
      `select (select count(*)::int from notification where state = 'dead') as dead,
         coalesce((select extract(epoch from now() - min(next_try_at))::float8 from notification where state = 'pending' and next_try_at <= now()), 0) as "waitingSeconds"`,
    );
    return rows[0] ?? { dead: 0, waitingSeconds: 0 };
  }
}
