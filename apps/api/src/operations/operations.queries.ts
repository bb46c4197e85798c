import { Injectable } from '@nestjs/common';
import type { Actor } from '#domain';
import { HORIZON_MS } from '#jobs';
import { TenantDatabase } from '#persistence';

/** What the function `operations` answers: JSON, so instants are ISO 8601 texts. */
export interface OperationsRow {
  readonly at: string;
  readonly clocks: { readonly open: number; readonly paused: number; readonly due: number; readonly oldestDueAt: string | null; readonly dueWithinHorizon: number };
  readonly workers: readonly {
    readonly started_at: string;
    readonly seen_at: string;
    readonly swept_at: string;
    readonly bell_lag_ms: number | null;
    readonly bells_armed: number | null;
    readonly armed_until: string | null;
    readonly queue_answers: boolean;
  }[];
  readonly notifications: { readonly pending: number; readonly dead: number; readonly oldestPendingAt: string | null };
  readonly check: {
    readonly night: string;
    readonly checked_at: string;
    readonly referrals: number;
    readonly violations: number;
    readonly found: readonly { readonly code: string; readonly reference: string | null; readonly clock_kind: string | null }[];
  } | null;
  readonly registryChanges: readonly { readonly kind: string; readonly reason: string; readonly recorded_at: string; readonly last_run_at: string | null; readonly moved: number }[];
}

/** How the clocks and their watchers stand, by the database's own time: a server whose clock is wrong would see alarms that are none, or miss one. */
@Injectable()
export class OperationsQueries {
  constructor(private readonly database: TenantDatabase) {}

  /** Null for whoever does not act for the operator. */
  read(actor: Actor): Promise<OperationsRow | null> {
    return this.database.inTenant(actor, async (tx) => {
      const [row] = await tx.query<[{ found: OperationsRow | null }]>('select operations(now(), $1 * interval \'1 millisecond\') as found', [HORIZON_MS]);
      return row.found;
    });
  }
}
