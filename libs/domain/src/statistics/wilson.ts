import { Z_95 } from './kaplan-meier.js';

/** A share with its 95 % interval, each between 0 and 1. */
export interface ShareInterval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** The share of `hits` in `of` with Wilson's score interval without continuity correction (Wilson 1927); null when there is nothing to divide by. */
export function wilsonInterval(hits: number, of: number): ShareInterval | null {
  if (!(of > 0)) return null;
  if (hits < 0 || hits > of) throw new RangeError('a part is neither negative nor greater than the whole');
  const share = hits / of;
  const square = Z_95 ** 2;
  const middle = (hits + square / 2) / (of + square);
  const spread = (Z_95 / (of + square)) * Math.sqrt((hits * (of - hits)) / of + square / 4);
  return { share, low: hits === 0 ? 0 : Math.max(0, middle - spread), high: hits === of ? 1 : Math.min(1, middle + spread) };
}
