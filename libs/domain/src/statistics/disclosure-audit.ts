import type { CountCell } from './count-cell.js';
import type { Marks } from './disclosure-marks.js';
import { partnerFor, type Breach } from './disclosure-partner.js';
import { witness } from './disclosure-witness.js';
import { partsByOrganisation, type OwnParts } from './own-parts.js';
import { tighten, type Bounds, type SumSystem } from './sum-bounds.js';
import { SUPPRESSION_THRESHOLD } from './suppression.js';

/**
 * So near to "1 to 4" a witness is asked for beside an organisation's own figures: several sums together may prove more than one after the other does.
 * For everybody, of every count that has an upper limit at all.
 */
const NEARLY = 10 * SUPPRESSION_THRESHOLD;

/** The same for an organisation, whatever the lower bound is: its own figures make many sums say more together. */
const NEARLY_BESIDE = 4 * SUPPRESSION_THRESHOLD;

/** For so many breaches a partner is looked for in one step. */
const SO_MANY = 100;

const NOBODY: OwnParts = new Map();

/** Takes the place of the attackers: of everybody, and of each organisation with its own figures. */
export class DisclosureAudit {
  readonly #counts: readonly number[];
  readonly #organisations: ReturnType<typeof partsByOrganisation>;
  /** What everybody could say if all of today were hidden: what this proves, no hiding of today takes back. */
  readonly #before: Bounds | null;
  /** Tables found that fit everything shown, by the cells in which they are not the truth. More hiding leaves them fitting. */
  readonly #tablesBy = new Map<number, ReadonlyMap<number, number>[]>();

  constructor(
    private readonly cells: readonly CountCell[],
    private readonly system: SumSystem,
    private readonly marks: Marks,
  ) {
    this.#counts = cells.map(({ count }) => count);
    this.#organisations = partsByOrganisation(cells, system);
    this.#before = cells.some(({ told }) => told !== undefined) ? this.boundsFrom((place) => (marks.isTold(place) ? marks.saidBy(place) : [0, Infinity])) : null;
  }

  /**
   * Looks once at everything that is shown and hides one more cell for each breach found; of breaches that share a sum with what was just hidden, the later
   * ones wait for the next look. Whether anything was hidden: if not, nothing can be proven. In steps.
   */
  *hidingMore(): Generator<void, boolean> {
    const bounds = this.publicBounds();
    yield;
    const breaches = [...this.publicBreaches(bounds), ...this.singlePartBreaches(bounds)];
    if (breaches.length === 0) breaches.push(...this.unwitnessed(bounds));
    if (breaches.length === 0) breaches.push(...this.organisationBreaches(bounds));
    const relieved = new Set<number>();
    let hidden = false;
    for (const [index, breach] of breaches.entries()) {
      if (index % SO_MANY === SO_MANY - 1) yield;
      const place = partnerFor(breach, this.system, this.marks);
      const sums = this.system.sumsOf[place ?? -1] ?? [];
      if (place === undefined || sums.some((sum) => relieved.has(sum))) continue;
      if (this.marks.isShown(place)) this.marks.hide(place);
      else this.marks.closeZero(place);
      sums.forEach((sum) => relieved.add(sum));
      hidden = true;
    }
    return hidden;
  }

  /** What everybody can say of every cell. */
  private publicBounds(): Bounds {
    return this.boundsFrom((place) => this.marks.saidBy(place));
  }

  private boundsFrom(saidBy: (place: number) => readonly [number, number]): Bounds {
    const { system } = this;
    const said = Array.from({ length: system.size }, (_, place) => saidBy(place));
    const bounds = { low: Float64Array.from(said, ([low]) => low), high: Float64Array.from(said, ([, high]) => high) };
    tighten(system, bounds, system.sums.keys());
    return bounds;
  }

  private publicBreaches(bounds: Bounds): Breach[] {
    return [...bounds.low.keys()]
      .filter((place) => !this.marks.isShown(place) && provesFew(bounds, place) && !this.wasProvenBefore(place))
      .map((place) => ({ place, bounds }));
  }

  /** What an organisation learns of the others from a single cell in which it knows its own part. */
  private singlePartBreaches(bounds: Bounds): Breach[] {
    return this.cells.flatMap(({ tenants = [] }, place) =>
      tenants.some((own) => provesFew(bounds, place, own) && !this.wasProvenBefore(place, own)) ? [{ place, bounds }] : [],
    );
  }

  private wasProvenBefore(place: number, own = 0): boolean {
    return this.#before !== null && provesFew(this.#before, place, own);
  }

  /** Cells that are nearly known and for which no table is found in which they are something else. */
  private unwitnessed(bounds: Bounds): Breach[] {
    return [...bounds.low.keys()]
      .filter((place) => !this.marks.isShown(place) && !this.isWitnessed(bounds, place, NOBODY))
      .map((place) => ({ place, bounds }));
  }

  /** Whether what is left of a count beyond one's own parts may be something else than 1 to 4, or is not near to being known. */
  private isWitnessed(bounds: Bounds, place: number, own: OwnParts): boolean {
    if (this.cells[place]?.searched === false) return true;
    const mine = own.get(place) ?? 0;
    const rest = (this.#counts[place] ?? 0) - mine;
    const least = (bounds.low[place] ?? 0) - mine;
    const most = (bounds.high[place] ?? Infinity) - mine;
    const isNearlyKnown =
      rest > 0 &&
      rest < SUPPRESSION_THRESHOLD &&
      (own === NOBODY ? most < Infinity : most < NEARLY_BESIDE || (least > 0 && most < NEARLY));
    if (!isNearlyKnown || (this.#tablesBy.get(place) ?? []).some((table) => isOther(table.get(place), mine) && fitsBeside(table, own)))
      return true;
    const find = (from: number, to: number): ReadonlyMap<number, number> | null =>
      witness(this.system, this.#counts, bounds, place, mine + from, mine + to);
    const table = (least < 1 ? find(0, 0) : null) ?? (most >= SUPPRESSION_THRESHOLD ? find(SUPPRESSION_THRESHOLD, Infinity) : null);
    for (const cell of table?.keys() ?? []) {
      const known = this.#tablesBy.get(cell);
      if (table && known) known.push(table);
      else if (table) this.#tablesBy.set(cell, [table]);
    }
    return table !== null;
  }

  /** What an organisation learns from its own parts of many cells together: every count is at least its own. */
  private organisationBreaches(everybody: Bounds): Breach[] {
    return this.#organisations.flatMap((own) => {
      const bounds = { low: everybody.low.slice(), high: everybody.high.slice() };
      const sums = new Set<number>();
      for (const [place, part] of own) {
        if (part <= (bounds.low[place] ?? 0)) continue;
        bounds.low[place] = part;
        (this.system.sumsOf[place] ?? []).forEach((sum) => sums.add(sum));
      }
      tighten(this.system, bounds, sums);
      return [...bounds.low.keys()]
        .filter((place) => provesFew(bounds, place, own.get(place)) || !this.isWitnessed(bounds, place, own))
        .map((place) => ({ place, bounds, own }));
    });
  }
}

/** Whether a count of a supposed table is 0 or at least 5 beyond one's own part; undefined: the table says nothing else of it than the truth. */
const isOther = (count: number | undefined, own: number): boolean =>
  count !== undefined && (count === own || count - own >= SUPPRESSION_THRESHOLD);

/** Whether a supposed table leaves an organisation what it knows as its own. */
const fitsBeside = (table: ReadonlyMap<number, number>, own: OwnParts): boolean =>
  [...table].every(([place, count]) => count >= (own.get(place) ?? 0));

/** Whether bounds prove that a few are left after `own` is taken away. */
const provesFew = ({ low, high }: Bounds, place: number, own = 0): boolean =>
  (low[place] ?? 0) - own >= 1 && (high[place] ?? Infinity) - own < SUPPRESSION_THRESHOLD;
