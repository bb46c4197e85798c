import { EntitySchema } from 'typeorm';
import { bigint, day, flag, instant, integer, json, text, texts, uuid } from './columns.js';

const byUser = (table: string, organisation: string, column: string) => ({
  name: `${table}_${organisation}_${column}_fkey`, target: 'app_user', columnNames: [organisation, column], referencedColumnNames: ['organisation_id', 'id'],
});
const ofCentre = (table: string) => ({ name: `${table}_centre_id_fkey`, target: 'organisation', columnNames: ['centre_id'], referencedColumnNames: ['id'] });

/** The districts of Landgerichte that a programme serves, in one version. */
export interface CourtDistrictEntryRow {
  readonly centre_id: string;
  readonly version: number;
  readonly organisation_id: string;
  readonly districts: readonly string[];
  readonly serves_since: string;
  readonly recorded_at: Date;
  readonly recorded_by: string;
}

export const CourtDistrictEntryEntity = new EntitySchema<CourtDistrictEntryRow>({
  name: 'court_district_entry',
  columns: { centre_id: { ...uuid, primary: true }, version: { ...integer, primary: true }, organisation_id: uuid, districts: texts, serves_since: day, recorded_at: instant, recorded_by: uuid },
  checks: [
    { name: 'court_district_entry_version_check', expression: '((version > 0))' },
    { name: 'court_district_entry_districts_check', expression: '((cardinality(districts) <= 19))' },
  ],
  foreignKeys: [ofCentre('court_district_entry'), byUser('court_district_entry', 'organisation_id', 'recorded_by')],
});

/** How a condition of the standard was found at a programme. */
export interface StandardCheckRow {
  readonly id: string;
  readonly centre_id: string;
  readonly organisation_id: string;
  readonly condition: string;
  readonly standing: string;
  readonly checked_on: string | null;
  readonly recorded_at: Date;
  readonly recorded_by: string;
}

export const StandardCheckEntity = new EntitySchema<StandardCheckRow>({
  name: 'standard_check',
  columns: {
    id: { ...bigint, primary: true, generated: 'increment' }, centre_id: uuid, organisation_id: uuid, condition: text, standing: text, checked_on: { ...day, nullable: true },
    recorded_at: instant, recorded_by: uuid,
  },
  checks: [
    {
      name: 'standard_check_condition_check',
      expression: "((condition = ANY (ARRAY['standard_adopted'::text, 'child_protection'::text, 'cooperation_agreement'::text, 'separate_staff'::text, 'supervision'::text, 'evaluation'::text])))",
    },
    { name: 'standard_check_standing_check', expression: "((standing = ANY (ARRAY['fulfilled'::text, 'unfulfilled'::text, 'unknown'::text])))" },
    { name: 'standard_check_check', expression: "(((standing = 'unknown'::text) = (checked_on IS NULL)))" },
  ],
  indices: [{ name: 'standard_check_of_centre', columns: ['centre_id', 'condition', 'id'] }],
  foreignKeys: [ofCentre('standard_check'), byUser('standard_check', 'organisation_id', 'recorded_by')],
});

/** What a programme counts of a year, in one version; handed in when it says when. */
export interface YearlyReportRow {
  readonly organisation_id: string;
  readonly year: number;
  readonly version: number;
  readonly revision: number;
  readonly figures: unknown;
  readonly saved_at: Date;
  readonly saved_by: string;
  readonly handed_in_at: Date | null;
  readonly handed_in_by: string | null;
  readonly districts: readonly string[] | null;
}

export const YearlyReportEntity = new EntitySchema<YearlyReportRow>({
  name: 'yearly_report',
  columns: {
    organisation_id: { ...uuid, primary: true }, year: { ...integer, primary: true }, version: { ...integer, primary: true }, revision: integer, figures: json, saved_at: instant, saved_by: uuid,
    handed_in_at: { ...instant, nullable: true }, handed_in_by: { ...uuid, nullable: true }, districts: { ...texts, nullable: true },
  },
  checks: [
    { name: 'yearly_report_year_check', expression: '(((year >= 2000) AND (year <= 2100)))' },
    { name: 'yearly_report_version_check', expression: '((version > 0))' },
    { name: 'yearly_report_revision_check', expression: '((revision > 0))' },
    { name: 'yearly_report_check', expression: '((((handed_in_at IS NULL) = (handed_in_by IS NULL)) AND ((handed_in_at IS NULL) = (districts IS NULL))))' },
  ],
  indices: [{ name: 'yearly_report_draft', columns: ['organisation_id', 'year'], unique: true, where: '(handed_in_at IS NULL)' }],
  foreignKeys: [byUser('yearly_report', 'organisation_id', 'saved_by'), byUser('yearly_report', 'organisation_id', 'handed_in_by')],
});

/** The sums of a year as they were told. */
export interface YearlyClosingRow {
  readonly organisation_id: string;
  readonly year: number;
  readonly sums: unknown;
  readonly closed_at: Date;
  readonly closed_by: string;
}

export const YearlyClosingEntity = new EntitySchema<YearlyClosingRow>({
  name: 'yearly_closing',
  columns: { organisation_id: { ...uuid, primary: true }, year: { ...integer, primary: true }, sums: json, closed_at: instant, closed_by: uuid },
  foreignKeys: [byUser('yearly_closing', 'organisation_id', 'closed_by')],
});

/** A programme was reminded of the figures of a year. */
export interface YearlyReminderRow {
  readonly centre_id: string;
  readonly year: number;
  readonly reminded_at: Date;
}

export const YearlyReminderEntity = new EntitySchema<YearlyReminderRow>({
  name: 'yearly_reminder',
  columns: { centre_id: { ...uuid, primary: true }, year: { ...integer, primary: true }, reminded_at: instant },
  foreignKeys: [ofCentre('yearly_reminder')],
});

/** An entry of the registry that is or was public, and when that changed last. */
export interface PublishedEntryRow {
  readonly id: string;
  readonly hash: string;
  readonly changed_at: Date;
  readonly removed: boolean;
}

export const PublishedEntryEntity = new EntitySchema<PublishedEntryRow>({
  name: 'published_entry',
  columns: { id: { ...uuid, primary: true }, hash: text, changed_at: instant, removed: flag },
});

/** When a public file was last fetched under a name. */
export interface RegistryFetchRow {
  readonly reader: string;
  readonly file: string;
  readonly fetched_at: Date;
}

export const RegistryFetchEntity = new EntitySchema<RegistryFetchRow>({
  name: 'registry_fetch',
  columns: { reader: { ...text, primary: true }, file: { ...text, primary: true }, fetched_at: instant },
  checks: [{ name: 'registry_fetch_reader_check', expression: "((reader = 'opferschutzportal'::text))" }],
});
