import {
  closedFacts, decide, LEGAL_CLOCK_KINDS, recomputeClock,
  type Actor, type AgreementParameters, type Calendar, type ClockKind, type ClockTerms, type Derivation, type NewClock, type NewRung, type OpeningHours,
  type RecomputationReason, type RiskLevel, type Rung, type RuleSet,
} from '#domain';
import type { ClockRow, ClockStore, NewClockRow, ReferralStore, TenantDatabase } from '#persistence';
import type { EntityManager } from 'typeorm';
import { v7 as newId } from 'uuid';
import { ChangeDraft } from './change-draft.js';
import { performOnClock, rungsAhead } from './clock-effects.js';
import { originOf, toldAlong, type ClockOrigin } from './clock-line.js';
import { publicData } from './event-data.js';
import { clocksFor, isKnownTo } from './known-to-side.js';
import { loadCase, type ReferralCase } from './referral-case.js';
import { measureOf, type ReferralStep } from './referral-step.js';

/** What the registry says, or would say after a change that is only proposed. */
export interface RegistryTerms {
  calendar(): Soon<Calendar>;
  ruleSets(): Soon<readonly RuleSet[]>;
  openingHours(centreId: string): Soon<OpeningHours | null>;
  agreementFor(policeAuthorityId: string, centreId: string | null, on: Date): Soon<{ readonly version: number | null; readonly parameters: AgreementParameters }>;
}
type Soon<T> = T | Promise<T>;

/** A clock that moves: no person, no referral's content. */
export interface MovedClock {
  readonly referralId: string;
  readonly reference: string;
  readonly kind: ClockKind;
  readonly oldDueAt: Date;
  readonly newDueAt: Date;
}

/** How many referrals one listing names. */
const HANDFUL = 100;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Computes running clocks anew after the registry has changed: calendar, closure or agreement. A clock that moves is settled and replaced
 * by a row that names reason and old instant; settled clocks never move, legal ones keep their due instant. Safe to repeat and to run in
 * several workers: what has moved does not move again.
 */
export class RecomputationService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly store: ReferralStore,
    private readonly clocks: ClockStore,
    private readonly registry: RegistryTerms,
    /** Null in production: the database's time. */
    private readonly now: (() => Date) | null = null,
  ) {}

  /** Which clocks would move if `proposed` were the registry. Changes nothing. */
  async preview(reason: RecomputationReason, proposed: RegistryTerms = this.registry): Promise<readonly MovedClock[]> {
    const moves: MovedClock[] = [];
    for await (const referralId of this.referrals()) {
      const found = await this.database.asClock(async (tx) => this.movesOf(tx, referralId, reason, proposed));
      moves.push(...(found?.moves.map(({ old, fresh }) => movedClock(found.loaded, old, fresh)) ?? []));
    }
    return moves;
  }

  /**
   * Which clocks of the acting organisation would move if `proposed` were the registry: what row-level security shows in this transaction and this
   * side may know. Changes nothing.
   */
  async previewFor(actor: Actor, tx: EntityManager, reason: RecomputationReason, proposed: RegistryTerms): Promise<readonly MovedClock[]> {
    const moves: MovedClock[] = [];
    for (let after = FIRST, ids: readonly string[]; ; after = ids.at(-1) ?? FIRST) {
      ids = await this.clocks.referralsWithClocks(tx, after, HANDFUL);
      for (const referralId of ids) {
        const found = await this.movesOf(tx, referralId, reason, proposed);
        if (found === null || !isKnownTo(actor, found.loaded.row)) continue;
        const known = new Set(clocksFor(actor, found.loaded).map(({ id }) => id));
        moves.push(...found.moves.filter(({ old }) => known.has(old.id)).map(({ old, fresh }) => movedClock(found.loaded, old, fresh)));
      }
      if (ids.length < HANDFUL) return moves;
    }
  }

  /** Moves what the registry as it is now demands: how many clocks, and what failed. One referral that fails does not hold up the others. */
  async recompute(reason: RecomputationReason): Promise<{ readonly moved: number; readonly failures: readonly unknown[] }> {
    let moved = 0;
    const failures: unknown[] = [];
    for await (const referralId of this.referrals()) {
      await this.recomputeOne(referralId, reason).then(
        (clocks) => (moved += clocks),
        (error: unknown) => failures.push(error),
      );
    }
    return { moved, failures };
  }

  private recomputeOne(referralId: string, reason: RecomputationReason): Promise<number> {
    return this.database.asClock(async (tx) => {
      // Whoever changes the referral now is waited for: what is computed must be what is written.
      await this.store.lock(tx, referralId);
      const found = await this.movesOf(tx, referralId, reason, this.registry);
      if (found === null || found.moves.length === 0) return 0;
      const { loaded, moves, at } = found;
      const decision = decide(loaded.row.state, 'clocks_recomputed', 'clock', closedFacts({}));
      if (!decision.ok) return 0;
      const draft = new ChangeDraft(loaded.row, { organisationId: null, userId: null, role: 'clock' }, at, loaded.row.version);
      const input = { event: 'clocks_recomputed', data: { reason, clocks: moves.map(({ old, fresh }) => replacement(old, fresh)) } } as const;
      const step = { input, draft, at, before: loaded } as unknown as ReferralStep;
      draft.note(input.event, publicData(step));
      for (const effect of decision.effects) performOnClock(effect, step, newId);
      return (await this.store.apply(tx, draft.toChange(null))).kind === 'applied' ? moves.length : 0;
    });
  }

  /** Referrals with a clock that is not settled, a handful at a time. */
  private async *referrals(): AsyncGenerator<string> {
    for (let after = FIRST; ;) {
      const from = after;
      const ids = await this.database.asClock((tx) => this.clocks.referralsWithClocks(tx, from, HANDFUL));
      yield* ids;
      if (ids.length < HANDFUL) return;
      after = ids.at(-1) ?? FIRST;
    }
  }

  private async movesOf(
    tx: EntityManager, referralId: string, reason: RecomputationReason, registry: RegistryTerms,
  ): Promise<{ readonly loaded: ReferralCase; readonly at: Date; readonly moves: readonly { readonly old: ClockRow; readonly fresh: NewClock }[] } | null> {
    const loaded = await loadCase(this.store, tx, referralId);
    if (loaded === null) return null;
    const at = this.now?.() ?? (await this.clocks.now(tx));
    const assignments = await this.store.assignments(tx, referralId);
    const told = await this.clocks.rungsTold(tx, referralId);
    const moves: { readonly old: ClockRow; readonly fresh: NewClock }[] = [];
    for (const old of loaded.clocks.filter((clock) => clock.settled_at === null)) {
      const origin = originOf(old, assignments);
      if (origin === null && !LEGAL_CLOCK_KINDS.includes(old.kind)) continue;
      const terms = await termsAtStart(loaded, old, origin, registry);
      const fired = toldAlong(old, loaded.clocks, told.filter((rung) => rung.clock_id === old.id).map(({ rung }) => rung as Rung));
      const fresh = recomputeClock(unsettled(old, fired), terms, { at, reason });
      if (fresh !== null) moves.push({ old, fresh });
    }
    return { loaded, at, moves };
  }
}

const movedClock = ({ row }: ReferralCase, old: ClockRow, fresh: NewClock): MovedClock => ({
  referralId: row.id, reference: row.reference, kind: old.kind as ClockKind, oldDueAt: old.due_at, newDueAt: fresh.dueAt,
});

const unsettled = (row: ClockRow, fired: readonly Rung[]) => ({
  kind: row.kind as ClockKind, startedAt: row.started_at, dueAt: row.due_at, derivation: row.derivation as Derivation, fired,
  ahead: rungsAhead(row), pausedSeconds: row.paused_seconds, pausedAt: row.paused_at,
});

async function termsAtStart(loaded: ReferralCase, clock: ClockRow, origin: ClockOrigin | null, registry: RegistryTerms): Promise<ClockTerms> {
  const { row, measure } = loaded;
  const centreId = origin?.centreId ?? null;
  const agreement = await registry.agreementFor(row.police_authority_id, centreId, origin?.on ?? clock.started_at);
  const ruleSets = await registry.ruleSets();
  const ruleSet = ruleSets.find(({ version }) => version === measure?.rule_set_version) ?? ruleSets.find(({ active }) => active);
  if (ruleSet === undefined) throw new Error('no rule set is in the registry');
  return {
    calendar: await registry.calendar(), ruleSet, agreement: agreement.parameters, agreementVersion: agreement.version,
    openingHours: centreId === null ? undefined : ((await registry.openingHours(centreId)) ?? undefined),
    measure: measureOf(loaded), reachedAt: row.reached_at, riskLevel: row.risk_level as RiskLevel,
    outcome: row.outcome as ClockTerms['outcome'], state: row.state,
  };
}

function replacement(old: ClockRow, fresh: NewClock): NewClockRow {
  return {
    id: newId(), referral_id: old.referral_id, police_authority_id: old.police_authority_id, kind: old.kind, started_at: old.started_at,
    due_at: fresh.dueAt, derivation: fresh.derivation, ladder: fresh.rungs as readonly NewRung[], rule_set_version: old.rule_set_version,
    agreement_version: fresh.agreementVersion, calendar_version: fresh.calendarVersion, paused_seconds: old.paused_seconds,
    paused_at: old.paused_at, paused_until: old.paused_until, pause_reason: old.pause_reason, replaces: old.id,
  };
}
