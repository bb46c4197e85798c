import type { EntityManager } from 'typeorm';
import type { MailCode } from './mail-fault.js';

/** A notification that may be mailed now, locked until the transaction ends. */
export interface ClaimedNotification {
  readonly id: string;
  readonly template: string;
  readonly organisationId: string;
  readonly role: string;
  readonly createdAt: Date;
  readonly dueAt: Date | null;
  readonly urgent: boolean;
  readonly digestId: string | null;
  /** Failed tries so far. */
  readonly tries: number;
  /** Now, by the database. */
  readonly at: Date;
}

/** The inbox of a role: what a flood is measured by. */
export type InboxPlace = Pick<ClaimedNotification, 'organisationId' | 'role'>;

/** Where a notification's mail goes now. */
export interface Recipients {
  readonly id: string;
  readonly addresses: readonly string[];
}

/** The outbox half of the table `notification`, as the role app_clock. Every instant is the database's. */
export class OutboxStore {
  /** Which inbox a pending notification is for, without a lock; null when there is nothing to send. */
  async place(tx: EntityManager, id: string): Promise<(InboxPlace & Pick<ClaimedNotification, 'urgent' | 'digestId'>) | null> {
    const rows = await tx.query<(InboxPlace & Pick<ClaimedNotification, 'urgent' | 'digestId'>)[]>(
      `select organisation_id as "organisationId", role, urgent, digest_id as "digestId" from notification where id = $1 and state = 'pending' and next_try_at <= now()`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** Holds the mails of one inbox until the transaction ends, so that its mails are counted by one worker at a time; false when another has it. */
  async holdInbox(tx: EntityManager, { organisationId, role }: InboxPlace): Promise<boolean> {
    const rows = await tx.query<{ held: boolean }[]>(`select pg_try_advisory_xact_lock(hashtextextended('inbox ' || $1 || ' ' || $2, 0)) as held`, [
      organisationId,
      role,
    ]);
    return rows[0]?.held ?? false;
  }

  /**
   * Claims the notification if it may be mailed now. Null when it is unknown, no longer pending, not yet to be tried again, in another
   * worker's hands, or when its clock is settled; one that was in a worker's hands while its clock was settled is settled here. While the row
   * is locked its clock's answer does not reach it: so no reminder follows an answer.
   */
  async claim(tx: EntityManager, id: string): Promise<ClaimedNotification | null> {
    const rows = await tx.query<(ClaimedNotification & { readonly settledAt: Date | null })[]>(
      `select n.id, n.template, n.organisation_id as "organisationId", n.role, n.created_at as "createdAt", c.due_at as "dueAt", n.urgent, n.digest_id as "digestId", n.tries,
         now() as at, c.settled_at as "settledAt"
       from notification n left join clock c on c.id = n.clock_id
       where n.id = $1 and n.state = 'pending' and n.next_try_at <= now()
       for no key update of n skip locked`,
      [id],
    );
    const found = rows[0];
    if (found === undefined) return null;
    if (found.settledAt === null) return found;
    await this.settle(tx, [id]);
    return null;
  }

  /**
   * All that is still to be sent of a digest, oldest first, locked; null while another transaction holds one of them, for the mail must name
   * them all. What was settled meanwhile is left out.
   */
  async claimDigest(tx: EntityManager, digestId: string): Promise<readonly ClaimedNotification[] | null> {
    const rows = await tx.query<(ClaimedNotification & { readonly settledAt: Date | null })[]>(
      `select n.id, n.template, n.organisation_id as "organisationId", n.role, n.created_at as "createdAt", c.due_at as "dueAt", n.urgent, n.digest_id as "digestId", n.tries,
         now() as at, c.settled_at as "settledAt"
       from notification n left join clock c on c.id = n.clock_id
       where n.digest_id = $1 and n.state = 'pending' order by n.created_at, n.id
       for no key update of n skip locked`,
      [digestId],
    );
    const [all] = await tx.query<{ count: number }[]>(`select count(*)::int as count from notification where digest_id = $1 and state = 'pending'`, [digestId]);
    if (all?.count !== rows.length) return null;
    const settled = rows.filter(({ settledAt }) => settledAt !== null);
    if (settled.length > 0) await this.settle(tx, settled.map(({ id }) => id));
    return rows.filter(({ settledAt }) => settledAt === null);
  }

  /**
   * Whom to write to: of those who were told when the message was written, everybody who still has an account and may still know of the
   * referral; the organisation's own address when nobody of them is left. A sealed referral, or one that excludes somebody, never goes to that
   * address. `onCallOnly`: nobody but who is on call at this moment.
   */
  async recipients(tx: EntityManager, ids: readonly string[], { onCallOnly }: { readonly onCallOnly: boolean }): Promise<readonly Recipients[]> {
    return tx.query<Recipients[]>(
      `select n.id, coalesce(told.addresses, case when not $2 and o.mail_address is not null and r.named_user_ids is null and coalesce(r.excluded_user_ids, '{}') = '{}'
           then array[o.mail_address] end, '{}') as addresses
       from notification n
       join organisation o on o.id = n.organisation_id
       left join referral r on r.id = n.referral_id
       left join lateral (
         select array_agg(u.email order by u.email) as addresses from app_user u
         where u.organisation_id = n.organisation_id and u.id = any (n.addressee_ids) and u.disabled_at is null
           and (r.named_user_ids is null or u.id = any (r.named_user_ids)) and not (u.id = any (coalesce(r.excluded_user_ids, '{}')))
           and (not $2 or exists (select 1 from on_call_duty d
             where d.organisation_id = n.organisation_id and d.user_id = u.id and d.cancelled_at is null and d.starts_at <= now() and now() < d.ends_at))
       ) told on true
       where n.id = any ($1::uuid[]) order by n.created_at, n.id`,
      [ids, onCallOnly],
    );
  }

  /** How many mails that are not urgent this inbox got in the last minutes (a digest is one), and when the first of them is so old. */
  async mailsOf(tx: EntityManager, { organisationId, role }: InboxPlace, minutes: number): Promise<{ readonly mails: number; readonly until: Date | null }> {
    const rows = await tx.query<{ mails: number; until: Date | null }[]>(
      `select count(distinct coalesce(digest_id, id))::int as mails, min(sent_at) + make_interval(mins => $3) as until from notification
       where organisation_id = $1 and role = $2 and sent_at > now() - make_interval(mins => $3) and not urgent and error_code is null`,
      [organisationId, role, minutes],
    );
    return rows[0] ?? { mails: 0, until: null };
  }

  /**
   * Puts the notification into the digest of its inbox that is still open, or into a new one that leaves at `until`. Only messages to the same
   * people share a digest. A digest that was tried once is closed: its mail may have arrived, and must not change.
   */
  async putIntoDigest(tx: EntityManager, id: string, { newId, until }: { readonly newId: string; readonly until: Date }): Promise<void> {
    await tx.query(
      `with open as (
         select d.digest_id, min(d.next_try_at) as leaves_at from notification n
         join notification d on d.organisation_id = n.organisation_id and d.role = n.role and d.addressee_ids = n.addressee_ids and d.digest_id is not null and d.state = 'pending'
         where n.id = $1 group by d.digest_id having min(d.next_try_at) > now() and bool_and(d.error_code is null)
         order by 2 limit 1)
       update notification set digest_id = coalesce((select digest_id from open), $2), next_try_at = coalesce((select leaves_at from open), $3), error_code = null where id = $1`,
      [id, newId, until],
    );
  }

  /** They leave the digest and go each by itself, at once. */
  async release(tx: EntityManager, ids: readonly string[]): Promise<void> {
    await tx.query('update notification set digest_id = null, next_try_at = now() where id = any ($1::uuid[])', [ids]);
  }

  /** The mail is out, or there is no mail server and the inbox alone tells (`in_app_only`). */
  async markSent(tx: EntityManager, ids: readonly string[], code: 'in_app_only' | null): Promise<void> {
    await tx.query(`update notification set state = 'sent', sent_at = now(), error_code = $2 where id = any ($1::uuid[])`, [ids, code]);
  }

  /** Not before this instant; no failure. */
  async waitUntil(tx: EntityManager, ids: readonly string[], at: Date): Promise<void> {
    await tx.query('update notification set next_try_at = $2 where id = any ($1::uuid[])', [ids, at]);
  }

  /** One more failed try; the next one follows after so many seconds. */
  async postpone(tx: EntityManager, ids: readonly string[], code: MailCode, seconds: number): Promise<void> {
    await tx.query(
      `update notification set tries = tries + 1, error_code = $2, next_try_at = now() + make_interval(secs => $3) where id = any ($1::uuid[])`,
      [ids, code, seconds],
    );
  }

  /** Given up: each waits for an operator, by itself. The message in the inbox is not touched. */
  async bury(tx: EntityManager, ids: readonly string[], code: MailCode): Promise<void> {
    await tx.query(`update notification set state = 'dead', tries = tries + 1, error_code = $2, digest_id = null where id = any ($1::uuid[])`, [ids, code]);
  }

  /** Figures for the operator: how many are dead, and how long the longest pending one has been waiting beyond its time (seconds). */
  async figures(tx: EntityManager): Promise<{ readonly dead: number; readonly waitingSeconds: number }> {
    const rows = await tx.query<{ dead: number; waitingSeconds: number }[]>(
      `select (select count(*)::int from notification where state = 'dead') as dead,
         coalesce((select extract(epoch from now() - min(next_try_at))::float8 from notification where state = 'pending' and next_try_at <= now()), 0) as "waitingSeconds"`,
    );
    return rows[0] ?? { dead: 0, waitingSeconds: 0 };
  }

  private async settle(tx: EntityManager, ids: readonly string[]): Promise<void> {
    await tx.query(
      `update notification n set state = 'settled', settled_at = coalesce(n.settled_at, c.settled_at) from clock c where c.id = n.clock_id and n.id = any ($1::uuid[])`,
      [ids],
    );
  }
}
