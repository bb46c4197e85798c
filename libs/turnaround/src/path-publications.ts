import type { EntityManager } from 'typeorm';
import { PathCount, type LocalDay, type PathsReport } from '#domain';
import type { TurnaroundFactRow } from '#persistence';
import { FACTS_AS_OF, toFacts } from './stored-facts.js';

/**
 * The paths of every settled period as of a day, computed from the facts as they were known when each quarter settled. A quarter has a few thousand
 * referrals, so they are read at once.
 */
export async function pathsAsOf(tx: EntityManager, asOf: LocalDay): Promise<readonly PathsReport[]> {
  const count = new PathCount(asOf);
  for (const quarter of count.quarters) {
    const rows = await tx.query<readonly TurnaroundFactRow[]>(FACTS_AS_OF, [quarter.from, quarter.until, quarter.knownAt]);
    for (const row of rows) count.add(quarter, row.police_authority_id, toFacts(row));
  }
  return count.reports();
}
