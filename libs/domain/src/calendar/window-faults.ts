import type { OpeningWindow } from './opening-hours.js';

/** What can be wrong with one window of a week. `same_time`: it would be no time at all; `overlap`: another window has begun before and has not ended. */
export type WindowFaultCode = 'malformed' | 'same_time' | 'overlap';

/** One fault: which window of the list, at which of its ends. */
export interface WindowFault {
  readonly index: number;
  readonly field: 'weekday' | 'opens' | 'closes';
  readonly code: WindowFaultCode;
}

const OPENS = /^([01]\d|2[0-3]):[0-5]\d$/;
const CLOSES = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const DAY = 24 * 60;
const WEEK = 7 * DAY;

/**
 * What is wrong with the opening hours of a week, at most one fault per window, in the order of the list; empty: nothing.
 * A window that closes at or before it opens runs over midnight, on Sunday into Monday; two windows may touch.
 */
export function windowFaults(windows: readonly OpeningWindow[]): readonly WindowFault[] {
  const spans = windows.map((window) => (ownFault(window) === null ? spanOf(window) : null));
  return windows.flatMap((window, index): readonly WindowFault[] => {
    const own = ownFault(window);
    if (own !== null) return [{ index, ...own }];
    // The later one of two is named: by its beginning in the week, then by its place in the list.
    const span = spans[index] as Span;
    const overlaps = spans.some((other, place) => other !== null && place !== index && covers(other, span) && (other.from !== span.from || place < index));
    return overlaps ? [{ index, field: 'opens', code: 'overlap' }] : [];
  });
}

/** Minutes since Monday 00:00. */
interface Span {
  readonly from: number;
  readonly length: number;
}

function ownFault({ weekday, opens, closes }: OpeningWindow): Omit<WindowFault, 'index'> | null {
  if (!Number.isInteger(weekday) || weekday < 1 || weekday > 7) return { field: 'weekday', code: 'malformed' };
  if (!OPENS.test(opens)) return { field: 'opens', code: 'malformed' };
  if (!CLOSES.test(closes)) return { field: 'closes', code: 'malformed' };
  return opens === closes ? { field: 'closes', code: 'same_time' } : null;
}

function spanOf({ weekday, opens, closes }: OpeningWindow): Span {
  const length = minutesOf(closes) - minutesOf(opens);
  return { from: (weekday - 1) * DAY + minutesOf(opens), length: length > 0 ? length : length + DAY };
}

/** Whether the second begins inside the first, also across the end of the week. */
const covers = (first: Span, second: Span): boolean => (second.from - first.from + WEEK) % WEEK < first.length;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
