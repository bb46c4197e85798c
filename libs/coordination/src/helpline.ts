import type { EntityManager } from 'typeorm';
import { appendAudit } from '#audit';
import { helplineChanges, helplineKey, type Actor, type HelplineChange, type HelplineFigure } from '#domain';
import type { HelplineFigureRow, TenantDatabase } from '#persistence';

/** A figure as it holds, with what stood there before, the newest first. */
export interface KeptHelplineFigure extends HelplineFigure {
  readonly recordedAt: Date;
  readonly earlier: readonly { readonly contacts: number; readonly definition: string; readonly recordedAt: Date }[];
}

/** The totals of the helpline for men, from files of its own. Only sums: nothing of anybody who called. */
export class HelplineFigures {
  constructor(
    private readonly database: TenantDatabase,
    private readonly now: () => Date,
  ) {}

  /** Every figure in its newest version: the newest year first, then by Land, total before topics and channels. */
  figures(actor: Actor): Promise<readonly KeptHelplineFigure[]> {
    return this.database.inTenant(actor, kept);
  }

  /** What these figures would change. Stores nothing. */
  async read(actor: Actor, figures: readonly HelplineFigure[]): Promise<readonly HelplineChange[]> {
    return helplineChanges(figures, await this.figures(actor));
  }

  /** Takes all of it in one transaction; a correction is a version more. The same figures a second time change nothing. */
  take(actor: Actor, figures: readonly HelplineFigure[], requestId: string): Promise<readonly HelplineChange[]> {
    const at = this.now();
    return this.database.inTenant(actor, async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('helpline_figure', 0))`);
      const stored = await kept(tx);
      const changes = helplineChanges(figures, stored);
      const versions = new Map(stored.map((each) => [helplineKey(each), each.earlier.length + 1]));
      for (const { figure } of changes) {
        const { year, land, dimension, category, contacts, source, definition } = figure;
        await tx.query(
          `insert into helpline_figure (organisation_id, year, land, dimension, category, source, version, contacts, definition, recorded_at, recorded_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
          [actor.organisationId, year, land, dimension, category, source, (versions.get(helplineKey(figure)) ?? 0) + 1, contacts, definition, at, actor.userId],
        );
      }
      const { organisationId, userId: actorId, role } = actor;
      await appendAudit(tx, { chain: organisationId, at, actorId, organisationId, role, action: 'helpline.imported', referralId: null, fields: [], purpose: null, decision: 'allowed', requestId });
      return changes;
    });
  }
}

async function kept(tx: EntityManager): Promise<readonly KeptHelplineFigure[]> {
  const rows = await tx.query<HelplineFigureRow[]>(
    `select * from helpline_figure order by year desc, land, array_position(array['total', 'topic', 'channel'], dimension), category, source, version desc`,
  );
  const found = new Map<string, KeptHelplineFigure & { readonly earlier: { contacts: number; definition: string; recordedAt: Date }[] }>();
  for (const row of rows) {
    const figure = toFigure(row);
    const newest = found.get(helplineKey(figure));
    if (newest === undefined) found.set(helplineKey(figure), { ...figure, recordedAt: row.recorded_at, earlier: [] });
    else newest.earlier.push({ contacts: row.contacts, definition: row.definition, recordedAt: row.recorded_at });
  }
  return [...found.values()];
}

const toFigure = ({ year, land, dimension, category, contacts, source, definition }: HelplineFigureRow): HelplineFigure =>
  ({ year, land, dimension, category, contacts, source, definition }) as HelplineFigure;
