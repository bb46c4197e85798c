import { EntitySchema } from 'typeorm';
import { bytes, flag, instant, integer, smallint, text, uuid } from './columns.js';

/** One expelled person handed over once: no personal data, and nothing of a deployment. */
export interface ExpelledReferralRow {
  readonly id: string;
  readonly reference: string;
  readonly state: string;
  readonly version: number;
  readonly police_authority_id: string;
  readonly centre_id: string;
  readonly consent_form: string;
  readonly consent_given_at: Date;
  readonly consent_explained_in: string;
  readonly contact_version: number;
  readonly accepted: boolean;
  readonly created_by: string;
  readonly submitted_at: Date;
  readonly due_at: Date | null;
  readonly escalates_at: Date | null;
  readonly rungs_fired: number;
  readonly ended_at: Date | null;
  readonly purge_at: Date;
}

const toReferral = (table: string) => ({
  name: `${table}_police_authority_id_referral_id_fkey`, target: 'expelled_referral', columnNames: ['police_authority_id', 'referral_id'], referencedColumnNames: ['police_authority_id', 'id'],
});
const toUser = (table: string, columns: readonly [string, string]) => ({ name: `${table}_${columns.join('_')}_fkey`, target: 'app_user', columnNames: [...columns], referencedColumnNames: ['organisation_id', 'id'] });
const toOrganisation = (column: string) => ({ name: `expelled_referral_${column}_fkey`, target: 'organisation', columnNames: [column], referencedColumnNames: ['id'] });

export const ExpelledReferralEntity = new EntitySchema<ExpelledReferralRow>({
  name: 'expelled_referral',
  columns: {
    id: { ...uuid, primary: true }, reference: text, state: text, version: { ...integer, default: 1 }, police_authority_id: uuid, centre_id: uuid, consent_form: text,
    consent_given_at: instant, consent_explained_in: text, contact_version: { ...integer, default: 1 }, accepted: { ...flag, default: false }, created_by: uuid, submitted_at: instant,
    due_at: { ...instant, nullable: true }, escalates_at: { ...instant, nullable: true }, rungs_fired: { ...smallint, default: 0 }, ended_at: { ...instant, nullable: true }, purge_at: instant,
  },
  checks: [
    { name: 'expelled_referral_consent_form_check', expression: "((consent_form = ANY (ARRAY['signed'::text, 'oral'::text, 'digital'::text])))" },
    { name: 'expelled_referral_rungs_fired_check', expression: '(((rungs_fired >= 0) AND (rungs_fired <= 2)))' },
    {
      name: 'expelled_referral_state_check',
      expression: "((state = ANY (ARRAY['submitted'::text, 'returned'::text, 'declined'::text, 'accepted'::text, 'contacting'::text, 'reached'::text, 'closed'::text, 'withdrawn'::text, 'purged'::text])))",
    },
    { name: 'expelled_referral_version_check', expression: '((version > 0))' },
  ],
  uniques: [
    { name: 'expelled_referral_police_authority_id_id_key', columns: ['police_authority_id', 'id'] },
    { name: 'expelled_referral_police_authority_id_reference_key', columns: ['police_authority_id', 'reference'] },
  ],
  indices: [
    { name: 'expelled_referral_due', columns: ['due_at'], synchronize: false },
    { name: 'expelled_referral_of_centre', columns: ['centre_id', 'submitted_at'] },
    { name: 'expelled_referral_of_police', columns: ['police_authority_id', 'submitted_at'] },
    { name: 'expelled_referral_purge', columns: ['purge_at'], synchronize: false },
  ],
  foreignKeys: [toOrganisation('centre_id'), toOrganisation('police_authority_id'), toUser('expelled_referral', ['police_authority_id', 'created_by'])],
});

/** Of which deployment it came; read by the sending authority alone. */
export interface ExpelledOriginRow {
  readonly referral_id: string;
  readonly police_authority_id: string;
  readonly deployment_id: string;
}

export const ExpelledOriginEntity = new EntitySchema<ExpelledOriginRow>({
  name: 'expelled_origin',
  columns: { referral_id: { ...uuid, primary: true }, police_authority_id: uuid, deployment_id: uuid },
  indices: [{ name: 'expelled_origin_of_deployment', columns: ['police_authority_id', 'deployment_id'] }],
  foreignKeys: [
    { name: 'expelled_origin_police_authority_id_deployment_id_fkey', target: 'deployment', columnNames: ['police_authority_id', 'deployment_id'], referencedColumnNames: ['police_authority_id', 'id'] },
    toReferral('expelled_origin'),
  ],
});

/** A sealed version of how the person can be reached. */
export interface ExpelledContactRow {
  readonly referral_id: string;
  readonly police_authority_id: string;
  readonly version: number;
  readonly ciphertext: Buffer;
  readonly recorded_by: string;
  readonly recorded_at: Date;
}

export const ExpelledContactEntity = new EntitySchema<ExpelledContactRow>({
  name: 'expelled_contact',
  columns: { referral_id: { ...uuid, primary: true }, version: { ...integer, primary: true }, police_authority_id: uuid, ciphertext: bytes, recorded_by: uuid, recorded_at: instant },
  checks: [{ name: 'expelled_contact_version_check', expression: '((version > 0))' }],
  foreignKeys: [toReferral('expelled_contact'), toUser('expelled_contact', ['police_authority_id', 'recorded_by'])],
});

/** One event of the chain of expelled persons. */
export interface ExpelledEventRow {
  readonly id: string;
  readonly referral_id: string;
  readonly police_authority_id: string;
  readonly version: number;
  readonly event: string;
  readonly reason: string | null;
  readonly happened_at: Date;
  readonly organisation_id: string;
  readonly actor_id: string;
}

export const ExpelledEventEntity = new EntitySchema<ExpelledEventRow>({
  name: 'expelled_event',
  columns: {
    id: { ...uuid, primary: true }, referral_id: uuid, police_authority_id: uuid, version: integer, event: text, reason: { ...text, nullable: true }, happened_at: instant, organisation_id: uuid, actor_id: uuid,
  },
  uniques: [{ name: 'expelled_event_referral_id_version_key', columns: ['referral_id', 'version'] }],
  foreignKeys: [toUser('expelled_event', ['organisation_id', 'actor_id']), toReferral('expelled_event')],
});
