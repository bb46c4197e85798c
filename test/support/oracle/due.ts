import type { Minute, OpenMinutes, Timeline } from './timeline.js';

/** A rule of an agreement as data, in the words of chain.md. Hours are whole minutes here, so `amount` of EH and OH is a multiple of 1/60. */
export type OracleRule = OracleSpan | 'end_of_next_AT';

/** So many of a unit. */
export interface OracleSpan {
  readonly amount: number;
  readonly unit: 'EH' | 'CD' | 'WT' | 'AT' | 'OH';
}

/**
 * When a rule that starts at a minute is due, by walking on from there. Elapsed and opening hours count minutes, days end at 24:00 local
 * and the day of the start is not counted.
 */
export function dueMinute(rule: OracleRule, start: Minute, timeline: Timeline, open: OpenMinutes | null): Minute {
  const { amount, unit } = rule === 'end_of_next_AT' ? { amount: 1, unit: 'AT' as const } : rule;
  switch (unit) {
    case 'EH':
      return start + minutesOf(amount);
    case 'OH':
      if (open === null) throw new Error('the oracle was not told the opening hours');
      return open.after(start, minutesOf(amount));
    case 'CD':
      return timeline.endOf(timeline.dayOf(start) + amount);
    case 'WT':
    case 'AT': {
      let day = timeline.dayOf(start);
      for (let left = amount; left > 0; ) {
        day += 1;
        if (timeline.counts(day, unit)) left -= 1;
      }
      return timeline.endOf(day);
    }
  }
}

function minutesOf(hours: number): number {
  const minutes = Math.round(hours * 60);
  if (Math.abs(minutes - hours * 60) > 1e-9) throw new Error(`${hours} hours are no whole minutes`);
  return minutes;
}
