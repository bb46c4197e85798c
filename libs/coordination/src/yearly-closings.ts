import type { EntityManager } from 'typeorm';
import { isAwaited, localDayOf, openYears, yearlyDueOn, yearlySums, type Actor, type LocalDay, type YearlyFigures, type YearlySums } from '#domain';
import type { TenantDatabase, YearlyClosingRow, YearlyReportRow } from '#persistence';
import { PlanEntryRefused, PlanNotFound } from './plan-refused.js';
import { auditProgramme, programmesOf } from './programmes.js';

/** Whether a programme has handed its figures of a year in; not one of them. */
export interface AwaitedReport {
  readonly centreId: string;
  readonly name: string;
  readonly districts: readonly string[];
  /** The newest version that was handed in; null: none. */
  readonly version: number | null;
  readonly handedInAt: Date | null;
  readonly overdue: boolean;
  /** Handed in, or put right, after the sums were told: it is not in them. */
  readonly afterClosing: boolean;
}

/** A year as the state office sees it. `sums` are null until it has closed the year. */
export interface YearOfProgrammes {
  readonly year: number;
  readonly dueOn: LocalDay;
  readonly awaited: readonly AwaitedReport[];
  /** All have handed in, or the day is over; and something was handed in, and the year is open. */
  readonly mayClose: boolean;
  readonly closedAt: Date | null;
  readonly sums: YearlySums | null;
}

/**
 * The yearly figures of all programmes as the state office may know them: who has handed in, and sums. The sums of a year are told once, when the office
 * closes it, and never again: the difference between two of them would be the figures of whoever came later.
 */
export class YearlyClosings {
  constructor(
    private readonly database: TenantDatabase,
    private readonly now: () => Date,
  ) {}

  /** Throws `PlanNotFound` for a year that has not ended or lies too far back. */
  year(actor: Actor, year: number): Promise<YearOfProgrammes> {
    if (!openYears(this.now()).includes(year)) throw new PlanNotFound();
    return this.database.inTenant(actor, (tx) => this.read(tx, actor, year));
  }

  /** Tells the sums of what was handed in by now. Refused before all have handed in, unless the day is over; and a second time. */
  close(actor: Actor, year: number, requestId: string): Promise<void> {
    if (!openYears(this.now()).includes(year)) throw new PlanNotFound();
    return this.database.inTenant(actor, async (tx) => {
      const { mayClose, closedAt, awaited } = await this.read(tx, actor, year);
      if (closedAt !== null) throw refused('year_closed');
      if (awaited.every(({ version }) => version === null)) throw refused('nothing_handed_in');
      if (!mayClose) throw refused('year_open');
      const sums = yearlySums((await handedIn(tx, year)).map(({ districts, figures }) => ({ districts: districts ?? [], figures: figures as YearlyFigures })));
      const stored = await tx.query<unknown[]>('insert into yearly_closing (organisation_id, year, sums, closed_at, closed_by) values ($1, $2, $3, $4, $5) on conflict do nothing returning year', [
        actor.organisationId, year, JSON.stringify(sums), this.now(), actor.userId,
      ]);
      if (stored.length === 0) throw refused('year_closed');
      await auditProgramme(tx, actor, { at: this.now(), action: 'report.closed', requestId });
    });
  }

  private async read(tx: EntityManager, actor: Actor, year: number): Promise<YearOfProgrammes> {
    const [today, dueOn] = [localDayOf(this.now()), yearlyDueOn(year)];
    const [closing] = await tx.query<YearlyClosingRow[]>('select * from yearly_closing where organisation_id = $1 and year = $2', [actor.organisationId, year]);
    const reports = new Map((await handedIn(tx, year)).map((row) => [row.organisation_id, row]));
    const awaited = (await programmesOf(tx, today))
      .filter(({ centreId, districts, servesSince }) => reports.has(centreId) || (districts.length > 0 && servesSince !== null && isAwaited(servesSince, year)))
      .map(({ centreId, name, districts }): AwaitedReport => {
        const report = reports.get(centreId);
        const handedInAt = report?.handed_in_at ?? null;
        return {
          centreId, name, districts: report?.districts ?? districts, version: report?.version ?? null, handedInAt,
          overdue: handedInAt === null && dueOn < today, afterClosing: closing !== undefined && handedInAt !== null && handedInAt > closing.closed_at,
        };
      });
    const some = awaited.some(({ version }) => version !== null);
    const mayClose = closing === undefined && some && (dueOn < today || awaited.every(({ version }) => version !== null));
    return { year, dueOn, awaited, mayClose, closedAt: closing?.closed_at ?? null, sums: (closing?.sums as YearlySums | undefined) ?? null };
  }
}

const refused = (code: string): PlanEntryRefused => new PlanEntryRefused([{ pointer: '/year', code }]);

/** The newest version of each programme that was handed in. */
const handedIn = (tx: EntityManager, year: number): Promise<YearlyReportRow[]> =>
  tx.query('select distinct on (organisation_id) * from yearly_report where year = $1 and handed_in_at is not null order by organisation_id, version desc', [year]);
