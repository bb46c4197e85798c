import { EntitySchema } from 'typeorm';
import { day, instant, integer, text, uuid } from './columns.js';

const byUser = (table: string, column: string) => ({ name: `${table}_organisation_id_${column}_fkey`, target: 'app_user', columnNames: ['organisation_id', column], referencedColumnNames: ['organisation_id', 'id'] });
const ofBody = (table: string) => ({ name: `${table}_organisation_id_body_id_fkey`, target: 'expert_body', columnNames: ['organisation_id', 'body_id'], referencedColumnNames: ['organisation_id', 'id'] });

/** Where the state office is represented. */
export interface ExpertBodyRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly name: string;
  readonly recorded_at: Date;
  readonly recorded_by: string;
}

export const ExpertBodyEntity = new EntitySchema<ExpertBodyRow>({
  name: 'expert_body',
  columns: { id: { ...uuid, primary: true }, organisation_id: uuid, name: text, recorded_at: instant, recorded_by: uuid },
  uniques: [
    { name: 'expert_body_organisation_id_id_key', columns: ['organisation_id', 'id'] },
    { name: 'expert_body_organisation_id_name_key', columns: ['organisation_id', 'name'] },
  ],
  checks: [{ name: 'expert_body_name_check', expression: '(((length(name) >= 3) AND (length(name) <= 200)))' }],
  foreignKeys: [{ name: 'expert_body_organisation_id_fkey', target: 'organisation', columnNames: ['organisation_id'], referencedColumnNames: ['id'] }, byUser('expert_body', 'recorded_by')],
});

/** Who stands for the office on a seat of a body. */
export interface MandateRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly body_id: string;
  readonly seat: string;
  readonly delegate: string;
  readonly deputy: string | null;
  readonly starts_on: string;
  readonly ends_on: string | null;
  readonly recorded_at: Date;
  readonly recorded_by: string;
}

export const MandateEntity = new EntitySchema<MandateRow>({
  name: 'mandate',
  columns: {
    id: { ...uuid, primary: true }, organisation_id: uuid, body_id: uuid, seat: text, delegate: text, deputy: { ...text, nullable: true }, starts_on: day, ends_on: { ...day, nullable: true },
    recorded_at: instant, recorded_by: uuid,
  },
  checks: [{ name: 'mandate_check', expression: '((starts_on <= ends_on))' }],
  indices: [{ name: 'mandate_of_body', columns: ['body_id'] }],
  foreignKeys: [ofBody('mandate'), byUser('mandate', 'recorded_by')],
});

/** A day on which a body sits. */
export interface BodySittingRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly body_id: string;
  readonly held_on: string;
  readonly recorded_at: Date;
  readonly recorded_by: string;
}

export const BodySittingEntity = new EntitySchema<BodySittingRow>({
  name: 'body_sitting',
  columns: { id: { ...uuid, primary: true }, organisation_id: uuid, body_id: uuid, held_on: day, recorded_at: instant, recorded_by: uuid },
  uniques: [{ name: 'body_sitting_body_id_held_on_key', columns: ['body_id', 'held_on'] }],
  foreignKeys: [ofBody('body_sitting'), byUser('body_sitting', 'recorded_by')],
});

/** A version of a position; somebody else than its writer approves it. */
export interface PositionPaperRow {
  readonly id: string;
  readonly version: number;
  readonly organisation_id: string;
  readonly body_id: string;
  readonly title: string;
  readonly content: string;
  readonly written_at: Date;
  readonly written_by: string;
  readonly approved_at: Date | null;
  readonly approved_by: string | null;
}

export const PositionPaperEntity = new EntitySchema<PositionPaperRow>({
  name: 'position_paper',
  columns: {
    id: { ...uuid, primary: true }, version: { ...integer, primary: true }, organisation_id: uuid, body_id: uuid, title: text, content: text, written_at: instant, written_by: uuid,
    approved_at: { ...instant, nullable: true }, approved_by: { ...uuid, nullable: true },
  },
  checks: [
    { name: 'position_paper_version_check', expression: '((version > 0))' },
    { name: 'position_paper_check', expression: '(((approved_at IS NULL) = (approved_by IS NULL)))' },
    { name: 'position_paper_check1', expression: '((approved_by <> written_by))' },
  ],
  indices: [{ name: 'position_paper_of_body', columns: ['body_id', 'id', 'version'] }],
  foreignKeys: [ofBody('position_paper'), byUser('position_paper', 'written_by'), byUser('position_paper', 'approved_by')],
});
