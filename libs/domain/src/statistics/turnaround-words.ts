import type { MeasureId } from './measures.js';

/** The indicators of domain.md 5. */
export const INDICATOR_IDS = ['K1', 'K2', 'K3', 'K4', 'K5', 'K6', 'K7', 'K8', 'K9', 'K10', 'K11'] as const;
export type IndicatorId = (typeof INDICATOR_IDS)[number];

/** Whose clock an indicator is told against. */
export type Attribution = 'police' | 'centre' | 'both' | 'whoever_must_act';

/** One indicator in words. */
export interface IndicatorWords {
  readonly title: string;
  readonly numerator: string;
  readonly denominator: string;
  /** Which referrals are looked at, and when they are due. */
  readonly cohort: string;
  /** What is missing or has to be known to read it. */
  readonly note?: string;
}

/** Everything that the words of a language tell. */
export interface TurnaroundWords {
  readonly indicators: Readonly<Record<IndicatorId, IndicatorWords>>;
  readonly measures: Readonly<Record<MeasureId, string>>;
  readonly attribution: Readonly<Record<Attribution, string>>;
  readonly rule: string;
  readonly lag: string;
}
