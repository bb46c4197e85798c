import type { CountCell } from './count-cell.js';
import type { Marks } from './disclosure-marks.js';
import { impliedBy, membersOf, tighten, type Bounds, type SumSystem } from './sum-bounds.js';
import { SUPPRESSION_THRESHOLD } from './suppression.js';

/** A cell of which somebody proves 1 to 4, and with which bounds. */
interface Breach {
  readonly place: number;
  readonly bounds: Bounds;
  /** What the attacker knows as his own: of such cells, hiding takes nothing below it away from him. */
  readonly own?: ReadonlyMap<number, number>;
}

type Sum = SumSystem['sums'][number];

/**
 * Looks once at everything through an attacker's eyes and hides one more cell for each breach found; breaches that share a sum wait for the next look.
 * Whether anything was hidden: if not, nothing can be proven.
 */
export function hideForOpenBounds(cells: readonly CountCell[], system: SumSystem, marks: Marks): boolean {
  const bounds = publicBounds(system, marks);
  const breaches = [...publicBreaches(bounds, marks), ...singlePartBreaches(cells, bounds)];
  if (breaches.length === 0) breaches.push(...organisationBreaches(cells, system, bounds));
  const relieved = new Set<number>();
  let hidden = false;
  for (const breach of breaches) {
    const place = partnerFor(breach, system, marks);
    if (place === undefined || [...(system.sumsOf[place] ?? [])].some((sum) => relieved.has(sum))) continue;
    if (marks.isShown(place)) marks.hide(place);
    else marks.closeZero(place);
    (system.sumsOf[place] ?? []).forEach((sum) => relieved.add(sum));
    hidden = true;
  }
  return hidden;
}

/** What everybody can say of every cell. */
function publicBounds(system: SumSystem, marks: Marks): Bounds {
  const bounds = { low: new Float64Array(system.size), high: new Float64Array(system.size) };
  for (let place = 0; place < system.size; place += 1) [bounds.low[place], bounds.high[place]] = marks.saidBy(place) as [number, number];
  tighten(
    system,
    bounds,
    system.sums.map((_, place) => place),
  );
  return bounds;
}

/** Whether bounds prove that a few are left after `own` is taken away. */
const provesFew = ({ low, high }: Bounds, place: number, own = 0): boolean =>
  (low[place] ?? 0) - own >= 1 && (high[place] ?? Infinity) - own < SUPPRESSION_THRESHOLD;

function publicBreaches(bounds: Bounds, marks: Marks): Breach[] {
  return Array.from(bounds.low.keys())
    .filter((place) => !marks.isShown(place) && provesFew(bounds, place))
    .map((place) => ({ place, bounds }));
}

/** What an organisation learns of the others from a single cell in which it knows its own part. */
function singlePartBreaches(cells: readonly CountCell[], bounds: Bounds): Breach[] {
  return cells.flatMap(({ tenants = [] }, place) => (tenants.some((own) => provesFew(bounds, place, own)) ? [{ place, bounds }] : []));
}

/** What an organisation learns from its own parts of many cells together: every count is at least its own. */
function organisationBreaches(cells: readonly CountCell[], system: SumSystem, everybody: Bounds): Breach[] {
  const breaches: Breach[] = [];
  for (const parts of partsByOrganisation(cells).values()) {
    const own = summedUp(parts, system);
    const bounds = { low: everybody.low.slice(), high: everybody.high };
    const highBefore = new Map<number, number>();
    const touched = new Set<number>(own.keys());
    const sums = new Set<number>();
    for (const [place, part] of own) {
      if (part <= (bounds.low[place] ?? 0)) continue;
      bounds.low[place] = part;
      (system.sumsOf[place] ?? []).forEach((sum) => sums.add(sum));
    }
    tighten(system, bounds, sums, (place) => {
      touched.add(place);
      if (!highBefore.has(place)) highBefore.set(place, bounds.high[place] ?? Infinity);
    });
    const found = [...touched].sort((a, b) => a - b).filter((place) => provesFew(bounds, place, own.get(place)));
    const seen = found.length > 0 ? { low: bounds.low, high: bounds.high.slice() } : bounds;
    breaches.push(...found.map((place) => ({ place, bounds: seen, own })));
    highBefore.forEach((high, place) => (bounds.high[place] = high));
  }
  return breaches;
}

/** An organisation's parts with what they come to in the sums above, also where the caller left that out. */
function summedUp(parts: ReadonlyMap<number, number>, system: SumSystem): ReadonlyMap<number, number> {
  const own = new Map(parts);
  const queue = [...own.keys()];
  for (const part of queue) {
    for (const place of system.sumsOf[part] ?? []) {
      const sum = system.sums[place];
      if (!sum || sum.total === part) continue;
      const together = sum.parts.reduce((all, cell) => all + (own.get(cell) ?? 0), 0);
      if (together <= (own.get(sum.total) ?? 0)) continue;
      own.set(sum.total, together);
      queue.push(sum.total);
    }
  }
  return own;
}

function partsByOrganisation(cells: readonly CountCell[]): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const byOrganisation = new Map<string, Map<number, number>>();
  cells.forEach(({ tenants = [], tenantIds = [] }, place) =>
    tenantIds.forEach((id, index) => {
      const own = byOrganisation.get(id) ?? new Map<number, number>();
      own.set(place, tenants[index] ?? 0);
      byOrganisation.set(id, own);
    }),
  );
  return new Map([...byOrganisation].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Which cell to hide against a breach: the cell itself if it is shown; else the smallest shown one in the sums that give it away, then in the sums around.
 * Where nothing is left to hide, a zero around it is closed. Undefined only when everything is hidden and closed, and then nothing can be proven.
 */
function partnerFor(breach: Breach, system: SumSystem, marks: Marks): number | undefined {
  if (marks.isShown(breach.place)) return breach.place;
  const canHide = (cell: number): boolean => marks.isShown(cell) && !marks.isEmpty(cell);
  const telling = marks.smallest(tellingCells(breach, system, marks).filter(canHide));
  if (telling !== undefined) return telling;
  const seen = new Set([breach.place]);
  for (let ring = [breach.place]; ring.length > 0;) {
    const around = ring.flatMap((cell) => (system.sumsOf[cell] ?? []).flatMap((place) => membersOf(system.sums[place] ?? NO_SUM)));
    const partner = marks.smallest(around.filter(canHide));
    if (partner !== undefined) return partner;
    ring = [...new Set(around)].filter((cell) => !seen.has(cell));
    ring.forEach((cell) => seen.add(cell));
  }
  return [...seen].sort((a, b) => a - b).find((cell) => marks.knownNotEmpty(cell));
}

const NO_SUM: Sum = { total: 0, parts: [] };

/** The cells whose shown figures prove the lower bound of a cell, or, where its mark alone does that, the upper one. */
function tellingCells({ place, bounds, own }: Breach, system: SumSystem, marks: Marks): readonly number[] {
  const low = bounds.low[place] ?? 0;
  const high = bounds.high[place] ?? Infinity;
  const below = low > marks.saidBy(place)[0];
  const sums = (system.sumsOf[place] ?? []).flatMap((sum) => system.sums[sum] ?? []);
  const telling = sums.filter((sum) =>
    impliedBy(sum, bounds).some((said) => said.cell === place && (below ? said.low >= low : said.high <= high)),
  );
  return telling.flatMap((sum) =>
    membersOf(sum).filter((cell) => {
      if (cell === place) return false;
      // A part is kept low by its total's upper bound and the others' lower ones; the other sides of them say nothing about it.
      const byItsLower = sum.total === place || cell === sum.total ? below : !below;
      return !byItsLower || (bounds.low[cell] ?? 0) > (own?.get(cell) ?? 0);
    }),
  );
}
