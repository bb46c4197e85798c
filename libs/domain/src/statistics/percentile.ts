/**
 * The percentile by nearest rank: the smallest value that at least this share of all values do not exceed, so always one that occurred; `share` from 0
 * (exclusive) to 1. Waits of referrals that are still open are Infinity and may come out; an interpolation between them and a number would mean nothing.
 * Null below `minimum` values. The order never matters.
 */
export function percentile(values: readonly number[], share: number, minimum = 1): number | null {
  if (!(share > 0 && share <= 1)) throw new RangeError('a percentile is asked for as a share above 0 and up to 1');
  if (values.length < Math.max(1, minimum)) return null;
  const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  // The tolerance keeps 0.1 × 30 from being the fourth of thirty.
  return sorted[Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1)] ?? null;
}
