import type { CountCell } from './count-cell.js';
import { ROUNDING_BASE, SUPPRESSION_THRESHOLD } from './suppression.js';

const SLACK = (ROUNDING_BASE - 1) / 2;
/** Up to here a count is hidden where an exact zero is open: what would round to the threshold goes with the small ones. */
const OPEN_HIDDEN_UP_TO = SUPPRESSION_THRESHOLD + SLACK;

/** atom: never shown. small: hidden for its own count. partner: hidden to protect another. */
type Mark = 'atom' | 'shown' | 'small' | 'partner';

const rounded = (count: number): number => Math.round(count / ROUNDING_BASE) * ROUNDING_BASE;

/** What is shown and what is hidden so far, by the cells' places. Cells only ever change from shown to hidden, zeros from open to closed. */
export class Marks {
  readonly #marks: Mark[];
  readonly #open: boolean[];

  constructor(private readonly cells: readonly CountCell[]) {
    this.#open = cells.map((cell) => cell.published && cell.zeroIsOpen === true);
    this.#marks = cells.map((cell, place) => {
      if (!cell.published) return 'atom';
      if (this.#open[place] ? cell.count === 0 || cell.count > OPEN_HIDDEN_UP_TO : cell.count >= SUPPRESSION_THRESHOLD) return 'shown';
      return 'small';
    });
  }

  readonly isShown = (place: number): boolean => this.#marks[place] === 'shown';
  readonly isHidden = (place: number): boolean => this.#marks[place] === 'small' || this.#marks[place] === 'partner';
  readonly isEmpty = (place: number): boolean => this.cells[place]?.count === 0;

  /** The figure that is or would be shown. */
  valueOf(place: number): number {
    return rounded(this.cells[place]?.count ?? 0);
  }

  hide(place: number): void {
    this.#marks[place] = 'partner';
  }

  /** From now on a zero of this cell is hidden like a small count. Whether that hid it. */
  closeZero(place: number): boolean {
    if (!this.#open[place]) return false;
    this.#open[place] = false;
    if (!this.isShown(place) || !this.isEmpty(place)) return false;
    this.#marks[place] = 'small';
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

  /** What the mark alone says of a count: [at least, at most]. Of a hidden cell it is assumed known whether its own count hid it. */
  saidBy(place: number): readonly [number, number] {
    const value = this.valueOf(place);
    const zeroIsOpen = this.cells[place]?.zeroIsOpen === true;
    const least = this.#open[place] ? 1 : 0;
    switch (this.#marks[place]) {
      case 'shown':
        if (value === 0) return [0, 0];
        return [Math.max(value - SLACK, zeroIsOpen ? OPEN_HIDDEN_UP_TO + 1 : SUPPRESSION_THRESHOLD), value + SLACK];
      case 'small':
        return [least, zeroIsOpen ? OPEN_HIDDEN_UP_TO : SUPPRESSION_THRESHOLD - 1];
      case 'partner':
        return [least, Infinity];
      default:
        return [0, Infinity];
    }
  }
}

/** The figure shown for a cell, or null. */
export const markedAs = (marks: Marks, place: number): number | null => (marks.isShown(place) ? marks.valueOf(place) : null);
