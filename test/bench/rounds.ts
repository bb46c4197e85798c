/** One side of a comparison: what it is called and how one measurement of it is made. */
export interface Side {
  readonly name: string;
  readonly measure: (round: number) => Promise<number>;
}

/** Values of one side over the measured rounds. */
export interface Sample {
  readonly name: string;
  readonly values: readonly number[];
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/**
 * Measures all sides in turn, `rounds` times after one that is dropped, so that a slow minute of the machine meets every side.
 * The order turns from round to round.
 */
export async function interleaved(sides: readonly Side[], rounds: number): Promise<ReadonlyMap<string, Sample>> {
  const values = new Map<string, number[]>(sides.map((side) => [side.name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (let step = 0; step < sides.length; step += 1) {
      const side = sides[(step + round) % sides.length] as Side;
      const value = await side.measure(round);
      if (round > 0) values.get(side.name)?.push(value);
    }
  }
  return new Map([...values].map(([name, each]) => [name, sampleOf(name, each)]));
}

export function sampleOf(name: string, values: readonly number[]): Sample {
  return { name, values, median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

/** The ratio per round, for ratios are claimed and single figures are not. */
export function ratio(name: string, of: Sample, to: Sample): Sample {
  return sampleOf(
    name,
    of.values.map((value, round) => value / (to.values[round] as number)),
  );
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}

/** The value below which `share` of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] as number;
}
