import { EntitySchema } from 'typeorm';
import { bigint, day, flag, instant, integer, text, uuid } from './columns.js';

const byUser = (table: string) => ({ name: `${table}_organisation_id_recorded_by_fkey`, target: 'app_user', columnNames: ['organisation_id', 'recorded_by'], referencedColumnNames: ['organisation_id', 'id'] });

/** What a shelter said of its places, and until when that is believed. */
export interface PlaceEntryRow {
  readonly organisation_id: string;
  readonly version: number;
  readonly places: number;
  readonly free: number;
  readonly occupied: number;
  readonly reserved: number;
  readonly reserved_until: Date | null;
  readonly children: boolean;
  readonly noted_at: Date;
  readonly expires_at: Date;
  readonly recorded_by: string;
}

export const PlaceEntryEntity = new EntitySchema<PlaceEntryRow>({
  name: 'place_entry',
  columns: {
    organisation_id: { ...uuid, primary: true }, version: { ...integer, primary: true }, places: integer, free: integer, occupied: integer, reserved: integer,
    reserved_until: { ...instant, nullable: true }, children: flag, noted_at: instant, expires_at: instant, recorded_by: uuid,
  },
  checks: [
    { name: 'place_entry_version_check', expression: '((version > 0))' },
    { name: 'place_entry_places_check', expression: '(((places >= 1) AND (places <= 50)))' },
    { name: 'place_entry_free_check', expression: '((free >= 0))' },
    { name: 'place_entry_occupied_check', expression: '((occupied >= 0))' },
    { name: 'place_entry_reserved_check', expression: '((reserved >= 0))' },
    { name: 'place_entry_check', expression: '((((free + occupied) + reserved) = places))' },
    { name: 'place_entry_check1', expression: '(((reserved = 0) = (reserved_until IS NULL)))' },
    { name: 'place_entry_check2', expression: '((reserved_until > noted_at))' },
    { name: 'place_entry_check3', expression: '((expires_at > noted_at))' },
  ],
  foreignKeys: [byUser('place_entry')],
});

/** A count of a month: refusals for a reason, or ended stays of a length. */
export interface PlaceTallyRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly month: string;
  readonly kind: string;
  readonly category: string;
  readonly count: number;
  readonly recorded_at: Date;
  readonly recorded_by: string;
}

const anyOf = (values: readonly string[]): string => `(category = ANY (ARRAY[${values.map((value) => `'${value}'::text`).join(', ')}]))`;
const REFUSALS = ['full', 'children_not_possible', 'language', 'accessibility', 'not_target_group', 'safety', 'other'];
const STAYS = ['up_to_1_week', 'weeks_1_to_4', 'months_1_to_3', 'over_3_months'];

export const PlaceTallyEntity = new EntitySchema<PlaceTallyRow>({
  name: 'place_tally',
  columns: { id: { ...bigint, primary: true, generated: 'increment' }, organisation_id: uuid, month: day, kind: text, category: text, count: integer, recorded_at: instant, recorded_by: uuid },
  checks: [
    { name: 'place_tally_count_check', expression: '(((count >= 0) AND (count <= 1000)))' },
    { name: 'place_tally_month_check', expression: '((EXTRACT(day FROM month) = (1)::numeric))' },
    { name: 'place_tally_check', expression: `((((kind = 'refusal'::text) AND ${anyOf(REFUSALS)}) OR ((kind = 'stay'::text) AND ${anyOf(STAYS)})))` },
  ],
  indices: [{ name: 'place_tally_of_month', columns: ['organisation_id', 'month', 'kind', 'category', 'id'] }],
  foreignKeys: [byUser('place_tally')],
});

/** A total of the helpline for men, as its source tells it. */
export interface HelplineFigureRow {
  readonly organisation_id: string;
  readonly year: number;
  readonly land: string;
  readonly dimension: string;
  readonly category: string;
  readonly source: string;
  readonly version: number;
  readonly contacts: number;
  readonly definition: string;
  readonly recorded_at: Date;
  readonly recorded_by: string;
}

export const HelplineFigureEntity = new EntitySchema<HelplineFigureRow>({
  name: 'helpline_figure',
  columns: {
    organisation_id: uuid, year: { ...integer, primary: true }, land: { ...text, primary: true }, dimension: { ...text, primary: true }, category: { ...text, primary: true },
    source: { ...text, primary: true }, version: { ...integer, primary: true }, contacts: integer, definition: text, recorded_at: instant, recorded_by: uuid,
  },
  checks: [
    { name: 'helpline_figure_year_check', expression: '(((year >= 2000) AND (year <= 2100)))' },
    { name: 'helpline_figure_dimension_check', expression: "((dimension = ANY (ARRAY['total'::text, 'topic'::text, 'channel'::text])))" },
    { name: 'helpline_figure_source_check', expression: '(((length(source) >= 3) AND (length(source) <= 300)))' },
    { name: 'helpline_figure_version_check', expression: '((version > 0))' },
    { name: 'helpline_figure_contacts_check', expression: '((contacts >= 0))' },
    { name: 'helpline_figure_definition_check', expression: '(((length(definition) >= 3) AND (length(definition) <= 500)))' },
    { name: 'helpline_figure_check', expression: "(((dimension = 'total'::text) = (category = ''::text)))" },
  ],
  foreignKeys: [byUser('helpline_figure')],
});
