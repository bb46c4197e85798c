/** A sum as it is counted on: the cells by their place, `total` = sum of `parts`. */
export interface IndexedSum {
  readonly total: number;
  readonly parts: readonly number[];
}

/** Cells 0 … size - 1 and the sums that hold among them; `sumsOf[cell]` are the places of the sums in which a cell stands. */
export interface SumSystem {
  readonly size: number;
  readonly sums: readonly IndexedSum[];
  readonly sumsOf: readonly (readonly number[])[];
}

/** What somebody can say of every cell: at least `low`, at most `high` (Infinity: nothing known). */
export interface Bounds {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** The cells of a sum, the total first. */
export const membersOf = (sum: IndexedSum): readonly number[] => [sum.total, ...sum.parts];

/** Lists for each cell the sums in which it stands. */
export function sumSystem(size: number, sums: readonly IndexedSum[]): SumSystem {
  const sumsOf: number[][] = Array.from({ length: size }, () => []);
  sums.forEach((sum, place) => new Set(membersOf(sum)).forEach((cell) => sumsOf[cell]?.push(place)));
  return { size, sums, sumsOf };
}

/** What one sum alone says of its cells: for the total first, then for each part. */
export function impliedBy(sum: IndexedSum, { low, high }: Bounds): readonly { cell: number; low: number; high: number }[] {
  let lowest = 0;
  let highest = 0;
  let open = 0;
  for (const part of sum.parts) {
    lowest += low[part] ?? 0;
    const top = high[part] ?? Infinity;
    if (top === Infinity) open += 1;
    else highest += top;
  }
  const totalLow = low[sum.total] ?? 0;
  const totalHigh = high[sum.total] ?? Infinity;
  const implied = [{ cell: sum.total, low: lowest, high: open > 0 ? Infinity : highest }];
  for (const part of sum.parts) {
    const top = high[part] ?? Infinity;
    const othersOpen = open - (top === Infinity ? 1 : 0);
    const othersHighest = highest - (top === Infinity ? 0 : top);
    implied.push({
      cell: part,
      low: othersOpen > 0 ? 0 : Math.max(0, totalLow - othersHighest),
      high: totalHigh - (lowest - (low[part] ?? 0)),
    });
  }
  return implied;
}

/**
 * Draws the bounds together until no sum says more, beginning with the sums given. Changes `bounds`; tells `changed` of every cell before its bounds change.
 * Counts are whole and the true ones fit, so it comes to an end; the result does not depend on the order.
 */
export function tighten(
  system: SumSystem,
  bounds: Bounds,
  from: Iterable<number>,
  changed: (cell: number) => void = () => undefined,
): void {
  const queue = [...from];
  const waiting = new Set(queue);
  for (let next = 0; next < queue.length; next += 1) {
    const place = queue[next] ?? 0;
    waiting.delete(place);
    const sum = system.sums[place];
    if (!sum) continue;
    for (const { cell, low, high } of impliedBy(sum, bounds)) {
      if (low <= (bounds.low[cell] ?? 0) && high >= (bounds.high[cell] ?? Infinity)) continue;
      changed(cell);
      bounds.low[cell] = Math.max(bounds.low[cell] ?? 0, low);
      bounds.high[cell] = Math.min(bounds.high[cell] ?? Infinity, high);
      for (const other of system.sumsOf[cell] ?? []) {
        if (waiting.has(other)) continue;
        waiting.add(other);
        queue.push(other);
      }
    }
  }
}
