import type { DataSource, EntityManager } from 'typeorm';
import type { ClockKind } from '#domain';
import type { ClockRow } from './clock.entity.js';
import type { KeyShredRow } from './referral-change.js';

/** A rung that has just fired. */
export interface FiredRung {
  readonly clock_id: string;
  readonly kind: ClockKind;
  readonly rung: string;
  readonly referral_id: string;
}

/** The database's time in whole milliseconds, so that what is written reads back as the same instant. */
const DATABASE_TIME = `date_trunc('milliseconds', clock_timestamp())`;

/** What the worker does with clocks, as the role `app_clock`. Due is judged against the database's time, or against an instant that a test or the demo gives. */
export class ClockStore {
  /** The one source of time for due decisions: a worker whose own clock is wrong decides nothing by it. */
  async now(tx: EntityManager): Promise<Date> {
    const [row] = await tx.query<[{ now: Date }]>(`select ${DATABASE_TIME} as now`);
    return row.now;
  }

  /**
   * Claims and fires at most `limit` due rungs with all they cause; a clock or referral held by another transaction is left for the next
   * call. `at` null: due by the database's time.
   */
  fireDue(executor: DataSource | EntityManager, at: Date | null, limit: number): Promise<readonly FiredRung[]> {
    return executor.query(`select * from fire_due(coalesce($1::timestamptz, ${DATABASE_TIME}), $2)`, [at, limit]);
  }

  /** Referrals with a clock that is not settled, in order of id from `after`. */
  async referralsWithClocks(tx: EntityManager, after: string, limit: number): Promise<readonly string[]> {
    const rows = await tx.query<{ id: string }[]>(
      'select distinct referral_id as id from clock where settled_at is null and referral_id > $1 order by 1 limit $2',
      [after, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Rungs of unsettled clocks that have fired and of which nobody still waits for the mail: a clock computed anew need not tell them again. */
  rungsTold(tx: EntityManager, referralId: string): Promise<readonly { readonly clock_id: string; readonly rung: string }[]> {
    return tx.query(
      `select f.clock_id, f.rung from clock_rung f join clock c on c.id = f.clock_id
       where c.referral_id = $1 and c.settled_at is null
         and not exists (select 1 from notification n where n.clock_id = f.clock_id and n.rung = f.rung and n.state = 'pending')`,
      [referralId],
    );
  }

  /** Paused clocks whose pause is over. */
  pausedDue(tx: EntityManager, at: Date, limit: number): Promise<readonly ClockRow[]> {
    return tx.query(
      'select * from clock where settled_at is null and paused_at is not null and paused_until <= $1 order by paused_until limit $2',
      [at, limit],
    );
  }

  /** Referrals whose retention period is over, by id. */
  async retentionDue(tx: EntityManager, at: Date, limit: number): Promise<readonly string[]> {
    const rows = await tx.query<{ referral_id: string }[]>(
      `select referral_id from clock where kind = 'retention' and settled_at is null and due_at <= $1 order by due_at limit $2`,
      [at, limit],
    );
    return rows.map((row) => row.referral_id);
  }

  /** Orders to destroy wrapped keys that are due and not done; the caller holds them until the end of its transaction. */
  shredsDue(tx: EntityManager, at: Date, limit: number): Promise<readonly KeyShredRow[]> {
    return tx.query('select * from key_shred where done_at is null and due_at <= $1 order by due_at limit $2 for update skip locked', [
      at,
      limit,
    ]);
  }

  async shredDone(tx: EntityManager, id: string, at: Date): Promise<void> {
    await tx.query('update key_shred set done_at = $2 where id = $1 and done_at is null', [id, at]);
  }

  /** Removes keys of idempotent requests that are older than the instant; answers how many. */
  async forgetRequests(tx: EntityManager, before: Date): Promise<number> {
    const rows = await tx.query<[{ count: number }]>(
      'with gone as (delete from idempotency where created_at < $1 returning 1) select count(*) as count from gone',
      [before],
    );
    return rows[0].count;
  }
}
