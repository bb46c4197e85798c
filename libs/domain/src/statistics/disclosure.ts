import type { CountCell, SumRule } from './count-cell.js';
import { DisclosureAudit } from './disclosure-audit.js';
import { couldBeTold, markedAs, Marks } from './disclosure-marks.js';
import { membersOf, sumSystem, type SumSystem } from './sum-bounds.js';

/** The cells and sums handed over do not fit together: a fault of the caller. Nothing was published. The message names no count. */
export class CellsDoNotFit extends Error {
  override readonly name = 'CellsDoNotFit';
}

/**
 * What may be shown of each published cell: its count rounded to base 5, or null where it is hidden. The order of cells and sums never matters.
 *
 * 1. Counts of 1 to 4 are hidden, and 0 with them: 0 to 4 look alike. Where an exact 0 is open, 1 to 7 are hidden alike, or the mark would say "1 to 4";
 *    and a 0 is open only while every total it is a part of is shown.
 * 2. No sum leaves a hidden cell alone: the smallest other one goes with it.
 * 3. An audit takes the place of an attacker who knows this rule, every shown value and every sum, and of each organisation with its own exact figures. As long
 *    as 1 to 4 is proven of any cell, one more is hidden (smallest figure, then by id). Of a cell that is nearly proven, a whole table is looked for that fits
 *    all that is shown and in which the cell is 0 or at least 5; without one it counts as proven.
 *
 * Cells that an earlier publication has told come in with what it told, joined to today's by sums; only today's are hidden and answered. What the earlier
 * ones prove among themselves is past help: it leads to no more hiding.
 *
 * Throws CellsDoNotFit when an id comes twice or is missing, a count is no count, or a sum does not hold.
 */
export function disclose(cells: readonly CountCell[], sums: readonly SumRule[]): ReadonlyMap<string, number | null> {
  const steps = disclosing(cells, sums);
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

/** As `disclose`, in steps of less than a second at the size of a Land, so that whoever drives it can do something else between them. */
export function* disclosing(cells: readonly CountCell[], sums: readonly SumRule[]): Generator<void, ReadonlyMap<string, number | null>> {
  const sorted = [...cells].sort((a, b) => byText(a.id, b.id));
  yield;
  const system = indexed(sorted, sums);
  yield;
  const marks = new Marks(sorted);
  closeZeros(system, marks);
  const audit = new DisclosureAudit(sorted, system, marks);
  do {
    yield;
    closeZeros(system, marks);
    leaveNoneAlone(system, marks);
    yield;
  } while (yield* audit.hidingMore());
  return new Map(sorted.flatMap((cell, place) => (cell.published && cell.told === undefined ? [[cell.id, markedAs(marks, place)] as const] : [])));
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function indexed(sorted: readonly CountCell[], sums: readonly SumRule[]): SumSystem {
  const places = new Map(sorted.map((cell, place) => [cell.id, place]));
  if (places.size !== sorted.length) throw new CellsDoNotFit('a cell came twice; nothing was published');
  if (sorted.some(({ count }) => !Number.isInteger(count) || count < 0))
    throw new CellsDoNotFit('a count is no count; nothing was published');
  if (!sorted.every(couldBeTold)) throw new CellsDoNotFit('an earlier publication is not of these counts; nothing was published');
  const placeOf = (id: string): number => {
    const place = places.get(id);
    if (place === undefined) throw new CellsDoNotFit('a sum names a cell that was not handed over; nothing was published');
    return place;
  };
  const rules = sums.map(({ total, parts }) => ({ total: placeOf(total), parts: parts.map(placeOf).sort((a, b) => a - b) }));
  for (const { total, parts } of rules) {
    if (parts.reduce((sum, part) => sum + (sorted[part]?.count ?? 0), 0) !== sorted[total]?.count)
      throw new CellsDoNotFit('a sum does not hold; nothing was published');
  }
  const key = ({ total, parts }: { total: number; parts: readonly number[] }): string => `${total}=${parts.join('+')}`;
  return sumSystem(
    sorted.length,
    [...new Map(rules.map((rule) => [key(rule), rule])).entries()].sort(([a], [b]) => byText(a, b)).map(([, rule]) => rule),
  );
}

/** A zero stays open only while every published total above it is shown: four open quarters of a hidden year would each be known as 1 to 4. */
function closeZeros(system: SumSystem, marks: Marks): void {
  const hiddenTotals = system.sums.map((sum, place) => ({ sum, place })).filter(({ sum }) => marks.isHidden(sum.total));
  const queue = hiddenTotals.map(({ place }) => place);
  for (const place of queue) {
    for (const part of system.sums[place]?.parts ?? []) {
      if (marks.wasToldBefore(part, system.sums[place]?.total ?? -1) || !marks.closeZero(part)) continue;
      (system.sumsOf[part] ?? []).filter((other) => system.sums[other]?.total === part).forEach((other) => queue.push(other));
    }
  }
}

/** Wherever a sum has exactly one cell that is not shown, the smallest shown one that is not empty is hidden too, until there is no such sum. */
function leaveNoneAlone(system: SumSystem, marks: Marks): void {
  const queue = system.sums.map((_, place) => place);
  for (const place of queue) {
    const sum = system.sums[place];
    const members = sum ? membersOf(sum) : [];
    const unseen = members.filter((cell) => !marks.isShown(cell));
    if (unseen.length !== 1 || !marks.isHidden(unseen[0] ?? -1)) continue;
    const partner = marks.smallest(members.filter(marks.canHide));
    if (partner === undefined) continue;
    marks.hide(partner);
    queue.push(...(system.sumsOf[partner] ?? []));
  }
}
