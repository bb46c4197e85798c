import { genesisHash, hashOf, type AuditEvent, type HashedContent } from './audit-event.js';

/**
 * Why a place in the trail cannot be trusted.
 * - `content`: the entry's hash is not that of its content. `link`: it does not follow the entry before. `gap`: entries are missing or doubled.
 * - `head`: the chain ends elsewhere than its head says.
 * - `seal_content`, `seal_link`, `seal_gap`: the same of a seal. `seal_root`: the entries below a seal are not those that were sealed.
 * - `unpublished`: a seal differs from the copy kept outside, or is missing.
 */
export type BreakReason = 'content' | 'link' | 'gap' | 'head' | 'seal_content' | 'seal_link' | 'seal_gap' | 'seal_root' | 'unpublished';

/** A place in the trail that cannot be trusted; `chain` is null for a seal. */
export interface Break {
  readonly chain: string | null;
  /** Sequence number within the chain, or id of the seal. */
  readonly at: number;
  readonly reason: BreakReason;
}

/** Where a chain ends, as its head row says. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: Buffer;
}

/** Follows one chain entry by entry; can be fed in parts, so that a chain of any length is verified in constant memory. */
export class ChainVerifier {
  private seq = 0;
  private hash: Buffer;
  readonly breaks: Break[] = [];

  constructor(private readonly chain: string) {
    this.hash = genesisHash(chain);
  }

  /** The next entry in the order of `seq`. */
  add(event: HashedContent & Pick<AuditEvent, 'previousHash' | 'hash'>): void {
    if (event.seq !== this.seq + 1) this.broken(event.seq, 'gap');
    else if (!event.previousHash.equals(this.hash)) this.broken(event.seq, 'link');
    if (!hashOf(event.previousHash, event).equals(event.hash)) this.broken(event.seq, 'content');
    this.seq = event.seq;
    this.hash = event.hash;
  }

  /** After the last entry; without a head the end itself is not checked. */
  end(head?: ChainHead): readonly Break[] {
    if (head !== undefined && (head.seq !== this.seq || !head.hash.equals(this.hash))) this.broken(head.seq, 'head');
    return this.breaks;
  }

  private broken(at: number, reason: BreakReason): void {
    this.breaks.push({ chain: this.chain, at, reason });
  }
}

/** Recomputes one whole chain, its entries in the order of `seq`; empty when it is intact. Needs neither a database nor a key. */
export function verifyChain(events: readonly AuditEvent[], head?: ChainHead): readonly Break[] {
  const [first] = events;
  if (first === undefined) return [];
  const verifier = new ChainVerifier(first.chain);
  for (const event of events) verifier.add(event);
  return verifier.end(head);
}
