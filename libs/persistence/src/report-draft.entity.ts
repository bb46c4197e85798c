import { EntitySchema } from 'typeorm';
import { bytes, instant, uuid } from './columns.js';

/** The unsent form of one person; `key_id` names the key in the keystore that opens it. */
export interface ReportDraftRow {
  readonly user_id: string;
  readonly organisation_id: string;
  readonly key_id: string;
  readonly ciphertext: Buffer;
  readonly saved_at: Date;
  readonly expires_at: Date;
}

/** The blurred police reference of a report. */
export interface DeploymentMarkRow {
  readonly referral_id: string;
  readonly police_authority_id: string;
  readonly mark: Buffer;
  readonly marked_at: Date;
}

export const ReportDraftEntity = new EntitySchema<ReportDraftRow>({
  name: 'report_draft',
  columns: { user_id: { ...uuid, primary: true }, organisation_id: uuid, key_id: uuid, ciphertext: bytes, saved_at: instant, expires_at: instant },
  checks: [
    { name: 'report_draft_ciphertext_check', expression: '((octet_length(ciphertext) <= 40000))' },
    { name: 'report_draft_check', expression: '((saved_at < expires_at))' },
  ],
  indices: [{ name: 'report_draft_expired', columns: ['expires_at'], synchronize: false }],
  foreignKeys: [{ name: 'report_draft_organisation_id_user_id_fkey', target: 'app_user', columnNames: ['organisation_id', 'user_id'], referencedColumnNames: ['organisation_id', 'id'] }],
});

export const DeploymentMarkEntity = new EntitySchema<DeploymentMarkRow>({
  name: 'deployment_mark',
  columns: { referral_id: { ...uuid, primary: true }, police_authority_id: uuid, mark: bytes, marked_at: instant },
  indices: [
    { name: 'deployment_mark_of_authority', columns: ['police_authority_id', 'mark'], synchronize: false },
    { name: 'deployment_mark_age', columns: ['marked_at'], synchronize: false },
  ],
  foreignKeys: [
    { name: 'deployment_mark_police_authority_id_referral_id_fkey', target: 'referral', columnNames: ['police_authority_id', 'referral_id'], referencedColumnNames: ['police_authority_id', 'id'] },
  ],
});
