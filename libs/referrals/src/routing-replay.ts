import { replay, type RoutingBasis } from '#domain';
import { RoutingDecisionStore, type TenantDatabase } from '#persistence';
import { basisFrom } from './routing-basis.js';
import { decisionsSince, toDecision } from './stored-decisions.js';

/** What a replay saw. */
export interface ReplayResult {
  readonly decisions: number;
  /** Ids of decisions whose kept basis gives another answer today, or is not whole any more; at most a hundred. */
  readonly differing: readonly string[];
  readonly differ: number;
}

const NAMED = 100;
/** Bases in memory at once; decisions come in order of time, so few registries lie between two of them. */
const BASES_KEPT = 50;

/** Answers stored decisions again from what they were answered from, as `app_clock`. Writes nothing. */
export class RoutingReplay {
  private readonly store = new RoutingDecisionStore();

  constructor(private readonly database: TenantDatabase) {}

  async run(since: Date): Promise<ReplayResult> {
    const bases = new Map<string, RoutingBasis | null>();
    const differing: string[] = [];
    let decisions = 0;
    let differ = 0;
    for await (const row of decisionsSince(this.database, this.store, since)) {
      decisions += 1;
      const basis = bases.get(row.basis) ?? (await this.read(row.basis, bases));
      if (basis !== null && replay(toDecision(row), basis)) continue;
      differ += 1;
      if (differing.length < NAMED) differing.push(row.id);
    }
    return { decisions, differing, differ };
  }

  private async read(hash: string, bases: Map<string, RoutingBasis | null>): Promise<RoutingBasis | null> {
    const basis = basisFrom(hash, await this.database.asClock((tx) => this.store.parts(tx, hash)));
    for (const oldest of bases.keys()) if (bases.size >= BASES_KEPT) bases.delete(oldest);
    bases.set(hash, basis);
    return basis;
  }
}
