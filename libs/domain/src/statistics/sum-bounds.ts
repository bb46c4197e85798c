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

/** Takes what a sum says of one of its cells. False stops the reading. */
type Told = (cell: number, low: number, high: number) => boolean;

/** The cells of a sum, the total first. */
export const membersOf = (sum: IndexedSum): readonly number[] => [sum.total, ...sum.parts];

/** Lists for each cell the sums in which it stands. */
export function sumSystem(size: number, sums: readonly IndexedSum[]): SumSystem {
  const sumsOf: number[][] = Array.from({ length: size }, () => []);
  sums.forEach((sum, place) => new Set(membersOf(sum)).forEach((cell) => sumsOf[cell]?.push(place)));
  return { size, sums, sumsOf };
}

const lowOf = (bounds: Bounds, cell: number): number => bounds.low[cell] ?? 0;
const highOf = (bounds: Bounds, cell: number): number => bounds.high[cell] ?? Infinity;

/** What one sum alone says of its cells, from the bounds it is read with: first of the total, then of each part. False when `told` stopped it. */
export function readSum({ total, parts }: IndexedSum, bounds: Bounds, told: Told): boolean {
  let lowest = 0;
  let highest = 0;
  let unlimited = 0;
  for (const part of parts) {
    lowest += lowOf(bounds, part);
    const high = highOf(bounds, part);
    if (high === Infinity) unlimited += 1;
    else highest += high;
  }
  const totalLow = lowOf(bounds, total);
  const totalHigh = highOf(bounds, total);
  if (!told(total, lowest, unlimited > 0 ? Infinity : highest)) return false;
  for (const part of parts) {
    const low = lowOf(bounds, part);
    const high = highOf(bounds, part);
    const others = high === Infinity ? (unlimited > 1 ? Infinity : highest) : unlimited > 0 ? Infinity : highest - high;
    if (!told(part, totalLow - others, totalHigh - lowest + low)) return false;
    // Bounds that `told` has just drawn together count for the parts that follow.
    lowest += lowOf(bounds, part) - low;
    if (high !== highOf(bounds, part)) {
      highest += highOf(bounds, part) - (high === Infinity ? 0 : high);
      if (high === Infinity) unlimited -= 1;
    }
  }
  return true;
}

/**
 * Draws the bounds together until no sum says more, beginning with the sums given. Changes `bounds`; tells `changing` of every cell before its bounds change.
 * Counts are whole, so it comes to an end; the result does not depend on the order unless it stops after `atMost` sums. False, and stopped there, when the bounds contradict each other.
 */
export function tighten(
  system: SumSystem,
  bounds: Bounds,
  from: Iterable<number>,
  changing: (cell: number) => void = () => undefined,
  atMost = Infinity,
): boolean {
  const queue = [...from];
  const waiting = new Set(queue);
  const told: Told = (cell, low, high) => {
    const lowBefore = lowOf(bounds, cell);
    const highBefore = highOf(bounds, cell);
    if (low <= lowBefore && high >= highBefore) return true;
    changing(cell);
    if (low > lowBefore) bounds.low[cell] = low;
    if (high < highBefore) bounds.high[cell] = high;
    if (lowOf(bounds, cell) > highOf(bounds, cell)) return false;
    for (const sum of system.sumsOf[cell] ?? []) {
      if (waiting.has(sum)) continue;
      waiting.add(sum);
      queue.push(sum);
    }
    return true;
  };
  for (let next = 0; next < Math.min(queue.length, atMost); next += 1) {
    const place = queue[next] ?? 0;
    waiting.delete(place);
    const sum = system.sums[place];
    if (sum && !readSum(sum, bounds, told)) return false;
  }
  return true;
}
