import { ATTEMPT_RESULTS, CHANNELS, CLOCK_KINDS, CONSENT_SCOPES, EVENTS, FIELD_GROUPS, HUMAN_ROLES, OUTCOMES, PAUSE_REASONS, RECALL_ANSWERS, RISK_LEVELS, RUNGS, STATES, TARGET_GROUPS, WITHDRAW_REASONS } from '#domain';
import { Day, Figure, Flag, Id, Instant, Nested, OneOf, Text, Whole } from '../http/fields.js';
import { declareField } from '../http/field.js';

/** A code whose list is not closed. */
const Code = (options = {}): PropertyDecorator => Text({ max: 60, ...options });
const Version = (options = {}): PropertyDecorator => Whole({ min: 0, max: 1_000_000, ...options });
/** Codes, ids and dates by name, as the history keeps them. */
const Facts = (): PropertyDecorator => declareField(() => null, { type: 'object', additionalProperties: true }, {});

export class NamedView {
  @Id() id: string;
  @Text({ max: 200 }) name: string;
}

export class PlaceView {
  @Text({ max: 8 }) ags: string;
  @Text({ max: 120 }) name: string;
}

export class WhereaboutsView extends PlaceView {
  @Text({ max: 120 }) district: string;
}

export class ReferralSummaryView {
  @Id() id: string;
  @Text({ max: 20 }) reference: string;
  @OneOf(STATES) state: string;
  @Version() version: number;
  @Flag() overdue: boolean;
  @Instant({ optional: true }) nextDueAt: Date | null;
  @Whole({ min: 0, max: 3 }) escalation: number;
  @OneOf(RISK_LEVELS) risk: string;
  @Flag() children: boolean;
  @Flag() interpreter: boolean;
  @Flag({ description: 'The telephone must not be rung.' }) unsafeContact: boolean;
  @Nested(() => NamedView, { optional: true }) centre: NamedView | null;
  @Nested(() => NamedView) policeAuthority: NamedView;
  @Nested(() => PlaceView) whereabouts: PlaceView;
  @OneOf(TARGET_GROUPS) targetGroup: string;
  @Id({ optional: true }) counsellorId: string | null;
  @Day({ optional: true, description: 'A note: nobody else takes over by itself the day after.' }) counsellorUntil: string | null;
  @Flag({ description: 'Drafted by whoever asks; never for a centre.' }) createdByMe: boolean;
  @Instant() createdAt: Date;
  @Instant({ optional: true }) firstSubmittedAt: Date | null;
  @OneOf(EVENTS, { list: 40 }) allowedEvents: readonly string[];
}

export class ReferralPageView {
  @Nested(() => ReferralSummaryView, { list: 100 }) items: ReferralSummaryView[];
  @Text({ max: 200, optional: true }) nextCursor: string | null;
}

export class FlagsView {
  @OneOf(RISK_LEVELS) risk: string;
  @Flag() sealed: boolean;
  @Flag() addressBlock: boolean;
  @Flag() unsafeContact: boolean;
  @Flag() interpreter: boolean;
  @Flag() children: boolean;
  @Flag() minor: boolean;
  @Flag() mutualAllegation: boolean;
  @Flag() onBehalf: boolean;
  @Flag() moved: boolean;
  @Whole({ min: 0, max: 3 }) escalation: number;
}

export class ConsentView {
  @Version() version: number;
  @OneOf(CONSENT_SCOPES) scope: string;
  @OneOf(FIELD_GROUPS, { list: 8 }) groups: readonly string[];
  @Instant() givenAt: Date;
  @Instant({ optional: true }) withdrawnAt: Date | null;
}

export class MeasureView {
  @Version() version: number;
  @Code() change: string;
  @Instant() orderedAt: Date;
  @Day() lastDayOn: string;
  @Day({ optional: true }) courtAppliedOn: string | null;
  @Day({ optional: true }) courtDecidedOn: string | null;
  @Day({ optional: true }) liftedOn: string | null;
  @Day({ optional: true }) checkedOn: string | null;
}

export class CounsellorView extends NamedView {
  @Day({ optional: true }) until: string | null;
}

export class FiredRungView {
  @OneOf(RUNGS) rung: string;
  @Instant() firedAt: Date;
  @Figure({ description: 'Milliseconds after it was due.' }) latenessMs: number;
}

export class WhyView {
  @Text({ max: 1_000 }) en: string;
  @Text({ max: 1_000 }) de: string;
}

export class ClockView {
  @Id() id: string;
  @OneOf(CLOCK_KINDS) kind: string;
  @Instant() startedAt: Date;
  @Instant() dueAt: Date;
  @OneOf(['running', 'paused', 'settled']) state: string;
  @Flag() overdue: boolean;
  @Instant({ optional: true }) settledAt: Date | null;
  @Instant({ optional: true }) pausedUntil: Date | null;
  @OneOf(PAUSE_REASONS, { optional: true }) pauseReason: string | null;
  @Instant({ optional: true }) nextRungAt: Date | null;
  @Nested(() => FiredRungView, { list: 20 }) firedRungs: readonly FiredRungView[];
  @Nested(() => WhyView) why: WhyView;
}

export class AttemptView {
  @Instant() at: Date;
  @OneOf(CHANNELS) channel: string;
  @OneOf(ATTEMPT_RESULTS) result: string;
  @Version() contactVersion: number;
}

export class AttemptGapView {
  @Whole({ min: 0, max: 100 }) attempts: number;
  @Whole({ min: 0, max: 100 }) days: number;
  @Whole({ min: 0, max: 100 }) timesOfDay: number;
  @Flag() letter: boolean;
}

/** The numbers of the agreement. */
export class AskedAttemptsView {
  @Whole({ min: 0, max: 100 }) attempts: number;
  @Whole({ min: 0, max: 100 }) differentDays: number;
  @Whole({ min: 0, max: 100 }) differentTimesOfDay: number;
  @Flag() letterIfConsented: boolean;
}

export class AttemptRuleView {
  @Flag() met: boolean;
  @Nested(() => AskedAttemptsView) asked: AskedAttemptsView;
  @Nested(() => AttemptGapView) missing: AttemptGapView;
}

export class RecallView {
  @Instant() askedAt: Date;
  @OneOf(WITHDRAW_REASONS) reason: string;
  @Instant({ optional: true }) answeredAt: Date | null;
  @OneOf(RECALL_ANSWERS, { optional: true }) answer: string | null;
}

/** A referral as one side may know it: routing, state, clocks and flags; never contact data. */
export class ReferralView {
  @Id() id: string;
  @Text({ max: 20 }) reference: string;
  @Version({ description: 'Sent back in If-Match with every event.' }) version: number;
  @OneOf(STATES) state: string;
  @OneOf(['police', 'centre'], { optional: true }) responsible: string | null;
  @OneOf(EVENTS, { list: 40 }) allowedEvents: readonly string[];
  @Nested(() => NamedView) policeAuthority: NamedView;
  @Nested(() => NamedView, { optional: true }) centre: NamedView | null;
  @Nested(() => WhereaboutsView) whereabouts: WhereaboutsView;
  @OneOf(TARGET_GROUPS) targetGroup: string;
  @Nested(() => FlagsView) flags: FlagsView;
  @Nested(() => ConsentView, { optional: true }) consent: ConsentView | null;
  @Nested(() => MeasureView, { optional: true }) measure: MeasureView | null;
  @Nested(() => CounsellorView, { optional: true }) counsellor: CounsellorView | null;
  @Nested(() => ClockView, { list: 100 }) clocks: readonly ClockView[];
  @Flag() overdue: boolean;
  @Instant({ optional: true }) nextDueAt: Date | null;
  @Version() contactVersion: number;
  @Flag() contactReadable: boolean;
  @Instant({ optional: true }) contactReadableUntil: Date | null;
  @Nested(() => AttemptView, { list: 100, description: 'Empty for the police.' }) attempts: readonly AttemptView[];
  @Flag() phoneFrozen: boolean;
  @Nested(() => AttemptRuleView, { optional: true }) attemptRule: AttemptRuleView | null;
  @Nested(() => RecallView, { optional: true }) recall: RecallView | null;
  @Code({ optional: true, description: 'What the centre let travel back, once released.' }) feedback: string | null;
  @OneOf(OUTCOMES, { optional: true }) outcome: string | null;
  @Instant() createdAt: Date;
  @Instant({ optional: true }) firstSubmittedAt: Date | null;
  @Instant({ optional: true }) acceptedAt: Date | null;
  @Instant({ optional: true }) reachedAt: Date | null;
  @Instant({ optional: true }) closedAt: Date | null;
}

export class HistoryEntryView {
  @Whole({ min: 0, max: Number.MAX_SAFE_INTEGER }) id: number;
  @OneOf(EVENTS) event: string;
  @OneOf(STATES, { optional: true }) fromState: string | null;
  @OneOf(STATES) toState: string;
  @Version() version: number;
  @OneOf([...HUMAN_ROLES, 'clock']) role: string;
  @Id({ optional: true }) actorId: string | null;
  @Nested(() => NamedView, { optional: true }) organisation: NamedView | null;
  @Instant() happenedAt: Date;
  @Facts() data: Readonly<Record<string, unknown>>;
}

export class HistoryView {
  @Nested(() => HistoryEntryView, { list: 10_000 }) items: HistoryEntryView[];
}
