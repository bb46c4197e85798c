import { describe, expect, it } from '@jest/globals';
import { isAwaited, lastDueYear, openYears, yearlyDueOn, yearlyFaults, type YearlyFigures } from './yearly-figures.js';
import { yearlySums } from './yearly-sums.js';

const figures: YearlyFigures = {
  referredByPolice: 30, referredByJustice: 12, referredByYouthWelfare: 8, referredBySelf: 20, referredByOthers: 0,
  carriedOver: 10, begun: 40, completed: 22, brokenOff: 12, running: 16,
  waitedToFourWeeks: 14, waitedToTwelveWeeks: 20, waitedLonger: 6,
  inGroup: 30, individually: 10,
};

describe('the figures of a year', () => {
  it('add up', () => expect(yearlyFaults(figures)).toEqual([]));

  it.each([
    [{ running: 15 }, '/running', 'persons_do_not_add_up'],
    [{ waitedLonger: 7 }, '/waitedLonger', 'waits_do_not_add_up'],
    [{ inGroup: 41 }, '/individually', 'forms_do_not_add_up'],
  ] as const)('say where they do not: %j', (change, pointer, code) => {
    expect(yearlyFaults({ ...figures, ...change })).toEqual([{ pointer, code }]);
  });

  it('are taken for the three last ended years', () => {
    expect(openYears(new Date('2027-03-02T09:00:00Z'))).toEqual([2026, 2025, 2024]);
    // 23:30 UTC on New Year's Eve is the new year in Germany.
    expect(openYears(new Date('2026-12-31T23:30:00Z'))[0]).toBe(2026);
  });

  it('are overdue from the day after 31 March', () => {
    expect([yearlyDueOn(2026), lastDueYear('2027-03-31'), lastDueYear('2027-04-01')]).toEqual(['2027-03-31', 2025, 2026]);
  });

  it('are awaited of whoever served on some day of the year', () => {
    expect([isAwaited('2026-12-31', 2026), isAwaited('2027-01-01', 2026)]).toEqual([true, false]);
  });
});

describe('the sums of a year', () => {
  const small: YearlyFigures = { ...figures, begun: 3, completed: 1, brokenOff: 0, running: 12, waitedToFourWeeks: 3, waitedToTwelveWeeks: 0, waitedLonger: 0, inGroup: 3, individually: 0 };
  const sums = yearlySums([{ districts: ['koeln'], figures }, { districts: ['bonn'], figures: small }, { districts: ['hagen', 'arnsberg'], figures }, { districts: ['arnsberg', 'hagen'], figures }]);
  const row = (...districts: readonly string[]) => sums.rows.find((each) => each.districts.join() === districts.join());

  it('have a row for the programmes of the same districts, and the Land as the last', () => {
    expect(sums.rows.map(({ districts, programmes }) => [districts.join(), programmes])).toEqual([['arnsberg,hagen', 2], ['bonn', 1], ['koeln', 1], ['', 4]]);
    expect(row('arnsberg', 'hagen')?.counts).toMatchObject({ referredByPolice: 60, begun: 80 });
  });

  it('hide 1 to 4, and one more wherever a sum would give it away', () => {
    expect(row('bonn')?.counts.begun).toBeNull();
    const begun = sums.rows.map(({ counts }) => counts.begun);
    expect(begun.filter((count) => count === null).length).toBeGreaterThan(1);
    expect(sums.rows.flatMap(({ counts }) => Object.values(counts)).filter((count) => count !== null && count % 5 !== 0)).toEqual([]);
  });

  it('are nothing where nobody handed in', () => {
    expect(yearlySums([]).rows.map(({ districts, counts }) => [districts, counts.begun])).toEqual([[[], null]]);
  });
});
