import { EntitySchema } from 'typeorm';
import { instant, uuid } from './columns.js';

/** Somebody is away; the deputy, if any, is told instead. No reason is kept. */
export interface AbsenceRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly user_id: string;
  readonly deputy_id: string | null;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly recorded_by: string;
  readonly recorded_at: Date;
  readonly cancelled_at: Date | null;
}

/** Somebody can be reached outside the usual hours. */
export type OnCallDutyRow = Omit<AbsenceRow, 'deputy_id'>;

const ofUser = (table: string, column: string) => ({
  name: `${table}_organisation_id_${column}_fkey`,
  target: 'app_user',
  columnNames: ['organisation_id', column],
  referencedColumnNames: ['organisation_id', 'id'],
});

const span = { starts_at: instant, ends_at: instant, recorded_by: uuid, recorded_at: instant, cancelled_at: { ...instant, nullable: true } };

export const AbsenceEntity = new EntitySchema<AbsenceRow>({
  name: 'absence',
  columns: { id: { ...uuid, primary: true }, organisation_id: uuid, user_id: uuid, deputy_id: { ...uuid, nullable: true }, ...span },
  checks: [
    { name: 'absence_check', expression: '((starts_at < ends_at))' },
    { name: 'absence_check1', expression: '((deputy_id <> user_id))' },
  ],
  indices: [{ name: 'absence_of_organisation', columns: ['organisation_id', 'ends_at'], synchronize: false }],
  foreignKeys: [ofUser('absence', 'user_id'), ofUser('absence', 'deputy_id')],
});

export const OnCallDutyEntity = new EntitySchema<OnCallDutyRow>({
  name: 'on_call_duty',
  columns: { id: { ...uuid, primary: true }, organisation_id: uuid, user_id: uuid, ...span },
  checks: [{ name: 'on_call_duty_check', expression: '((starts_at < ends_at))' }],
  indices: [{ name: 'on_call_of_organisation', columns: ['organisation_id', 'ends_at'], synchronize: false }],
  foreignKeys: [ofUser('on_call_duty', 'user_id')],
});
