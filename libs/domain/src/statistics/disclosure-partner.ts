import type { Marks } from './disclosure-marks.js';
import type { OwnParts } from './own-parts.js';
import { membersOf, readSum, type Bounds, type IndexedSum, type SumSystem } from './sum-bounds.js';

/** A cell of which somebody proves 1 to 4, or nearly so, and with which bounds. */
export interface Breach {
  readonly place: number;
  readonly bounds: Bounds;
  /** What the attacker knows as his own: of such cells, hiding takes nothing below it away from him. */
  readonly own?: OwnParts;
}

const NO_SUM: IndexedSum = { total: 0, parts: [] };

/**
 * Which cell to hide against a breach: the cell itself if it is shown; else the smallest shown one in the sums that give it away, then in the sums around.
 * Where nothing is left to hide, a zero around it is closed. Undefined only when everything is hidden and closed, and then nothing can be proven.
 */
export function partnerFor(breach: Breach, system: SumSystem, marks: Marks): number | undefined {
  if (marks.isShown(breach.place)) return breach.place;
  const canHide = (cell: number): boolean => marks.isShown(cell) && !marks.isEmpty(cell);
  const telling = marks.smallest(tellingCells(breach, system, marks).filter(canHide));
  if (telling !== undefined) return telling;
  const seen = new Set([breach.place]);
  for (let ring = [breach.place]; ring.length > 0;) {
    const around = ring.flatMap((cell) => (system.sumsOf[cell] ?? []).flatMap((place) => membersOf(system.sums[place] ?? NO_SUM)));
    const partner = marks.smallest(around.filter(canHide));
    if (partner !== undefined) return partner;
    ring = [...new Set(around)].filter((cell) => !seen.has(cell));
    ring.forEach((cell) => seen.add(cell));
  }
  return [...seen].sort((a, b) => a - b).find((cell) => marks.knownNotEmpty(cell));
}

/** The cells whose shown figures prove the lower bound of a cell, or, where its mark alone does that, the upper one. */
function tellingCells({ place, bounds, own }: Breach, system: SumSystem, marks: Marks): readonly number[] {
  const low = bounds.low[place] ?? 0;
  const high = bounds.high[place] ?? Infinity;
  const below = low > marks.saidBy(place)[0];
  const sums = (system.sumsOf[place] ?? []).flatMap((sum) => system.sums[sum] ?? []);
  const telling = sums.filter((sum) => !readSum(sum, bounds, (cell, least, most) => cell !== place || (below ? least < low : most > high)));
  return telling.flatMap((sum) =>
    membersOf(sum).filter((cell) => {
      if (cell === place) return false;
      // A part is kept low by its total's upper bound and the others' lower ones; the other sides of them say nothing about it.
      const byItsLower = sum.total === place || cell === sum.total ? below : !below;
      return !byItsLower || (bounds.low[cell] ?? 0) > (own?.get(cell) ?? 0);
    }),
  );
}
