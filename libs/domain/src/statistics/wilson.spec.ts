import fc from 'fast-check';
import { wilsonInterval } from './wilson.js';

// Source: Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('the interval of %i in %i is the published one', (hits, of, low, high) => {
  const interval = wilsonInterval(hits, of);
  expect(interval?.low.toFixed(4)).toBe(low.toFixed(4));
  expect(interval?.high.toFixed(4)).toBe(high.toFixed(4));
  expect(interval?.share).toBe(hits / of);
});

test('a share of nothing is no share, and a part is never more than the whole', () => {
  expect(wilsonInterval(0, 0)).toBeNull();
  expect(wilsonInterval(7, 7)).toMatchObject({ share: 1, high: 1 });
  expect(() => wilsonInterval(8, 7)).toThrow(RangeError);
});

test('the interval holds the share, lies between 0 and 1, and narrows as there are more', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.integer({ min: 1, max: 500 }), (some, all) => {
      const part = Math.min(some, all);
      const [few, many] = [wilsonInterval(part, all), wilsonInterval(part * 10, all * 10)];
      if (few === null || many === null) return false;
      return few.low >= 0 && few.high <= 1 && few.low <= few.share && few.share <= few.high && many.high - many.low <= few.high - few.low;
    }),
  );
});
