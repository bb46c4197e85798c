import type { EntityManager } from 'typeorm';
import type { RoutingDecisionRow, RoutingPartRow } from './routing-decision.entity.js';

/** Where a reading of many decisions goes on: after this row. */
export interface DecisionPlace {
  readonly decidedAt: Date;
  readonly id: string;
}

/** Decisions about centres, as they were written with their events. */
export class RoutingDecisionStore {
  /** Those of one referral that this side may know, oldest first. */
  ofReferral(tx: EntityManager, referralId: string): Promise<readonly RoutingDecisionRow[]> {
    return tx.query('select * from routing_decision where referral_id = $1 order by decided_at, id', [referralId]);
  }

  /** As `app_clock`: of all referrals, from an instant on, in order of time, at most `limit` after `after`. */
  since(tx: EntityManager, since: Date, after: DecisionPlace | null, limit: number): Promise<readonly RoutingDecisionRow[]> {
    return tx.query(
      `select * from routing_decision where decided_at >= $1 and ($2::timestamptz is null or (decided_at, id) > ($2, $3::uuid)) order by decided_at, id limit $4`,
      [since, after?.decidedAt ?? null, after?.id ?? null, limit],
    );
  }

  /** As `app_clock`: what a decision was answered from; empty when the basis is unknown. */
  parts(tx: EntityManager, basis: string): Promise<readonly RoutingPartRow[]> {
    return tx.query(
      `select p.hash, p.content from routing_basis b, unnest(b.parts) with ordinality as named (hash, place) join routing_part p using (hash)
       where b.hash = $1 order by named.place`,
      [basis],
    );
  }

  /** Puts into the coordinators' inboxes that nobody can be proposed, once per municipality, target group and day; false when they have been told. */
  async tellNobody(tx: EntityManager, gap: { readonly ags: string; readonly targetGroup: string; readonly at: Date }): Promise<boolean> {
    const [row] = await tx.query<[{ told: boolean }]>('select tell_nobody_to_refer_to($1, $2, $3) as told', [gap.ags, gap.targetGroup, gap.at]);
    return row.told;
  }
}
