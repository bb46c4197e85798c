/** Counts below this are not shown outside the organisation they belong to. Source: domain.md 5 (a proposal above the official minimum of 3, S113). */
export const SUPPRESSION_THRESHOLD = 5;

/** Counts are rounded to multiples of this. Source: domain.md 5 (S114). */
export const ROUNDING_BASE = 5;

/** A median is shown from so many cases on. Source: domain.md 5. */
export const MEDIAN_MINIMUM = 10;

/**
 * The cells of one published row or column: each count rounded to the base, counts from 1 up to below the threshold replaced by null; zero stays zero.
 * If exactly one cell would be hidden, the smallest other one is hidden too, or a published total would give the first away.
 * [3, 8, 12, 0] → [null, null, 10, 0]. Counts are whole and not negative; always pass the unrounded ones.
 */
export function suppress(cells: readonly number[], threshold = SUPPRESSION_THRESHOLD, base = ROUNDING_BASE): readonly (number | null)[] {
  const hidden = cells.map((count) => count > 0 && count < threshold);
  if (hidden.filter(Boolean).length === 1) {
    const others = cells.map((count, index) => ({ count, index })).filter(({ count, index }) => count > 0 && !hidden[index]);
    const smallest = others.sort((a, b) => a.count - b.count)[0];
    if (smallest) hidden[smallest.index] = true;
  }
  return cells.map((count, index) => (hidden[index] ? null : Math.round(count / base) * base));
}

/** The median in the unit of the values; null below the minimum number of cases, because a few cases can be recognised. */
export function median(values: readonly number[], minimum = MEDIAN_MINIMUM): number | null {
  if (values.length < Math.max(1, minimum)) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}
