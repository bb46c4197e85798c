import { EntitySchema } from 'typeorm';
import { bigint, bytes, day, flag, instant, integer, json, smallint, text, uuid, uuids } from './columns.js';
import type { DeploymentRow, ReferralRow } from './referral-change.js';

/** One entry of a referral's history. */
export interface ReferralEventRow {
  readonly id: number;
  readonly referral_id: string;
  readonly police_authority_id: string;
  readonly event: string;
  readonly from_state: string | null;
  readonly to_state: string;
  readonly version: number;
  readonly side: 'police' | 'centre' | 'both';
  readonly actor_id: string | null;
  readonly role: string;
  readonly organisation_id: string | null;
  readonly happened_at: Date;
  readonly data: Readonly<Record<string, unknown>>;
}

export const DeploymentEntity = new EntitySchema<DeploymentRow>({
  name: 'deployment',
  columns: {
    id: { ...uuid, primary: true },
    police_authority_id: uuid,
    incident_ags: text,
    occurred_at: instant,
  },
  uniques: [{ name: 'deployment_police_authority_id_id_key', columns: ['police_authority_id', 'id'] }],
  foreignKeys: [
    { name: 'deployment_incident_ags_fkey', target: 'municipality', columnNames: ['incident_ags'], referencedColumnNames: ['ags'] },
    {
      name: 'deployment_police_authority_id_fkey',
      target: 'organisation',
      columnNames: ['police_authority_id'],
      referencedColumnNames: ['id'],
    },
  ],
});

export const ReferralEntity = new EntitySchema<ReferralRow>({
  name: 'referral',
  columns: {
    id: { ...uuid, primary: true },
    reference: text,
    state: text,
    version: integer,
    police_authority_id: uuid,
    centre_id: { ...uuid, nullable: true },
    deployment_id: uuid,
    incident_ags: text,
    whereabouts_ags: text,
    target_group: text,
    consent_version: { ...integer, default: 0 },
    contact_version: { ...integer, default: 0 },
    centre_contact_from: {
      ...integer,
      default: 1,
      comment: 'The assigned centre reads contact versions from here on; raised by a forward after a move.',
    },
    risk_level: { ...text, default: 'none' },
    address_block: { ...flag, default: false },
    unsafe_contact: { ...flag, default: false },
    interpreter: { ...flag, default: false },
    children: { ...flag, default: false },
    minor: { ...flag, default: false },
    capacity_decided_by: {
      ...uuid,
      nullable: true,
      comment: 'Who found a minor able to consent; null for adults and while nobody has decided.',
    },
    mutual_allegation: { ...flag, default: false },
    on_behalf: { ...flag, default: false },
    moved: { ...flag, default: false },
    escalation: { ...smallint, default: 0 },
    named_user_ids: { ...uuids, nullable: true, comment: 'Sealed when not null: only these persons see that the row exists.' },
    excluded_user_ids: { ...uuids, default: '{}', comment: 'These persons never learn that the row exists.' },
    counsellor_id: { ...uuid, nullable: true },
    counsellor_until: { ...day, nullable: true },
    created_by: uuid,
    created_at: instant,
    first_submitted_at: { ...instant, nullable: true },
    accepted_at: { ...instant, nullable: true },
    first_attempt_at: { ...instant, nullable: true },
    reached_at: { ...instant, nullable: true },
    closed_at: { ...instant, nullable: true },
    police_access_until: { ...instant, nullable: true },
    phone_frozen_at: { ...instant, nullable: true },
    contact_locked_at: { ...instant, nullable: true },
    purged_at: { ...instant, nullable: true },
    reached_result: { ...text, nullable: true },
    outcome: { ...text, nullable: true },
    feedback: { ...text, nullable: true },
    feedback_released_at: { ...instant, nullable: true },
    next_due_at: { ...instant, nullable: true, comment: 'Earliest due instant of the running clocks: the order of the inbox.' },
  },
  checks: [
    { name: 'referral_escalation_check', expression: '(((escalation >= 0) AND (escalation <= 3)))' },
    { name: 'referral_risk_level_check', expression: "((risk_level = ANY (ARRAY['none'::text, 'raised'::text, 'high'::text])))" },
    {
      name: 'referral_state_check',
      expression:
        "((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'returned'::text, 'declined'::text, 'accepted'::text, 'contacting'::text, 'reached'::text, 'closed'::text, 'withdrawn'::text, 'purged'::text])))",
    },
    { name: 'referral_version_check', expression: '((version > 0))' },
  ],
  uniques: [
    { name: 'referral_police_authority_id_id_key', columns: ['police_authority_id', 'id'] },
    { name: 'referral_police_authority_id_reference_key', columns: ['police_authority_id', 'reference'] },
  ],
  indices: [
    { name: 'referral_inbox', columns: ['centre_id', 'id'], synchronize: false },
    { name: 'referral_of_centre', columns: ['centre_id', 'id'], synchronize: false },
    { name: 'referral_running_of_police', columns: ['police_authority_id', 'next_due_at'], synchronize: false },
    { name: 'referral_of_police', columns: ['police_authority_id', 'created_at', 'id'], synchronize: false },
  ],
  foreignKeys: [
    { name: 'referral_centre_id_fkey', target: 'organisation', columnNames: ['centre_id'], referencedColumnNames: ['id'] },
    { name: 'referral_incident_ags_fkey', target: 'municipality', columnNames: ['incident_ags'], referencedColumnNames: ['ags'] },
    {
      name: 'referral_police_authority_id_deployment_id_fkey',
      target: 'deployment',
      columnNames: ['police_authority_id', 'deployment_id'],
      referencedColumnNames: ['police_authority_id', 'id'],
    },
    {
      name: 'referral_police_authority_id_fkey',
      target: 'organisation',
      columnNames: ['police_authority_id'],
      referencedColumnNames: ['id'],
    },
    { name: 'referral_whereabouts_ags_fkey', target: 'municipality', columnNames: ['whereabouts_ags'], referencedColumnNames: ['ags'] },
  ],
});

export const ReferralEventEntity = new EntitySchema<ReferralEventRow>({
  name: 'referral_event',
  columns: {
    id: { ...bigint, primary: true, generated: 'increment' },
    referral_id: uuid,
    police_authority_id: uuid,
    event: text,
    from_state: { ...text, nullable: true },
    to_state: text,
    version: integer,
    side: text,
    actor_id: { ...uuid, nullable: true },
    role: text,
    organisation_id: { ...uuid, nullable: true },
    happened_at: instant,
    data: { ...json, comment: 'Codes, dates and ids only; never a value typed by a person.' },
  },
  checks: [
    { name: 'referral_event_side_check', expression: "((side = ANY (ARRAY['police'::text, 'centre'::text, 'both'::text])))" },
    {
      name: 'referral_event_to_state_check',
      expression:
        "((to_state = ANY (ARRAY['draft'::text, 'submitted'::text, 'returned'::text, 'declined'::text, 'accepted'::text, 'contacting'::text, 'reached'::text, 'closed'::text, 'withdrawn'::text, 'purged'::text])))",
    },
  ],
  indices: [{ name: 'referral_event_of_referral', columns: ['referral_id', 'id'] }],
  foreignKeys: [
    {
      name: 'referral_event_police_authority_id_referral_id_fkey',
      target: 'referral',
      columnNames: ['police_authority_id', 'referral_id'],
      referencedColumnNames: ['police_authority_id', 'id'],
    },
  ],
});

/** The key under which a creation was asked for, with the hash of its body. */
export interface IdempotencyRow {
  readonly organisation_id: string;
  readonly key: string;
  readonly request_hash: Buffer;
  readonly referral_id: string;
  readonly created_at: Date;
}

export const IdempotencyEntity = new EntitySchema<IdempotencyRow>({
  name: 'idempotency',
  columns: {
    organisation_id: { ...uuid, primary: true },
    key: { ...text, primary: true },
    request_hash: bytes,
    referral_id: uuid,
    created_at: instant,
  },
  foreignKeys: [
    { name: 'idempotency_organisation_id_fkey', target: 'organisation', columnNames: ['organisation_id'], referencedColumnNames: ['id'] },
  ],
});
