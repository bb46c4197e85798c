import { readCsvTable } from './read-csv-table.js';
import { isZip, readXlsxTable } from './read-xlsx-table.js';
import { columnLetters, MAX_BYTES, type TableProblem, type TableRow } from './table.js';
import { plainWord } from './plain-word.js';

/** A row with its cells by column. */
export interface ReadRow<Column extends string> {
  readonly line: number;
  readonly cells: Readonly<Record<Column, string>>;
}

/** What stands below the heading of a file. Rows that are too short or too long are among the problems only. */
export interface ReadTable<Column extends string> {
  readonly rows: readonly ReadRow<Column>[];
  readonly problems: readonly TableProblem<Column>[];
}

/**
 * Reads a CSV or XLSX file (told apart by its content) whose heading names every one of the columns, in any order; every column has to be
 * there, so that a forgotten one does not empty a field of all rows. At most 5 MB and 5,000 rows. `columnOf` is asked with `plainWord`.
 * Nothing is mended: what is not understood is a problem with its line. A faulty file never throws.
 */
export async function readTable<Column extends string>(
  bytes: Uint8Array,
  columns: readonly Column[],
  columnOf: ReadonlyMap<string, Column>,
): Promise<ReadTable<Column>> {
  if (bytes.length > MAX_BYTES) return { rows: [], problems: [{ line: 1, column: null, code: 'too_long' }] };
  const table = isZip(bytes) ? await readXlsxTable(bytes) : readCsvTable(bytes);
  const [heading, ...rows] = table.rows;
  if (heading === undefined) {
    return { rows: [], problems: table.problems.length > 0 ? table.problems : [{ line: 1, column: null, code: 'empty_file' }] };
  }
  const { found, problems } = readHeading(heading, columns, columnOf);
  if (problems.length > 0) return { rows: [], problems };
  if (rows.length === 0 && table.problems.length === 0) {
    return { rows: [], problems: [{ line: heading.line, column: null, code: 'empty_file' }] };
  }
  const wrong = rows.map((row) => widthProblem(row, found.length));
  return {
    rows: rows.filter((_, at) => wrong[at] === null).map((row) => ({ line: row.line, cells: cellsOf(row, found) })),
    problems: [...table.problems, ...wrong.filter((problem) => problem !== null)],
  };
}

/** Puts problems in the order of the file: by line, in a line by column. */
export const byPlace =
  <Column extends string>(columns: readonly Column[]) =>
  (a: TableProblem<string, string>, b: TableProblem<string, string>): number => {
    const placeOf = ({ column }: TableProblem<string, string>): number => columns.findIndex((each) => each === column);
    return a.line - b.line || placeOf(a) - placeOf(b);
  };

const cellsOf = <Column extends string>({ cells }: TableRow, columns: readonly Column[]): Readonly<Record<Column, string>> =>
  Object.fromEntries(columns.map((column, at) => [column, plainCell(cells[at] ?? '')])) as Record<Column, string>;

function readHeading<Column extends string>(
  heading: TableRow,
  columns: readonly Column[],
  columnOf: ReadonlyMap<string, Column>,
): { readonly found: readonly Column[]; readonly problems: readonly TableProblem<Column>[] } {
  const width = heading.cells.findLastIndex((cell) => cell !== '') + 1;
  const found = heading.cells.slice(0, width).map((cell) => columnOf.get(plainWord(cell)));
  const unknown = found.flatMap((column, at) => (column === undefined || found.indexOf(column) < at ? [columnLetters(at + 1)] : []));
  const absent = columns.filter((column) => !found.includes(column));
  return {
    found: found.filter((column) => column !== undefined),
    problems: [
      ...unknown.map((column) => ({ line: heading.line, column, code: 'unknown_column' as const })),
      ...absent.map((column) => ({ line: heading.line, column, code: 'missing' as const })),
    ],
  };
}

function widthProblem({ line, cells }: TableRow, width: number): TableProblem | null {
  if (cells.length < width) return { line, column: null, code: 'too_few_cells' };
  const surplus = cells.findIndex((cell, at) => at >= width && cell !== '');
  return surplus === -1 ? null : { line, column: columnLetters(surplus + 1), code: 'too_many_cells' };
}

/** Takes away the apostrophe that a writer sets before what a spreadsheet would calculate. */
const plainCell = (cell: string): string => (/^'['=+\-@]/.test(cell) ? cell.slice(1).trim() : cell);
