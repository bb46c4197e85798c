import type { ExpelledKeys } from '#keystore';
import type { TenantDatabase } from '#persistence';

/** How many are purged in one round. */
const HANDFUL = 100;

/** Lets what is due in the chain of expelled persons happen, as the clock; safe to repeat and to run in several workers at once. */
export class ExpelledClock {
  constructor(
    private readonly database: TenantDatabase,
    private readonly keys: ExpelledKeys,
    /** Null in production: the database's time decides. */
    private readonly now: (() => Date) | null = null,
  ) {}

  /** Tells whoever has what is due, at most `limit` of them; answers how many. */
  async fireDue(limit: number): Promise<number> {
    const [row] = await this.database.atOnceAsClock((executor) =>
      executor.query<[{ readonly fired: number }]>('select fire_expelled(coalesce($1::timestamptz, now()), $2) as fired', [this.now?.() ?? null, limit]),
    );
    return row.fired;
  }

  /** Purges what is over; answers how many. The keys go first: cut off between the two, what is left opens for nobody and goes in the next round. */
  async purgeDue(at: Date): Promise<number> {
    const due = await this.database.asClock((tx) => tx.query<{ readonly id: string }[]>('select id from expelled_to_purge($1, $2)', [at, HANDFUL]));
    for (const { id } of due) {
      await this.keys.shred(id, at);
      await this.database.asClock((tx) => tx.query('select purge_expelled($1, $2)', [id, at]));
    }
    return due.length;
  }
}
