import type { CountCell } from './count-cell.js';
import type { SumSystem } from './sum-bounds.js';

/** By the cells' places, what one organisation knows as its own of their counts. */
export type OwnParts = ReadonlyMap<number, number>;

/** For each organisation that is named, by its id: its own parts, with what they come to in the sums above, also where the caller left that out. */
export function partsByOrganisation(cells: readonly CountCell[], system: SumSystem): readonly OwnParts[] {
  const byOrganisation = new Map<string, Map<number, number>>();
  cells.forEach(({ tenants = [], tenantIds = [] }, place) =>
    tenantIds.forEach((id, index) => {
      const own = byOrganisation.get(id) ?? new Map<number, number>();
      own.set(place, tenants[index] ?? 0);
      byOrganisation.set(id, own);
    }),
  );
  return [...byOrganisation].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, own]) => summedUp(own, system));
}

function summedUp(parts: OwnParts, system: SumSystem): OwnParts {
  const own = new Map(parts);
  const queue = [...own.keys()];
  for (const part of queue) {
    for (const place of system.sumsOf[part] ?? []) {
      const sum = system.sums[place];
      if (!sum || sum.total === part) continue;
      const together = sum.parts.reduce((all, cell) => all + (own.get(cell) ?? 0), 0);
      if (together <= (own.get(sum.total) ?? 0)) continue;
      own.set(sum.total, together);
      queue.push(sum.total);
    }
  }
  return own;
}
