import { addDays, startOfDay } from '../calendar/zone.js';
import { nameOf, type Telling } from './catalogue.js';
import type { CountCell, SumRule } from './count-cell.js';
import { DUE_AFTER_HOURS, MEASURES, type MeasureId } from './measures.js';
import { cellId, SEARCHED, TENANTS_MATTER_BELOW, type Disclosing } from './publication-cells.js';
import type { RegionTally } from './region-tally.js';

/** The counts of one region or intersection in one table, and what they were made of. */
export interface PlaceTable {
  readonly place: string;
  readonly telling: Telling;
  /** By the name of the count. */
  readonly cells: ReadonlyMap<string, CountCell>;
  readonly tally: RegionTally;
}

const NONE: Disclosing = { cells: [], rules: [] };

/** A year is its settled quarters, by place and for every count that is kept of them. */
export const yearRules = (year: PlaceTable, quarters: readonly PlaceTable[]): readonly SumRule[] =>
  [...year.cells.keys()]
    .filter((name) => quarters.every(({ cells }) => cells.has(name)))
    .map((name) => ({ total: cellId(name, year.place, nameOf(year.telling)), parts: quarters.map(({ place, telling }) => cellId(name, place, nameOf(telling))) }));

/** Referrals leave these as more becomes known of them: nothing joins them from one day to the next. */
const shrinks = (name: string): boolean => name === 'untried' || name.includes('Censored') || name === 'noWeek' || (name.startsWith('not:') && name !== 'not:untried');

/**
 * What was told of a running quarter and what is told of it later: today = earlier + what has come in since, which nobody may know to be 1 to 4 either.
 * Only of counts that have not become smaller: a referral that is taken back is rare, and joins nothing.
 */
export function growth(earlier: PlaceTable | undefined, later: PlaceTable): Disclosing {
  if (earlier === undefined) return NONE;
  const grown = [...later.cells].flatMap(([name, cell]) => {
    const was = earlier.cells.get(name);
    return was === undefined || shrinks(name) || cell.count < was.count ? [] : [{ name, cell, was }];
  });
  const isClosed = (name: string): boolean => name.startsWith('week@') && nobodyComesIn(name.slice('week@'.length), earlier.telling);
  const closed = grown.filter(({ name, cell, was }) => isClosed(name) && cell.count === was.count);
  const open = grown.filter((each) => !closed.includes(each));
  return {
    cells: open.map(({ name, cell, was }) => ({ id: `${cell.id} grown`, count: cell.count - was.count, published: false, searched: SEARCHED, tenants: grownTenants(name, earlier, later) })),
    rules: [
      ...open.map(({ cell, was }) => ({ total: cell.id, parts: [was.id, `${cell.id} grown`] })),
      ...closed.map(({ cell, was }) => ({ total: cell.id, parts: [was.id] })),
    ],
  };
}

/** Whether all referrals of a week were due already. */
const nobodyComesIn = (week: string, { asOf }: Telling): boolean => startOfDay(addDays(week, 7)).getTime() + DUE_AFTER_HOURS * 3_600_000 <= startOfDay(asOf).getTime();

/** What single organisations know of the growth of a measure: their own part of it. */
function grownTenants(name: string, earlier: PlaceTable, later: PlaceTable): readonly number[] {
  if (!MEASURES.includes(name as MeasureId)) return [];
  const measure = name as MeasureId;
  if (later.tally.counts[measure] - earlier.tally.counts[measure] >= TENANTS_MATTER_BELOW) return [];
  const grown = [...later.tally.byTenant].map(([tenant, counts]) => counts[measure] - (earlier.tally.byTenant.get(tenant)?.[measure] ?? 0));
  return grown.filter((count) => count > 0).sort((a, b) => a - b);
}

/**
 * What has come in adds up as the tables do, of measures and of regions, wherever all of it is joined. It follows from the other sums and tells nobody more;
 * written out, it lets the audit draw bounds that no single one of the others gives: without it, a solver proved 26 counts of a year of the Land.
 */
export function grownAlike(rules: readonly SumRule[], joins: readonly SumRule[]): readonly SumRule[] {
  // Of a count that is joined without a growth nothing has come in.
  const grownOf = new Map(joins.map(({ total, parts }) => [total, parts.filter((id) => id === `${total} grown`)]));
  return rules.flatMap(({ total, parts }) => {
    const [whole] = grownOf.get(total) ?? [];
    const grown = parts.map((id) => grownOf.get(id));
    return whole === undefined || grown.includes(undefined) ? [] : [{ total: whole, parts: grown.flatMap((each) => each ?? []) }];
  });
}
