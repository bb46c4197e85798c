import type { ClockKind, EventName, KeptAnswer, Role, RoutingEvent, RoutingQuestion, State } from '#domain';
import type { RoutingBasisRow, RoutingPartRow } from './routing-decision.entity.js';

/**
 * Everything that one event of the chain writes, as data. The store hands it to the database in one round trip (`apply_change`);
 * either all of it is written or nothing. Property names inside the rows are the columns' names, because the rows go through unchanged.
 */
export interface ReferralChange {
  readonly organisationId: string | null;
  readonly userId: string | null;
  readonly role: Role;
  readonly at: Date;
  readonly requestId: string | null;
  /** Null creates the referral; else the version that the person had before their eyes. */
  readonly expectedVersion: number | null;
  readonly referral: Partial<ReferralRow> & { readonly id: string; readonly version: number };
  readonly deployment?: DeploymentRow;
  /** Removes every contact version with attempts, consents, measures and recalls; only the purge does. */
  readonly purge?: boolean;
  readonly contacts?: readonly NewContactRow[];
  readonly consents?: readonly ConsentRow[];
  readonly measures?: readonly ProtectionMeasureRow[];
  readonly endAssignment?: { readonly reason: string; readonly suggestedCentreId: string | null };
  readonly assignments?: readonly AssignmentRow[];
  readonly acceptAssignment?: boolean;
  readonly attempts?: readonly AttemptRow[];
  readonly recalls?: readonly RecallRow[];
  readonly recallAnswer?: string;
  /** Running clocks of these kinds are settled before new ones start. */
  readonly settle?: readonly ClockKind[];
  readonly settledBy?: EventName;
  readonly pause?: { readonly kind: ClockKind; readonly until: Date; readonly reason: string };
  readonly clocks?: readonly NewClockRow[];
  readonly events: readonly NewReferralEventRow[];
  readonly notifications?: readonly NewNotificationRow[];
  readonly shreds?: readonly KeyShredRow[];
  /** Why the centre of this event was chosen; parts and basis only where this process does not know them stored. */
  readonly routing?: NewRoutingDecisionRow;
  readonly routingParts?: readonly RoutingPartRow[];
  readonly routingBasis?: RoutingBasisRow;
  readonly audits: readonly AuditEntry[];
  readonly idempotency?: { readonly key: string; readonly requestHash: string };
}

export type ChangeResult =
  | { readonly kind: 'applied'; readonly version: number }
  | { readonly kind: 'replayed'; readonly referralId: string }
  | { readonly kind: 'key_reused' }
  | { readonly kind: 'stale'; readonly version: number }
  | { readonly kind: 'unknown' };

export interface AuditEntry {
  /** `noun.participle`, e.g. `referral.submitted`. */
  readonly action: string;
  /** Names of fields, never their values. */
  readonly fields?: readonly string[];
  readonly purpose?: string;
  readonly decision?: string;
}

/** The row `referral`; instants as Date, arrays as arrays. No personal data. */
export interface ReferralRow {
  id: string;
  reference: string;
  state: State;
  version: number;
  police_authority_id: string;
  centre_id: string | null;
  deployment_id: string;
  incident_ags: string;
  whereabouts_ags: string;
  target_group: string;
  consent_version: number;
  contact_version: number;
  centre_contact_from: number;
  risk_level: 'none' | 'raised' | 'high';
  address_block: boolean;
  unsafe_contact: boolean;
  interpreter: boolean;
  children: boolean;
  minor: boolean;
  capacity_decided_by: string | null;
  mutual_allegation: boolean;
  on_behalf: boolean;
  moved: boolean;
  escalation: number;
  named_user_ids: string[] | null;
  excluded_user_ids: string[];
  counsellor_id: string | null;
  counsellor_until: string | null;
  created_by: string;
  created_at: Date;
  first_submitted_at: Date | null;
  accepted_at: Date | null;
  first_attempt_at: Date | null;
  reached_at: Date | null;
  closed_at: Date | null;
  police_access_until: Date | null;
  phone_frozen_at: Date | null;
  contact_locked_at: Date | null;
  purged_at: Date | null;
  reached_result: string | null;
  outcome: string | null;
  feedback: string | null;
  feedback_released_at: Date | null;
  next_due_at: Date | null;
}

interface BelowReferral {
  readonly referral_id: string;
  readonly police_authority_id: string;
}

export interface DeploymentRow {
  readonly id: string;
  readonly police_authority_id: string;
  readonly incident_ags: string;
  readonly occurred_at: Date;
}

export interface NewContactRow extends BelowReferral {
  readonly version: number;
  readonly compartment: 'shared' | 'centre';
  /** The sealed envelope of `#keystore`. */
  readonly ciphertextBase64: string;
  readonly recorded_by: string;
  readonly recorded_by_organisation_id: string;
  readonly recorded_at: Date;
}

export interface ConsentRow extends BelowReferral {
  readonly version: number;
  readonly scope: string;
  readonly field_groups: readonly string[];
  readonly form: string;
  readonly given_at: Date;
  readonly explained_in: string;
  readonly interpreter_present: boolean;
  readonly named_centre_id: string | null;
  readonly withdrawn_at: Date | null;
  readonly withdrawal_heard_by: string | null;
  readonly recorded_by: string;
  readonly recorded_at: Date;
}

export interface AssignmentRow extends BelowReferral {
  readonly id: string;
  readonly centre_id: string;
  readonly agreement_version: number | null;
  readonly assigned_at: Date;
  readonly assigned_by: string;
  readonly accepted_at: Date | null;
  readonly ended_at: Date | null;
  readonly end_reason: string | null;
  readonly suggested_centre_id: string | null;
}

export interface ProtectionMeasureRow extends BelowReferral {
  readonly version: number;
  readonly change: string;
  readonly ordered_at: Date;
  readonly last_day_on: string;
  readonly court_applied_on: string | null;
  readonly court_decided_on: string | null;
  readonly lifted_on: string | null;
  readonly checked_on: string | null;
  readonly rule_set_version: string;
  readonly recorded_by: string;
  readonly recorded_at: Date;
}

export interface AttemptRow extends BelowReferral {
  readonly id: string;
  readonly centre_id: string;
  readonly attempted_at: Date;
  readonly channel: string;
  readonly result: string;
  readonly contact_version: number;
  readonly overridden_refusal: string | null;
  readonly override_reason: string | null;
  readonly recorded_by: string;
  readonly recorded_at: Date;
}

export interface RecallRow extends BelowReferral {
  readonly asked_at: Date;
  readonly asked_by: string;
  readonly reason: string;
  readonly answered_at: Date | null;
  readonly answer: string | null;
}

export interface NewClockRow extends BelowReferral {
  readonly id: string;
  readonly kind: ClockKind;
  readonly started_at: Date;
  /** A whole second. */
  readonly due_at: Date;
  readonly derivation: unknown;
  /** Rungs in order of time. */
  readonly ladder: readonly {
    readonly rung: string;
    readonly dueAt: Date;
    readonly tells: readonly string[];
    readonly escalation: number;
  }[];
  readonly rule_set_version: string | null;
  readonly agreement_version: number | null;
  readonly calendar_version: string;
  readonly paused_seconds?: number;
  readonly paused_at?: Date | null;
  readonly paused_until?: Date | null;
  readonly pause_reason?: string | null;
  readonly replaces?: string | null;
}

export interface NewReferralEventRow extends BelowReferral {
  readonly event: EventName;
  readonly from_state: State | null;
  readonly to_state: State;
  readonly version: number;
  /** Who may read the entry later: a centre's own doings stay with the centre. */
  readonly side: 'police' | 'centre' | 'both';
  readonly actor_id: string | null;
  readonly role: Role;
  readonly organisation_id: string | null;
  readonly happened_at: Date;
  /** Codes, dates and ids; never a typed value. */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface NewNotificationRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly role: string;
  readonly template: string;
  readonly referral_id: string;
  readonly reference: string;
  readonly clock_id?: string | null;
  readonly clock_kind?: string | null;
  readonly rung?: string | null;
  readonly responsible_organisation_id?: string | null;
  readonly created_at: Date;
}

export interface NewRoutingDecisionRow extends BelowReferral {
  readonly id: string;
  readonly event: RoutingEvent;
  readonly decided_at: Date;
  readonly question: RoutingQuestion;
  readonly basis: string;
  readonly chosen_centre_id: string | null;
  readonly answer: KeptAnswer;
}

export interface KeyShredRow {
  readonly id: string;
  readonly referral_id: string;
  /** Null destroys every wrapped key of the referral. */
  readonly organisation_id: string | null;
  readonly due_at: Date;
  readonly done_at: Date | null;
}
