import type { CountCell } from './count-cell.js';
import type { Marks } from './disclosure-marks.js';
import { partnerFor, type Breach } from './disclosure-partner.js';
import { witness } from './disclosure-witness.js';
import { partsByOrganisation } from './own-parts.js';
import { tighten, type Bounds, type SumSystem } from './sum-bounds.js';
import { SUPPRESSION_THRESHOLD } from './suppression.js';

/** So near to "1 to 4" a witness is asked for: several sums together may prove more than one after the other does. */
const NEARLY = 10 * SUPPRESSION_THRESHOLD;

/** Takes the place of the attackers: of everybody, and of each organisation with its own figures. */
export class DisclosureAudit {
  readonly #counts: readonly number[];
  readonly #organisations: ReturnType<typeof partsByOrganisation>;
  /** Cells of which a table was found that fits and in which they are not 1 to 4. More hiding leaves it fitting. */
  readonly #witnessed = new Set<number>();

  constructor(
    private readonly cells: readonly CountCell[],
    private readonly system: SumSystem,
    private readonly marks: Marks,
  ) {
    this.#counts = cells.map(({ count }) => count);
    this.#organisations = partsByOrganisation(cells, system);
  }

  /**
   * Looks once at everything that is shown and hides one more cell for each breach found; of breaches that share a sum with what was just hidden, the later
   * ones wait for the next look. Whether anything was hidden: if not, nothing can be proven.
   */
  hideMore(): boolean {
    const bounds = this.publicBounds();
    const breaches = [...this.publicBreaches(bounds), ...this.singlePartBreaches(bounds)];
    if (breaches.length === 0) breaches.push(...this.unwitnessed(bounds));
    if (breaches.length === 0) breaches.push(...this.organisationBreaches(bounds));
    const relieved = new Set<number>();
    let hidden = false;
    for (const breach of breaches) {
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
    const { system, marks } = this;
    const said = Array.from({ length: system.size }, (_, place) => marks.saidBy(place));
    const bounds = { low: Float64Array.from(said, ([low]) => low), high: Float64Array.from(said, ([, high]) => high) };
    tighten(system, bounds, system.sums.keys());
    return bounds;
  }

  private publicBreaches(bounds: Bounds): Breach[] {
    return [...bounds.low.keys()]
      .filter((place) => !this.marks.isShown(place) && provesFew(bounds, place))
      .map((place) => ({ place, bounds }));
  }

  /** What an organisation learns of the others from a single cell in which it knows its own part. */
  private singlePartBreaches(bounds: Bounds): Breach[] {
    return this.cells.flatMap(({ tenants = [] }, place) =>
      tenants.some((own) => provesFew(bounds, place, own)) ? [{ place, bounds }] : [],
    );
  }

  /** Cells that are nearly known and for which no table is found in which they are something else. */
  private unwitnessed(bounds: Bounds): Breach[] {
    return [...bounds.low.keys()]
      .filter((place) => this.isNearlyKnown(bounds, place) && !this.isWitnessed(bounds, place))
      .map((place) => ({ place, bounds }));
  }

  private isNearlyKnown({ low, high }: Bounds, place: number): boolean {
    const count = this.#counts[place] ?? 0;
    if (this.cells[place]?.searched === false || count < 1 || count >= SUPPRESSION_THRESHOLD || this.marks.isShown(place)) return false;
    const most = high[place] ?? Infinity;
    return most < SUPPRESSION_THRESHOLD || ((low[place] ?? 0) > 0 && most < NEARLY);
  }

  private isWitnessed(bounds: Bounds, place: number): boolean {
    if (this.#witnessed.has(place)) return true;
    const { low, high } = bounds;
    const find = (from: number, to: number): ReadonlyMap<number, number> | null => witness(this.system, this.#counts, bounds, place, from, to);
    const table =
      ((low[place] ?? 0) < 1 ? find(0, 0) : null) ??
      ((high[place] ?? 0) >= SUPPRESSION_THRESHOLD ? find(SUPPRESSION_THRESHOLD, Infinity) : null);
    table?.forEach((value, cell) => (value < 1 || value >= SUPPRESSION_THRESHOLD ? this.#witnessed.add(cell) : undefined));
    return table !== null;
  }

  /** What an organisation learns from its own parts of many cells together: every count is at least its own. */
  private organisationBreaches(everybody: Bounds): Breach[] {
    return this.#organisations.flatMap((own) => {
      const bounds = { low: everybody.low.slice(), high: everybody.high };
      const highBefore = new Map<number, number>();
      const touched = new Set<number>(own.keys());
      const sums = new Set<number>();
      for (const [place, part] of own) {
        if (part <= (bounds.low[place] ?? 0)) continue;
        bounds.low[place] = part;
        (this.system.sumsOf[place] ?? []).forEach((sum) => sums.add(sum));
      }
      tighten(this.system, bounds, sums, (place) => {
        touched.add(place);
        if (!highBefore.has(place)) highBefore.set(place, bounds.high[place] ?? Infinity);
      });
      const found = [...touched].sort((a, b) => a - b).filter((place) => provesFew(bounds, place, own.get(place)));
      const seen = found.length > 0 ? { low: bounds.low, high: bounds.high.slice() } : bounds;
      highBefore.forEach((high, place) => (bounds.high[place] = high));
      return found.map((place) => ({ place, bounds: seen, own }));
    });
  }
}

/** Whether bounds prove that a few are left after `own` is taken away. */
const provesFew = ({ low, high }: Bounds, place: number, own = 0): boolean =>
  (low[place] ?? 0) - own >= 1 && (high[place] ?? Infinity) - own < SUPPRESSION_THRESHOLD;
