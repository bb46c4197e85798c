import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { appendAudit } from '#audit';
import { may, type Actor } from '#domain';
import { TenantDatabase } from '#persistence';
import { NOW } from '../services.js';

/** The own address as its owner may know it afterwards: that there is one, and since when. */
export interface CalendarFeed {
  readonly createdAt: Date;
}

const TOKEN = /^[A-Za-z0-9_-]{43}$/;
/** Nobody: the look-up by hash happens before a person is known. */
const NOBODY = { organisationId: '00000000-0000-0000-0000-000000000000', userId: '00000000-0000-0000-0000-000000000000' };

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** The secret address of one person's calendar: 256 random bits, shown once, stored as a hash, revocable at once. */
@Injectable()
export class CalendarFeeds {
  constructor(
    private readonly database: TenantDatabase,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  /** The own address, if there is one. */
  async find(actor: Actor): Promise<CalendarFeed | null> {
    const [row] = await this.database.inTenant(actor, (tx) =>
      tx.query<{ readonly created_at: Date }[]>('select created_at from calendar_feed where user_id = $1 and revoked_at is null', [actor.userId]),
    );
    return row === undefined ? null : { createdAt: row.created_at };
  }

  /** Makes a new address; the one before, if any, answers no more. The token is told here and never again. */
  async create(actor: Actor, requestId: string): Promise<CalendarFeed & { readonly token: string }> {
    const token = randomBytes(32).toString('base64url');
    const createdAt = this.now();
    await this.database.inTenant(actor, async (tx) => {
      await tx.query(
        `insert into calendar_feed (user_id, organisation_id, token_hash, created_at) values ($1, $2, $3, $4)
         on conflict (user_id) do update set token_hash = excluded.token_hash, created_at = excluded.created_at, revoked_at = null`,
        [actor.userId, actor.organisationId, hashOf(token), createdAt],
      );
      await this.note(tx, actor, 'feed.created', requestId);
    });
    return { createdAt, token };
  }

  /** From now on the own address answers nobody; does nothing when there is none. */
  async revoke(actor: Actor, requestId: string): Promise<void> {
    await this.database.inTenant(actor, async (tx) => {
      const revoked = await tx.query<[readonly unknown[], number]>('update calendar_feed set revoked_at = $2 where user_id = $1 and revoked_at is null', [actor.userId, this.now()]);
      if (revoked[1] > 0) await this.note(tx, actor, 'feed.revoked', requestId);
    });
  }

  /** Whose calendar it is, with the rights of this moment; null for an unknown or revoked address, and for a person who may read neither deadlines nor meetings. */
  async ownerOf(token: string): Promise<Actor | null> {
    if (!TOKEN.test(token)) return null;
    const [owner] = await this.database.inTenant(NOBODY, (tx) =>
      tx.query<Actor[]>(
        `select user_id as "userId", organisation_id as "organisationId", organisation_kind as "organisationKind", role from find_calendar_feed($1)`,
        [hashOf(token)],
      ),
    );
    return owner !== undefined && (may(owner.role, 'clock.list_due') || may(owner.role, 'meeting.read')) ? owner : null;
  }

  private note(tx: EntityManager, { organisationId, userId, role }: Actor, action: string, requestId: string): Promise<void> {
    return appendAudit(tx, { chain: organisationId, at: this.now(), actorId: userId, organisationId, role, action, referralId: null, fields: [], purpose: null, decision: 'allowed', requestId });
  }
}
