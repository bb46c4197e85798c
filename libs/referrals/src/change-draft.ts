import type { ClockKind, EventName, NewClock, Role, State } from '#domain';
import type {
  AssignmentRow, AttemptRow, AuditEntry, ConsentRow, DeploymentRow, KeyShredRow, NewClockRow, NewContactRow, NewNotificationRow,
  NewReferralEventRow, ProtectionMeasureRow, RecallRow, ReferralChange, ReferralRow,
} from '#persistence';

/** On whose behalf a change is written. */
export interface Author {
  readonly organisationId: string | null;
  readonly userId: string | null;
  readonly role: Role;
}

/** What a centre does among itself stays with the centre (secrecy of counsellors, § 203 StGB). */
const CENTRE_ONLY: ReadonlySet<EventName> = new Set<EventName>([
  'record_attempt', 'update_contact', 'assign_counsellor', 'pause_clock', 'resume_clock',
]);

/**
 * Collects what one request changes, until it is written in one piece. It holds the working copy of the row: an effect reads
 * what an earlier effect of the same request has set, and only differences are written.
 */
export class ChangeDraft {
  readonly row: ReferralRow;
  private readonly before: ReferralRow;
  private readonly settled = new Map<ClockKind, EventName>();
  private readonly started = new Map<ClockKind, NewClockRow>();
  readonly contacts: NewContactRow[] = [];
  readonly consents: ConsentRow[] = [];
  readonly measures: ProtectionMeasureRow[] = [];
  readonly assignments: AssignmentRow[] = [];
  readonly attempts: AttemptRow[] = [];
  readonly recalls: RecallRow[] = [];
  readonly notifications: NewNotificationRow[] = [];
  readonly shreds: KeyShredRow[] = [];
  readonly audits: AuditEntry[] = [];
  private readonly events: NewReferralEventRow[] = [];
  deployment: DeploymentRow | undefined;
  endAssignment: ReferralChange['endAssignment'];
  acceptAssignment = false;
  recallAnswer: string | undefined;
  pause: ReferralChange['pause'];
  purge = false;
  routing: Pick<ReferralChange, 'routing' | 'routingParts' | 'routingBasis'> = {};

  constructor(
    row: ReferralRow,
    readonly author: Author,
    readonly at: Date,
    /** Null: the referral does not exist yet. */
    private readonly expectedVersion: number | null,
  ) {
    this.before = structuredClone(row);
    this.row = structuredClone(row);
  }

  /** Records the event, moves the state and raises the version by one. */
  move(event: EventName, to: State, data: Readonly<Record<string, unknown>>): void {
    const from = event === 'create' ? null : this.row.state;
    this.row.version += 1;
    this.row.state = to;
    this.events.push({
      referral_id: this.row.id,
      police_authority_id: this.row.police_authority_id,
      event,
      from_state: from,
      to_state: to,
      version: this.row.version,
      side: CENTRE_ONLY.has(event) ? 'centre' : 'both',
      actor_id: this.author.userId,
      role: this.author.role,
      organisation_id: this.author.organisationId,
      happened_at: this.at,
      data,
    });
    this.audits.push({ action: `referral.${event}`, fields: Object.keys(data) });
  }

  /** Records what the system did of itself: written to history and trail, but no decision of a person, so the version stays. */
  note(event: EventName, data: Readonly<Record<string, unknown>>): void {
    const version = this.row.version;
    this.move(event, this.row.state, data);
    this.row.version = version;
    this.events.push({ ...(this.events.pop() as NewReferralEventRow), version });
  }

  settle(kind: ClockKind, by: EventName): void {
    this.started.delete(kind);
    this.settled.set(kind, by);
  }

  /** Starts a clock; a running one of its kind is settled and replaced, because a due instant never changes. `replaces`: the row it goes on from. */
  start(clock: NewClock, id: string, by: EventName, replaces: string | null = null): void {
    this.settled.set(clock.kind, by);
    this.started.set(clock.kind, {
      id,
      referral_id: this.row.id,
      police_authority_id: this.row.police_authority_id,
      kind: clock.kind,
      started_at: clock.startedAt,
      due_at: clock.dueAt,
      derivation: clock.derivation,
      ladder: clock.rungs,
      rule_set_version: clock.ruleSetVersion,
      agreement_version: clock.agreementVersion,
      calendar_version: clock.calendarVersion,
      replaces,
    });
  }

  /** Takes over a prepared clock row, e.g. the one that replaces a paused one. */
  replace(clock: NewClockRow, by: EventName): void {
    this.settled.set(clock.kind, by);
    this.started.set(clock.kind, clock);
  }

  toChange(requestId: string | null, idempotency?: ReferralChange['idempotency']): ReferralChange {
    const patch = this.expectedVersion === null ? this.row : { ...difference(this.before, this.row), id: this.row.id, version: this.row.version };
    return {
      organisationId: this.author.organisationId,
      userId: this.author.userId,
      role: this.author.role,
      at: this.at,
      requestId,
      expectedVersion: this.expectedVersion,
      referral: patch,
      ...(this.deployment && { deployment: this.deployment }),
      contacts: this.contacts,
      purge: this.purge,
      consents: this.consents,
      measures: this.measures,
      ...(this.endAssignment && { endAssignment: this.endAssignment }),
      assignments: this.assignments,
      acceptAssignment: this.acceptAssignment,
      attempts: this.attempts,
      recalls: this.recalls,
      ...(this.recallAnswer !== undefined && { recallAnswer: this.recallAnswer }),
      settle: [...this.settled.keys()],
      ...(this.events[0] && { settledBy: this.events[0].event }),
      ...(this.pause && { pause: this.pause }),
      clocks: [...this.started.values()],
      events: this.events,
      notifications: this.notifications,
      shreds: this.shreds,
      ...this.routing,
      audits: this.audits,
      ...(idempotency && { idempotency }),
    };
  }
}

function difference(before: ReferralRow, after: ReferralRow): Partial<ReferralRow> {
  const changed = (Object.keys(after) as (keyof ReferralRow)[]).filter((key) => !same(before[key], after[key]));
  return Object.fromEntries(changed.map((key) => [key, after[key]]));
}

function same(a: unknown, b: unknown): boolean {
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
}
