import { describe, expect, it } from '@jest/globals';
import { readingOf, stepOf, verdictOn, worstFirst } from './reading.js';

const row = (name: string, part: number | null, all: number | null, reference: number | null = null) => ({ name, reading: readingOf(part, all, reference, { exact: true }) });

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

  it('allows for what rounding did to both: 10 of 15 may be 12 of 13, which chance alone explains', () => {
    expect(readingOf(10, 15, 0.9, { exact: true })).toMatchObject({ needsAction: true });
    expect(readingOf(10, 15, 0.9)).toMatchObject({ needsAction: false, share: 10 / 15 });
    const [published, exact] = [readingOf(60, 80), readingOf(60, 80, null, { exact: true })];
    if (published.kind !== 'shown' || exact.kind !== 'shown') throw new Error('both are shown');
    expect([published.low < exact.low, published.high > exact.high, exact.low, exact.high]).toEqual([true, true, expect.closeTo(0.6452, 4), expect.closeTo(0.8319, 4)]);
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
