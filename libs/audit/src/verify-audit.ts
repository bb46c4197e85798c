import type { DataSource } from 'typeorm';
import { HASHED_COLUMNS, type HashedRow } from './audit-row.js';
import { verifySeals, type PublishedSeal } from './verify-seals.js';
import { ChainVerifier, type Break, type ChainHead } from './verify-chain.js';

/** Entries per query: one stays far below the statement limit of the role. */
const PAGE = 10_000;

/** What a verification of the whole trail has found; intact when `broken` is empty. */
export interface AuditVerdict {
  readonly chains: number;
  readonly events: number;
  readonly seals: number;
  /** Entries after the last seal: a cut of these alone can only be told from the heads. */
  readonly unsealed: number;
  readonly broken: readonly Break[];
}

/**
 * Recomputes every chain and every seal from the stored rows, as the role `app_audit`, in code and not in the database that is being
 * verified. `published` are the copies of seals kept outside; without them a trail rewritten together with its seals looks intact.
 * Run it on a snapshot of the trail: entries that arrive meanwhile are left out.
 */
export function verifyAudit(
  dataSource: DataSource,
  options: { readonly published?: readonly PublishedSeal[] } = {},
): Promise<AuditVerdict> {
  return dataSource.transaction('REPEATABLE READ', async (tx) => {
    const heads = new Map<string, ChainHead>();
    for (const head of await tx.query<{ chain: string; seq: number | string; hash: Buffer }[]>('select chain, seq, hash from audit.head')) {
      heads.set(head.chain, { seq: Number(head.seq), hash: head.hash });
    }
    const known = heads.size;
    const broken: Break[] = [];
    let events = 0;
    let verifier: ChainVerifier | undefined;
    let current = { chain: '00000000-0000-0000-0000-000000000000', seq: 0 };
    const finish = (): void => {
      if (verifier === undefined) return;
      broken.push(...verifier.end(heads.get(current.chain) ?? { seq: 0, hash: Buffer.alloc(0) }));
      heads.delete(current.chain);
    };
    for (;;) {
      const rows = await tx.query<HashedRow[]>(
        `select ${HASHED_COLUMNS} from audit.event where (chain, seq) > ($1::uuid, $2::bigint) order by chain, seq limit ${PAGE}`,
        [current.chain, current.seq],
      );
      for (const row of rows) {
        const event = { ...row, seq: Number(row.seq) };
        if (verifier === undefined || event.chain !== current.chain) {
          finish();
          verifier = new ChainVerifier(event.chain);
        }
        verifier.add(event);
        current = event;
        events += 1;
      }
      if (rows.length < PAGE) break;
    }
    finish();
    // Whoever is left has a head and no entry at all.
    for (const [chain, head] of heads) broken.push({ chain, at: head.seq, reason: 'head' });
    const sealed = await verifySeals(tx, options.published ?? []);
    return { chains: known, events, seals: sealed.seals, unsealed: sealed.unsealed, broken: [...broken, ...sealed.broken] };
  });
}
