import { CLOCK_KINDS, PAUSE_REASONS, RECOMPUTATION_REASONS, RISK_LEVELS, RUNGS, STATES } from '#domain';
import { Figure, Flag, Id, Instant, Nested, OneOf, Text, Whole } from '../http/fields.js';
import { NamedView, WhyView } from '../referrals/referral.view.js';

export class ResponsibleView {
  @OneOf(['police', 'centre']) side: string;
  @Nested(() => NamedView) organisation: NamedView;
}

/** A running clock that is due or warns within the hours asked for. */
export class DueClockView {
  @Id() id: string;
  @Id() referralId: string;
  @Text({ max: 20 }) reference: string;
  @OneOf(STATES, { description: 'Of the referral.' }) state: string;
  @OneOf(RISK_LEVELS) risk: string;
  @OneOf(CLOCK_KINDS) kind: string;
  @Instant() dueAt: Date;
  @OneOf(RUNGS, { optional: true }) nextRung: string | null;
  @Instant({ optional: true }) nextRungAt: Date | null;
  @Flag() overdue: boolean;
  @Whole({ min: 0, max: 3 }) escalation: number;
  @Nested(() => ResponsibleView, { optional: true }) responsible: ResponsibleView | null;
  @Id({ optional: true, description: 'Null for the police.' }) counsellorId: string | null;
}

export class DueClockPageView {
  @Nested(() => DueClockView, { list: 100 }) items: readonly DueClockView[];
  @Text({ max: 200, optional: true }) nextCursor: string | null;
}

/** The clock whose place another took: a due instant never changes. */
export class ReplacedClockView {
  @Id() id: string;
  @Instant({ description: 'When that one was due.' }) dueAt: Date;
  @OneOf(RECOMPUTATION_REASONS, { optional: true, description: 'What of the registry changed, if that was the cause.' }) reason: string | null;
}

/** A rung that has fired, or that lies ahead. */
export class RungView {
  @OneOf(RUNGS) rung: string;
  @Instant() dueAt: Date;
  @Text({ max: 60, list: 20, description: 'Whom it tells, as `side:role`.' }) tells: readonly string[];
  @Whole({ min: 0, max: 3 }) escalation: number;
  @Instant({ optional: true, description: 'Null: it lies ahead.' }) firedAt: Date | null;
  @Figure({ optional: true, description: 'Milliseconds after it was due.' }) latenessMs: number | null;
}

export class ClockRecordView {
  @Id() id: string;
  @OneOf(CLOCK_KINDS) kind: string;
  @Instant() startedAt: Date;
  @Instant() dueAt: Date;
  @OneOf(['running', 'paused', 'settled']) state: string;
  @Flag() overdue: boolean;
  @Instant({ optional: true }) settledAt: Date | null;
  @Text({ max: 60, optional: true, description: 'The event that settled it, as far as this side may know it.' }) settledBy: string | null;
  @Instant({ optional: true }) pausedAt: Date | null;
  @Instant({ optional: true }) pausedUntil: Date | null;
  @OneOf(PAUSE_REASONS, { optional: true, description: 'Null for the police.' }) pauseReason: string | null;
  @Whole({ min: 0, max: Number.MAX_SAFE_INTEGER }) pausedSeconds: number;
  @Nested(() => ReplacedClockView, { optional: true }) replaces: ReplacedClockView | null;
  @Nested(() => RungView, { list: 20 }) rungs: readonly RungView[];
  @Nested(() => WhyView) why: WhyView;
}

export class ClockRecordsView {
  @Nested(() => ClockRecordView, { list: 1_000 }) items: readonly ClockRecordView[];
}
