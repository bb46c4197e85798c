import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { byPlanNumber, localDayOf, measureFaults, planFaults, reviewFaults, type Actor, type EntryFault, type PlanChange, type PlanFrame, type PlanMeasure, type PlanStanding } from '#domain';
import type { ActionPlanRow, TenantDatabase } from '#persistence';
import { PlanEntryRefused, PlanNotFound, PlanOvertaken } from './plan-refused.js';
import { appendMeasure, found, hold, inTrail, NEWEST, toKept, toMeasure, toPlan, VERSIONS, type ActionPlan, type KeptMeasure, type MeasureRow, type Writing } from './plan-rows.js';

/** A version of a measure, and who wrote it. */
export interface MeasureVersion extends PlanMeasure {
  readonly version: number;
  readonly change: PlanChange;
  readonly recordedAt: Date;
  readonly recordedBy: string | null;
}

export interface PlanWithMeasures extends ActionPlan {
  readonly measures: readonly KeptMeasure[];
}

/** A measure with its plan and every version of it, the newest first. */
export interface MeasureWithHistory {
  readonly plan: ActionPlan;
  readonly measure: KeptMeasure;
  readonly history: readonly MeasureVersion[];
}

/**
 * The state action plans of an office.
 * - A measure is never overwritten: a change and a review are versions beside those before.
 * - Of two people who change the same, the second is told so.
 * - Nothing is public before somebody releases it; what is changed afterwards is not public until it is released in turn.
 */
export class ActionPlans {
  constructor(
    private readonly database: TenantDatabase,
    private readonly now: () => Date,
  ) {}

  /** Every plan with its measures, the latest plan first, measures as they are numbered. */
  plans(actor: Actor): Promise<readonly PlanWithMeasures[]> {
    return this.database.inTenant(actor, async (tx) => {
      const plans = await tx.query<ActionPlanRow[]>('select * from action_plan order by starts_on desc, id');
      const measures = (await tx.query<MeasureRow[]>(NEWEST)).map((row) => toKept(row, this.today())).sort(byPlanNumber);
      return plans.map((row) => ({ ...toPlan(row), measures: measures.filter(({ planId }) => planId === row.id) }));
    });
  }

  measure(actor: Actor, id: string): Promise<MeasureWithHistory> {
    return this.database.inTenant(actor, async (tx) => {
      const rows = await tx.query<MeasureRow[]>(`${VERSIONS} where v.id = $1 order by v.version desc`, [id]);
      const [newest] = rows;
      if (newest === undefined) throw new PlanNotFound();
      const history = rows.map((row) => ({ ...toMeasure(row), version: row.version, change: row.change as PlanChange, recordedAt: row.recorded_at, recordedBy: row.recorded_by_name }));
      return { plan: toPlan(await found(tx, newest.plan_id)), measure: toKept(newest, this.today()), history };
    });
  }

  /** Enters a plan; answers its id. */
  enterPlan(actor: Actor, plan: PlanFrame, requestId: string): Promise<string> {
    refuse(planFaults(plan));
    return this.write(actor, requestId, 'plan.entered', async ({ tx }) => {
      const id = randomUUID();
      await tx.query(
        'insert into action_plan (id, organisation_id, version, title, starts_on, ends_on, fields, recorded_at, recorded_by) values ($1, $2, 1, $3, $4, $5, $6, $7, $8)',
        [id, actor.organisationId, plan.title, plan.startsOn, plan.endsOn, JSON.stringify(plan.fields), this.now(), actor.userId],
      );
      return id;
    });
  }

  /** Changes title, time or fields of a plan; a field under which measures stand stays. */
  changePlan(actor: Actor, id: string, plan: PlanFrame, expected: number, requestId: string): Promise<void> {
    return this.write(actor, requestId, 'plan.changed', async ({ tx }) => {
      const held = await hold(tx, id);
      if (held.version !== expected) throw new PlanOvertaken(held.version);
      const used = await tx.query<{ field_number: number }[]>(`select distinct field_number from (${NEWEST}) n where n.plan_id = $1`, [id]);
      refuse(planFaults(plan, used.map(({ field_number }) => field_number)));
      await tx.query('update action_plan set version = version + 1, title = $2, starts_on = $3, ends_on = $4, fields = $5, recorded_at = $6, recorded_by = $7 where id = $1', [
        id, plan.title, plan.startsOn, plan.endsOn, JSON.stringify(plan.fields), this.now(), actor.userId,
      ]);
    });
  }

  /** Enters a measure of a plan; answers its id. */
  enterMeasure(actor: Actor, planId: string, measure: PlanMeasure, requestId: string): Promise<string> {
    return this.write(actor, requestId, 'plan.measure_entered', async (writing) => {
      const { fields } = toPlan(await hold(writing.tx, planId));
      const id = randomUUID();
      const taken = await this.numberFaults(writing.tx, planId, id, measure.number);
      refuse([...measureFaults(measure, { today: this.today(), fields }), ...taken]);
      await appendMeasure(writing, { id, planId, version: 1, change: 'entered' }, measure);
      return id;
    });
  }

  /** Writes a measure anew, as its next version. */
  changeMeasure(actor: Actor, id: string, measure: PlanMeasure, expected: number, requestId: string): Promise<void> {
    return this.write(actor, requestId, 'plan.measure_changed', async (writing) => {
      const { fields, before } = await this.held(writing.tx, id, expected);
      const taken = await this.numberFaults(writing.tx, before.planId, id, measure.number);
      refuse([...measureFaults(measure, { today: this.today(), fields, before }), ...taken]);
      await appendMeasure(writing, { id, planId: before.planId, version: expected + 1, change: 'changed' }, measure);
    });
  }

  /** Writes down a review: how the measure stands, what shows it, and when it is looked at again. */
  reviewMeasure(actor: Actor, id: string, standing: PlanStanding, expected: number, requestId: string): Promise<void> {
    return this.write(actor, requestId, 'plan.measure_reviewed', async (writing) => {
      const { before } = await this.held(writing.tx, id, expected);
      refuse(reviewFaults(before, standing, this.today()));
      await appendMeasure(writing, { id, planId: before.planId, version: expected + 1, change: 'reviewed' }, { ...before, ...standing });
    });
  }

  /** Makes the measure public as it stands, or takes it back from the public. */
  releaseMeasure(actor: Actor, id: string, released: boolean, expected: number, requestId: string): Promise<void> {
    return this.write(actor, requestId, released ? 'plan.measure_released' : 'plan.measure_withdrawn', async ({ tx }) => {
      await this.held(tx, id, expected);
      await tx.query('insert into plan_release (organisation_id, measure_id, version, released_at, released_by) values ($1, $2, $3, $4, $5)', [
        actor.organisationId, id, released ? expected : null, this.now(), actor.userId,
      ]);
    });
  }

  private write<T>(actor: Actor, requestId: string, action: string, work: (writing: Writing) => Promise<T>): Promise<T> {
    return inTrail(this.database, { actor, action, requestId, now: this.now() }, work);
  }

  /** The measure in the version that was read, while nobody else writes in its plan. */
  private async held(tx: EntityManager, id: string, expected: number): Promise<{ readonly fields: PlanFrame['fields']; readonly before: KeptMeasure }> {
    const [known] = await tx.query<{ plan_id: string }[]>('select plan_id from plan_measure where id = $1 limit 1', [id]);
    if (known === undefined) throw new PlanNotFound();
    const { fields } = toPlan(await hold(tx, known.plan_id));
    const [row] = await tx.query<MeasureRow[]>(`${VERSIONS} where v.id = $1 order by v.version desc limit 1`, [id]);
    if (row === undefined) throw new PlanNotFound();
    if (row.version !== expected) throw new PlanOvertaken(row.version);
    return { fields, before: toKept(row, this.today()) };
  }

  private async numberFaults(tx: EntityManager, planId: string, id: string, number: string): Promise<readonly EntryFault[]> {
    const taken = await tx.query<unknown[]>(`select 1 from (${NEWEST}) n where n.plan_id = $1 and n.number = $2 and n.id <> $3`, [planId, number, id]);
    return taken.length === 0 ? [] : [{ pointer: '/number', code: 'number_taken' }];
  }

  private today(): string {
    return localDayOf(this.now());
  }
}

function refuse(faults: readonly EntryFault[]): void {
  if (faults.length > 0) throw new PlanEntryRefused(faults);
}
