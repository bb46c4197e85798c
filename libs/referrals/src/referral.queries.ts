import {
  allowedEvents, attemptRuleGap, closedFacts, explain, isOverdue, responsibleSide,
  type Actor, type Attempt, type AttemptRule, type AttemptRuleGap, type Consent, type Derivation, type EventName, type Facts, type RoutingDecision,
  type RoutingEvent, type State,
} from '#domain';
import type { DirectoryQueries } from '#directory';
import { RoutingDecisionStore, type ClockRow, type ProtectionMeasureRow, type RecallRow, type ReferralEventRow, type ReferralRow, type ReferralStore, type TenantDatabase } from '#persistence';
import { InvalidInput } from './referral-errors.js';
import { loadCase, type ReferralCase } from './referral-case.js';
import { clocksFor, historyFor, isKnownTo } from './known-to-side.js';
import { reopenFacts } from './reopen-facts.js';
import { toDecision } from './stored-decisions.js';
import { undoFacts } from './undo-facts.js';

/** One decision about the centre of a referral. */
export interface StoredDecision {
  readonly event: RoutingEvent;
  readonly decidedAt: Date;
  readonly decision: RoutingDecision;
}

export interface NamedOrganisation {
  readonly id: string;
  readonly name: string;
}

/** One running or settled clock with its reason in both languages. */
export interface ClockDetail {
  readonly id: string;
  readonly kind: string;
  readonly startedAt: Date;
  readonly dueAt: Date;
  readonly state: 'running' | 'paused' | 'settled';
  readonly overdue: boolean;
  readonly settledAt: Date | null;
  readonly pausedUntil: Date | null;
  readonly pauseReason: string | null;
  readonly nextRungAt: Date | null;
  readonly firedRungs: readonly { readonly rung: string; readonly firedAt: Date; readonly latenessMs: number }[];
  readonly why: { readonly en: string; readonly de: string };
}

/** A referral as a list shows it. */
export interface ReferralSummary {
  readonly row: ReferralRow;
  readonly policeAuthority: NamedOrganisation;
  readonly centre: NamedOrganisation | null;
  readonly whereabouts: { readonly ags: string; readonly name: string };
  readonly overdue: boolean;
  readonly allowedEvents: readonly EventName[];
}

/** Everything about a referral but contact data, which have their own, audited way (ContactReader). */
export interface ReferralDetail extends ReferralSummary {
  readonly responsible: 'police' | 'centre' | null;
  readonly clocks: readonly ClockDetail[];
  readonly consent: Consent | null;
  readonly measure: ProtectionMeasureRow | null;
  /** Empty for the police: what a centre tries is the centre's. */
  readonly attempts: readonly Attempt[];
  /** What the agreement asks for and what of it is missing; null for the police. */
  readonly attemptRule: { readonly asked: AttemptRule; readonly missing: AttemptRuleGap } | null;
  readonly recall: RecallRow | null;
}

export interface ReferralListQuestion {
  readonly cursor?: string;
  readonly limit: number;
  readonly state?: State;
  readonly overdue?: boolean;
  readonly assigned?: 'me' | 'nobody';
}

/** The reads of the chain, each within the actor's own organisation. */
export class ReferralQueries {
  private readonly decisions = new RoutingDecisionStore();

  constructor(
    private readonly database: TenantDatabase,
    private readonly store: ReferralStore,
    private readonly directory: DirectoryQueries,
    private readonly now: () => Date,
  ) {}

  /** One page by keyset: centres by the next due instant, the police by newest first. */
  async list(actor: Actor, question: ReferralListQuestion): Promise<{ readonly items: readonly ReferralSummary[]; readonly nextCursor: string | null }> {
    // Who works on a referral stays with the centre; a list by it would tell.
    if (question.assigned !== undefined && actor.organisationKind !== 'centre') throw new InvalidInput([{ pointer: '/assigned', code: 'not_listed' }]);
    const at = this.now();
    const page = await this.database.inTenant(actor, (tx) =>
      this.store.list(tx, {
        side: actor.organisationKind === 'centre' ? 'centre' : 'police',
        organisationId: actor.organisationId,
        userId: actor.userId,
        limit: question.limit,
        ...(question.cursor !== undefined && { cursor: question.cursor }),
        ...(question.state !== undefined && { state: question.state }),
        ...(question.overdue !== undefined && { overdueAt: at, overdue: question.overdue }),
        ...(question.assigned !== undefined && { assigned: question.assigned }),
      }),
    );
    const items = await Promise.all(page.items.map((row) => this.summary(actor, row, buttonFacts(actor, row, null, at))));
    return { items, nextCursor: page.nextCursor };
  }

  /** Null: unknown, of others, sealed or excluded; the caller answers all four alike. */
  async find(actor: Actor, referralId: string): Promise<ReferralDetail | null> {
    const at = this.now();
    const loaded = await this.database.inTenant(actor, async (tx) => {
      const found = await loadCase(this.store, tx, referralId);
      return found === null ? null : { found, rungs: await this.store.firedRungs(tx, referralId) };
    });
    if (loaded === null) return null;
    const { found, rungs } = loaded;
    const { row } = found;
    if (!isKnownTo(actor, row)) return null;
    const ofCentre = actor.organisationKind === 'centre';
    const { parameters } = await this.directory.agreementFor(row.police_authority_id, row.centre_id, at);
    const rule = parameters.attemptRule;
    return {
      ...(await this.summary(actor, row, buttonFacts(actor, row, found, at))),
      responsible: responsibleSide(row.state),
      clocks: clocksFor(actor, found).map((clock) => clockDetail(clock, rungs.filter((rung) => rung.clock_id === clock.id), at)),
      consent: found.consent,
      measure: found.measure,
      attempts: ofCentre ? found.attempts : [],
      // The letter is counted as not owed here: whether it is allowed stands in the sealed contact data.
      attemptRule: ofCentre
        ? { asked: rule, missing: attemptRuleGap(found.attempts, rule, { letterAllowed: false }) }
        : null,
      recall: found.recall,
    };
  }

  /** The history as this side may know it, oldest first; null as in `find`. */
  async history(actor: Actor, referralId: string): Promise<readonly ReferralEventRow[] | null> {
    return this.database.inTenant(actor, async (tx) => {
      const row = await this.store.find(tx, referralId);
      if (row === null || !isKnownTo(actor, row)) return null;
      return historyFor(actor, await this.store.history(tx, referralId));
    });
  }

  /** Why the referral went where it went, as far as this side may know, oldest first; null as in `find`. */
  async routing(actor: Actor, referralId: string): Promise<readonly StoredDecision[] | null> {
    const rows = await this.database.inTenant(actor, async (tx) => {
      const row = await this.store.find(tx, referralId);
      return row === null || !isKnownTo(actor, row) ? null : this.decisions.ofReferral(tx, referralId);
    });
    return rows === null ? null : rows.map((row) => ({ event: row.event as RoutingEvent, decidedAt: row.decided_at, decision: toDecision(row) }));
  }

  private async summary(actor: Actor, row: ReferralRow, facts: Facts): Promise<ReferralSummary> {
    const at = this.now();
    const [authority, centre, place] = [
      await this.directory.organisation(row.police_authority_id),
      row.centre_id === null ? null : await this.directory.organisation(row.centre_id),
      await this.directory.municipality(row.whereabouts_ags),
    ];
    return {
      row,
      policeAuthority: { id: row.police_authority_id, name: authority?.name ?? '' },
      centre: row.centre_id === null ? null : { id: row.centre_id, name: centre?.name ?? '' },
      whereabouts: { ags: row.whereabouts_ags, name: place?.name ?? '' },
      overdue: row.next_due_at !== null && isOverdue({ dueAt: row.next_due_at, settledAt: null }, at),
      allowedEvents: allowedEvents(row.state, actor.role, facts),
    };
  }
}

/** The facts that buttons depend on; all others are asked when the event comes. */
function buttonFacts(actor: Actor, row: ReferralRow, found: ReferralCase | null, at: Date): Facts {
  return closedFacts({
    mayReassign: actor.organisationKind === 'police_authority' || found?.consent?.scope === 'other_suitable',
    noConflictOfInterest: true,
    clockPaused: found?.clocks.some((clock) => clock.settled_at === null && clock.paused_at !== null) ?? false,
    recallOpen: found?.recall != null,
    ...(found !== null && { ...reopenFacts(row, found, at), ...undoFacts(row, found, at) }),
  });
}

function clockDetail(clock: ClockRow, rungs: readonly { rung: string; fired_at: Date; lateness_ms: number }[], at: Date): ClockDetail {
  const derivation = clock.derivation as Derivation;
  return {
    id: clock.id,
    kind: clock.kind,
    startedAt: clock.started_at,
    dueAt: clock.due_at,
    state: clock.settled_at !== null ? 'settled' : clock.paused_at !== null ? 'paused' : 'running',
    overdue: isOverdue({ dueAt: clock.due_at, settledAt: clock.settled_at, pausedAt: clock.paused_at }, at) && clock.settled_at === null,
    settledAt: clock.settled_at,
    pausedUntil: clock.paused_until,
    pauseReason: clock.pause_reason,
    // Nothing more fires of an answered clock, nor while it stands still.
    nextRungAt: clock.settled_at === null && clock.paused_at === null ? clock.next_rung_at : null,
    firedRungs: rungs.map((rung) => ({ rung: rung.rung, firedAt: rung.fired_at, latenessMs: rung.lateness_ms })),
    why: { en: explain(derivation, 'en'), de: explain(derivation, 'de') },
  };
}
