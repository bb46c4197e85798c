import { createHash } from 'node:crypto';

/**
 * One entry of the trail: who did or read what, when, why and how it was decided. Ids, names of fields and codes; never a value.
 *
 * A *chain* is the sequence of the entries of one referral, or of one organisation for what concerns no referral. Each entry carries
 * the hash of the one before, so an entry that is changed, removed or slipped in breaks the chain.
 */
export interface AuditEvent {
  /** Order of recording over all chains; may have gaps. Not hashed: seals cover it. */
  readonly id: number;
  readonly chain: string;
  /** 1, 2, 3 … within the chain. */
  readonly seq: number;
  /** When it happened, by the application; whole milliseconds. */
  readonly happenedAt: Date;
  /** When the database wrote it; whole milliseconds. */
  readonly recordedAt: Date;
  readonly actorId: string | null;
  readonly organisationId: string | null;
  readonly role: string;
  readonly action: string;
  readonly referralId: string | null;
  readonly fields: readonly string[];
  readonly purpose: string | null;
  readonly decision: string;
  readonly requestId: string | null;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
}

/** The one written form that is hashed: a JSON array without blanks. The database function `audit.canonical` writes the same text. */
export function canonicalText(event: Omit<AuditEvent, 'id' | 'previousHash' | 'hash'>): string {
  return JSON.stringify([
    'v1', event.chain, event.seq, event.happenedAt.getTime(), event.recordedAt.getTime(), event.actorId, event.organisationId, event.role, event.action,
    event.referralId, event.fields, event.purpose, event.decision, event.requestId,
  ]);
}

/** SHA-256 over the hash before and the written form. */
export function hashOf(previousHash: Buffer, event: Omit<AuditEvent, 'id' | 'previousHash' | 'hash'>): Buffer {
  return createHash('sha256').update(previousHash).update(canonicalText(event), 'utf8').digest();
}

/** What stands before the first entry of a chain: SHA-256 of the chain's id as lower-case text. */
export const genesisHash = (chain: string): Buffer => createHash('sha256').update(chain, 'utf8').digest();
