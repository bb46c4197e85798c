import { ROUNDING_BASE, wilsonInterval, type ShareInterval } from '#domain';

/** How a share is shown: 0 is the lightest blue (90 % and more), 3 the darkest (below 70 %). */
export type Step = 0 | 1 | 2 | 3;

/** What is known of a share: nothing happened, it is hidden by disclosure control, or it is there with its interval. */
export type Reading =
  | { readonly kind: 'none' }
  | { readonly kind: 'hidden' }
  | (ShareInterval & { readonly kind: 'shown'; readonly part: number; readonly all: number; readonly step: Step; readonly needsAction: boolean });
export type Shown = Extract<Reading, { kind: 'shown' }>;

/** Limits of the four blues, from above. */
export const STEP_LIMITS = [0.9, 0.8, 0.7] as const;

export const stepOf = (share: number): Step => (share >= STEP_LIMITS[0] ? 0 : share >= STEP_LIMITS[1] ? 1 : share >= STEP_LIMITS[2] ? 2 : 3);

/** A published count may be so many more or fewer. */
const SLACK = (ROUNDING_BASE - 1) / 2;

/**
 * Reads `part` out of `all`. Published counts are each rounded by itself, so the interval covers what both may have been: 10 of 15 can be 12 of 13. With
 * `exact` counts it does not. A share needs action when even the upper end of its interval lies below `reference`, the share of the Land: neither
 * chance nor rounding is then an explanation. Without a reference nothing needs action.
 */
export function readingOf(part: number | null, all: number | null, reference: number | null = null, { exact = false } = {}): Reading {
  if (all === 0) return { kind: 'none' };
  if (all === null || part === null) return { kind: 'hidden' };
  const slack = exact ? 0 : SLACK;
  const [fewest, most] = [Math.max(1, all - slack), all + slack];
  const interval = {
    share: Math.min(1, part / all),
    low: wilsonInterval(Math.max(0, Math.min(part, all) - slack), most)?.low ?? 0,
    high: wilsonInterval(Math.min(part + slack, fewest), fewest)?.high ?? 1,
  };
  return { kind: 'shown', part, all, ...interval, step: stepOf(interval.share), needsAction: reference !== null && interval.high < reference };
}

/** Something with a name and a reading: a district, an authority. */
export interface Read {
  readonly name: string;
  readonly reading: Reading;
}

const ORDER = { shown: 0, hidden: 1, none: 2 } as const;

/**
 * The worst first: by the lower bound of the share that was *not* in time, which is the upper bound of the share that was. A district with four
 * referrals has a wide interval and so never leads the list by chance. What is hidden comes after, what had no referrals last.
 */
export function worstFirst<Row extends Read>(rows: readonly Row[]): readonly Row[] {
  const high = ({ reading }: Row): number => (reading.kind === 'shown' ? reading.high : 1);
  const share = ({ reading }: Row): number => (reading.kind === 'shown' ? reading.share : 1);
  return [...rows].sort((a, b) => ORDER[a.reading.kind] - ORDER[b.reading.kind] || high(a) - high(b) || share(a) - share(b) || a.name.localeCompare(b.name, 'de'));
}

/** What a sentence about several can say: the worst of them and how it compares, that all are hidden, or that nothing happened. */
export type Verdict<Row> =
  | { readonly kind: 'none' }
  | { readonly kind: 'hidden' }
  | { readonly kind: 'worst'; readonly row: Row; readonly reading: Shown; readonly below: number };

/** The verdict on rows in the order of `worstFirst`; `below` counts those that need action. */
export function verdictOn<Row extends Read>(ranked: readonly Row[]): Verdict<Row> {
  const [first] = ranked;
  if (first === undefined || first.reading.kind === 'none') return { kind: 'none' };
  if (first.reading.kind === 'hidden') return { kind: 'hidden' };
  return { kind: 'worst', row: first, reading: first.reading, below: ranked.filter(({ reading }) => reading.kind === 'shown' && reading.needsAction).length };
}
