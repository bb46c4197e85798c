import { byPlanNumber, type LocalDay, type PlanFrame, type PlanMeasure } from '#domain';
import type { PlanMeasureRow, TenantDatabase } from '#persistence';
import { toMeasure } from './plan-rows.js';

/** A measure as it was released. */
export interface ReleasedMeasure extends PlanMeasure {
  readonly id: string;
  readonly version: number;
  readonly releasedAt: Date;
}

/** What anybody may read of a plan. */
export interface ReleasedPlan extends PlanFrame {
  readonly id: string;
  readonly measures: readonly ReleasedMeasure[];
}

type ReleasedRow = Omit<PlanMeasureRow, 'organisation_id' | 'change' | 'recorded_at' | 'recorded_by'> & {
  readonly plan_title: string;
  readonly starts_on: LocalDay;
  readonly ends_on: LocalDay | null;
  readonly fields: unknown;
  readonly released_at: Date;
};

/** An organisation that does not exist: for it no row is read but by the one function that everybody may call. */
const NOBODY = { organisationId: '00000000-0000-0000-0000-000000000000', userId: '00000000-0000-0000-0000-000000000000' };

/** The public part of the action plans: the measures that were released, as they were released; a plan without any is not named. */
export class ReleasedPlans {
  constructor(private readonly database: TenantDatabase) {}

  async read(): Promise<readonly ReleasedPlan[]> {
    const rows = await this.database.inTenant(NOBODY, (tx) => tx.query<ReleasedRow[]>('select * from released_measures()'));
    const plans = new Map<string, ReleasedPlan & { readonly measures: ReleasedMeasure[] }>();
    for (const row of rows) {
      const plan = plans.get(row.plan_id) ?? { id: row.plan_id, title: row.plan_title, startsOn: row.starts_on, endsOn: row.ends_on, fields: row.fields as PlanFrame['fields'], measures: [] };
      plan.measures.push({ ...toMeasure(row), id: row.id, version: row.version, releasedAt: row.released_at });
      plans.set(row.plan_id, plan);
    }
    return [...plans.values()].map((plan) => ({ ...plan, measures: plan.measures.sort(byPlanNumber) }));
  }
}
