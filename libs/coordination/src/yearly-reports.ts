import type { EntityManager } from 'typeorm';
import { isAwaited, localDayOf, openYears, yearlyDueOn, yearlyFaults, type Actor, type LocalDay, type YearlyFault, type YearlyFigures } from '#domain';
import type { TenantDatabase, YearlyReportRow } from '#persistence';
import { PlanEntryRefused, PlanNotFound, PlanOvertaken } from './plan-refused.js';
import { auditProgramme, ownProgramme } from './programmes.js';

/** The figures of a year in one version. */
export interface YearlyReportVersion {
  readonly version: number;
  readonly figures: YearlyFigures;
  /** Where they contradict each other; a version that was handed in has none. */
  readonly faults: readonly { readonly pointer: string; readonly code: YearlyFault }[];
  readonly savedAt: Date;
  /** Null: a draft. */
  readonly handedInAt: Date | null;
}

/** A year with all that was entered for it, the newest version first. */
export interface YearOfReports {
  readonly year: number;
  readonly dueOn: LocalDay;
  /** The day is over, nothing was handed in, and the programme served a district in that year. */
  readonly overdue: boolean;
  /** To be sent back with a change; 1: nothing was entered yet. */
  readonly revision: number;
  readonly versions: readonly YearlyReportVersion[];
}

/** What a programme counts of a year: entered by its lead as a draft, handed in, and put right by a further version. What was handed in stays. */
export class YearlyReports {
  constructor(
    private readonly database: TenantDatabase,
    private readonly now: () => Date,
  ) {}

  /** The years that may be entered, the last ended one first; throws `PlanNotFound` to a centre that is no programme. */
  own(actor: Actor): Promise<readonly YearOfReports[]> {
    return this.database.inTenant(actor, async (tx) => {
      const { districts, servesSince } = await ownProgramme(tx, actor, this.today());
      const rows = await tx.query<YearlyReportRow[]>('select * from yearly_report where organisation_id = $1 order by version desc', [actor.organisationId]);
      const awaited = (year: number): boolean => districts.length > 0 && servesSince !== null && isAwaited(servesSince, year);
      return openYears(this.now()).map((year) => this.toYear(year, awaited(year), rows.filter((row) => row.year === year)));
    });
  }

  /** Keeps the figures as a draft, also while they contradict each other. */
  save(actor: Actor, year: number, figures: YearlyFigures, expected: number, requestId: string): Promise<void> {
    return this.write(actor, year, { expected, requestId, action: 'report.saved' }, async (tx, newest) => {
      const values = [actor.organisationId, year, expected, JSON.stringify(figures), this.now(), actor.userId];
      const isDraft = newest !== undefined && newest.handed_in_at === null;
      const stored = isDraft
        ? await tx.query<unknown[]>('with kept as (update yearly_report set revision = $3, figures = $4, saved_at = $5, saved_by = $6 where organisation_id = $1 and year = $2 and handed_in_at is null and revision = $3 - 1 returning 1) select * from kept', values)
        : await tx.query<unknown[]>('insert into yearly_report (organisation_id, year, version, revision, figures, saved_at, saved_by) values ($1, $2, $7, $3, $4, $5, $6) on conflict do nothing returning version', [...values, (newest?.version ?? 0) + 1]);
      if (stored.length === 0) throw new PlanOvertaken(expected + 1);
    });
  }

  /** Hands the draft in as it was read: refused while the figures contradict each other or the programme serves no district. */
  handIn(actor: Actor, year: number, expected: number, requestId: string): Promise<void> {
    return this.write(actor, year, { expected, requestId, action: 'report.submitted' }, async (tx, newest) => {
      if (newest === undefined || newest.handed_in_at !== null) throw new PlanEntryRefused([{ pointer: '/year', code: 'nothing_to_hand_in' }]);
      const { districts } = await ownProgramme(tx, actor, this.today());
      if (districts.length === 0) throw new PlanEntryRefused([{ pointer: '/districts', code: 'no_district' }]);
      const faults = yearlyFaults(newest.figures as YearlyFigures);
      if (faults.length > 0) throw new PlanEntryRefused(faults);
      const stored = await tx.query<unknown[]>(
        'with kept as (update yearly_report set revision = $3, handed_in_at = $4, handed_in_by = $5, districts = $6 where organisation_id = $1 and year = $2 and handed_in_at is null and revision = $3 - 1 returning 1) select * from kept',
        [actor.organisationId, year, expected, this.now(), actor.userId, districts],
      );
      if (stored.length === 0) throw new PlanOvertaken(expected + 1);
    });
  }

  private write(
    actor: Actor, year: number, { expected, requestId, action }: { readonly expected: number; readonly requestId: string; readonly action: string },
    work: (tx: EntityManager, newest: YearlyReportRow | undefined) => Promise<void>,
  ): Promise<void> {
    return this.database.inTenant(actor, async (tx) => {
      await ownProgramme(tx, actor, this.today());
      if (!openYears(this.now()).includes(year)) throw new PlanNotFound();
      const [newest] = await tx.query<YearlyReportRow[]>('select * from yearly_report where organisation_id = $1 and year = $2 order by version desc limit 1', [actor.organisationId, year]);
      const revision = (newest?.revision ?? 0) + 1;
      if (revision !== expected) throw new PlanOvertaken(revision);
      await work(tx, newest);
      await auditProgramme(tx, actor, { at: this.now(), action, requestId });
    });
  }

  private toYear(year: number, awaited: boolean, rows: readonly YearlyReportRow[]): YearOfReports {
    const dueOn = yearlyDueOn(year);
    return {
      year, dueOn, revision: (rows[0]?.revision ?? 0) + 1,
      overdue: awaited && dueOn < this.today() && rows.every(({ handed_in_at }) => handed_in_at === null),
      versions: rows.map(({ version, figures, saved_at: savedAt, handed_in_at: handedInAt }) => ({
        version, figures: figures as YearlyFigures, savedAt, handedInAt, faults: handedInAt === null ? yearlyFaults(figures as YearlyFigures) : [],
      })),
    };
  }

  private readonly today = (): LocalDay => localDayOf(this.now());
}
