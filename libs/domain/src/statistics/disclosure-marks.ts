import type { CountCell } from './count-cell.js';
import { ROUNDING_BASE, SUPPRESSION_THRESHOLD } from './suppression.js';

const SLACK = (ROUNDING_BASE - 1) / 2;
/** Up to here a count is hidden where an exact zero is open: what would round to the threshold goes with the small ones. */
const OPEN_HIDDEN_UP_TO = SUPPRESSION_THRESHOLD + SLACK;

/** An atom is never shown. */
type Mark = 'atom' | 'shown' | 'hidden';

const rounded = (count: number): number => Math.round(count / ROUNDING_BASE) * ROUNDING_BASE;

/** What an earlier publication may have shown of a count. */
export const couldBeTold = ({ count, told }: CountCell): boolean => told === undefined || told.value === null || told.value === rounded(count);

/**
 * What is shown and what is hidden so far, by the cells' places. Cells only ever change from shown to hidden, zeros from open to closed; what an earlier
 * publication has told does not change at all.
 */
export class Marks {
  readonly #marks: Mark[];
  readonly #open: boolean[];

  constructor(private readonly cells: readonly CountCell[]) {
    this.#open = cells.map((cell) => cell.published && cell.zeroIsOpen === true && (cell.told?.value !== null || cell.count > 0));
    this.#marks = cells.map((cell, place) => {
      if (!cell.published) return 'atom';
      if (cell.told !== undefined) return cell.told.value === null ? 'hidden' : 'shown';
      if (this.#open[place] ? cell.count === 0 || cell.count > OPEN_HIDDEN_UP_TO : cell.count >= SUPPRESSION_THRESHOLD) return 'shown';
      return 'hidden';
    });
  }

  readonly isShown = (place: number): boolean => this.#marks[place] === 'shown';
  readonly isHidden = (place: number): boolean => this.#marks[place] === 'hidden';
  readonly isEmpty = (place: number): boolean => this.cells[place]?.count === 0;

  readonly isTold = (place: number): boolean => this.cells[place]?.told !== undefined;
  /** A zero says nothing that hiding it would take away. */
  readonly canHide = (place: number): boolean => this.isShown(place) && !this.isEmpty(place) && !this.isTold(place);

  /** Whether a total was hidden only after a count below it had been told: then it says nothing of what was open there. */
  wasToldBefore(place: number, total: number): boolean {
    const [part, whole] = [this.cells[place]?.told, this.cells[total]?.told];
    return part !== undefined && (whole === undefined || part.asOf < whole.asOf);
  }

  /** The figure that is or would be shown. */
  valueOf(place: number): number {
    return rounded(this.cells[place]?.count ?? 0);
  }

  hide(place: number): void {
    this.#marks[place] = 'hidden';
  }

  /** From now on a zero of this cell is hidden like a small count. Whether that hid it. */
  closeZero(place: number): boolean {
    if (!this.#open[place]) return false;
    this.#open[place] = false;
    if (!this.isShown(place) || !this.isEmpty(place) || this.isTold(place)) return false;
    this.#marks[place] = 'hidden';
    return true;
  }

  /** The cell with the smallest figure, of equal ones the first by id; figures as shown, so that the choice tells nothing finer. */
  smallest(places: readonly number[]): number | undefined {
    return [...places].sort((a, b) => this.valueOf(a) - this.valueOf(b) || a - b)[0];
  }

  /** Whether a hidden count is known not to be zero, because zeros would be shown. */
  knownNotEmpty(place: number): boolean {
    return this.#open[place] === true && this.isHidden(place);
  }

  /**
   * What the mark alone says of a count: [at least, at most]. A hidden one has no upper limit, because a large count may be hidden to protect another;
   * it is known not to be zero only where a zero would be shown.
   */
  saidBy(place: number): readonly [number, number] {
    if (!this.isShown(place)) return [this.knownNotEmpty(place) ? 1 : 0, Infinity];
    const value = this.valueOf(place);
    if (value === 0) return [0, 0];
    return [Math.max(value - SLACK, this.cells[place]?.zeroIsOpen === true ? OPEN_HIDDEN_UP_TO + 1 : SUPPRESSION_THRESHOLD), value + SLACK];
  }
}

/** The figure shown for a cell, or null. */
export const markedAs = (marks: Marks, place: number): number | null => (marks.isShown(place) ? marks.valueOf(place) : null);
