import { Injectable } from '@nestjs/common';
import type { Actor } from '#domain';
import { TenantDatabase } from '#persistence';

/** A referral changed; what and how stands in the referral itself. */
export interface Change {
  readonly id: string;
  readonly version: number;
}

interface ChangeRow extends Change {
  readonly eventId: number;
}

/** What has changed for one person since a place in the history: only rows that this person may see. */
@Injectable()
export class ChangeQueries {
  constructor(private readonly database: TenantDatabase) {}

  /** The newest place that this person can see. */
  newest(actor: Actor): Promise<number> {
    return this.database.inTenant(actor, async (tx) => {
      const [row] = await tx.query<[{ newest: number | null }]>('select max(id) as newest from referral_event');
      return row.newest ?? 0;
    });
  }

  /** Entries after the place, oldest first. */
  since(actor: Actor, after: number): Promise<readonly ChangeRow[]> {
    return this.database.inTenant(actor, (tx) =>
      tx.query<ChangeRow[]>('select id as "eventId", referral_id as id, version from referral_event where id > $1 order by id limit 500', [after]),
    );
  }

  /** True while the session still runs; asking does not count as activity. */
  async isRunning(actor: Actor, sessionId: string, at: Date, idleMinutes: number): Promise<boolean> {
    const rows = await this.database.inTenant(actor, (tx) =>
      tx.query<unknown[]>(
        'select 1 from session where id = $1 and ended_at is null and expires_at > $2 and last_seen_at > $2::timestamptz - make_interval(mins => $3)',
        [sessionId, at, idleMinutes],
      ),
    );
    return rows.length > 0;
  }
}
