import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readingOf, stepOf, verdictOn, worstFirst } from './reading.js';
import { wilson } from './wilson.js';

const row = (name: string, part: number | null, all: number | null, reference: number | null = null) => ({ name, reading: readingOf(part, all, reference) });

describe('the interval of a share', () => {
  it('is that of Wilson', () => {
    // Newcombe, Statistics in Medicine 17 (1998), table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    const bounds = (part: number, all: number): readonly number[] => [wilson(part, all).low, wilson(part, all).high].map((value) => Number(value.toFixed(4)));
    expect([bounds(81, 263), bounds(15, 148), bounds(0, 20), bounds(1, 29)]).toEqual([[0.2553, 0.3662], [0.0624, 0.1605], [0, 0.1611], [0.0061, 0.1718]]);
  });

  it('holds the share, lies between 0 and 1, and narrows as there are more', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 1, max: 500 }), (some, all) => {
        const part = Math.min(some, all);
        const [few, many] = [wilson(part, all), wilson(part * 10, all * 10)];
        return few.low >= 0 && few.high <= 1 && few.low <= few.share && few.share <= few.high && many.high - many.low <= few.high - few.low;
      }),
    );
  });

  it('is refused of nothing, and of more than all', () => {
    expect(() => wilson(0, 0)).toThrow(RangeError);
    expect(() => wilson(3, 2)).toThrow(RangeError);
  });
});

describe('a reading', () => {
  it('is never 0 % where nothing happened or something is hidden', () => {
    expect([readingOf(0, 0), readingOf(null, 0), readingOf(null, 20), readingOf(5, null), readingOf(null, null)].map(({ kind }) => kind)).toEqual(['none', 'none', 'hidden', 'hidden', 'hidden']);
    expect(readingOf(0, 20)).toMatchObject({ kind: 'shown', share: 0 });
  });

  it('is at most the whole, however the two were rounded', () => expect(readingOf(15, 10)).toMatchObject({ share: 1, high: 1 }));

  it('needs action only where its whole interval lies below the Land', () => {
    expect(readingOf(50, 100, 0.85)).toMatchObject({ needsAction: true });
    expect(readingOf(5, 10, 0.75)).toMatchObject({ needsAction: false });
    expect(readingOf(50, 100)).toMatchObject({ needsAction: false });
  });

  it('is the darker the lower it is', () => expect([1, 0.9, 0.89, 0.8, 0.7, 0.69, 0].map(stepOf)).toEqual([0, 0, 1, 1, 2, 3, 3]));
});

describe('the order of the districts', () => {
  it('begins with the one that is surely worst, not with the one that has four referrals', () =>
    expect(worstFirst([row('gut', 95, 100), row('wenige', 1, 5), row('schlecht', 60, 120), row('leer', 0, 0), row('verborgen', null, 15)]).map(({ name }) => name)).toEqual([
      'schlecht', 'wenige', 'gut', 'verborgen', 'leer',
    ]));

  it('is by name where the figures are the same, whatever the order was before', () => {
    const rows = ['Öl', 'Aa', 'Zz'].map((name) => row(name, 10, 20));
    expect(worstFirst(rows).map(({ name }) => name)).toEqual(['Aa', 'Öl', 'Zz']);
    expect(worstFirst([...rows].reverse())).toEqual(worstFirst(rows));
  });

  it('lets a sentence name the worst, or say that all are hidden or empty', () => {
    const verdict = verdictOn(worstFirst([row('a', 60, 120, 0.8), row('b', 95, 100, 0.8), row('c', 50, 100, 0.8)]));
    expect(verdict).toMatchObject({ kind: 'worst', row: { name: 'a' }, below: 2 });
    expect([verdictOn([]), verdictOn([row('a', 0, 0)]), verdictOn(worstFirst([row('a', null, 5), row('b', 0, 0)]))].map(({ kind }) => kind)).toEqual(['none', 'none', 'hidden']);
  });
});
