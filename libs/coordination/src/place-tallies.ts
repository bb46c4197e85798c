import { appendAudit } from '#audit';
import { localDayOf, monthsToTally, PLACE_REFUSALS, STAY_BANDS, type Actor, type LocalDay, type PlaceTally } from '#domain';
import type { PlaceTallyRow, TenantDatabase } from '#persistence';
import { ownShelter } from './place-board.js';
import { PlanEntryRefused } from './plan-refused.js';

/** A month with what the shelter has entered last; null: nothing yet. */
export interface PlaceMonth {
  readonly month: LocalDay;
  readonly tally: PlaceTally | null;
}

/** A count of a year that is over, over all shelters: rounded to five; null: one to four. */
export interface ToldPlaceCount {
  readonly year: number;
  readonly kind: 'refusal' | 'stay';
  readonly category: string;
  readonly told: number | null;
}

/** What shelters for men count month by month, without any person. A shelter reads its own; coordinators read sums of years from the database's own rounding. */
export class PlaceTallies {
  constructor(
    private readonly database: TenantDatabase,
    private readonly now: () => Date,
  ) {}

  /** The months that may be entered, the last ended one first. */
  months(actor: Actor): Promise<readonly PlaceMonth[]> {
    return this.database.inTenant(actor, async (tx) => {
      await ownShelter(tx, actor, this.now());
      const rows = await tx.query<PlaceTallyRow[]>('select distinct on (month, kind, category) * from place_tally where organisation_id = $1 order by month, kind, category, id desc', [actor.organisationId]);
      return monthsToTally(this.now()).map((month) => {
        const own = rows.filter((row) => row.month === month);
        return { month, tally: own.length === 0 ? null : { refusals: counted(own, 'refusal', PLACE_REFUSALS), stays: counted(own, 'stay', STAY_BANDS) } };
      });
    });
  }

  /** Enters a month, or enters it anew; what was entered before stays in the history. Refused: a month that is not over or too long ago. */
  async enter(actor: Actor, month: LocalDay, { refusals, stays }: PlaceTally, requestId: string): Promise<void> {
    const at = this.now();
    if (!monthsToTally(at).includes(month)) throw new PlanEntryRefused([{ pointer: '/month', code: 'month_not_open' }]);
    await this.database.inTenant(actor, async (tx) => {
      await ownShelter(tx, actor, at);
      const cells = [...PLACE_REFUSALS.map((reason) => ['refusal', reason, refusals[reason]]), ...STAY_BANDS.map((band) => ['stay', band, stays[band]])];
      for (const [kind, category, count] of cells) {
        await tx.query('insert into place_tally (organisation_id, month, kind, category, count, recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7)', [
          actor.organisationId, month, kind, category, count, at, actor.userId,
        ]);
      }
      const { organisationId, userId: actorId, role } = actor;
      await appendAudit(tx, { chain: organisationId, at, actorId, organisationId, role, action: 'place.tallied', referralId: null, fields: [], purpose: null, decision: 'allowed', requestId });
    });
  }

  /** What coordinators are told: years that are over, all shelters together. */
  told(actor: Actor): Promise<readonly ToldPlaceCount[]> {
    return this.database.inTenant(actor, (tx) => tx.query<ToldPlaceCount[]>('select * from place_tallies_told($1)', [localDayOf(this.now())]));
  }
}

const counted = <Name extends string>(rows: readonly PlaceTallyRow[], kind: string, names: readonly Name[]): Readonly<Record<Name, number>> =>
  Object.fromEntries(names.map((name) => [name, rows.find((row) => row.kind === kind && row.category === name)?.count ?? 0])) as Record<Name, number>;
