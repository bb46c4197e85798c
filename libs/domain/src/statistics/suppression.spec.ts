import { median, suppress } from './suppression.js';

test('counts are rounded to five and small ones hidden', () => {
  expect(suppress([1, 4, 5, 7, 8, 0])).toEqual([null, null, 5, 5, 10, 0]);
});

test('a single hidden count takes the smallest other one with it', () => {
  expect(suppress([3, 8, 12, 0])).toEqual([null, null, 10, 0]);
  expect(suppress([3])).toEqual([null]);
  expect(suppress([3, 0])).toEqual([null, 0]);
});

test('a planted suppression without the second cell would give the first away', () => {
  const careless = (cells: readonly number[]): readonly (number | null)[] => cells.map((count) => (count > 0 && count < 5 ? null : count));
  const shown = careless([3, 8, 12]).reduce<number>((sum, count) => sum + (count ?? 0), 0);
  expect(23 - shown).toBe(3);
  expect(suppress([3, 8, 12]).filter((count) => count === null)).toHaveLength(2);
});

test('a median is shown from ten cases on', () => {
  expect(median([1, 2, 3, 4, 5, 6, 7, 8, 9])).toBeNull();
  expect(median([10, 1, 9, 2, 8, 3, 7, 4, 6, 5])).toBe(5.5);
  expect(median([11, 10, 1, 9, 2, 8, 3, 7, 4, 6, 5])).toBe(6);
  expect(median([], 0)).toBeNull();
});
