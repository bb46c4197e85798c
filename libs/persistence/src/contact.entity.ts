import { EntitySchema } from 'typeorm';
import { bytes, flag, instant, integer, text, texts, uuid } from './columns.js';
import type { ConsentRow, KeyShredRow } from './referral-change.js';

/** A sealed version of contact data, as stored. */
export interface ContactRow {
  readonly referral_id: string;
  readonly police_authority_id: string;
  readonly version: number;
  readonly compartment: 'shared' | 'centre';
  /** The envelope of `#keystore`. */
  readonly ciphertext: Buffer;
  readonly recorded_by: string;
  readonly recorded_by_organisation_id: string;
  readonly recorded_at: Date;
}

export const ContactEntity = new EntitySchema<ContactRow>({
  name: 'contact',
  columns: {
    referral_id: { ...uuid, primary: true },
    police_authority_id: uuid,
    version: { ...integer, primary: true },
    compartment: text,
    ciphertext: bytes,
    recorded_by: uuid,
    recorded_by_organisation_id: uuid,
    recorded_at: instant,
  },
  checks: [
    { name: 'contact_compartment_check', expression: "((compartment = ANY (ARRAY['shared'::text, 'centre'::text])))" },
    { name: 'contact_version_check', expression: '((version > 0))' },
  ],
  foreignKeys: [
    {
      name: 'contact_police_authority_id_referral_id_fkey',
      target: 'referral',
      columnNames: ['police_authority_id', 'referral_id'],
      referencedColumnNames: ['police_authority_id', 'id'],
    },
    {
      name: 'contact_recorded_by_organisation_id_fkey',
      target: 'organisation',
      columnNames: ['recorded_by_organisation_id'],
      referencedColumnNames: ['id'],
    },
  ],
});

export const ConsentEntity = new EntitySchema<ConsentRow>({
  name: 'consent',
  columns: {
    referral_id: { ...uuid, primary: true },
    police_authority_id: uuid,
    version: { ...integer, primary: true },
    scope: text,
    field_groups: texts,
    form: text,
    given_at: instant,
    explained_in: text,
    interpreter_present: flag,
    named_centre_id: { ...uuid, nullable: true },
    withdrawn_at: { ...instant, nullable: true },
    withdrawal_heard_by: { ...text, nullable: true },
    recorded_by: uuid,
    recorded_at: instant,
  },
  checks: [
    { name: 'consent_form_check', expression: "((form = ANY (ARRAY['signed'::text, 'oral'::text, 'digital'::text])))" },
    { name: 'consent_scope_check', expression: "((scope = ANY (ARRAY['named_centre'::text, 'other_suitable'::text])))" },
    { name: 'consent_version_check', expression: '((version > 0))' },
  ],
  foreignKeys: [
    { name: 'consent_named_centre_id_fkey', target: 'organisation', columnNames: ['named_centre_id'], referencedColumnNames: ['id'] },
    {
      name: 'consent_police_authority_id_referral_id_fkey',
      target: 'referral',
      columnNames: ['police_authority_id', 'referral_id'],
      referencedColumnNames: ['police_authority_id', 'id'],
    },
  ],
});

export const KeyShredEntity = new EntitySchema<KeyShredRow>({
  name: 'key_shred',
  columns: {
    id: { ...uuid, primary: true },
    referral_id: uuid,
    organisation_id: { ...uuid, nullable: true },
    due_at: instant,
    done_at: { ...instant, nullable: true },
  },
  indices: [{ name: 'key_shred_open', columns: ['due_at'], synchronize: false }],
});
