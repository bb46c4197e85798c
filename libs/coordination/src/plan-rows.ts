import type { EntityManager } from 'typeorm';
import { appendAudit } from '#audit';
import { isReviewDue, toBudgetLine, type Actor, type LocalDay, type PlanChange, type PlanFrame, type PlanMeasure } from '#domain';
import type { ActionPlanRow, PlanMeasureRow, TenantDatabase } from '#persistence';
import { PlanNotFound } from './plan-refused.js';

/** A plan as it stands. */
export interface ActionPlan extends PlanFrame {
  readonly id: string;
  readonly version: number;
}

/** A measure as it stands. */
export interface KeptMeasure extends PlanMeasure {
  readonly id: string;
  readonly version: number;
  readonly planId: string;
  readonly reviewDue: boolean;
  /** The version that anybody may read; null: none. */
  readonly releasedVersion: number | null;
}

/** A version of a measure with what stands beside it. */
export type MeasureRow = PlanMeasureRow & { readonly released_version: number | null; readonly recorded_by_name: string | null };

/** Every version of every measure. */
export const VERSIONS = `
  select v.*, u.display_name as recorded_by_name,
    (select r.version from plan_release r where r.measure_id = v.id order by r.id desc limit 1) as released_version
  from plan_measure v left join app_user u on u.id = v.recorded_by`;

/** Every measure as it stands. */
export const NEWEST = `${VERSIONS} where v.version = (select max(w.version) from plan_measure w where w.id = v.id)`;

/** What a write is done with: the transaction, who acts, and when. */
export interface Writing {
  readonly tx: EntityManager;
  readonly actor: Actor;
  readonly now: Date;
}

/** One write of one transaction, with its entry in the trail. */
export function inTrail<T>(
  database: TenantDatabase, { actor, action, requestId, now }: { readonly actor: Actor; readonly action: string; readonly requestId: string; readonly now: Date }, work: (writing: Writing) => Promise<T>,
): Promise<T> {
  return database.inTenant(actor, async (tx) => {
    const answer = await work({ tx, actor, now });
    const { organisationId, userId: actorId, role } = actor;
    await appendAudit(tx, { chain: organisationId, at: now, actorId, organisationId, role, action, referralId: null, fields: [], purpose: null, decision: 'allowed', requestId });
    return answer;
  });
}

/** Writes a version of a measure. */
export async function appendMeasure({ tx, actor, now }: Writing, of: { readonly id: string; readonly planId: string; readonly version: number; readonly change: PlanChange }, measure: PlanMeasure): Promise<void> {
  const budgetLine = measure.budgetLine === null ? null : toBudgetLine(measure.budgetLine);
  await tx.query(
    `insert into plan_measure (id, version, organisation_id, plan_id, change, field_number, number, title, articles, ministry, partners, budget_line, milestones, indicators, status, status_on,
       evidence, next_review_on, recorded_at, recorded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
    [
      of.id, of.version, actor.organisationId, of.planId, of.change, measure.fieldNumber, measure.number, measure.title, ascending(measure.articles), measure.ministry, measure.partners, budgetLine,
      JSON.stringify(measure.milestones), measure.indicators, measure.status, measure.statusOn, measure.evidence, measure.nextReviewOn, now, actor.userId,
    ],
  );
}

const ascending = (articles: readonly number[]): readonly number[] => [...new Set(articles)].sort((a, b) => a - b);

/** The plan, or nothing that this person may see. */
export async function found(tx: EntityManager, id: string): Promise<ActionPlanRow> {
  const [row] = await tx.query<ActionPlanRow[]>('select * from action_plan where id = $1', [id]);
  if (row === undefined) throw new PlanNotFound();
  return row;
}

/** The plan, which nobody else writes in until the transaction ends. */
export async function hold(tx: EntityManager, id: string): Promise<ActionPlanRow> {
  const [row] = await tx.query<ActionPlanRow[]>('select * from action_plan where id = $1 for no key update', [id]);
  if (row === undefined) throw new PlanNotFound();
  return row;
}

export const toPlan = ({ id, version, title, starts_on: startsOn, ends_on: endsOn, fields }: ActionPlanRow): ActionPlan => ({ id, version, title, startsOn, endsOn, fields: fields as PlanFrame['fields'] });

/** A measure of what its row says. */
export function toMeasure(row: Omit<PlanMeasureRow, 'organisation_id' | 'plan_id' | 'change' | 'recorded_at' | 'recorded_by'>): PlanMeasure {
  return {
    fieldNumber: row.field_number, number: row.number, title: row.title, articles: row.articles, ministry: row.ministry, partners: row.partners, budgetLine: row.budget_line,
    milestones: row.milestones as PlanMeasure['milestones'], indicators: row.indicators as PlanMeasure['indicators'], status: row.status as PlanMeasure['status'], statusOn: row.status_on,
    evidence: row.evidence, nextReviewOn: row.next_review_on,
  };
}

/** A measure as it stands, of its row. */
export function toKept(row: MeasureRow, today: LocalDay): KeptMeasure {
  const measure = toMeasure(row);
  return { ...measure, id: row.id, version: row.version, planId: row.plan_id, reviewDue: isReviewDue(measure, today), releasedVersion: row.released_version };
}
