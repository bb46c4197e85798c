import { EntitySchema } from 'typeorm';
import type { ClockKind } from '#domain';
import { bigint, instant, integer, json, text, uuid } from './columns.js';

/** One rung of a clock's ladder, as stored. */
export interface StoredRung {
  readonly rung: string;
  /** An instant as JSON holds it, ISO text: `new Date()` of it before it is compared. */
  readonly dueAt: unknown;
  readonly tells: readonly string[];
  readonly escalation: number;
}

/** A clock of a referral; `due_at` is a whole second and never changes. */
export interface ClockRow {
  readonly id: string;
  readonly referral_id: string;
  readonly police_authority_id: string;
  readonly kind: ClockKind;
  readonly started_at: Date;
  readonly due_at: Date;
  readonly derivation: unknown;
  readonly ladder: readonly StoredRung[];
  readonly next_rung: number;
  readonly next_rung_at: Date | null;
  /** It could not fire and is not tried before. */
  readonly held_until: Date | null;
  readonly rule_set_version: string | null;
  readonly agreement_version: number | null;
  readonly calendar_version: string;
  readonly paused_at: Date | null;
  readonly paused_until: Date | null;
  readonly pause_reason: string | null;
  readonly paused_seconds: number;
  readonly settled_at: Date | null;
  readonly settled_by: string | null;
  readonly replaces: string | null;
}

/** A rung that has fired, once. */
export interface ClockRungRow {
  readonly clock_id: string;
  readonly rung: string;
  readonly due_at: Date;
  readonly fired_at: Date;
  readonly lateness_ms: number;
}

export const ClockEntity = new EntitySchema<ClockRow>({
  name: 'clock',
  columns: {
    id: { ...uuid, primary: true },
    referral_id: uuid,
    police_authority_id: uuid,
    kind: text,
    started_at: instant,
    due_at: instant,
    derivation: { ...json, comment: 'Why this instant: rule, steps and versions, so that it can be explained in a sentence.' },
    ladder: { ...json, comment: 'Rungs in order of time: {rung, dueAt, tells, escalation}.' },
    next_rung: { ...integer, default: 0 },
    next_rung_at: { ...instant, nullable: true },
    held_until: { ...instant, nullable: true, comment: 'It could not fire and is not tried before; it stays due, so that the alarm sees it.' },
    rule_set_version: { ...text, nullable: true },
    agreement_version: { ...integer, nullable: true },
    calendar_version: text,
    paused_at: { ...instant, nullable: true },
    paused_until: { ...instant, nullable: true },
    pause_reason: { ...text, nullable: true },
    paused_seconds: { ...integer, default: 0 },
    settled_at: { ...instant, nullable: true },
    settled_by: { ...text, nullable: true },
    replaces: { ...uuid, nullable: true },
  },
  checks: [
    { name: 'clock_due_at_check', expression: "((date_trunc('second'::text, due_at) = due_at))" },
    { name: 'clock_ladder_check', expression: "((jsonb_typeof(ladder) = 'array'::text))" },
  ],
  uniques: [{ name: 'clock_referral_id_id_key', columns: ['referral_id', 'id'] }],
  indices: [
    { name: 'clock_due', columns: ['next_rung_at'], synchronize: false },
    { name: 'clock_one_running', columns: ['referral_id', 'kind'], unique: true, synchronize: false },
    { name: 'clock_retention', columns: ['due_at'], synchronize: false },
    { name: 'clock_paused', columns: ['paused_until'], synchronize: false },
  ],
  foreignKeys: [
    {
      name: 'clock_police_authority_id_referral_id_fkey',
      target: 'referral',
      columnNames: ['police_authority_id', 'referral_id'],
      referencedColumnNames: ['police_authority_id', 'id'],
    },
    {
      name: 'clock_referral_id_replaces_fkey',
      target: 'clock',
      columnNames: ['referral_id', 'replaces'],
      referencedColumnNames: ['referral_id', 'id'],
    },
  ],
});

export const ClockRungEntity = new EntitySchema<ClockRungRow>({
  name: 'clock_rung',
  columns: {
    clock_id: { ...uuid, primary: true },
    rung: { ...text, primary: true },
    due_at: instant,
    fired_at: instant,
    lateness_ms: bigint,
  },
  foreignKeys: [{ name: 'clock_rung_clock_id_fkey', target: 'clock', columnNames: ['clock_id'], referencedColumnNames: ['id'] }],
});
