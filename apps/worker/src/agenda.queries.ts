import type { DataSource } from 'typeorm';
import { WatchStore } from '#persistence';

/** How the clocks stand, for the operator. */
export interface ClockFigures {
  /** Seconds since the oldest due rung that has not fired; 0 when none is late. More than 30 is an alarm. */
  readonly oldestOverdueSeconds: number;
  /** Distinct seconds of the next hour at which a rung falls due. */
  readonly horizonDue: number;
  /** The last nightly check; null before the first. */
  readonly check: { readonly violations: number; readonly ageSeconds: number } | null;
}

/** What is due, asked as app_clock; ids and instants only. Every comparison is with the database's time. */
export class AgendaQueries {
  constructor(private readonly db: DataSource) {}

  /** The database's time: a worker's own clock may be wrong. */
  async time(): Promise<Date> {
    const [row] = await this.db.query<[{ at: Date }]>('select now() as at');
    return row.at;
  }

  /** Whether a rung is due that may be tried now. */
  async isDue(): Promise<boolean> {
    const rows = await this.db.query<unknown[]>(
      `select 1 from clock where settled_at is null and paused_at is null and next_rung_at <= now() and (held_until is null or held_until <= now())
       union all select 1 from resolution_rung where fired_at is null and settled_at is null and due_at <= now() limit 1`,
    );
    return rows.length > 0;
  }

  /** The distinct instants of the next hour at which a rung falls due. */
  async dueSoon(): Promise<readonly Date[]> {
    const rows = await this.db.query<{ at: Date }[]>(
      `select distinct next_rung_at as at from clock
       where settled_at is null and paused_at is null and next_rung_at > now() and next_rung_at <= now() + interval '1 hour'
       union select due_at from resolution_rung where fired_at is null and settled_at is null and due_at > now() and due_at <= now() + interval '1 hour' order by 1`,
    );
    return rows.map(({ at }) => at);
  }

  /** Referrals whose retention has passed, in order of id from `after`. */
  async purgesDue(after: string, limit: number): Promise<readonly string[]> {
    const rows = await this.db.query<{ id: string }[]>(
      `select distinct referral_id as id from clock where kind = 'retention' and settled_at is null and due_at <= now() and referral_id > $1 order by 1 limit $2`,
      [after, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Notifications that may be tried now, in order of id from `after`. */
  async notificationsDue(after: string, limit: number): Promise<readonly string[]> {
    const rows = await this.db.query<{ id: string }[]>(
      `select id from notification where state = 'pending' and next_try_at <= now() and id > $1 order by id limit $2`,
      [after, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Whether an order to destroy keys is due. */
  async shredsDue(): Promise<boolean> {
    const rows = await this.db.query<unknown[]>('select 1 from key_shred where done_at is null and due_at <= now() limit 1');
    return rows.length > 0;
  }

  async figures(): Promise<ClockFigures> {
    const [row] = await this.db.query<{ seconds: number; horizon: number }[]>(
      `select coalesce(extract(epoch from now() - min(next_rung_at) filter (where next_rung_at <= now()))::float8, 0) as seconds,
         count(distinct next_rung_at) filter (where next_rung_at > now())::int as horizon
       from clock where settled_at is null and paused_at is null and next_rung_at <= now() + interval '1 hour'`,
    );
    return { oldestOverdueSeconds: row?.seconds ?? 0, horizonDue: row?.horizon ?? 0, check: await new WatchStore().lastCheck(this.db.manager) };
  }

  /** Resolves when the database answers and is migrated; else throws. */
  async answers(): Promise<void> {
    await this.db.query('select 1 from clock where false');
  }
}
