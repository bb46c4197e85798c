import { sha256 } from './sha256.js';

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

/** What of an entry is hashed; instants in milliseconds since 1970. */
export interface HashedContent extends Omit<AuditEvent, 'id' | 'happenedAt' | 'recordedAt' | 'previousHash' | 'hash'> {
  readonly happenedAt: Date | number;
  readonly recordedAt: Date | number;
}

/** The one written form that is hashed: a JSON array without blanks. The database function `audit.canonical` writes the same text. */
export function canonicalText(event: HashedContent): string {
  return JSON.stringify([
    'v1',
    event.chain,
    event.seq,
    Number(event.happenedAt),
    Number(event.recordedAt),
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

/** SHA-256 over the hash before and the written form. */
export function hashOf(previousHash: Buffer, event: HashedContent): Buffer {
  return sha256(Buffer.concat([previousHash, Buffer.from(canonicalText(event), 'utf8')]));
}

/** What stands before the first entry of a chain: SHA-256 of the chain's id as lower-case text. */
export const genesisHash = (chain: string): Buffer => sha256(Buffer.from(chain, 'utf8'));
