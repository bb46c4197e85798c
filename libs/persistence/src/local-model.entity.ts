import { EntitySchema } from 'typeorm';
import { day, flag, instant, integer, json, text, texts, uuid } from './columns.js';

/** A model of local cooperation as the library holds it. */
export interface LocalModelRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly version: number;
  readonly state: 'draft' | 'released';
  readonly title: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly standing: string;
  readonly checked_on: string | null;
  readonly contact_organisation_id: string | null;
  readonly template: unknown;
  readonly example: boolean;
  readonly recorded_by: string;
  readonly recorded_at: Date;
}

export const LocalModelEntity = new EntitySchema<LocalModelRow>({
  name: 'local_model',
  columns: {
    id: { ...uuid, primary: true },
    organisation_id: uuid,
    version: { ...integer, default: 1 },
    state: { ...text, default: 'draft' },
    title: text,
    summary: text,
    tags: texts,
    standing: text,
    checked_on: { ...day, nullable: true },
    contact_organisation_id: { ...uuid, nullable: true },
    template: { ...json, nullable: true },
    example: { ...flag, default: false },
    recorded_by: uuid,
    recorded_at: instant,
  },
  checks: [
    { name: 'local_model_version_check', expression: '((version > 0))' },
    { name: 'local_model_state_check', expression: "((state = ANY (ARRAY['draft'::text, 'released'::text])))" },
    { name: 'local_model_title_check', expression: '(((length(title) >= 3) AND (length(title) <= 120)))' },
    { name: 'local_model_summary_check', expression: '(((length(summary) >= 3) AND (length(summary) <= 2000)))' },
    { name: 'local_model_tags_check', expression: '(((cardinality(tags) >= 1) AND (cardinality(tags) <= 10)))' },
    { name: 'local_model_standing_check', expression: "((standing = ANY (ARRAY['idea'::text, 'tried'::text, 'established'::text, 'ended'::text])))" },
  ],
  foreignKeys: [
    { name: 'local_model_organisation_id_fkey', target: 'organisation', columnNames: ['organisation_id'], referencedColumnNames: ['id'] },
    { name: 'local_model_contact_organisation_id_fkey', target: 'organisation', columnNames: ['contact_organisation_id'], referencedColumnNames: ['id'] },
  ],
  uniques: [{ name: 'local_model_organisation_id_id_key', columns: ['organisation_id', 'id'] }],
});

/** A district that works by a model, since when. */
export interface LocalModelUseRow {
  readonly model_id: string;
  readonly organisation_id: string;
  readonly district_ags: string;
  readonly began_on: string;
}

export const LocalModelUseEntity = new EntitySchema<LocalModelUseRow>({
  name: 'local_model_use',
  columns: { model_id: { ...uuid, primary: true }, organisation_id: uuid, district_ags: { ...text, primary: true }, began_on: day },
  foreignKeys: [
    { name: 'local_model_use_organisation_id_model_id_fkey', target: 'local_model', columnNames: ['organisation_id', 'model_id'], referencedColumnNames: ['organisation_id', 'id'] },
    { name: 'local_model_use_district_ags_fkey', target: 'district', columnNames: ['district_ags'], referencedColumnNames: ['ags'] },
  ],
});
