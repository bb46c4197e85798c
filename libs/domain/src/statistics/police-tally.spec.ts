import { describe, expect, it } from '@jest/globals';
import { monthsToTally, offersOf } from './police-tally.js';

const TALLY = { deployments: 40, refused: 12 };

describe('the months that an authority enters', () => {
  it('are the ended ones of the last two years by the clocks of Berlin, the last one first', () => {
    const months = monthsToTally(new Date('2027-02-28T23:30:00Z'));
    expect([months.length, months[0], months[1], months.at(-1)]).toEqual([24, '2027-02-01', '2027-01-01', '2025-03-01']);
    expect(monthsToTally(new Date('2027-02-28T22:30:00Z'))[0]).toBe('2027-01-01');
  });
});

describe('the offers of a quarter', () => {
  it('are the refusals and whoever was referred, and of so many deployments', () => {
    expect(offersOf('2026-Q4', () => TALLY, 50)).toEqual({ deployments: 120, offered: 86, consented: 50 });
    expect(offersOf('2026-Q4', () => ({ deployments: 0, refused: 0 }), 0)).toEqual({ deployments: 0, offered: 0, consented: 0 });
  });

  it('are told by the months of this quarter only, and not while one is missing', () => {
    expect(offersOf('2026-Q4', (month) => (['2026-10-01', '2026-11-01', '2026-12-01'].includes(month) ? TALLY : undefined), 0)?.deployments).toBe(120);
    expect(offersOf('2026-Q4', (month) => (month === '2026-11-01' ? undefined : TALLY), 50)).toBeNull();
  });
});
