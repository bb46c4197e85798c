import type { EntityManager } from 'typeorm';

export interface NewAuditEvent {
  /** The referral's id, or the organisation's for what concerns no referral. */
  readonly chain: string;
  readonly at: Date;
  readonly actorId: string | null;
  readonly organisationId: string | null;
  readonly role: string;
  /** `noun.participle`, e.g. `contact.read`. */
  readonly action: string;
  readonly referralId: string | null;
  /** Names of fields, never their values. */
  readonly fields: readonly string[];
  readonly purpose: string | null;
  /** `allowed`, or the code of the refusal. */
  readonly decision: string;
  readonly requestId: string | null;
}

/** Appends one entry in the transaction of what it is about: if either fails, neither is there. */
export async function appendAudit(tx: EntityManager, event: NewAuditEvent): Promise<void> {
  await tx.query('select audit.append($1, $2, $3, $4, $5, $6, $7, $8::text[], $9, $10, $11)', [
    event.chain,
    event.at,
    event.actorId,
    event.organisationId,
    event.role,
    event.action,
    event.referralId,
    event.fields,
    event.purpose,
    event.decision,
    event.requestId,
  ]);
}
