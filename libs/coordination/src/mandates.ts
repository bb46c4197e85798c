import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { appendAudit } from '#audit';
import { endsSoon, localDayOf, mandateFaults, type Actor, type LocalDay, type Mandate } from '#domain';
import type { BodySittingRow, ExpertBodyRow, MandateRow, PositionPaperRow, TenantDatabase } from '#persistence';
import { PlanEntryRefused, PlanNotFound, PlanOvertaken } from './plan-refused.js';

export interface KeptMandate extends Mandate {
  readonly id: string;
  /** It ends within 90 days, and nobody follows on its seat. */
  readonly endsSoon: boolean;
}

/** A position in its newest version. */
export interface PositionPaper {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly content: string;
  readonly writtenAt: Date;
  readonly writtenBy: string | null;
  /** Written by whoever reads it: somebody else approves it. */
  readonly own: boolean;
  readonly approvedAt: Date | null;
  readonly approvedBy: string | null;
  /** The newest version that was approved; null: none. */
  readonly approvedVersion: number | null;
  /** The versions before, the newest first. */
  readonly earlier: readonly PaperVersion[];
}

/** A version of a position as it was written. */
export type PaperVersion = Pick<PositionPaper, 'version' | 'title' | 'content' | 'writtenAt' | 'writtenBy' | 'approvedAt' | 'approvedBy'>;

/** A body with who stands for the office, when it sits from today on, and the positions taken there. */
export interface ExpertBody {
  readonly id: string;
  readonly name: string;
  readonly mandates: readonly KeptMandate[];
  readonly sittings: readonly LocalDay[];
  readonly papers: readonly PositionPaper[];
}

/** A position is approved by somebody else than its writer. */
export class SecondPersonNeeded extends Error {
  override readonly name = 'SecondPersonNeeded';
}

type PaperRow = PositionPaperRow & { readonly written_by_name: string | null; readonly approved_by_name: string | null; readonly approved_version: number | null; readonly newest: boolean };

/** Where the state office is represented. A seat has one delegate at a time; a position has versions, each approved by a second person. */
export class Mandates {
  constructor(
    private readonly database: TenantDatabase,
    private readonly now: () => Date,
  ) {}

  /** Every body by its name. */
  bodies(actor: Actor): Promise<readonly ExpertBody[]> {
    const today = localDayOf(this.now());
    return this.database.inTenant(actor, async (tx) => {
      const bodies = await tx.query<ExpertBodyRow[]>('select * from expert_body order by name');
      const mandates = await tx.query<MandateRow[]>('select * from mandate order by starts_on desc, seat');
      const sittings = await tx.query<BodySittingRow[]>('select * from body_sitting where held_on >= $1 order by held_on', [today]);
      const papers = await tx.query<PaperRow[]>(PAPERS);
      return bodies.map(({ id, name }) => {
        const own = mandates.filter(({ body_id }) => body_id === id).map((row) => ({ id: row.id, ...toMandate(row) }));
        return {
          id, name,
          mandates: own.map((mandate) => ({ ...mandate, endsSoon: endsSoon(mandate, own, today) })),
          sittings: sittings.filter(({ body_id }) => body_id === id).map(({ held_on }) => held_on),
          papers: papers.filter((row) => row.body_id === id && row.newest).map((row) => toPaper(row, papers, actor)),
        };
      });
    });
  }

  enterBody(actor: Actor, name: string, requestId: string): Promise<void> {
    return this.write(actor, requestId, 'mandate.body_entered', async (tx) => {
      const stored = await tx.query<unknown[]>('insert into expert_body (id, organisation_id, name, recorded_at, recorded_by) values ($1, $2, $3, $4, $5) on conflict do nothing returning id', [
        randomUUID(), actor.organisationId, name, this.now(), actor.userId,
      ]);
      if (stored.length === 0) throw new PlanEntryRefused([{ pointer: '/name', code: 'body_known' }]);
    });
  }

  /** Enters who stands for the office; refused when the seat has somebody at that time. */
  enterMandate(actor: Actor, bodyId: string, mandate: Mandate, requestId: string): Promise<void> {
    return this.write(actor, requestId, 'mandate.entered', async (tx) => {
      await hold(tx, bodyId);
      const others = (await tx.query<MandateRow[]>('select * from mandate where body_id = $1', [bodyId])).map(toMandate);
      const faults = mandateFaults(mandate, others);
      if (faults.length > 0) throw new PlanEntryRefused(faults);
      const { seat, delegate, deputy, startsOn, endsOn } = mandate;
      await tx.query('insert into mandate (id, organisation_id, body_id, seat, delegate, deputy, starts_on, ends_on, recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [
        randomUUID(), actor.organisationId, bodyId, seat, delegate, deputy, startsOn, endsOn, this.now(), actor.userId,
      ]);
    });
  }

  /** Ends a mandate on a day, or says until when it lasts. */
  endMandate(actor: Actor, id: string, endsOn: LocalDay, requestId: string): Promise<void> {
    return this.write(actor, requestId, 'mandate.ended', async (tx) => {
      const [held] = await tx.query<MandateRow[]>('select * from mandate where id = $1', [id]);
      if (held === undefined) throw new PlanNotFound();
      await hold(tx, held.body_id);
      const others = (await tx.query<MandateRow[]>('select * from mandate where body_id = $1 and id <> $2', [held.body_id, id])).map(toMandate);
      const faults = mandateFaults({ ...toMandate(held), endsOn }, others);
      if (faults.length > 0) throw new PlanEntryRefused(faults.map(({ code }) => ({ pointer: '/endsOn', code })));
      await tx.query('update mandate set ends_on = $2 where id = $1', [id, endsOn]);
    });
  }

  /** Notes a day on which the body sits; noted twice it stands once. */
  enterSitting(actor: Actor, bodyId: string, heldOn: LocalDay, requestId: string): Promise<void> {
    if (heldOn < localDayOf(this.now())) throw new PlanEntryRefused([{ pointer: '/heldOn', code: 'in_past' }]);
    return this.write(actor, requestId, 'mandate.sitting_entered', async (tx) => {
      await hold(tx, bodyId);
      await tx.query('insert into body_sitting (id, organisation_id, body_id, held_on, recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6) on conflict do nothing', [
        randomUUID(), actor.organisationId, bodyId, heldOn, this.now(), actor.userId,
      ]);
    });
  }

  enterPaper(actor: Actor, bodyId: string, paper: Pick<PositionPaper, 'title' | 'content'>, requestId: string): Promise<void> {
    return this.write(actor, requestId, 'mandate.paper_written', async (tx) => {
      await hold(tx, bodyId);
      await this.append(tx, actor, { ...paper, id: randomUUID(), version: 1, bodyId });
    });
  }

  /** Writes a position anew: a version that is to be approved in turn. */
  changePaper(actor: Actor, id: string, paper: Pick<PositionPaper, 'title' | 'content'>, expected: number, requestId: string): Promise<void> {
    return this.write(actor, requestId, 'mandate.paper_written', async (tx) => {
      const { body_id: bodyId } = await this.newest(tx, id, expected);
      await this.append(tx, actor, { ...paper, id, version: expected + 1, bodyId });
    });
  }

  /** Approves the version that was read; throws `SecondPersonNeeded` to its writer. */
  approvePaper(actor: Actor, id: string, expected: number, requestId: string): Promise<void> {
    return this.write(actor, requestId, 'mandate.paper_approved', async (tx) => {
      const { written_by: writer } = await this.newest(tx, id, expected);
      if (writer === actor.userId) throw new SecondPersonNeeded();
      await tx.query('update position_paper set approved_at = $3, approved_by = $4 where id = $1 and version = $2 and approved_at is null', [id, expected, this.now(), actor.userId]);
    });
  }

  private async newest(tx: EntityManager, id: string, expected: number): Promise<PositionPaperRow> {
    const [known] = await tx.query<PositionPaperRow[]>('select * from position_paper where id = $1 limit 1', [id]);
    if (known === undefined) throw new PlanNotFound();
    await hold(tx, known.body_id);
    const [row] = await tx.query<PositionPaperRow[]>('select * from position_paper where id = $1 order by version desc limit 1', [id]);
    if (row === undefined) throw new PlanNotFound();
    if (row.version !== expected) throw new PlanOvertaken(row.version);
    return row;
  }

  private append(tx: EntityManager, actor: Actor, { id, version, bodyId, title, content }: Pick<PositionPaper, 'id' | 'version' | 'title' | 'content'> & { readonly bodyId: string }): Promise<unknown> {
    return tx.query('insert into position_paper (id, version, organisation_id, body_id, title, content, written_at, written_by) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
      id, version, actor.organisationId, bodyId, title, content, this.now(), actor.userId,
    ]);
  }

  private write(actor: Actor, requestId: string, action: string, work: (tx: EntityManager) => Promise<void>): Promise<void> {
    return this.database.inTenant(actor, async (tx) => {
      await work(tx);
      const { organisationId, userId: actorId, role } = actor;
      await appendAudit(tx, { chain: organisationId, at: this.now(), actorId, organisationId, role, action, referralId: null, fields: [], purpose: null, decision: 'allowed', requestId });
    });
  }
}

const PAPERS = `
  select p.*, w.display_name as written_by_name, a.display_name as approved_by_name,
    (select max(o.version) from position_paper o where o.id = p.id and o.approved_at is not null) as approved_version,
    p.version = (select max(n.version) from position_paper n where n.id = p.id) as newest
  from position_paper p left join app_user w on w.id = p.written_by left join app_user a on a.id = p.approved_by
  order by p.title, p.id, p.version desc`;

/** The body, in which nobody else writes until the transaction ends. */
async function hold(tx: EntityManager, id: string): Promise<void> {
  const held = await tx.query<unknown[]>('select 1 from expert_body where id = $1 for no key update', [id]);
  if (held.length === 0) throw new PlanNotFound();
}

const toMandate = ({ seat, delegate, deputy, starts_on: startsOn, ends_on: endsOn }: MandateRow): Mandate => ({ seat, delegate, deputy, startsOn, endsOn });

const toVersion = (row: PaperRow): PaperVersion => ({
  version: row.version, title: row.title, content: row.content, writtenAt: row.written_at, writtenBy: row.written_by_name, approvedAt: row.approved_at, approvedBy: row.approved_by_name,
});

const toPaper = (row: PaperRow, all: readonly PaperRow[], actor: Actor): PositionPaper => ({
  ...toVersion(row), id: row.id, own: row.written_by === actor.userId, approvedVersion: row.approved_version, earlier: all.filter(({ id, newest }) => id === row.id && !newest).map(toVersion),
});
