import type { EntityManager } from 'typeorm';
import { merkleRoot } from './merkle.js';
import { FIRST_SEAL_FOLLOWS, sealHash, type AuditSeal } from './seal.js';
import type { Break, BreakReason } from './verify-chain.js';

/** A copy of a seal that left the house. */
export interface PublishedSeal {
  readonly toEventId: number;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
}

interface SealRow {
  readonly id: number | string;
  readonly sealed_at: Date;
  readonly from_event_id: number | string;
  readonly to_event_id: number | string;
  readonly events: number;
  readonly merkle_root: Buffer;
  readonly previous_hash: Buffer;
  readonly hash: Buffer;
}

/** Recomputes the roots of all seals and their chain, and compares them with the copies kept outside. */
export async function verifySeals(
  tx: EntityManager,
  published: readonly PublishedSeal[],
): Promise<{ readonly seals: number; readonly unsealed: number; readonly broken: readonly Break[] }> {
  const seals = (await tx.query<SealRow[]>('select * from audit.seal order by id')).map(toSeal);
  const broken: Break[] = [];
  let before: Pick<AuditSeal, 'hash' | 'toEventId'> = { hash: FIRST_SEAL_FOLLOWS, toEventId: 0 };
  for (const seal of seals) {
    const found: BreakReason[] = [];
    if (seal.fromEventId !== before.toEventId + 1) found.push('seal_gap');
    if (!seal.previousHash.equals(before.hash)) found.push('seal_link');
    if (!sealHash(seal.previousHash, seal).equals(seal.hash)) found.push('seal_content');
    if (!(await matches(tx, seal))) found.push('seal_root');
    broken.push(...found.map((reason) => ({ chain: null, at: seal.id, reason })));
    before = seal;
  }
  broken.push(
    ...published
      .filter((copy) => !seals.some((seal) => isCopy(seal, copy)))
      .map((copy) => ({ chain: null, at: copy.toEventId, reason: 'unpublished' as const })),
  );
  const [{ count }] = await tx.query<[{ count: number | string }]>('select count(*) as count from audit.event where id > $1', [
    before.toEventId,
  ]);
  return { seals: seals.length, unsealed: Number(count), broken };
}

async function matches(tx: EntityManager, seal: AuditSeal): Promise<boolean> {
  const rows = await tx.query<{ id: number | string; hash: Buffer }[]>(
    'select id, hash from audit.event where id between $1 and $2 order by id',
    [seal.fromEventId, seal.toEventId],
  );
  return (
    rows.length === seal.events &&
    rows.length > 0 &&
    merkleRoot(rows.map((row) => ({ id: Number(row.id), hash: row.hash }))).equals(seal.merkleRoot)
  );
}

const isCopy = (seal: AuditSeal, copy: PublishedSeal): boolean =>
  seal.toEventId === copy.toEventId && seal.hash.toString('hex') === copy.hash;

const toSeal = (row: SealRow): AuditSeal => ({
  id: Number(row.id),
  sealedAt: row.sealed_at,
  fromEventId: Number(row.from_event_id),
  toEventId: Number(row.to_event_id),
  events: row.events,
  merkleRoot: row.merkle_root,
  previousHash: row.previous_hash,
  hash: row.hash,
});
