import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DirectoryQueries } from '#directory';
import type { Actor } from '#domain';
import { type InboxOwner, InvalidCursor, NotificationStore, TenantDatabase, type NotificationRow } from '#persistence';
import { isId } from '../http/fields.js';
import { NOW } from '../services.js';
import type { NotificationView } from './notification.view.js';

interface Place {
  readonly createdAt: Date;
  readonly id: string;
}

/** The inbox of a person: of the own role, and what was addressed to this person as deputy or on call. */
@Injectable()
export class Inbox {
  constructor(
    private readonly database: TenantDatabase,
    private readonly store: NotificationStore,
    private readonly directory: DirectoryQueries,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  async page(actor: Actor, { limit, before }: { readonly limit: number; readonly before: string | undefined }): Promise<{ readonly items: readonly NotificationView[]; readonly nextCursor: string | null }> {
    const place = before === undefined ? undefined : readCursor(before);
    const { rows, shown } = await this.database.inTenant(actor, async (tx) => {
      const found = await this.store.inbox(tx, { ...ownerOf(actor), limit: limit + 1, ...(place && { before: place }) });
      return { rows: found, shown: await withoutDeadEnds(tx, found.slice(0, limit)) };
    });
    const last = rows[limit - 1];
    const items = await Promise.all(shown.map(async (row) => toView(row, await this.nobodyIn(row))));
    return { items, nextCursor: rows.length > limit && last !== undefined ? writeCursor({ createdAt: last.created_at, id: last.id }) : null };
  }

  /** Where nobody could be reached, so that the reader knows whom to ask after; of a sealed referral, which has no reference here, not even that. */
  private async nobodyIn({ template, reference, responsible_organisation_id: id }: NotificationRow): Promise<string | null> {
    return template === 'nobody_available' && reference !== null && id !== null ? ((await this.directory.organisation(id))?.name ?? null) : null;
  }

  /** False when there is no such message in this inbox. */
  acknowledge(actor: Actor, id: string): Promise<boolean> {
    return this.database.inTenant(actor, async (tx) => {
      const message = { ...ownerOf(actor), id };
      return (await this.store.acknowledge(tx, { ...message, at: this.now() })) || this.store.holds(tx, message);
    });
  }
}

const ownerOf = ({ organisationId, role, userId }: Actor): InboxOwner => ({ organisationId, role, userId });

/**
 * A message about a referral that has left the reader's sight stays, for its own sake ("withdrawn"), but leads nowhere. Messages about a
 * sealed referral, or one from which this person is excluded, are not even found: the database leaves them out.
 */
async function withoutDeadEnds(tx: EntityManager, rows: readonly NotificationRow[]): Promise<readonly NotificationRow[]> {
  const ids = rows.flatMap((row) => (row.referral_id === null ? [] : [row.referral_id]));
  if (ids.length === 0) return rows;
  const visible = await tx.query<{ id: string }[]>('select id from referral where id = any ($1::uuid[])', [ids]);
  const known = new Set(visible.map((row) => row.id));
  return rows.map((row) => (row.referral_id === null || known.has(row.referral_id) ? row : { ...row, referral_id: null }));
}

const toView = (row: NotificationRow, organisation: string | null): NotificationView => ({
  id: row.id,
  template: row.template,
  referralId: row.referral_id,
  reference: row.reference,
  organisation,
  clockKind: row.clock_kind,
  rung: row.rung,
  createdAt: row.created_at,
  settledAt: row.settled_at,
  acknowledgedAt: row.acknowledged_at,
});

const writeCursor = ({ createdAt, id }: Place): string => Buffer.from(`${createdAt.toISOString()} ${id}`).toString('base64url');

function readCursor(cursor: string): Place {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  const createdAt = new Date(at);
  if (Number.isNaN(createdAt.getTime()) || !isId(id)) throw new InvalidCursor('not a cursor of this inbox');
  return { createdAt, id };
}
