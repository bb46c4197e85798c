import type {
  AttemptRuleGap, ClockKind, ConsentScope, ContactData, EventName, FieldGroup, HumanRole, OrganisationKind, RiskLevel, Role, State, TargetGroup,
} from '#domain';

/** What the API answers, as it stands on the wire: instants are ISO 8601 texts, days 'YYYY-MM-DD'. */
export type Instant = string;
export type Day = string;

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface SessionView {
  readonly actor: { readonly userId: string; readonly displayName: string; readonly role: HumanRole };
  readonly organisation: Named & { readonly kind: OrganisationKind };
  readonly csrfToken: string;
  readonly expiresAt: Instant;
}

export interface ClockView {
  readonly id: string;
  readonly kind: ClockKind;
  readonly startedAt: Instant;
  readonly dueAt: Instant;
  readonly state: 'running' | 'paused' | 'settled';
  readonly overdue: boolean;
  readonly settledAt: Instant | null;
  readonly pausedUntil: Instant | null;
  readonly nextRungAt: Instant | null;
  readonly firedRungs: readonly { readonly rung: string; readonly firedAt: Instant; readonly latenessMs: number }[];
  readonly why: { readonly de: string; readonly en: string };
}

export interface AttemptView {
  readonly at: Instant;
  readonly channel: string;
  readonly result: string;
  readonly contactVersion: number;
}

export interface ReferralSummary {
  readonly id: string;
  readonly reference: string;
  readonly state: State;
  readonly version: number;
  readonly overdue: boolean;
  readonly nextDueAt: Instant | null;
  readonly escalation: number;
  readonly risk: RiskLevel;
  readonly centre: Named | null;
  readonly policeAuthority: Named;
  readonly whereabouts: { readonly ags: string; readonly name: string };
  readonly targetGroup: TargetGroup;
  readonly counsellorId: string | null;
  readonly createdAt: Instant;
  readonly firstSubmittedAt: Instant | null;
  readonly allowedEvents: readonly EventName[];
}

export interface FlagsView {
  readonly risk: RiskLevel;
  readonly sealed: boolean;
  readonly addressBlock: boolean;
  readonly unsafeContact: boolean;
  readonly interpreter: boolean;
  readonly children: boolean;
  readonly minor: boolean;
  readonly mutualAllegation: boolean;
  readonly onBehalf: boolean;
  readonly moved: boolean;
  readonly escalation: number;
}

export interface ReferralView {
  readonly id: string;
  readonly reference: string;
  readonly version: number;
  readonly state: State;
  readonly responsible: 'police' | 'centre' | null;
  readonly allowedEvents: readonly EventName[];
  readonly policeAuthority: Named;
  readonly centre: Named | null;
  readonly whereabouts: { readonly ags: string; readonly name: string; readonly district: string };
  readonly targetGroup: TargetGroup;
  readonly flags: FlagsView;
  readonly consent: {
    readonly version: number;
    readonly scope: ConsentScope;
    readonly groups: readonly FieldGroup[];
    readonly givenAt: Instant;
    readonly withdrawnAt: Instant | null;
  } | null;
  readonly measure: { readonly orderedAt: Instant; readonly lastDayOn: Day; readonly courtAppliedOn: Day | null } | null;
  readonly counsellor: (Named & { readonly until: Day | null }) | null;
  readonly clocks: readonly ClockView[];
  readonly overdue: boolean;
  readonly nextDueAt: Instant | null;
  readonly contactVersion: number;
  readonly contactReadable: boolean;
  readonly contactReadableUntil: Instant | null;
  /** Empty for the police. */
  readonly attempts: readonly AttemptView[];
  readonly phoneFrozen: boolean;
  readonly attemptRule: { readonly met: boolean; readonly missing: AttemptRuleGap } | null;
  readonly recall: { readonly askedAt: Instant; readonly reason: string; readonly answeredAt: Instant | null; readonly answer: string | null } | null;
  readonly feedback: string | null;
  readonly outcome: string | null;
  readonly createdAt: Instant;
  readonly firstSubmittedAt: Instant | null;
  readonly acceptedAt: Instant | null;
  readonly reachedAt: Instant | null;
  readonly closedAt: Instant | null;
}

export interface HistoryEntry {
  readonly event: EventName;
  readonly fromState: State | null;
  readonly toState: State;
  readonly version: number;
  readonly role: Role;
  readonly organisation: Named | null;
  readonly happenedAt: Instant;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface ContactView {
  readonly version: number;
  readonly contact: ContactData;
  readonly readAt: Instant;
  readonly hidesAt: Instant;
}

export interface Municipality {
  readonly ags: string;
  readonly name: string;
  readonly district: string;
  readonly postcodes: readonly string[];
  readonly policeAuthority: Named;
}

export interface Candidate {
  readonly centre: Named;
  readonly rank: number;
  readonly reasons: readonly string[];
  readonly openNow: boolean;
  readonly opensAt: Instant | null;
  readonly dailyService: boolean;
}

export interface Candidates {
  readonly candidates: readonly Candidate[];
  readonly excluded: readonly { readonly centre: Named; readonly reasons: readonly string[] }[];
  readonly authority: Named;
  /** Name and number, for the time until a centre opens. */
  readonly hotline: string;
}

export interface TurnaroundCell {
  readonly district: { readonly ags: string; readonly name: string };
  readonly quarter: string;
  readonly referrals: number | null;
  readonly firstAttemptWithin24h: number | null;
  readonly firstAttemptWithin72h: number | null;
  readonly reached: number | null;
  readonly medianHoursToFirstAttempt: number | null;
  readonly suppressed: boolean;
}

export interface StalledItem {
  readonly reference: string;
  readonly state: State;
  readonly clockKind: ClockKind;
  readonly dueAt: Instant;
  readonly escalation: number;
  readonly organisation: { readonly name: string };
}

export interface NotificationView {
  readonly id: string;
  readonly template: string;
  readonly referralId: string | null;
  readonly reference: string | null;
  /** Where nobody could be reached; only of an alarm about that. */
  readonly organisation: string | null;
  readonly clockKind: ClockKind | null;
  readonly rung: string | null;
  readonly createdAt: Instant;
  /** The answer came before the message left: it is of no interest any more. */
  readonly settledAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
}

export interface DeadLetter {
  readonly id: string;
  readonly name: string;
  readonly failedAt: Instant | null;
  readonly attempts: number;
  readonly reason: string | null;
}

/** A rung of a clock: fired, or ahead while `firedAt` is null. */
export interface RungView {
  readonly rung: string;
  readonly dueAt: Instant;
  /** `side:role` of whoever is told. */
  readonly tells: readonly string[];
  readonly escalation: number;
  readonly firedAt: Instant | null;
  readonly latenessMs: number | null;
}

/** One clock of a referral with everything that happened to it. */
export interface ClockRecord {
  readonly id: string;
  readonly kind: ClockKind;
  readonly startedAt: Instant;
  readonly dueAt: Instant;
  readonly state: 'running' | 'paused' | 'settled';
  readonly overdue: boolean;
  readonly settledAt: Instant | null;
  readonly settledBy: string | null;
  readonly pausedUntil: Instant | null;
  readonly pauseReason: string | null;
  readonly pausedSeconds: number;
  readonly replaces: { readonly id: string; readonly dueAt: Instant; readonly reason: string | null } | null;
  readonly rungs: readonly RungView[];
  readonly why: { readonly de: string; readonly en: string };
}

export interface DueClock {
  readonly id: string;
  readonly referralId: string;
  readonly reference: string;
  readonly state: State;
  readonly risk: RiskLevel;
  readonly kind: ClockKind;
  readonly dueAt: Instant;
  readonly nextRung: string | null;
  readonly nextRungAt: Instant | null;
  readonly overdue: boolean;
  readonly escalation: number;
  readonly responsible: { readonly side: 'police' | 'centre'; readonly organisation: Named } | null;
  readonly counsellorId: string | null;
}

export interface OnCallDuty {
  readonly id: string;
  readonly person: Colleague;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly cancellable: boolean;
}

export interface Absence extends OnCallDuty {
  readonly deputy: Colleague | null;
}

export interface DutyView {
  readonly from: Instant;
  readonly until: Instant;
  readonly absences: readonly Absence[];
  readonly onCall: readonly OnCallDuty[];
  /** When nobody of a role can be reached. */
  readonly uncovered: readonly { readonly role: HumanRole; readonly startsAt: Instant; readonly endsAt: Instant }[];
}

export interface WorkerFigures {
  readonly startedAt: Instant;
  readonly seenAt: Instant;
  readonly sweepLagMs: number;
  readonly bellLagMs: number | null;
  readonly queueAnswers: boolean;
  readonly away: boolean;
}

export interface OperationsView {
  readonly at: Instant;
  readonly alarms: readonly string[];
  readonly clocks: { readonly open: number; readonly paused: number; readonly due: number; readonly oldestDueMs: number | null; readonly dueWithinHorizon: number };
  readonly horizon: { readonly ms: number; readonly bellsArmed: number | null; readonly armedUntil: Instant | null };
  readonly workers: readonly WorkerFigures[];
  readonly notifications: { readonly pending: number; readonly dead: number; readonly oldestPendingAt: Instant | null };
  readonly check: {
    readonly night: Day;
    readonly checkedAt: Instant;
    readonly referrals: number;
    readonly violations: number;
    readonly found: readonly { readonly code: string; readonly reference: string | null; readonly clockKind: string | null }[];
  } | null;
  readonly registryChanges: readonly { readonly kind: string; readonly reason: string; readonly recordedAt: Instant; readonly lastRunAt: Instant | null; readonly moved: number }[];
}

export interface Colleague extends Named {
  readonly role: HumanRole;
}

export interface AuditVerification {
  readonly chains: number;
  readonly events: number;
  readonly broken: readonly unknown[];
}
