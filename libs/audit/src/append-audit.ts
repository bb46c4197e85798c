import type { EntityManager } from 'typeorm';

/** One entry of the trail: ids, names of fields and codes, never a value. */
export interface AuditRecord {
  /** The chain it joins: the referral's id, or the organisation's for what concerns no referral. */
  readonly chain: string;
  readonly at: Date;
  readonly actorId: string | null;
  readonly organisationId: string | null;
  readonly role: string;
  /** `noun.participle`. */
  readonly action: string;
  readonly referralId: string | null;
  readonly fields: readonly string[];
  readonly purpose: string | null;
  readonly decision: string;
  readonly requestId: string | null;
}

/** Appends one entry in the caller's transaction; when it fails, the transaction fails with it: no audit, no data. */
export async function appendAudit(tx: EntityManager, record: AuditRecord): Promise<void> {
  await tx.query('select audit.append($1, $2, $3, $4, $5, $6, $7, $8::text[], $9, $10, $11)', [
    record.chain, record.at, record.actorId, record.organisationId, record.role, record.action, record.referralId,
    record.fields, record.purpose, record.decision, record.requestId,
  ]);
}
