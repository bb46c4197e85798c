import { tighten, type Bounds, type IndexedSum, type SumSystem } from './sum-bounds.js';

/** After so many steps a search gives up: a table that differs in so many places is not near to the true one. */
const STEPS = 300;

/** So many sums each step is followed up through: nearly every contradiction is near, and looking farther costs more than it saves. */
const REACH = 200;

interface Move {
  readonly cell: number;
  readonly to: number;
  readonly upset: number;
}

/**
 * A table like the true one but for what is supposed of it, on its way to one in which every sum holds: an uneven sum is evened by changing the cell that
 * upsets the other sums least, and a cell once changed stays. Every step is followed up
 * through the sums around it first.
 */
class SupposedTable {
  readonly #before: (readonly [number, number, number])[] = [];
  /** Sums that may not hold; those before `#next` do, or stand in it again. */
  readonly #agenda: number[] = [];
  #next = 0;

  constructor(
    private readonly system: SumSystem,
    private readonly counts: readonly number[],
    private readonly bounds: Bounds,
  ) {}

  /** Supposes that a cell lies between two counts. False, and nothing supposed, when that is seen to contradict what is known and supposed so far. */
  suppose(cell: number, low: number, high: number): boolean {
    const mark = this.#before.length;
    this.keep(cell);
    this.bounds.low[cell] = Math.max(low, this.bounds.low[cell] ?? 0);
    this.bounds.high[cell] = Math.min(high, this.bounds.high[cell] ?? Infinity);
    const sums = this.system.sumsOf[cell] ?? [];
    if (this.bounds.low[cell] > this.bounds.high[cell] || !tighten(this.system, this.bounds, sums, (other) => this.keep(other), REACH)) {
      this.undo(mark);
      return false;
    }
    for (const other of new Set(this.#before.slice(mark).map(([changed]) => changed)))
      if (this.valueOf(other) !== this.counts[other]) this.#agenda.push(...(this.system.sumsOf[other] ?? []));
    return true;
  }

  /** Makes every sum hold, one cell at a time. Whether that came to an end within the steps allowed. */
  complete(): boolean {
    for (let step = 0; this.#next < this.#agenda.length;) {
      const place = this.#agenda[this.#next] ?? 0;
      if (this.excessOf(place) === 0) this.#next += 1;
      else if (step >= STEPS || !this.even(place)) return false;
      else step += 1;
    }
    return true;
  }

  /** Where it is not the true table, by cell. */
  changes(): ReadonlyMap<number, number> {
    const changed = new Set(this.#before.map(([cell]) => cell));
    return new Map([...changed].flatMap((cell) => (this.valueOf(cell) === this.counts[cell] ? [] : [[cell, this.valueOf(cell)] as const])));
  }

  undo(mark = 0): void {
    while (this.#before.length > mark) {
      const [cell, low, high] = this.#before.pop() ?? [0, 0, 0];
      this.bounds.low[cell] = low;
      this.bounds.high[cell] = high;
    }
  }

  private keep(cell: number): void {
    this.#before.push([cell, this.bounds.low[cell] ?? 0, this.bounds.high[cell] ?? Infinity]);
  }

  private valueOf(cell: number): number {
    return Math.min(Math.max(this.counts[cell] ?? 0, this.bounds.low[cell] ?? 0), this.bounds.high[cell] ?? Infinity);
  }

  private excessOf(place: number): number {
    const sum = this.system.sums[place];
    if (!sum) return 0;
    let excess = -this.valueOf(sum.total);
    for (const part of sum.parts) excess += this.valueOf(part);
    return excess;
  }

  private even(place: number): boolean {
    const sum = this.system.sums[place];
    const moves = sum ? this.movesOf(sum, this.excessOf(place)) : [];
    return moves.sort((a, b) => a.upset - b.upset || a.cell - b.cell).some(({ cell, to }) => this.suppose(cell, to, to));
  }

  private movesOf(sum: IndexedSum, excess: number): Move[] {
    const move = (cell: number, by: number): Move[] => {
      const from = this.valueOf(cell);
      const to = Math.min(Math.max(from + by, this.bounds.low[cell] ?? 0), this.bounds.high[cell] ?? Infinity);
      return to === from ? [] : [{ cell, to, upset: this.upsetBy(cell, to - from) }];
    };
    return [...move(sum.total, excess), ...sum.parts.flatMap((part) => move(part, -excess))];
  }

  /** By how much the sums around a cell would be farther from holding. */
  private upsetBy(cell: number, by: number): number {
    let upset = 0;
    for (const place of this.system.sumsOf[cell] ?? []) {
      const excess = this.excessOf(place);
      upset += Math.abs(excess + (this.system.sums[place]?.total === cell ? -by : by)) - Math.abs(excess);
    }
    return upset;
  }
}

/**
 * A table of whole counts that fits everything known and in which a cell lies between two counts, so that nobody can rule that out: what in it is not the
 * truth. Null when none was found, which proves nothing. `bounds` is what is known, drawn together; it is left as it was.
 */
export function witness(
  system: SumSystem,
  counts: readonly number[],
  bounds: Bounds,
  cell: number,
  low: number,
  high: number,
): ReadonlyMap<number, number> | null {
  const table = new SupposedTable(system, counts, bounds);
  const found = table.suppose(cell, low, high) && table.complete() ? table.changes() : null;
  table.undo();
  return found;
}
