import { describe, expect, it } from '@jest/globals';
import { endsSoon, mandateFaults, type Mandate } from './mandate.js';

const held: Mandate = { seat: 'Land', delegate: 'Erste Person', deputy: null, startsOn: '2026-01-01', endsOn: '2026-12-31' };
const faults = (change: Partial<Mandate>) => mandateFaults({ ...held, ...change }, [held]).map(({ code }) => code);

describe('a mandate', () => {
  it.each<[string, Partial<Mandate>, string[]]>([
    ['the day after another on its seat', { startsOn: '2027-01-01', endsOn: null }, []],
    ['the last day of another', { startsOn: '2026-12-31', endsOn: null }, ['mandates_overlap']],
    ['the same time on another seat', { seat: 'Kreise' }, []],
    ['the same seat written otherwise', { seat: ' land', startsOn: '2025-01-01', endsOn: null }, ['mandates_overlap']],
    ['an end before its beginning', { seat: 'Kreise', endsOn: '2025-12-31' }, ['ends_before_start']],
    ['a delegate as her own deputy', { seat: 'Kreise', deputy: 'erste person' }, ['deputy_is_delegate']],
  ])('with %s', (_, change, expected) => expect(faults(change)).toEqual(expected));

  it('is told to end 90 days before, unless somebody follows', () => {
    const follower = { ...held, startsOn: '2027-01-01', endsOn: null };
    expect([endsSoon(held, [held], '2026-10-02'), endsSoon(held, [held], '2026-10-01'), endsSoon(held, [held], '2027-01-01'), endsSoon(held, [held, follower], '2026-12-01')]).toEqual([true, false, false, false]);
  });
});
