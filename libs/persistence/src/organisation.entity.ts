import { EntitySchema } from 'typeorm';
import { day, flag, instant, integer, json, text, texts, uuid } from './columns.js';

/** Every organisation that takes part; holds no person. */
export interface OrganisationRow {
  readonly id: string;
  readonly kind: string;
  readonly code: string;
  readonly name: string;
  readonly mail_address: string | null;
  readonly active: boolean;
  readonly phone: string | null;
  readonly entry_version: number;
}

export const OrganisationEntity = new EntitySchema<OrganisationRow>({
  name: 'organisation',
  columns: {
    id: { ...uuid, primary: true },
    kind: text,
    code: text,
    name: text,
    mail_address: { ...text, nullable: true },
    active: { ...flag, default: true },
    phone: { ...text, nullable: true, comment: "For organisations, of an authority or a local network; a centre's stands in its entry." },
    entry_version: { ...integer, default: 1, comment: 'Grows with every change of name, telephone, mailbox or districts, so that of two edits the second is told.' },
  },
  checks: [
    { name: 'organisation_entry_version_check', expression: '((entry_version > 0))' },
    {
      name: 'organisation_kind_check',
      expression:
        "((kind = ANY (ARRAY['police_authority'::text, 'centre'::text, 'local_network'::text, 'state_office'::text, 'operator'::text])))",
    },
  ],
  uniques: [{ name: 'organisation_code_key', columns: ['code'] }],
});

/** A Kreis or kreisfreie Stadt. */
export interface DistrictRow {
  readonly ags: string;
  readonly name: string;
  readonly kind: string;
  readonly administrative_region: string;
}

export const DistrictEntity = new EntitySchema<DistrictRow>({
  name: 'district',
  columns: {
    ags: { ...text, primary: true },
    name: text,
    kind: text,
    administrative_region: text,
  },
  checks: [{ name: 'district_ags_check', expression: "((ags ~ '^[0-9]{5}$'::text))" }],
});

/** A municipality with the police authority that is competent there. */
export interface MunicipalityRow {
  readonly ags: string;
  readonly name: string;
  readonly kind: string;
  readonly district_ags: string;
  readonly police_authority_id: string;
  readonly retired_on: string | null;
}

export const MunicipalityEntity = new EntitySchema<MunicipalityRow>({
  name: 'municipality',
  columns: {
    ags: { ...text, primary: true },
    name: text,
    kind: text,
    district_ags: text,
    police_authority_id: uuid,
    retired_on: { ...day, nullable: true, comment: 'From this day on the key is no municipality any more; null: it is one.' },
  },
  checks: [{ name: 'municipality_ags_check', expression: "((ags ~ '^[0-9]{8}$'::text))" }],
  foreignKeys: [
    { name: 'municipality_district_ags_fkey', target: 'district', columnNames: ['district_ags'], referencedColumnNames: ['ags'] },
    {
      name: 'municipality_police_authority_id_fkey',
      target: 'organisation',
      columnNames: ['police_authority_id'],
      referencedColumnNames: ['id'],
    },
  ],
});

/** A postcode may lie in several municipalities. */
export interface PostcodeRow {
  readonly postcode: string;
  readonly ags: string;
}

export const PostcodeEntity = new EntitySchema<PostcodeRow>({
  name: 'postcode',
  columns: {
    postcode: { ...text, primary: true },
    ags: { ...text, primary: true },
  },
  checks: [{ name: 'postcode_postcode_check', expression: "((postcode ~ '^[0-9]{5}$'::text))" }],
  foreignKeys: [{ name: 'postcode_ags_fkey', target: 'municipality', columnNames: ['ags'], referencedColumnNames: ['ags'] }],
});

/** The districts of a local network. */
export interface NetworkAreaRow {
  readonly organisation_id: string;
  readonly district_ags: string;
}

export const NetworkAreaEntity = new EntitySchema<NetworkAreaRow>({
  name: 'network_area',
  columns: {
    organisation_id: { ...uuid, primary: true },
    district_ags: { ...text, primary: true },
  },
  foreignKeys: [
    { name: 'network_area_district_ags_fkey', target: 'district', columnNames: ['district_ags'], referencedColumnNames: ['ags'] },
    { name: 'network_area_organisation_id_fkey', target: 'organisation', columnNames: ['organisation_id'], referencedColumnNames: ['id'] },
  ],
});

/** One version of what a centre offers, for whom and when: the newest one that has begun holds. */
export interface CentreProfileRow {
  readonly centre_id: string;
  readonly version: number;
  readonly valid_from: string;
  readonly kind: string;
  readonly taking: boolean;
  readonly target_groups: readonly string[];
  readonly languages: readonly string[];
  readonly accepts_minors: boolean;
  readonly daily_service: boolean;
  readonly opening_hours: unknown;
  readonly phone: string | null;
  readonly accessibility: readonly string[];
  readonly website: string | null;
  readonly address: unknown;
  readonly recorded_at: Date;
  readonly recorded_by: string | null;
}

export const CentreProfileEntity = new EntitySchema<CentreProfileRow>({
  name: 'centre_profile',
  columns: {
    centre_id: { ...uuid, primary: true },
    version: { ...integer, primary: true, default: 1 },
    valid_from: { ...day, default: '2000-01-01' },
    kind: { ...text, default: 'intervention' },
    taking: { ...flag, default: true, comment: 'Takes referrals; a centre that takes none is never proposed.' },
    target_groups: texts,
    languages: { ...texts, default: '{de}' },
    accepts_minors: { ...flag, default: false },
    daily_service: { ...flag, default: false, comment: 'Staffed on all 365 days.' },
    opening_hours: json,
    phone: { ...text, nullable: true },
    accessibility: { ...texts, default: '{}' },
    website: { ...text, nullable: true },
    address: { ...json, nullable: true, comment: 'Where the centre is found by whoever seeks it; a shelter has none.' },
    recorded_at: { ...instant, default: () => 'now()' },
    recorded_by: { ...uuid, nullable: true },
  },
  checks: [
    { name: 'centre_profile_version_check', expression: '((version > 0))' },
    {
      name: 'centre_profile_kind_check',
      expression:
        "((kind = ANY (ARRAY['intervention'::text, 'womens_counselling'::text, 'sexual_violence_counselling'::text, 'mens_counselling'::text, 'lsbtiq_service'::text, 'perpetrator_work'::text, 'shelter'::text])))",
    },
    { name: 'centre_profile_shelter_check', expression: "(((kind <> 'shelter'::text) OR (address IS NULL)))" },
  ],
  foreignKeys: [
    { name: 'centre_profile_centre_id_fkey', target: 'organisation', columnNames: ['centre_id'], referencedColumnNames: ['id'] },
  ],
});

/** The municipalities that a centre serves, with validity. */
export interface CatchmentRow {
  readonly centre_id: string;
  readonly ags: string;
  readonly valid_from: string;
  readonly valid_to: string | null;
}

export const CatchmentEntity = new EntitySchema<CatchmentRow>({
  name: 'catchment',
  columns: {
    centre_id: { ...uuid, primary: true },
    ags: { ...text, primary: true },
    valid_from: { ...day, primary: true },
    valid_to: { ...day, nullable: true },
  },
  indices: [{ name: 'catchment_by_municipality', columns: ['ags'] }],
  foreignKeys: [
    { name: 'catchment_ags_fkey', target: 'municipality', columnNames: ['ags'], referencedColumnNames: ['ags'] },
    { name: 'catchment_centre_id_fkey', target: 'organisation', columnNames: ['centre_id'], referencedColumnNames: ['id'] },
  ],
});

/** One version of the agreement of a police authority with a centre. */
export interface AgreementRow {
  readonly id: string;
  readonly police_authority_id: string;
  readonly centre_id: string;
  readonly version: number;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly parameters: unknown;
  readonly recorded_at: Date;
  readonly recorded_by: string | null;
}

export const AgreementEntity = new EntitySchema<AgreementRow>({
  name: 'agreement',
  columns: {
    id: { ...uuid, primary: true },
    police_authority_id: uuid,
    centre_id: uuid,
    version: integer,
    valid_from: day,
    valid_to: { ...day, nullable: true },
    parameters: json,
    recorded_at: { ...instant, default: () => 'now()' },
    recorded_by: { ...uuid, nullable: true },
  },
  checks: [{ name: 'agreement_version_check', expression: '((version > 0))' }],
  uniques: [{ name: 'agreement_police_authority_id_centre_id_version_key', columns: ['police_authority_id', 'centre_id', 'version'] }],
  foreignKeys: [
    { name: 'agreement_centre_id_fkey', target: 'organisation', columnNames: ['centre_id'], referencedColumnNames: ['id'] },
    {
      name: 'agreement_police_authority_id_fkey',
      target: 'organisation',
      columnNames: ['police_authority_id'],
      referencedColumnNames: ['id'],
    },
  ],
});
