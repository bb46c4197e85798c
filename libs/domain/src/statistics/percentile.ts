/** The value below which a share of the values lies, by nearest rank: always a value that occurred, Infinity included. Null for no values; `share` above 0, at most 1. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
