import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { appendAudit } from '#audit';
import {
  basesOf, DirectoryQueries, needsSecondPerson, overtaken, problemsOf, readSnapshot, RegistryView, writeRegistryChange,
  type RegistryBases, type RegistryChange, type RegistryProblem,
} from '#directory';
import type { Actor } from '#domain';
import { TenantDatabase } from '#persistence';
import { ReferralNotFound } from '#referrals';
import { UnacceptableInput } from '../http/input-pipe.js';
import { NOW } from '../services.js';
import type { ProposalDecision } from './registry-change.dto.js';

/** A proposal as it is stored, with the names of who wrote and decided it. */
export interface ProposalRow {
  readonly id: string;
  readonly kind: RegistryChange['kind'];
  readonly change: RegistryChange;
  readonly bases: RegistryBases;
  readonly reason: string;
  readonly warnings: readonly RegistryProblem[];
  readonly needs_second: boolean;
  readonly state: 'proposed' | 'in_force' | 'rejected' | 'withdrawn';
  readonly proposed_at: Date;
  readonly proposed_by: string;
  readonly proposed_by_name: string | null;
  readonly effect: unknown;
  readonly effect_at: Date | null;
  readonly decided_at: Date | null;
  readonly decided_by_name: string | null;
}

/** A decision on a proposal that cannot be taken. Nothing was changed. */
export class ProposalRefused extends Error {
  override readonly name = 'ProposalRefused';
  constructor(readonly code: 'proposal_decided' | 'second_person' | 'proposal_overtaken' | 'not_your_proposal') {
    super(code);
  }
}

/** What a change would meet on a registry. */
export interface RegistryCheck {
  readonly problems: readonly RegistryProblem[];
  readonly needsSecond: boolean;
  readonly bases: RegistryBases;
}

/** How many of the newest proposals a list names. */
const NEWEST = 100;

/**
 * Changes of the registry by the state office: proposed, looked at, put in force. Decided on the registry as the same transaction reads it,
 * one at a time, so of two edits of one entry the second is told that it was overtaken. Every step leaves its entry in the trail.
 */
@Injectable()
export class RegistryProposals {
  constructor(
    private readonly database: TenantDatabase,
    private readonly directory: DirectoryQueries,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  /** What the change would meet now. Stores nothing. */
  async check(change: RegistryChange): Promise<RegistryCheck> {
    await this.directory.refresh();
    return checkOn(await this.directory.view(), change);
  }

  /** Stores the change as a proposal; throws `UnacceptableInput` for what is refused, `ProposalRefused` when the registry has moved on. */
  propose(actor: Actor, { change, bases, reason, requestId }: { readonly change: RegistryChange; readonly bases: RegistryBases; readonly reason: string; readonly requestId: string }): Promise<ProposalRow> {
    return this.database.inTenant(actor, async (tx) => {
      const view = await this.heldRegistry(tx);
      const { problems, needsSecond, bases: present } = checkOn(view, change);
      refuse(change, problems);
      if (overtaken(bases, present).length > 0) throw new ProposalRefused('proposal_overtaken');
      await refuseUnknownModel(tx, change);
      const id = randomUUID();
      await tx.query(
        `insert into registry_proposal (id, organisation_id, kind, change, bases, reason, warnings, needs_second, proposed_at, proposed_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [id, actor.organisationId, change.kind, JSON.stringify(change), JSON.stringify(present), reason, JSON.stringify(problems), needsSecond, this.now(), actor.userId],
      );
      await this.note(tx, actor, 'registry.proposed', requestId);
      return this.found(tx, id);
    });
  }

  /** Puts a proposal in force, rejects it or takes it back. */
  async decide(actor: Actor, id: string, decision: ProposalDecision, requestId: string): Promise<ProposalRow> {
    const row = await this.database.inTenant(actor, async (tx) => {
      const view = await this.heldRegistry(tx);
      const proposal = await this.found(tx, id);
      if (proposal.state !== 'proposed') throw new ProposalRefused('proposal_decided');
      const own = proposal.proposed_by === actor.userId;
      if (decision === 'withdraw' && !own) throw new ProposalRefused('not_your_proposal');
      if (decision === 'put_in_force') await this.putInForce(tx, actor, view, proposal, own);
      const state = ({ put_in_force: 'in_force', reject: 'rejected', withdraw: 'withdrawn' } as const)[decision];
      await tx.query('update registry_proposal set state = $2, decided_at = $3, decided_by = $4 where id = $1', [id, state, this.now(), actor.userId]);
      await this.note(tx, actor, ({ put_in_force: 'registry.changed', reject: 'registry.rejected', withdraw: 'registry.withdrawn' } as const)[decision], requestId);
      return this.found(tx, id);
    });
    if (decision === 'put_in_force') await this.directory.refresh();
    return row;
  }

  read(actor: Actor, id: string): Promise<ProposalRow> {
    return this.database.inTenant(actor, (tx) => this.found(tx, id));
  }

  /** The newest, open ones first. */
  list(actor: Actor): Promise<readonly ProposalRow[]> {
    return this.database.inTenant(actor, (tx) => tx.query<ProposalRow[]>(`${SELECT} order by (p.state = 'proposed') desc, p.proposed_at desc, p.id limit $1`, [NEWEST]));
  }

  private async putInForce(tx: EntityManager, actor: Actor, view: RegistryView, { change, bases, reason }: ProposalRow, own: boolean): Promise<void> {
    const { problems, needsSecond, bases: present } = checkOn(view, change);
    if (overtaken(bases, present).length > 0) throw new ProposalRefused('proposal_overtaken');
    refuse(change, problems);
    if (needsSecond && own) throw new ProposalRefused('second_person');
    await writeRegistryChange(tx, change, { reason, recordedBy: actor.userId, calendar: view.calendar(), centres: view.snapshot.centres });
  }

  /** The registry of this transaction, which nobody else changes until it ends. */
  private async heldRegistry(tx: EntityManager): Promise<RegistryView> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('registry', 0))`);
    return new RegistryView(await readSnapshot(tx), this.now);
  }

  private async found(tx: EntityManager, id: string): Promise<ProposalRow> {
    const [row] = await tx.query<ProposalRow[]>(`${SELECT} where p.id = $1`, [id]);
    if (row === undefined) throw new ReferralNotFound();
    return row;
  }

  private note(tx: EntityManager, { organisationId, userId, role }: Actor, action: string, requestId: string): Promise<void> {
    return appendAudit(tx, { chain: organisationId, at: this.now(), actorId: userId, organisationId, role, action, referralId: null, fields: [], purpose: null, decision: 'allowed', requestId });
  }
}

const SELECT = `
  select p.id, p.kind, p.change, p.bases, p.reason, p.warnings, p.needs_second, p.state, p.proposed_at, p.proposed_by, p.effect, p.effect_at, p.decided_at,
    w.display_name as proposed_by_name, d.display_name as decided_by_name
  from registry_proposal p left join app_user w on w.id = p.proposed_by left join app_user d on d.id = p.decided_by`;

/** A model is adopted as it was released; a draft is not. */
async function refuseUnknownModel(tx: EntityManager, change: RegistryChange): Promise<void> {
  if (change.kind !== 'agreement' || change.modelId == null) return;
  const found = await tx.query<readonly unknown[]>(`select 1 from local_model where id = $1 and state = 'released'`, [change.modelId]);
  if (found.length === 0) throw new UnacceptableInput([{ pointer: '/agreement/modelId', code: 'not_in_list' }]);
}

function checkOn(view: RegistryView, change: RegistryChange): RegistryCheck {
  const problems = problemsOf(view.snapshot, change);
  const refused = problems.some(({ severity }) => severity === 'refused');
  return { problems, needsSecond: !refused && needsSecondPerson(view.snapshot, change), bases: basesOf(view.snapshot, change) };
}

/** Refusals as errors of the body: which centre, or the change as a whole. What the municipality is, the check says. */
function refuse(change: RegistryChange, problems: readonly RegistryProblem[]): void {
  const refused = problems.filter(({ severity }) => severity === 'refused');
  if (refused.length === 0) return;
  const place = ({ centre }: RegistryProblem): string => {
    const index = change.kind === 'centres' ? change.drafts.findIndex(({ record }) => record.code === centre) : -1;
    return index < 0 ? `/${change.kind}` : `/centres/${index}`;
  };
  throw new UnacceptableInput(refused.slice(0, 50).map((problem) => ({ pointer: place(problem), code: problem.code })));
}
