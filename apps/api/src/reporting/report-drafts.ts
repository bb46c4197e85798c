import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { appendAudit } from '#audit';
import type { Actor } from '#domain';
import { Keystore } from '#keystore';
import { TenantDatabase } from '#persistence';
import { NOW } from '../services.js';

/** How long an unsent form is kept after the last change. ASSUMPTION(adr-0017) */
const KEPT_MS = 12 * 3_600_000;

/** An unsent form as its writer gets it back; `values` null where it was not asked for. */
export interface ReportDraft {
  readonly id: string;
  readonly savedAt: Date;
  readonly expiresAt: Date;
  readonly values: string | null;
}

interface Row {
  readonly key_id: string;
  readonly ciphertext: Buffer;
  readonly saved_at: Date;
  readonly expires_at: Date;
}

/**
 * The unsent form of one person. Sealed under a key of its own that is wrapped for the organisation; read by nobody else, also not in SQL; at
 * most twelve hours old. To throw it away destroys the key first, so that a copy of the database does not open it either.
 */
@Injectable()
export class ReportDrafts {
  constructor(
    private readonly database: TenantDatabase,
    private readonly keystore: Keystore,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  /** The own unsent form; null when there is none or its time is over. */
  async read(actor: Actor, withValues: boolean): Promise<ReportDraft | null> {
    const row = await this.database.inTenant(actor, (tx) => this.rowOf(tx, actor));
    if (row === null || row.expires_at <= this.now()) return null;
    const known = { id: row.key_id, savedAt: row.saved_at, expiresAt: row.expires_at };
    if (!withValues) return { ...known, values: null };
    const opened = await this.keystore.open({ ...placeOf(row.key_id), organisationId: actor.organisationId }, row.ciphertext);
    return opened === null ? null : { ...known, values: opened.toString('utf8') };
  }

  /** Keeps what stands in the form now instead of what was kept before; one per person. */
  async keep(actor: Actor, values: string, requestId: string): Promise<ReportDraft> {
    const savedAt = this.now();
    const expiresAt = new Date(savedAt.getTime() + KEPT_MS);
    const before = await this.database.inTenant(actor, (tx) => this.rowOf(tx, actor));
    const keyId = before === null || before.expires_at <= savedAt ? randomUUID() : before.key_id;
    const ciphertext = await this.keystore.seal({ ...placeOf(keyId), organisationIds: [actor.organisationId] }, Buffer.from(values, 'utf8'));
    await this.database.inTenant(actor, async (tx) => {
      await tx.query(
        `insert into report_draft (user_id, organisation_id, key_id, ciphertext, saved_at, expires_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (user_id) do update set key_id = excluded.key_id, ciphertext = excluded.ciphertext, saved_at = excluded.saved_at, expires_at = excluded.expires_at`,
        [actor.userId, actor.organisationId, keyId, ciphertext, savedAt, expiresAt],
      );
      if (before?.key_id !== keyId) await this.note(tx, actor, 'report.kept', requestId);
    });
    if (before !== null && before.key_id !== keyId) await this.shred(before.key_id);
    return { id: keyId, savedAt, expiresAt, values: null };
  }

  /** Throws the own unsent form away; nothing happens when there is none, or only another than `id`. */
  async discard(actor: Actor, requestId: string, id?: string): Promise<void> {
    const row = await this.database.inTenant(actor, (tx) => this.rowOf(tx, actor));
    if (row === null || (id !== undefined && row.key_id !== id)) return;
    await this.shred(row.key_id);
    await this.database.inTenant(actor, async (tx) => {
      const gone = await tx.query<[readonly unknown[], number]>('delete from report_draft where user_id = $1 and key_id = $2', [actor.userId, row.key_id]);
      if (gone[1] > 0) await this.note(tx, actor, 'report.discarded', requestId);
    });
  }

  private async rowOf(tx: EntityManager, actor: Actor): Promise<Row | null> {
    const [row] = await tx.query<Row[]>('select key_id, ciphertext, saved_at, expires_at from report_draft where user_id = $1', [actor.userId]);
    return row ?? null;
  }

  private async shred(keyId: string): Promise<void> {
    await this.keystore.shred({ referralId: keyId, organisationId: null, createdBefore: this.now() });
  }

  private note(tx: EntityManager, actor: Actor, action: string, requestId: string): Promise<void> {
    const { organisationId, userId, role } = actor;
    return appendAudit(tx, { chain: organisationId, at: this.now(), actorId: userId, organisationId, role, action, referralId: null, fields: [], purpose: null, decision: 'allowed', requestId });
  }
}

/** The keystore knows referrals; a draft's key stands under an id of its own, which no referral has. */
const placeOf = (keyId: string) => ({ referralId: keyId, compartment: 'shared', version: 1 }) as const;
