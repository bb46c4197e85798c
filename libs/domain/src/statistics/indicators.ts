import type { MeasureId } from './measures.js';
import { INDICATOR_WORDS_DE } from './indicator-words.de.js';
import { INDICATOR_WORDS_EN } from './indicator-words.en.js';
import type { Attribution, IndicatorId, IndicatorWords, TurnaroundWords } from './turnaround-words.js';

export interface Indicator {
  readonly id: IndicatorId;
  /** The published counts that belong to it; none: it is told elsewhere, or not yet (see the note). */
  readonly measures: readonly MeasureId[];
  readonly attribution: Attribution;
}

/** Which counts make which indicator. Definitions in words stand beside it, in two languages; `docs/indicators.md` is written from both. */
export const INDICATORS: readonly Indicator[] = [
  { id: 'K1', measures: [], attribution: 'police' },
  { id: 'K2', measures: [], attribution: 'police' },
  { id: 'K3', measures: ['transferKnown', 'transferred12'], attribution: 'police' },
  { id: 'K4', measures: ['acknowledged', 'acknowledged24'], attribution: 'centre' },
  { id: 'K5', measures: ['referrals', 'attempt24', 'attempt48', 'attempt72', 'untried'], attribution: 'whoever_must_act' },
  { id: 'K6', measures: ['reached', 'measureKnown', 'reachedInMeasure'], attribution: 'both' },
  { id: 'K7', measures: ['counselledNow', 'appointment', 'declinedOffer', 'alreadySupported'], attribution: 'centre' },
  { id: 'K8', measures: ['notReached', 'notReachedUnsafe', 'notReachedWrongData', 'consentWithdrawn'], attribution: 'both' },
  { id: 'K9', measures: ['declined', 'declinedCapacity', 'declinedOther', 'rerouted4'], attribution: 'both' },
  { id: 'K10', measures: [], attribution: 'police' },
  { id: 'K11', measures: [], attribution: 'whoever_must_act' },
];

export type IndicatorLocale = 'de' | 'en';

/** An indicator in one language. */
export const indicatorWords = (id: IndicatorId, locale: IndicatorLocale): IndicatorWords => (locale === 'de' ? INDICATOR_WORDS_DE : INDICATOR_WORDS_EN).indicators[id];

/** What a measure counts, in one language. */
export const measureWords = (id: MeasureId, locale: IndicatorLocale): string => (locale === 'de' ? INDICATOR_WORDS_DE : INDICATOR_WORDS_EN).measures[id];

export const turnaroundWords = (locale: IndicatorLocale): TurnaroundWords => (locale === 'de' ? INDICATOR_WORDS_DE : INDICATOR_WORDS_EN);
