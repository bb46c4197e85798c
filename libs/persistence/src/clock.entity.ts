import type { ClockKind } from '#domain';

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
