import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lifeTable, shareAt, type LifeRow } from './life-table.js';
import { thinned } from './thinned.js';

/** Remission times of 21 children on 6-mercaptopurine (Freireich et al., Blood 21, 1963): events at these weeks, censored before, as cumulated counts. */
const FREIREICH: readonly LifeRow[] = [
  { hours: 6, happened: 3, censored: 0 },
  { hours: 7, happened: 4, censored: 1 },
];

describe('the curve of the first attempt', () => {
  it('is that of Kaplan and Meier with the band of Greenwood', () => {
    const [begin, six] = lifeTable(21, FREIREICH);
    expect(begin).toEqual({ hours: 0, share: 0, low: 0, high: 0, atRisk: 21 });
    // S(6) = 18/21 = 0.857143, standard error 0.076360 (Lawless, Statistical Models, example 3.2.1).
    expect(1 - (six?.share ?? 0)).toBeCloseTo(0.857142857, 9);
    expect(((six?.high ?? 0) - (six?.share ?? 0)) / 1.959963984540054).toBeCloseTo(0.0763604, 6);
  });

  it('counts who was not watched to the end of an interval by half', () => expect(lifeTable(21, FREIREICH)[2]?.atRisk).toBe(17.5));

  it('steps over what is hidden and goes on behind it', () => {
    const points = lifeTable(100, [{ hours: 6, happened: null, censored: 0 }, { hours: 24, happened: 50, censored: 0 }, { hours: 72, happened: 80, censored: null }]);
    expect(points.map(({ hours, share }) => [hours, share])).toEqual([[0, 0], [24, 0.5]]);
    expect([shareAt(points, 12), shareAt(points, 24), shareAt(points, 72)]).toEqual([null, 0.5, null]);
  });

  it('never falls, stays within its band and between 0 and 1, and one more who was never contacted never raises it', () => {
    const steps = fc.array(fc.record({ events: fc.nat(30), left: fc.nat(10) }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(steps, fc.nat(40), (parts, open) => {
        let [happened, censored] = [0, 0];
        const rows = parts.map(({ events, left }, place): LifeRow => ({ hours: 6 * (place + 1), happened: (happened += events), censored: (censored += left) }));
        const cohort = happened + censored + open + 1;
        const [points, more] = [lifeTable(cohort, rows), lifeTable(cohort + 1, rows)];
        return points.every(({ share, low, high }, place) => share >= (points[place - 1]?.share ?? 0) - 1e-12 && low >= 0 && high <= 1 && low <= share && share <= high && (more[place]?.share ?? 0) <= share + 1e-12);
      }),
    );
  });
});

describe('a thinned curve', () => {
  const long = Array.from({ length: 5_500 }, (_, place) => ({ hours: place / 30, share: 1 - Math.exp(-place / 900) }));
  it('keeps its ends and never strays further than the step that nobody sees', () => {
    const kept = thinned(long, ({ share }) => share);
    expect(kept.length).toBeLessThan(500);
    expect([kept[0], kept.at(-1)]).toEqual([long[0], long.at(-1)]);
    const strays = long.map((point) => Math.abs((kept.findLast(({ hours }) => hours <= point.hours)?.share ?? 0) - point.share));
    expect(Math.max(...strays)).toBeLessThan(0.0025);
  });
  it('is left alone where every step is seen', () => expect(thinned([0, 0.5, 1], (value) => value)).toEqual([0, 0.5, 1]));
});
