import { EntitySchema } from 'typeorm';
import { day, flag, instant, integer, text, uuid } from './columns.js';

/** A worker's sign of life; every instant is the database's. */
export interface WorkerHeartbeatRow {
  readonly worker_id: string;
  readonly started_at: Date;
  readonly seen_at: Date;
  readonly swept_at: Date;
  readonly bell_lag_ms: number | null;
  readonly bells_armed: number | null;
  readonly armed_until: Date | null;
  readonly queue_answers: boolean;
}

/** One night's check of every referral. */
export interface InvariantCheckRow {
  readonly id: string;
  readonly night: string;
  readonly checked_at: Date;
  readonly referrals: number;
  readonly violations: number;
}

/** What a check found, by code; never a person. */
export interface InvariantViolationRow {
  readonly id: string;
  readonly check_id: string;
  readonly code: string;
  readonly referral_id: string | null;
  readonly reference: string | null;
  readonly clock_kind: string | null;
}

/** A change of calendar, closure or agreement, by which running clocks are computed anew. */
export interface RegistryChangeRow {
  readonly id: string;
  readonly kind: string;
  readonly reason: string;
  readonly recorded_at: Date;
  readonly recorded_by: string;
  readonly last_run_at: Date | null;
  readonly moved: number;
  /** The last run met a referral that it could not do; it is tried again each minute until it can. */
  readonly failing: boolean;
}

export const WorkerHeartbeatEntity = new EntitySchema<WorkerHeartbeatRow>({
  name: 'worker_heartbeat',
  columns: {
    worker_id: { ...uuid, primary: true },
    started_at: instant,
    seen_at: instant,
    swept_at: instant,
    bell_lag_ms: { ...integer, nullable: true },
    bells_armed: { ...integer, nullable: true },
    armed_until: { ...instant, nullable: true },
    queue_answers: flag,
  },
});

export const InvariantCheckEntity = new EntitySchema<InvariantCheckRow>({
  name: 'invariant_check',
  columns: { id: { ...uuid, primary: true }, night: day, checked_at: instant, referrals: integer, violations: integer },
  uniques: [{ name: 'invariant_check_night_key', columns: ['night'] }],
});

export const RegistryChangeEntity = new EntitySchema<RegistryChangeRow>({
  name: 'registry_change',
  columns: {
    id: { ...uuid, primary: true },
    kind: text,
    reason: text,
    recorded_at: instant,
    recorded_by: text,
    last_run_at: { ...instant, nullable: true },
    moved: { ...integer, default: 0 },
    failing: { ...flag, default: false },
  },
  checks: [
    { name: 'registry_change_kind_check', expression: "((kind = ANY (ARRAY['calendar'::text, 'closure'::text, 'agreement'::text, 'opening_hours'::text])))" },
    { name: 'registry_change_reason_check', expression: '(((length(reason) >= 3) AND (length(reason) <= 200)))' },
  ],
});

export const InvariantViolationEntity = new EntitySchema<InvariantViolationRow>({
  name: 'invariant_violation',
  columns: {
    id: { ...uuid, primary: true },
    check_id: uuid,
    code: text,
    referral_id: { ...uuid, nullable: true },
    reference: { ...text, nullable: true },
    clock_kind: { ...text, nullable: true },
  },
  indices: [{ name: 'invariant_violation_of_check', columns: ['check_id'] }],
  foreignKeys: [
    { name: 'invariant_violation_check_id_fkey', target: 'invariant_check', columnNames: ['check_id'], referencedColumnNames: ['id'] },
  ],
});
