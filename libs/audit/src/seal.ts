import { sha256 } from './sha256.js';

/** A Merkle root over all entries with `fromEventId` ≤ id ≤ `toEventId`, chained to the seal before. What is published outside is `toEventId` and `hash`. */
export interface AuditSeal {
  readonly id: number;
  readonly sealedAt: Date;
  readonly fromEventId: number;
  readonly toEventId: number;
  readonly events: number;
  readonly merkleRoot: Buffer;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
}

/** What stands before the first seal. */
export const FIRST_SEAL_FOLLOWS = sha256(Buffer.from('audit.seal', 'utf8'));

/** SHA-256 over the hash before and the JSON array ["seal-v1", sealed at (ms), from, to, events, root (hex)]. */
export function sealHash(
  previousHash: Buffer,
  seal: Pick<AuditSeal, 'sealedAt' | 'fromEventId' | 'toEventId' | 'events' | 'merkleRoot'>,
): Buffer {
  const text = JSON.stringify([
    'seal-v1',
    seal.sealedAt.getTime(),
    seal.fromEventId,
    seal.toEventId,
    seal.events,
    seal.merkleRoot.toString('hex'),
  ]);
  return sha256(Buffer.concat([previousHash, Buffer.from(text, 'utf8')]));
}
