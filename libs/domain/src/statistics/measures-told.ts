import { MEASURES, type MeasureId } from './measures.js';
import type { Period } from './period.js';
import type { RegionLevel } from './region.js';

const isYear = (period: Period): boolean => !period.includes('-');

/** What is told of a district or an authority for a quarter, and for a year: everything else is small there, and told for the larger regions. */
const QUARTERLY: readonly MeasureId[] = ['referrals', 'attempt24', 'attempt48', 'attempt72', 'untried', 'reached', 'acknowledged', 'acknowledged24'];
const YEARLY: readonly MeasureId[] = [...QUARTERLY, 'measureKnown', 'reachedInMeasure', 'declined', 'declinedCapacity', 'declinedOther', 'rerouted4', 'notReached'];

/** The Land and its Regierungsbezirke: of them nearly everything can be told. */
export const isLarge = (level: RegionLevel | 'intersection'): boolean => level === 'land' || level === 'regierungsbezirk';

/** The counts of a region's level in a period. */
export const measuresTold = (level: RegionLevel | 'intersection', period: Period): readonly MeasureId[] =>
  isLarge(level) ? MEASURES : isYear(period) ? YEARLY : QUARTERLY;
