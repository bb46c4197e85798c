import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { byPlanNumber, INDICATOR_IDS, localDayOf, measureFaults, toBudgetLine, type Actor, type EntryFault, type PlanMeasure } from '#domain';
import type { TenantDatabase } from '#persistence';
import { byPlace } from '#tables';
import { PLAN_COLUMNS, type PlanColumn, type PlanFileProblem, type PlanFileProblemCode } from './plan-file/plan-columns.js';
import { readPlanFile, type ReadMeasure } from './plan-file/read-plan-file.js';
import { PlanEntryRefused, PlanOvertaken } from './plan-refused.js';
import { appendMeasure, found, hold, inTrail, NEWEST, toKept, toPlan, type ActionPlan, type KeptMeasure, type MeasureRow } from './plan-rows.js';

/** A measure that a file enters or changes. */
export interface MeasureChange {
  readonly line: number;
  /** As it stands; null of one that is new. */
  readonly before: KeptMeasure | null;
  readonly after: PlanMeasure;
  /** What differs; empty of one that is new. */
  readonly fields: readonly PlanColumn[];
}

/** What a file would do to a plan. With one problem nothing of it is to be taken over. */
export interface PlanReading {
  readonly plan: ActionPlan;
  readonly problems: readonly PlanFileProblem[];
  /** In the order of the file. */
  readonly changes: readonly MeasureChange[];
  readonly unchanged: number;
  /** Measures of the plan that the file does not name: they stay as they are. */
  readonly notMentioned: readonly KeptMeasure[];
}

/** A measure to take over, and the version in which it was read; null when it is new. */
export interface MeasureDraft {
  readonly version: number | null;
  readonly measure: PlanMeasure;
}

export interface TakenMeasures {
  readonly entered: number;
  readonly changed: number;
  readonly unchanged: number;
}

/**
 * Measures of a plan from a file, told apart by their numbers.
 * - Reading stores nothing, and says every fault to the line.
 * - Of what is taken over, everything is or nothing.
 * - What stands there already makes no version: the same file again changes nothing.
 */
export class PlanImports {
  constructor(
    private readonly database: TenantDatabase,
    private readonly now: () => Date,
  ) {}

  /** What a file would do to the plan as it stands. */
  async read(actor: Actor, planId: string, bytes: Uint8Array): Promise<PlanReading> {
    const file = await readPlanFile(bytes);
    return this.database.inTenant(actor, async (tx) => {
      const plan = toPlan(await found(tx, planId));
      const kept = await this.measuresOf(tx, planId);
      const compared = file.measures.map((read) => ({ ...read, before: kept.get(read.measure.number) ?? null }));
      const changes = compared.flatMap(({ line, measure, before }) => {
        const fields = before === null ? [] : differingFields(before, measure);
        return before !== null && fields.length === 0 ? [] : [{ line, before, after: measure, fields }];
      });
      const faults = changes.flatMap(({ line, before, after }) => this.problemsOf({ line, measure: after }, plan, before));
      const problems = [...file.problems, ...faults].sort(byPlace(PLAN_COLUMNS));
      const notMentioned = [...kept.values()].filter(({ number }) => !file.lines.has(number)).sort(byPlanNumber);
      return { plan, problems, changes, unchanged: compared.length - changes.length, notMentioned };
    });
  }

  /** Takes over what was read: all of it, or nothing when one of them is refused or has changed since. */
  take(actor: Actor, planId: string, drafts: readonly MeasureDraft[], requestId: string): Promise<TakenMeasures> {
    return inTrail(this.database, { actor, action: 'plan.measures_imported', requestId, now: this.now() }, async (writing) => {
      const plan = toPlan(await hold(writing.tx, planId));
      const kept = await this.measuresOf(writing.tx, planId);
      const known = drafts.map(({ measure, version }) => ({ measure, version, before: kept.get(measure.number) ?? null }));
      const overtaken = known.find(({ version, before }) => (before?.version ?? null) !== version);
      if (overtaken !== undefined) throw new PlanOvertaken(overtaken.before?.version ?? 1);
      const differing = known.filter(({ measure, before }) => before === null || differingFields(before, measure).length > 0);
      const faults = known.flatMap(({ measure, before }, index) => (differing.some((each) => each.measure === measure) ? this.faultsOf(measure, plan, before).map((fault) => within(index, fault)) : []));
      const twice = drafts.flatMap(({ measure: { number } }, index): readonly { readonly pointer: string; readonly code: string }[] =>
        drafts.findIndex(({ measure }) => measure.number === number) < index ? [within(index, { pointer: '/number', code: 'number_taken' })] : []);
      if (faults.length + twice.length > 0) throw new PlanEntryRefused([...faults, ...twice]);
      for (const { measure, before } of differing) {
        const of = before === null ? { id: randomUUID(), version: 1, change: 'entered' as const } : { id: before.id, version: before.version + 1, change: 'changed' as const };
        await appendMeasure(writing, { ...of, planId }, measure);
      }
      const changed = differing.filter(({ before }) => before !== null).length;
      return { entered: differing.length - changed, changed, unchanged: drafts.length - differing.length };
    });
  }

  private async measuresOf(tx: EntityManager, planId: string): Promise<ReadonlyMap<string, KeptMeasure>> {
    const rows = await tx.query<MeasureRow[]>(`select * from (${NEWEST}) n where n.plan_id = $1`, [planId]);
    return new Map(rows.map((row) => [row.number, toKept(row, this.today())]));
  }

  private faultsOf(measure: PlanMeasure, { fields }: ActionPlan, before: KeptMeasure | null): readonly EntryFault[] {
    return measureFaults(measure, { today: this.today(), fields, before });
  }

  private problemsOf({ line, measure }: ReadMeasure, plan: ActionPlan, before: KeptMeasure | null): readonly PlanFileProblem[] {
    return this.faultsOf(measure, plan, before).map(({ pointer, code }) => ({ line, column: columnOf(pointer), code: code as PlanFileProblemCode }));
  }

  private today(): string {
    return localDayOf(this.now());
  }
}

const within = (index: number, { pointer, code }: { readonly pointer: string; readonly code: string }) => ({ pointer: `/measures/${index}${pointer}`, code });

/** '/milestones/2/evidence' → 'milestones'. */
const columnOf = (pointer: string): PlanColumn | null => PLAN_COLUMNS.find((column) => column === pointer.split('/')[1]) ?? null;

/** The columns in which a measure differs from how it stands; order within articles and indicators means nothing. */
const differingFields = (before: PlanMeasure, after: PlanMeasure): readonly PlanColumn[] => {
  const [from, to] = [comparable(before), comparable(after)];
  return PLAN_COLUMNS.filter((column) => JSON.stringify(from[column]) !== JSON.stringify(to[column]));
};

const comparable = (measure: PlanMeasure): PlanMeasure => ({
  ...measure,
  articles: [...new Set(measure.articles)].sort((a, b) => a - b),
  indicators: INDICATOR_IDS.filter((id) => measure.indicators.includes(id)),
  budgetLine: measure.budgetLine === null ? null : (toBudgetLine(measure.budgetLine) ?? measure.budgetLine),
  milestones: measure.milestones.map(({ title, dueOn, doneOn, evidence }) => ({ title, dueOn, doneOn, evidence })),
});
