import type { EntityManager } from 'typeorm';
import { localDayOf, monthsToTally, startOfDay, type Actor, type LocalDay, type PoliceTally } from '#domain';
import type { PoliceTallyRow, TenantDatabase } from '#persistence';
import { grouped } from './grouped.js';
import { TurnaroundRefused } from './turnaround-refused.js';

/** A month with what its authority has entered last; null: nothing yet. */
export interface TalliedMonth {
  readonly month: LocalDay;
  readonly tally: (PoliceTally & { readonly recordedAt: Date }) | null;
  /** Referrals submitted in the month and not taken back: those who consented. */
  readonly consented: number;
}

/** What an authority counts outside of this system: entered by its lead, read by its leads only. */
export class PoliceTallies {
  constructor(
    private readonly database: TenantDatabase,
    private readonly now: () => Date,
  ) {}

  /** The months that may be entered, the last ended one first. */
  async months(actor: Actor): Promise<readonly TalliedMonth[]> {
    const months = monthsToTally(this.now());
    const oldest = startOfDay(months.at(-1) ?? localDayOf(this.now()));
    return this.database.inTenant(actor, async (tx) => {
      const tallies = await talliesAsOf(tx, actor.organisationId, this.now());
      const submitted = await tx.query<readonly { readonly submitted_at: Date }[]>(
        'select submitted_at from turnaround_fact where police_authority_id = $1 and submitted_at >= $2 and recorded_until is null and not withdrawn',
        [actor.organisationId, oldest],
      );
      const consented = grouped(submitted, ({ submitted_at: at }) => `${localDayOf(at).slice(0, 7)}-01`);
      return months.map((month) => ({ month, tally: tallies.get(month) ?? null, consented: consented.get(month)?.length ?? 0 }));
    });
  }

  /** Enters a month, or enters it anew: what stood there before stays in the history. Refused: a month that is not over or too long ago. */
  async enter(actor: Actor, month: LocalDay, { deployments, refused }: PoliceTally): Promise<void> {
    const now = this.now();
    if (!monthsToTally(now).includes(month)) throw new TurnaroundRefused('month_not_open');
    if (refused > deployments) throw new TurnaroundRefused('more_refused_than_deployments');
    await this.database.inTenant(actor, (tx) =>
      tx.query('insert into police_tally (police_authority_id, month, deployments, refused, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6)', [
        actor.organisationId, month, deployments, refused, actor.userId, now,
      ]),
    );
  }
}

/** What an authority had entered until an instant, by month. */
export async function talliesAsOf(tx: EntityManager, policeAuthorityId: string, asOf: Date): Promise<ReadonlyMap<LocalDay, PoliceTally & { readonly recordedAt: Date }>> {
  const rows = await tx.query<readonly PoliceTallyRow[]>(
    'select distinct on (month) * from police_tally where police_authority_id = $1 and recorded_at <= $2 order by month, id desc',
    [policeAuthorityId, asOf],
  );
  return new Map(rows.map(({ month, deployments, refused, recorded_at: recordedAt }) => [month, { deployments, refused, recordedAt }]));
}
