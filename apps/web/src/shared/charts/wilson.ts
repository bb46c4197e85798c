/** A share with the interval in which it lies with 95 % confidence; all between 0 and 1. */
export interface Interval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Two-sided 95 % of the normal distribution. */
export const Z95 = 1.959963984540054;

/**
 * The Wilson score interval of `part` out of `all` (Wilson 1927). Unlike the textbook interval it is never empty at 0 % or 100 % and stays
 * between them. Throws a RangeError unless 0 <= part <= all and all > 0.
 */
export function wilson(part: number, all: number): Interval {
  if (!(all > 0) || part < 0 || part > all) throw new RangeError('a share needs a part of something');
  const share = part / all;
  const spread = Z95 ** 2 / all;
  const middle = (share + spread / 2) / (1 + spread);
  const half = (Z95 / (1 + spread)) * Math.sqrt((share * (1 - share)) / all + spread / (4 * all));
  return { share, low: Math.max(0, Math.min(share, middle - half)), high: Math.min(1, Math.max(share, middle + half)) };
}
