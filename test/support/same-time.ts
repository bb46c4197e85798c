const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * The difference in milliseconds between the medians of two ways, asked in turn. On a busy machine one series can be off by
 * chance; a real difference shows in each, so the smallest of several series counts, and a series within `limit` ends the asking.
 */
export async function differenceInTime(
  one: (round: number) => Promise<unknown>,
  other: (round: number) => Promise<unknown>,
  { rounds, limit, series = 4 }: { readonly rounds: number; readonly limit: number; readonly series?: number },
): Promise<number> {
  let least = Infinity;
  for (let attempt = 0; attempt < series && least >= limit; attempt += 1) {
    const times: readonly [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      for (const side of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
        const started = performance.now();
        await (side === 0 ? one : other)(attempt * rounds + round);
        times[side].push(performance.now() - started);
      }
    }
    least = Math.min(least, Math.abs(median(times[0]) - median(times[1])));
  }
  return least;
}
