import fc from 'fast-check';
import type { CountCell, SumRule } from './count-cell.js';
import { CellsDoNotFit, disclose } from './disclosure.js';

const shown = (cells: readonly CountCell[], sums: readonly SumRule[] = []): Record<string, number | null> =>
  Object.fromEntries(disclose(cells, sums));
const cell = (id: string, count: number, more: Partial<CountCell> = {}): CountCell => ({ id, count, published: true, ...more });
const row = (counts: readonly number[], more: Partial<CountCell> = {}): CountCell[] =>
  counts.map((count, at) => cell(`part ${at + 1}`, count, more));
const sumOf = (parts: readonly CountCell[]): SumRule => ({ total: 'total', parts: parts.map(({ id }) => id) });

describe('a count is shown', () => {
  test('rounded to five from the exact count, and 0 to 4 look alike', () => {
    const counts = [0, 1, 4, 5, 7, 8, 12, 13, 11_098];
    expect(counts.map((count) => shown([cell('a', count)]).a)).toEqual([null, null, null, 5, 5, 10, 10, 15, 11_100]);
  });

  test('as zero where an exact zero is open, and then 1 to 7 look alike', () => {
    expect([0, 1, 4, 5, 7, 8].map((count) => shown([cell('a', count, { zeroIsOpen: true })]).a)).toEqual([0, null, null, null, null, 10]);
  });

  test('never, of an atom', () => {
    expect(shown([cell('a', 40), cell('b', 40, { published: false })])).toEqual({ a: 40 });
  });
});

describe('a sum', () => {
  test('never leaves a hidden count alone: the smallest other one goes with it', () => {
    const parts = row([3, 8, 12]);
    expect(shown([...parts, cell('total', 23)], [sumOf(parts)])).toEqual({ 'part 1': null, 'part 2': null, 'part 3': 10, total: 25 });
  });

  test('of equal figures hides the first by id', () => {
    const parts = row([3, 12, 8]);
    expect(shown([...parts, cell('total', 23)], [sumOf(parts)])).toMatchObject({ 'part 2': null, 'part 3': 10 });
  });

  test('of two hidden counts is shown, because either may be none', () => {
    const parts = row([3, 4]);
    expect(shown([...parts, cell('total', 7)], [sumOf(parts)])).toEqual({ 'part 1': null, 'part 2': null, total: 5 });
  });

  test('protects what is never shown: 5 and 15 leave an atom between nothing and too many', () => {
    const nested = (within24: number, within48: number): Record<string, number | null> =>
      shown(
        [cell('within 24', within24), cell('within 48', within48), cell('between', within48 - within24, { published: false })],
        [{ total: 'within 48', parts: ['within 24', 'between'] }],
      );
    expect(nested(100, 103)).toEqual({ 'within 24': 100, 'within 48': 105 });
    expect(nested(5, 8)).toEqual({ 'within 24': 5, 'within 48': 10 });
  });

  test('of four open quarters in a hidden year closes their zeros', () => {
    const open = { zeroIsOpen: true };
    const quarters = row([2, 2, 2, 0], open);
    expect(Object.values(shown([...quarters, cell('total', 6, open)], [sumOf(quarters)]))).toEqual([null, null, null, null, null]);
    const empty = row([0, 0, 0, 0], open);
    expect(Object.values(shown([...empty, cell('total', 0, open)], [sumOf(empty)]))).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('an organisation that knows its own part', () => {
  test('is not told how few the others have', () => {
    expect([5, 4, 3, 2, 1].map((own) => shown([cell('a', 5, { tenants: [own, 5 - own] })]).a)).toEqual([5, null, null, null, null]);
    expect(shown([cell('a', 9, { tenants: [6, 3] })]).a).toBe(10);
  });

  test('is not told by its parts of several cells either', () => {
    const own = (part: number): Partial<CountCell> => ({ tenants: [part], tenantIds: ['centre'] });
    const parts = (known: (part: number) => Partial<CountCell>): CountCell[] => [
      cell('part 1', 16, known(16)),
      cell('part 2', 12, known(12)),
      cell('part 3', 2, { zeroIsOpen: true }),
      cell('part 4', 1),
    ];
    const result = (known: (part: number) => Partial<CountCell>): Record<string, number | null> =>
      shown([...parts(known), cell('total', 31, known(28))], [sumOf(parts(known))]);
    expect(result(() => ({}))).toMatchObject({ 'part 1': 15, 'part 2': 10, total: 30 });
    expect(result(own)).toMatchObject({ 'part 1': 15, 'part 2': 10, total: null });
  });
});

describe('what an earlier day has told', () => {
  const told = (id: string, count: number, value: number | null, more: Partial<CountCell> = {}): CountCell => cell(id, count, { told: { value, asOf: '2026-05-01' }, ...more });
  const grown = (count: number): CountCell => cell('grown', count, { published: false });

  test('stays as it is, and only what is of today is answered', () => {
    expect(shown([told('before', 12, 10), grown(0), cell('today', 12)], [{ total: 'today', parts: ['before', 'grown'] }])).toEqual({ today: 10 });
  });

  test('of a settled quarter keeps its year hidden where the other quarters are known', () => {
    const year = { total: 'year', parts: ['q1', 'q2'] };
    expect(shown([told('q1', 3, null), cell('q2', 40), cell('year', 43)], [year])).toEqual({ q2: null, year: 45 });
    expect(shown([told('q1', 3, null), told('q2', 40, 40), cell('year', 43)], [year])).toEqual({ year: null });
  });

  test('is not of these counts: refused, and without a count in the message', () => {
    expect(() => disclose([told('a', 12, 40)], [])).toThrow(CellsDoNotFit);
    expect(() => disclose([told('a', 12, 40)], [])).not.toThrow('12');
  });
});

test('cells and sums that do not fit are refused without a count in the message', () => {
  const parts = row([3, 8]);
  const faulty: (() => unknown)[] = [
    () => disclose([...parts, cell('total', 4711)], [sumOf(parts)]),
    () => disclose([cell('a', 1), cell('a', 1)], []),
    () => disclose([cell('a', 1.5)], []),
    () => disclose(parts, [sumOf(parts)]),
  ];
  for (const call of faulty) expect(call).toThrow(CellsDoNotFit);
  expect(faulty[0]).not.toThrow('4711');
});

test('the order of cells and sums never matters', () => {
  const population = fc.array(fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(population, fc.infiniteStream(fc.nat(1000)), (rows, dice) => {
      const parts = rows.flatMap((counts, r) => counts.map((count, c) => cell(`${r}/${c}`, count)));
      const totals = rows.map((counts, r) =>
        cell(
          `${r}`,
          counts.reduce((a, b) => a + b, 0),
        ),
      );
      const columns = [0, 1, 2].map((c) =>
        cell(
          `/${c}`,
          rows.reduce((sum, counts) => sum + (counts[c] ?? 0), 0),
        ),
      );
      const sums = [
        ...rows.map((counts, r) => ({ total: `${r}`, parts: counts.map((_, c) => `${r}/${c}`) })),
        ...[0, 1, 2].map((c) => ({ total: `/${c}`, parts: rows.map((_, r) => `${r}/${c}`) })),
      ];
      const mixed = <T>(list: readonly T[]): T[] =>
        list
          .map((item) => ({ item, key: dice.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ item }) => item);
      const all = [...parts, ...totals, ...columns];
      expect(disclose(mixed(all), mixed(sums))).toEqual(disclose(all, sums));
    }),
    { numRuns: 200 },
  );
});
