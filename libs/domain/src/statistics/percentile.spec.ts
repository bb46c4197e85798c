import { percentile } from './percentile.js';

test('a percentile is the value of the nearest rank', () => {
  const values = [15, 20, 35, 40, 50];
  expect([0.05, 0.3, 0.4, 0.5, 1].map((share) => percentile(values, share))).toEqual([15, 20, 20, 35, 50]);
  expect(percentile([50, 15, 40, 20, 35], 0.5)).toBe(35);
  expect(
    percentile(
      Array.from({ length: 30 }, (_, at) => at + 1),
      0.1,
    ),
  ).toBe(3);
});

test('an endless wait counts and may be the percentile', () => {
  expect(percentile([3, Infinity, 5, Infinity], 0.5)).toBe(5);
  expect(percentile([3, Infinity, 5, Infinity], 0.9)).toBe(Infinity);
});

test('of too few values there is no percentile, and none of more than all', () => {
  expect(percentile([], 0.5)).toBeNull();
  expect(percentile([1, 2, 3], 0.9, 20)).toBeNull();
  expect(() => percentile([1], 90)).toThrow(RangeError);
});
