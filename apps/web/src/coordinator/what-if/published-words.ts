import { m } from '../../generated/messages/messages.js';
import { toHours, toShare } from '../../shared/charts/chart-words';
import { toNumber } from '../../shared/time/format';
import { regionName } from '../turnaround/turnaround-words';
import { withinWords, type ComparedShare } from './what-if-chart';
import type { Question, SuppositionId, WhatIfRegion } from './what-if-queries';
import { shareWords, supposedWords } from './what-if-words';

/** The workload that the published what-ifs assume. */
export const WORKLOAD = 60;

const SUPPOSED: Readonly<Record<SuppositionId, Partial<Question>>> = {
  weekendCover: { weekendCover: { opens: '10:00', closes: '16:00' } },
  oneMoreCounsellor: { moreCounsellors: 1 },
  reroute4: { rerouteAfterHours: 4 },
  measure14: { measureDays: 14 },
};
/** In the order in which they are offered. */
export const SUPPOSITION_IDS = Object.keys(SUPPOSED) as readonly SuppositionId[];

export const suppositionWords = (id: SuppositionId): string => supposedWords({ days: 0, workloadMinutes: WORKLOAD, ...SUPPOSED[id] });

type CountName = 'attempt24' | 'attempt48' | 'attempt72' | 'reachedInMeasure';
const NAMES: Readonly<Record<CountName, () => string>> = {
  attempt24: () => withinWords(24),
  attempt48: () => withinWords(48),
  attempt72: () => withinWords(72),
  reachedInMeasure: m.what_if_in_measure,
};

const baseOf = ({ referrals, measureKnown }: WhatIfRegion, name: CountName): number => (name === 'reachedInMeasure' ? (measureKnown ?? 0) : referrals);
/** The count that a supposition bears on first. */
export const mainOf = (id: SuppositionId): CountName => (id === 'measure14' ? 'reachedInMeasure' : 'attempt24');
export const countsOf = (id: SuppositionId): readonly CountName[] => (id === 'measure14' ? ['reachedInMeasure'] : ['attempt24', 'attempt48', 'attempt72']);

const supposedIn = ({ supposed }: WhatIfRegion, id: SuppositionId) => supposed.find(({ supposition }) => supposition === id);

/** A band whose ends read alike is told once. */
const spanWords = (low: string, high: string): string => (low === high ? low : m.chart_from_to({ from: low, to: high }));

/** A region's share as published, beside the band under a supposition; null: hidden. */
export function comparedIn(region: WhatIfRegion, id: SuppositionId, count: CountName, name: string = NAMES[count]()): ComparedShare | null {
  const [band, before, all] = [supposedIn(region, id)?.[count], region.recorded[count], baseOf(region, count)];
  if (band == null || before === null || all === 0) return null;
  const [low, high, recorded] = [band.low / all, band.high / all, before / all];
  const words = m.what_if_all_instead({ span: spanWords(toShare(low), toShare(high)), before: toShare(recorded) });
  return { name, recorded, supposed: { low, middle: (low + high) / 2, high }, words };
}

/** The finding: what would have been in the Land, and what was. */
export function publishedFinding(land: WhatIfRegion, id: SuppositionId): string {
  const main = comparedIn(land, id, mainOf(id));
  if (main === null) return m.chart_hidden();
  const figure = id === 'measure14' ? m.what_if_all_in_measure() : m.what_if_all_within();
  const { low, high } = main.supposed;
  return m.what_if_all_sentence({ what: suppositionWords(id), figure, n: toNumber(baseOf(land, mainOf(id))), span: spanWords(shareWords(low), shareWords(high)), before: shareWords(main.recorded) });
}

/** Hours as a span, "16 Std. bis 17 Std."; null: it does not bear on them, or they are hidden. */
export function hoursSpan(region: WhatIfRegion, id: SuppositionId, name: 'medianHours' | 'p90Hours'): string | null {
  const band = supposedIn(region, id)?.[name];
  return band == null ? null : spanWords(toHours(band.low), toHours(band.high));
}

/** Regions of a level, those first where the supposition changes most. */
export function mostChanged(regions: readonly WhatIfRegion[], id: SuppositionId, level: WhatIfRegion['level']): readonly ComparedShare[] {
  const gain = ({ supposed: { middle }, recorded }: ComparedShare): number => (middle ?? 0) - (recorded ?? 0);
  const rows = regions.filter((region) => region.level === level).flatMap((region) => comparedIn(region, id, mainOf(id), regionName(region)) ?? []);
  return [...rows].sort((a, b) => gain(b) - gain(a));
}
