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
 * Which cell to hide against a breach: the cell itself if it is shown today; else of the shown ones that the proof rests on the nearest, of equally near ones
 * the smallest; else the nearest one around. Where nothing is left to hide, a zero around it is closed. Undefined only when everything of today is hidden
 * and closed, and then today's figures prove nothing.
 */
export function partnerFor(breach: Breach, system: SumSystem, marks: Marks): number | undefined {
  const { place, bounds } = breach;
  if (marks.isShown(place) && !marks.isTold(place)) return place;
  const below = (bounds.low[place] ?? 0) > marks.saidBy(place)[0];
  const proof = new Proof(breach, system, marks);
  return proof.nearest(below ? 'low' : 'high') ?? proof.nearest(below ? 'high' : 'low') ?? around(place, system, marks);
}

/** The nearest cell shown today in the sums around; else a zero among them that is still open. */
function around(place: number, system: SumSystem, marks: Marks): number | undefined {
  const seen = new Set([place]);
  for (let ring = [place]; ring.length > 0;) {
    const next = ring.flatMap((cell) => (system.sumsOf[cell] ?? []).flatMap((sum) => membersOf(system.sums[sum] ?? NO_SUM)));
    const partner = marks.smallest(next.filter(marks.canHide));
    if (partner !== undefined) return partner;
    ring = [...new Set(next)].filter((cell) => !seen.has(cell));
    ring.forEach((cell) => seen.add(cell));
  }
  return [...seen].sort((a, b) => a - b).find((cell) => marks.knownNotEmpty(cell) && !marks.isTold(cell));
}

/** Of a cell, that it is at least so much, or at most. */
type Side = 'low' | 'high';
type Bound = readonly [cell: number, side: Side];

/** What a bound was drawn from: the sums that say it, the bounds of the cells in these, and so on back to what is shown. */
class Proof {
  constructor(
    private readonly breach: Breach,
    private readonly system: SumSystem,
    private readonly marks: Marks,
  ) {}

  /** The nearest cells shown today whose figures the bound rests on, and of these the smallest. */
  nearest(side: Side): number | undefined {
    const seen = new Set<string>();
    for (let ring: readonly Bound[] = [[this.breach.place, side]]; ring.length > 0;) {
      const next = ring.flatMap((bound) => this.reasonsOf(bound)).filter((bound) => !seen.has(bound.join()) && seen.add(bound.join()));
      const partner = this.marks.smallest(next.filter((bound) => this.marks.canHide(bound[0]) && this.isSaid(bound)).map(([cell]) => cell));
      if (partner !== undefined) return partner;
      ring = next.filter((bound) => !this.isSaid(bound));
    }
    return undefined;
  }

  /** Whether the mark of the cell itself says it, or the attacker's own part. */
  private isSaid([cell, side]: Bound): boolean {
    const { bounds } = this.breach;
    const [least, most] = this.marks.saidBy(cell);
    return side === 'low' ? least >= (bounds.low[cell] ?? 0) : most <= (bounds.high[cell] ?? Infinity);
  }

  /** The bounds that a sum draws this one from. What nobody doubts (at least none, at most any number, one's own) needs no reason. */
  private reasonsOf([cell, side]: Bound): readonly Bound[] {
    const { bounds } = this.breach;
    const { low, high } = bounds;
    const says = (sum: IndexedSum): boolean =>
      !readSum(sum, bounds, (other, least, most) => other !== cell || (side === 'low' ? least < (low[cell] ?? 0) : most > (high[cell] ?? Infinity)));
    const opposite: Side = side === 'low' ? 'high' : 'low';
    const telling = (this.system.sumsOf[cell] ?? []).map((place) => this.system.sums[place] ?? NO_SUM).filter(says);
    return telling
      .flatMap(({ total, parts }): Bound[] =>
        total === cell
          ? parts.map((part) => [part, side])
          : [[total, side], ...parts.filter((part) => part !== cell).map((part): Bound => [part, opposite])],
      )
      .filter(([other, of]) => (of === 'low' ? (low[other] ?? 0) > (this.breach.own?.get(other) ?? 0) : high[other] !== Infinity));
  }
}
