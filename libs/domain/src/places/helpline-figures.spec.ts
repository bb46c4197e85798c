import { describe, expect, it } from '@jest/globals';
import { helplineChanges, readHelplineFigures } from './helpline-figures.js';

const HEADING = ['jahr', 'land', 'nach', 'merkmal', 'kontakte', 'quelle', 'definition'];
const GOOD = ['2022', 'alle', 'gesamt', '', '4498', 'Testquelle A', 'Kontakte aller Wege'];
const table = (...rows: readonly (readonly string[])[]) => [HEADING, ...rows].map((cells, index) => ({ line: index + 1, cells }));
const read = (...rows: readonly (readonly string[])[]) => readHelplineFigures(table(...rows), 2026);
/** The good row with one cell changed. */
const but = (column: number, cell: string): readonly string[] => GOOD.map((each, at) => (at === column ? cell : each));

describe('a file of the helpline', () => {
  it('is read with German and with English headings', () => {
    const figure = { year: 2022, land: 'ALL', dimension: 'total', category: '', contacts: 4498, source: 'Testquelle A', definition: 'Kontakte aller Wege' };
    expect(read(GOOD)).toEqual({ figures: [figure], problems: [] });
    const english = [{ line: 1, cells: ['year', 'land', 'by', 'of', 'contacts', 'source', 'definition'] }, { line: 2, cells: [...GOOD] }];
    expect(readHelplineFigures(english, 2026).figures).toEqual([figure]);
  });
  it.each<[string, readonly string[], string | null, string]>([
    ['a year that is not over', but(0, '2027'), 'year', 'year_not_over'],
    ['a year before there was a helpline', but(0, '2019'), 'year', 'malformed'],
    ['a Land that nobody knows', but(1, 'XX'), 'land', 'unknown_land'],
    ['an unknown way to count', but(2, 'alter'), 'by', 'unknown_dimension'],
    ['a total of something', but(3, 'Stalking'), 'of', 'total_with_category'],
    ['a topic without a name', but(2, 'thema'), 'of', 'missing'],
    ['a count that is none', but(4, '4.498'), 'contacts', 'malformed'],
    ['a figure without a source', but(5, ''), 'source', 'missing'],
    ['a figure without a definition', but(6, ''), 'definition', 'missing'],
    ['a cell too many', [...GOOD, 'x'], null, 'too_many_cells'],
    ['a cell too few', GOOD.slice(1), null, 'too_few_cells'],
    ['a figure that stands there twice', GOOD, null, 'duplicate'],
  ])('is refused as a whole for %s, to the line', (_what, row, column, code) => {
    expect(read(GOOD, row)).toEqual({ figures: [], problems: [{ line: 3, column, code }] });
  });
  it('is refused without its columns', () => {
    expect(readHelplineFigures([{ line: 1, cells: HEADING.slice(0, 6) }, { line: 2, cells: GOOD }], 2026).problems).toEqual([{ line: 1, column: 'definition', code: 'missing' }]);
    expect(readHelplineFigures([{ line: 1, cells: HEADING }], 2026).problems).toEqual([{ line: 1, column: null, code: 'empty_file' }]);
  });
});

describe('what a file would change', () => {
  it('is nothing the second time, and a correction with the old value', () => {
    const { figures } = read(GOOD);
    const corrected = read(but(4, '4500')).figures;
    expect(helplineChanges(figures, [])).toEqual([{ figure: figures[0], old: null }]);
    expect(helplineChanges(figures, figures)).toEqual([]);
    expect(helplineChanges(corrected, figures)).toEqual([{ figure: corrected[0], old: figures[0] }]);
  });
  it('leaves two sources that differ beside each other', () => {
    const other = read(but(5, 'Testquelle B')).figures;
    expect(helplineChanges(other, read(GOOD).figures)).toEqual([{ figure: other[0], old: null }]);
  });
});
