import { EntitySchema } from 'typeorm';
import { day, instant, integer, text, uuid } from './columns.js';
import type { AssignmentRow, AttemptRow, ProtectionMeasureRow, RecallRow } from './referral-change.js';

export const AssignmentEntity = new EntitySchema<AssignmentRow>({
  name: 'assignment',
  columns: {
    id: { ...uuid, primary: true },
    referral_id: uuid,
    police_authority_id: uuid,
    centre_id: uuid,
    agreement_version: { ...integer, nullable: true },
    assigned_at: instant,
    assigned_by: uuid,
    accepted_at: { ...instant, nullable: true },
    ended_at: { ...instant, nullable: true },
    end_reason: { ...text, nullable: true },
    suggested_centre_id: { ...uuid, nullable: true },
  },
  indices: [
    { name: 'assignment_one_active', columns: ['referral_id'], unique: true, synchronize: false },
    { name: 'assignment_of_referral', columns: ['referral_id', 'assigned_at'] },
  ],
  foreignKeys: [
    { name: 'assignment_centre_id_fkey', target: 'organisation', columnNames: ['centre_id'], referencedColumnNames: ['id'] },
    {
      name: 'assignment_police_authority_id_referral_id_fkey',
      target: 'referral',
      columnNames: ['police_authority_id', 'referral_id'],
      referencedColumnNames: ['police_authority_id', 'id'],
    },
    {
      name: 'assignment_suggested_centre_id_fkey',
      target: 'organisation',
      columnNames: ['suggested_centre_id'],
      referencedColumnNames: ['id'],
    },
  ],
});

export const ProtectionMeasureEntity = new EntitySchema<ProtectionMeasureRow>({
  name: 'protection_measure',
  columns: {
    referral_id: { ...uuid, primary: true },
    police_authority_id: uuid,
    version: { ...integer, primary: true },
    change: text,
    ordered_at: instant,
    last_day_on: day,
    court_applied_on: { ...day, nullable: true },
    court_decided_on: { ...day, nullable: true },
    lifted_on: { ...day, nullable: true },
    checked_on: { ...day, nullable: true },
    rule_set_version: text,
    recorded_by: uuid,
    recorded_at: instant,
  },
  checks: [
    {
      name: 'protection_measure_change_check',
      expression:
        "((change = ANY (ARRAY['ordered'::text, 'court_applied'::text, 'court_decided'::text, 'shortened'::text, 'lifted'::text, 'checked'::text])))",
    },
    { name: 'protection_measure_version_check', expression: '((version > 0))' },
  ],
  foreignKeys: [
    {
      name: 'protection_measure_police_authority_id_referral_id_fkey',
      target: 'referral',
      columnNames: ['police_authority_id', 'referral_id'],
      referencedColumnNames: ['police_authority_id', 'id'],
    },
    {
      name: 'protection_measure_rule_set_version_fkey',
      target: 'rule_set',
      columnNames: ['rule_set_version'],
      referencedColumnNames: ['version'],
    },
  ],
});

export const AttemptEntity = new EntitySchema<AttemptRow>({
  name: 'attempt',
  columns: {
    id: { ...uuid, primary: true },
    referral_id: uuid,
    police_authority_id: uuid,
    centre_id: uuid,
    attempted_at: instant,
    channel: text,
    result: text,
    contact_version: integer,
    overridden_refusal: { ...text, nullable: true },
    override_reason: { ...text, nullable: true },
    recorded_by: uuid,
    recorded_at: instant,
  },
  indices: [{ name: 'attempt_of_referral', columns: ['referral_id', 'attempted_at'] }],
  foreignKeys: [
    { name: 'attempt_centre_id_fkey', target: 'organisation', columnNames: ['centre_id'], referencedColumnNames: ['id'] },
    {
      name: 'attempt_police_authority_id_referral_id_fkey',
      target: 'referral',
      columnNames: ['police_authority_id', 'referral_id'],
      referencedColumnNames: ['police_authority_id', 'id'],
    },
  ],
});

export const RecallEntity = new EntitySchema<RecallRow>({
  name: 'recall',
  columns: {
    referral_id: { ...uuid, primary: true },
    police_authority_id: uuid,
    asked_at: { ...instant, primary: true },
    asked_by: uuid,
    reason: text,
    answered_at: { ...instant, nullable: true },
    answer: { ...text, nullable: true },
  },
  foreignKeys: [
    {
      name: 'recall_police_authority_id_referral_id_fkey',
      target: 'referral',
      columnNames: ['police_authority_id', 'referral_id'],
      referencedColumnNames: ['police_authority_id', 'id'],
    },
  ],
});
