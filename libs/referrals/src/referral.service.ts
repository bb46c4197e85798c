import { decide, type Actor, type EventName } from '#domain';
import type { DirectoryQueries } from '#directory';
import { RoutingDecisionStore, type ChangeResult, type ReferralChange, type ReferralRow, type ReferralStore, type TenantDatabase } from '#persistence';
import type { EntityManager } from 'typeorm';
import { v7 as newId } from 'uuid';
import { ChangeDraft } from './change-draft.js';
import type { ContactVault } from './contact-vault.js';
import { publicData } from './event-data.js';
import { NobodyToReferTo, refusalOf } from './nobody-to-refer-to.js';
import { newReference } from './reference.js';
import { perform } from './referral-effects.js';
import { factsOf } from './referral-facts.js';
import type { EventInput, NewReferral } from './new-referral.js';
import { isKnownTo } from './known-to-side.js';
import { loadCase, type ReferralCase } from './referral-case.js';
import { IdempotencyKeyReused, ReferralNotFound, ReferralRefused, StaleVersion } from './referral-errors.js';
import type { ReferralStep, StepInput } from './referral-step.js';
import { RoutingDecisions } from './routing-decisions.js';
import { StepPreparation } from './step-preparation.js';
import { saidAtEntry } from './unusable-rules.js';

/** Where a request came from, for the trail. */
export interface RequestContext {
  readonly requestId: string | null;
}

const NOTHING_BEFORE: Omit<ReferralCase, 'row'> = {
  clocks: [], attempts: [], consent: null, measure: null, assignment: null, formerCentreId: null, recall: null, contacts: [],
};

/** Events that give the referral to another centre. */
const HANDS_OVER: ReadonlySet<EventName> = new Set<EventName>(['submit', 'reassign', 'forward']);

/**
 * The use cases of the chain that write.
 * - An accepted creation is stored with its clocks, events, notices and audit entries, or nothing is.
 * - Every event is decided by the chain's table alone and written against the version that the person saw.
 * - Two who act at once: one wins, the other learns that the version is stale.
 * - Where no centre can be proposed nothing is handed over: whoever asks and the coordination are told at once.
 */
export class ReferralService {
  private readonly preparation: StepPreparation;
  private readonly routings = new RoutingDecisions();
  private readonly decisions = new RoutingDecisionStore();

  constructor(
    private readonly database: TenantDatabase,
    private readonly store: ReferralStore,
    private readonly vault: ContactVault,
    directory: DirectoryQueries,
    private readonly now: () => Date,
    /** Told after the commit when rungs will be due, so that a bell can be set; the sweep finds them without it. */
    private readonly armed: (instants: readonly Date[]) => void = () => undefined,
  ) {
    this.preparation = new StepPreparation(directory, store, vault);
  }

  /**
   * Creates a draft, and with `submit` hands it over in the same transaction. The same key and body answer the same referral;
   * another body under the key throws IdempotencyKeyReused.
   */
  async create(
    actor: Actor,
    input: NewReferral,
    options: RequestContext & { readonly idempotencyKey: string; readonly requestHash: string; readonly submit: boolean },
  ): Promise<{ readonly id: string; readonly version: number; readonly replayed: boolean }> {
    const at = this.now();
    const row = firstRow(actor, input, at);
    // Only the police's victim protection seals a referral (chain.md, roles).
    if (row.named_user_ids !== null && actor.role !== 'victim_protection') throw new ReferralRefused('not_your_role');
    const draft = new ChangeDraft(row, { organisationId: actor.organisationId, userId: actor.userId, role: actor.role }, at, null);
    draft.deployment = { id: row.deployment_id, police_authority_id: actor.organisationId, incident_ags: input.incident.ags, occurred_at: input.incident.occurredAt };
    await this.createdSteps(actor, draft, input, options.submit).catch(async (error: unknown) => {
      await this.vault.forget(row.id, this.now());
      throw await this.told(actor, error);
    });
    const change = draft.toChange(options.requestId, { key: options.idempotencyKey, requestHash: options.requestHash });
    const result = await this.store.apply(this.database.dataSource, change);
    // Not after an error: the answer may be lost although the referral was stored.
    if (result.kind !== 'applied') await this.vault.forget(row.id, this.now());
    if (result.kind === 'replayed') return { id: result.referralId, version: 0, replayed: true };
    this.written(change);
    return { id: row.id, version: versionOf(result), replayed: false };
  }

  /** Lets one event happen, decided against the version that the person had before their eyes. */
  async apply(
    actor: Actor,
    referralId: string,
    input: EventInput,
    options: RequestContext & { readonly expectedVersion: number },
  ): Promise<{ readonly version: number }> {
    const at = this.now();
    const applied = this.database.inTenant(actor, async (tx) => {
      const loaded = await loadCase(this.store, tx, referralId);
      if (loaded === null || !isKnownTo(actor, loaded.row)) throw new ReferralNotFound();
      if (loaded.row.version !== options.expectedVersion) throw new StaleVersion(loaded.row.version);
      const draft = new ChangeDraft(loaded.row, { organisationId: actor.organisationId, userId: actor.userId, role: actor.role }, at, options.expectedVersion);
      await this.step(tx, actor, draft, loaded, input, HANDS_OVER.has(input.event));
      const written = draft.toChange(options.requestId);
      return { version: versionOf(await this.store.apply(tx, written)), change: written };
    });
    const { version, change } = await applied.catch(async (error: unknown) => {
      throw await this.told(actor, error);
    });
    this.written(change);
    return { version };
  }

  private async createdSteps(actor: Actor, draft: ChangeDraft, input: NewReferral, submit: boolean): Promise<void> {
    const { nextConsent } = await this.step(null, actor, draft, NOTHING_BEFORE, { event: 'create', data: input }, submit);
    if (!submit) return;
    const before = { ...NOTHING_BEFORE, consent: nextConsent, measure: draft.measures[0] ?? null };
    await this.step(null, actor, draft, before, { event: 'submit', data: { centreId: input.centreId } }, true, input.contact);
  }

  /** Where there is nobody to refer to, the coordination learns it in a transaction of its own: the refusal has rolled the other back. */
  private async told(actor: Actor, error: unknown): Promise<unknown> {
    if (error instanceof NobodyToReferTo) await this.database.inTenant(actor, (tx) => this.decisions.tellNobody(tx, error.gap));
    return error;
  }

  /** After the commit. */
  private written(change: ReferralChange): void {
    this.routings.committed(change);
    const instants = (change.clocks ?? []).flatMap((clock) => clock.ladder.map((rung) => rung.dueAt));
    if (instants.length > 0) this.armed(instants);
  }

  private async decided(...[tx, actor, draft, before, input, handsOver, contactInHand = null]: StepArguments): Promise<ReferralStep> {
    const prepared = await this.preparation.prepare(tx, actor, draft, before, input, handsOver);
    const step = contactInHand === null ? prepared : { ...prepared, openContact: { contact: contactInHand, since: {}, safeSince: 1 } };
    const event: EventName = input.event;
    const decision = decide(event === 'create' ? null : draft.row.state, event, actor.role, factsOf(step));
    if (!decision.ok) throw refusalOf(step, decision.refusal);
    draft.move(event, decision.to, publicData(step));
    for (const effect of decision.effects) await perform(effect, step, { vault: this.vault, newId });
    if (step.routing !== null) this.routings.record(draft, step.routing, step.target);
    return step;
  }

  /** A step whose due instants cannot be said is refused by field, like any other mistake of the form. */
  private async step(...what: StepArguments): Promise<ReferralStep> {
    try {
      return await this.decided(...what);
    } catch (error) {
      throw saidAtEntry(error);
    }
  }
}

type StepArguments = [
  tx: EntityManager | null,
  actor: Actor,
  draft: ChangeDraft,
  before: Omit<ReferralCase, 'row'>,
  input: StepInput,
  handsOver: boolean,
  contactInHand?: NewReferral['contact'] | null,
];

function versionOf(result: ChangeResult): number {
  switch (result.kind) {
    case 'applied':
      return result.version;
    case 'stale':
      throw new StaleVersion(result.version);
    case 'key_reused':
      throw new IdempotencyKeyReused();
    case 'unknown':
    case 'replayed':
      throw new ReferralNotFound();
  }
}

/** The row before its first event: version 0, so that the creation is version 1. */
function firstRow(actor: Actor, input: NewReferral, at: Date): ReferralRow {
  const { flags } = input;
  return {
    id: newId(), reference: newReference(), state: 'draft', version: 0, police_authority_id: actor.organisationId, centre_id: null,
    deployment_id: newId(), incident_ags: input.incident.ags, whereabouts_ags: input.whereaboutsAgs, target_group: input.targetGroup,
    consent_version: 0, contact_version: 0, centre_contact_from: 1, risk_level: 'none', address_block: flags.addressBlock, unsafe_contact: false,
    interpreter: false, children: false, minor: flags.minor, capacity_decided_by: flags.minor && flags.minorCapacityConfirmed ? actor.userId : null,
    mutual_allegation: flags.mutualAllegation, on_behalf: flags.onBehalf, moved: false, escalation: 0,
    named_user_ids: flags.sealedFor === null ? null : [...new Set([actor.userId, ...flags.sealedFor])], excluded_user_ids: [...flags.excludedUserIds],
    counsellor_id: null, counsellor_until: null, created_by: actor.userId, created_at: at, first_submitted_at: null, accepted_at: null,
    first_attempt_at: null, reached_at: null, closed_at: null, police_access_until: null, phone_frozen_at: null, contact_locked_at: null,
    purged_at: null, reached_result: null, outcome: null, feedback: null, feedback_released_at: null, next_due_at: null,
  };
}
