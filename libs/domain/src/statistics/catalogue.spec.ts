import { asOfsBetween, isSettled, settlesOn, tellingsBeside, tellingsOf, toldAsOf } from './catalogue.js';

const daysOf = (quarter: string): readonly string[] => tellingsOf(quarter, '2030-01-01').map(({ asOf }) => asOf);

test('a quarter is told from its second month on until it settles, a month after its end', () => {
  expect(daysOf('2026-Q3')).toEqual(['2026-08-01', '2026-09-01', '2026-10-01', '2026-11-01']);
  expect(daysOf('2026-Q4')).toEqual(['2026-11-01', '2026-12-01', '2027-01-01', '2027-02-01']);
  expect(['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4', '2026'].map(settlesOn)).toEqual(['2026-05-01', '2026-08-01', '2026-11-01', '2027-02-01', '2027-02-01']);
});

test('a day tells the running quarter, the one that settles, and with the last of a year the year', () => {
  expect(asOfsBetween('2026-10-01', '2027-05-01').map(toldAsOf)).toEqual([
    ['2026-Q4', '2026-Q3'], ['2026-Q4'], ['2026-Q4'], ['2027-Q1', '2026-Q4', '2026'], ['2027-Q1'], ['2027-Q1'], ['2027-Q2', '2027-Q1'],
  ]);
});

test('every table is told on one day only, and settled ones once', () => {
  const told = asOfsBetween('2024-12-01', '2029-01-01').flatMap((asOf) => toldAsOf(asOf).map((period) => ({ period, asOf })));
  expect(new Set(told.map((telling) => JSON.stringify(telling))).size).toBe(told.length);
  const settled = told.filter(isSettled).map(({ period }) => period);
  expect(new Set(settled).size).toBe(settled.length);
  expect(settled.filter((period) => period.length === 4)).toEqual(['2024', '2025', '2026', '2027']);
});

test('what hangs together with a day is the running quarter so far and, when a quarter settles, every table of its year so far', () => {
  expect(tellingsBeside('2026-07-01').map(({ asOf }) => asOf)).toEqual(['2026-05-01', '2026-06-01', '2026-07-01']);
  const beside = tellingsBeside('2027-02-01').map(({ period, asOf }) => `${period} ${asOf}`);
  expect(beside).toHaveLength(1 + 4 * 4 + 1);
  expect([beside[0], beside[1], beside.at(-1)]).toEqual(['2027-Q1 2027-02-01', '2026-Q1 2026-02-01', '2026 2027-02-01']);
});
