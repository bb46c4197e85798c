import { EntitySchema } from 'typeorm';
import { bigint, day, instant, integer, integers, json, text, texts, uuid } from './columns.js';

/** A state action plan without its measures. */
export interface ActionPlanRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly version: number;
  readonly title: string;
  readonly starts_on: string;
  readonly ends_on: string | null;
  /** `{ number, title }` of each. */
  readonly fields: unknown;
  readonly recorded_at: Date;
  readonly recorded_by: string;
}

const byUser = (table: string, column: string) => ({ name: `${table}_organisation_id_${column}_fkey`, target: 'app_user', columnNames: ['organisation_id', column], referencedColumnNames: ['organisation_id', 'id'] });

export const ActionPlanEntity = new EntitySchema<ActionPlanRow>({
  name: 'action_plan',
  columns: {
    id: { ...uuid, primary: true },
    organisation_id: uuid,
    version: integer,
    title: text,
    starts_on: day,
    ends_on: { ...day, nullable: true },
    fields: json,
    recorded_at: instant,
    recorded_by: uuid,
  },
  uniques: [{ name: 'action_plan_organisation_id_id_key', columns: ['organisation_id', 'id'] }],
  checks: [
    { name: 'action_plan_version_check', expression: '((version > 0))' },
    { name: 'action_plan_title_check', expression: '(((length(title) >= 3) AND (length(title) <= 200)))' },
    { name: 'action_plan_check', expression: '((starts_on < ends_on))' },
  ],
  foreignKeys: [{ name: 'action_plan_organisation_id_fkey', target: 'organisation', columnNames: ['organisation_id'], referencedColumnNames: ['id'] }, byUser('action_plan', 'recorded_by')],
});

/** A version of a measure; the highest is how it stands. */
export interface PlanMeasureRow {
  readonly id: string;
  readonly version: number;
  readonly organisation_id: string;
  readonly plan_id: string;
  readonly change: string;
  readonly field_number: number;
  readonly number: string;
  readonly title: string;
  readonly articles: readonly number[];
  readonly ministry: string;
  readonly partners: readonly string[];
  readonly budget_line: string | null;
  /** `{ title, dueOn, doneOn, evidence }` of each. */
  readonly milestones: unknown;
  readonly indicators: readonly string[];
  readonly status: string;
  readonly status_on: string;
  readonly evidence: string | null;
  readonly next_review_on: string | null;
  readonly recorded_at: Date;
  readonly recorded_by: string;
}

export const PlanMeasureEntity = new EntitySchema<PlanMeasureRow>({
  name: 'plan_measure',
  columns: {
    id: { ...uuid, primary: true },
    version: { ...integer, primary: true },
    organisation_id: uuid,
    plan_id: uuid,
    change: text,
    field_number: integer,
    number: text,
    title: text,
    articles: integers,
    ministry: text,
    partners: texts,
    budget_line: { ...text, nullable: true },
    milestones: json,
    indicators: texts,
    status: text,
    status_on: day,
    evidence: { ...text, nullable: true },
    next_review_on: { ...day, nullable: true },
    recorded_at: instant,
    recorded_by: uuid,
  },
  uniques: [{ name: 'plan_measure_organisation_id_id_version_key', columns: ['organisation_id', 'id', 'version'] }],
  checks: [
    { name: 'plan_measure_version_check', expression: '((version > 0))' },
    { name: 'plan_measure_change_check', expression: "((change = ANY (ARRAY['entered'::text, 'changed'::text, 'reviewed'::text])))" },
    { name: 'plan_measure_status_check', expression: "((status = ANY (ARRAY['planned'::text, 'running'::text, 'done'::text, 'delayed'::text, 'dropped'::text])))" },
    { name: 'plan_measure_check', expression: "(((status = 'planned'::text) OR (evidence IS NOT NULL)))" },
    { name: 'plan_measure_check1', expression: "(((next_review_on IS NOT NULL) OR (status = ANY (ARRAY['done'::text, 'dropped'::text]))))" },
  ],
  indices: [{ name: 'plan_measure_of_plan', columns: ['plan_id', 'id', 'version'] }],
  foreignKeys: [
    { name: 'plan_measure_organisation_id_plan_id_fkey', target: 'action_plan', columnNames: ['organisation_id', 'plan_id'], referencedColumnNames: ['organisation_id', 'id'] },
    byUser('plan_measure', 'recorded_by'),
  ],
});

/** Which version of a measure is public; the last entry counts, and none without a version. */
export interface PlanReleaseRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly measure_id: string;
  readonly version: number | null;
  readonly released_at: Date;
  readonly released_by: string;
}

export const PlanReleaseEntity = new EntitySchema<PlanReleaseRow>({
  name: 'plan_release',
  columns: {
    id: { ...bigint, primary: true, generated: 'increment' },
    organisation_id: uuid,
    measure_id: uuid,
    version: { ...integer, nullable: true },
    released_at: instant,
    released_by: uuid,
  },
  indices: [{ name: 'plan_release_of_measure', columns: ['measure_id', 'id'] }],
  foreignKeys: [
    { name: 'plan_release_organisation_id_measure_id_version_fkey', target: 'plan_measure', columnNames: ['organisation_id', 'measure_id', 'version'], referencedColumnNames: ['organisation_id', 'id', 'version'] },
    byUser('plan_release', 'released_by'),
  ],
});

/** The office was reminded of a review. */
export interface PlanReminderRow {
  readonly measure_id: string;
  readonly review_on: string;
  readonly organisation_id: string;
  readonly reminded_at: Date;
}

export const PlanReminderEntity = new EntitySchema<PlanReminderRow>({
  name: 'plan_reminder',
  columns: { measure_id: { ...uuid, primary: true }, review_on: { ...day, primary: true }, organisation_id: uuid, reminded_at: instant },
  foreignKeys: [{ name: 'plan_reminder_organisation_id_fkey', target: 'organisation', columnNames: ['organisation_id'], referencedColumnNames: ['id'] }],
});
