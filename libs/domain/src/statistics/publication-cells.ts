import type { CountCell, SumRule } from './count-cell.js';
import { BASE_OF, CURVE_HOURS, MEASURES, type MeasureId } from './measures.js';
import { nameOf, type Telling } from './catalogue.js';
import { yearOf, type Period } from './period.js';
import type { RegionTally } from './region-tally.js';
import { isLarge, measuresTold } from './measures-told.js';
import type { Region } from './region.js';

/** Cells with the sums in which they stand. */
export interface Disclosing {
  readonly cells: readonly CountCell[];
  readonly rules: readonly SumRule[];
}

/** The name under which a count of a place in a table is disclosed. */
export const cellId = (count: string, place: string, table: string): string => `${count}|${place}|${table}`;

/** No date finer than a quarter below a Regierungsbezirk (domain.md 5): curves of districts and authorities for years only. */
export const hasCurve = ({ level }: Place, period: Period): boolean => isLarge(level) || period === yearOf(period);
export const hasWeeks = ({ level }: Place, period: Period): boolean => isLarge(level) && period !== yearOf(period);

/** Parts known exactly to one organisation matter only while the whole is small: rounding hides them in anything larger. */
export const TENANTS_MATTER_BELOW = 20;

/**
 * At the size of the Land (up to 50,000 counts) a search for whole tables takes minutes and finds none for half of the cells, which would be hidden for nothing.
 * What the sums say one after the other is followed to its end; what only several together prove is not (docs/privacy.md).
 */
export const SEARCHED = false;

/** A region, or what a district and an authority have in common: never shown, but the difference of two that are. */
export interface Place {
  readonly level: Region['level'] | 'intersection';
  readonly key: string;
}

/** The sums among the measures of one region and period, besides "share and rest". */
const AMONG_MEASURES: readonly SumRule[] = [
  { total: 'attempt48', parts: ['attempt24', '24to48'] },
  { total: 'attempt72', parts: ['attempt48', '48to72'] },
  { total: 'not:attempt72', parts: ['untried', 'triedLate'] },
  { total: 'declined', parts: ['declinedCapacity', 'declinedOther'] },
  { total: 'reached', parts: ['counselledNow', 'appointment', 'declinedOffer', 'alreadySupported', 'reachedOtherwise'] },
  { total: 'notReached', parts: ['notReachedUnsafe', 'notReachedWrongData', 'notAnswered'] },
];
const SHARES = Object.entries(BASE_OF).map(([part, total]): SumRule => ({ total, parts: [part, `not:${part}`] }));

/** The cumulated counts of a curve and the count in which each ends. */
const CURVES = [
  { name: 'attempted', ends: 'not:untried' },
  { name: 'attemptedCensored', ends: 'untried' },
  { name: 'reached', ends: 'reached' },
  { name: 'reachedCensored', ends: 'not:reached' },
] as const;
export type CurveName = (typeof CURVES)[number]['name'];
export const CURVE_NAMES: readonly CurveName[] = CURVES.map(({ name }) => name);

/** The cell of a curve's point. The first attempts at 24, 48 and 72 hours are measures: one figure, one name. */
export const curveCount = (curve: CurveName, hours: number): string => {
  const measure = `attempt${hours}`;
  return curve === 'attempted' && MEASURES.includes(measure as MeasureId) ? measure : `${curve}@${hours}`;
};

/** Everything that is shown of a region in a table, what could be computed from it, and how they hang together. What only its year tells of a quarter is kept. */
export function disclosingOf(region: Place, telling: Telling, tally: RegionTally): { readonly cells: ReadonlyMap<string, CountCell>; readonly rules: readonly SumRule[] } {
  const { period } = telling;
  const cells = new Map<string, CountCell>();
  const rules: SumRule[] = [];
  const id = (count: string): string => cellId(count, region.key, nameOf(telling));
  const add = (count: string, value: number, published: boolean, tenants: readonly number[] = []): void => {
    if (!cells.has(count)) cells.set(count, { id: id(count), count: value, published: published && region.level !== 'intersection', searched: SEARCHED, zeroIsOpen: count === 'referrals', tenants });
  };
  const value = (count: string): number => cells.get(count)?.count ?? 0;
  // What is left of a total is nowhere printed, but a subtraction away.
  const sum = ({ total, parts }: SumRule): void => {
    const last = parts.at(-1) ?? '';
    add(last, value(total) - parts.slice(0, -1).reduce((all, part) => all + value(part), 0), false);
    rules.push({ total: id(total), parts: parts.map(id) });
  };
  const kept = measuresTold(region.level, yearOf(period));
  const told = measuresTold(region.level, period);
  const isKept = ({ parts }: SumRule): boolean => kept.includes(parts[0] as MeasureId);
  for (const measure of kept) add(measure, tally.counts[measure], told.includes(measure), tenantsOf(tally, measure));
  SHARES.filter(isKept).forEach(sum);
  AMONG_MEASURES.filter(isKept).forEach(sum);
  const curves = CURVES.filter(({ name }) => name === 'attempted' || isLarge(region.level));
  for (const curve of curves) curveSums(curve, tally).forEach(({ count, at, rule }) => (add(count, at, hasCurve(region, period)), sum(rule)));
  if (hasWeeks(region, period)) {
    const weeks = [...tally.weeks].map(([week, hours]) => ({ count: `week@${week}`, at: hours.length }));
    weeks.forEach(({ count, at }) => add(count, at, true));
    sum({ total: 'referrals', parts: [...weeks.map(({ count }) => count), 'noWeek'] });
  }
  return { cells, rules };
}

function curveSums({ name, ends }: (typeof CURVES)[number], tally: RegionTally): readonly { readonly count: string; readonly at: number; readonly rule: SumRule }[] {
  return CURVE_HOURS.map((hours, index) => {
    const count = curveCount(name, hours);
    const next = CURVE_HOURS[index + 1];
    const total = next === undefined ? ends : curveCount(name, next);
    return { count, at: tally.curve[name][index] ?? 0, rule: { total, parts: [count, `${name}>${hours}`] } };
  }).reverse();
}

function tenantsOf(tally: RegionTally, measure: MeasureId): readonly number[] {
  if (tally.counts[measure] >= TENANTS_MATTER_BELOW) return [];
  return [...tally.byTenant.values()].map((counts) => counts[measure]).filter((count) => count > 0).sort((a, b) => a - b);
}

/** A district and an authority that have referrals in common. */
export interface Intersection {
  readonly district: string;
  readonly authority: string;
  readonly place: string;
}

/** Regions add up to what they lie in, districts and authorities to what they have in common: every count that all of them have, told or not. */
export function regionRules(
  regions: readonly Region[], intersections: readonly Intersection[], telling: Telling, cellsOf: (place: string) => ReadonlyMap<string, CountCell>,
): readonly SumRule[] {
  const inside = regions.filter(({ parentKey }) => parentKey !== null).map(({ level, key, parentKey }) => ({ level, total: parentKey ?? '', part: key }));
  const common = intersections.flatMap(({ district, authority, place }) => [district, authority].map((total) => ({ level: 'intersection' as const, total, part: place })));
  const partsOf = new Map<string, { readonly total: string; readonly parts: string[] }>();
  for (const { level, total, part } of [...inside, ...common]) {
    const known = partsOf.get(`${level} ${total}`);
    if (known === undefined) partsOf.set(`${level} ${total}`, { total, parts: [part] });
    else known.parts.push(part);
  }
  return [...partsOf.values()].flatMap(({ total, parts }) =>
    [...cellsOf(total).keys()]
      .filter((name) => parts.every((part) => cellsOf(part).has(name)))
      .map((name) => ({ total: cellId(name, total, nameOf(telling)), parts: parts.map((part) => cellId(name, part, nameOf(telling))) })),
  );
}
