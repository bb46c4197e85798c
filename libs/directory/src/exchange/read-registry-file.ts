import type { CentreRecord } from './centre-record.js';
import { RowCells, type KnownMunicipalities } from './read-cells.js';
import { readCsvTable } from './read-csv-table.js';
import { readRecord } from './read-record.js';
import { isZip, readXlsxTable } from './read-xlsx-table.js';
import { columnLetters, MAX_BYTES, type ExchangeProblem, type Table, type TableRow } from './exchange-problem.js';
import { REGISTRY_COLUMNS, type RegistryColumn } from './registry-columns.js';
import { COLUMN_OF, plainWord } from './registry-words.js';

/** What a file holds. With a single problem nothing of it may be taken over: `records` then lacks the rows that have one. */
export interface RegistryFile {
  readonly records: readonly CentreRecord[];
  /** By line, in a line by column. */
  readonly problems: readonly ExchangeProblem[];
  /** From the code of a record to its line. */
  readonly lines: ReadonlyMap<string, number>;
}

/**
 * Reads a registry file, CSV or XLSX (told apart by its content), with German or English headings in any order; every column has to be
 * there, so that a forgotten one does not empty a field of all centres. At most 5 MB and 5,000 rows.
 * Nothing is mended: what is not understood is a problem with its line. A faulty file never throws.
 */
export async function readRegistryFile(bytes: Uint8Array, municipalities: KnownMunicipalities): Promise<RegistryFile> {
  if (bytes.length > MAX_BYTES) return refusedFile([{ line: 1, column: null, code: 'too_long' }]);
  const table = isZip(bytes) ? await readXlsxTable(bytes) : readCsvTable(bytes);
  const [heading, ...rows] = table.rows;
  if (heading === undefined) {
    return refusedFile(table.problems.length > 0 ? table.problems : [{ line: 1, column: null, code: 'empty_file' }]);
  }
  const { columns, problems } = readHeading(heading);
  if (problems.length > 0) return refusedFile(problems);
  if (rows.length === 0 && table.problems.length === 0) return refusedFile([{ line: heading.line, column: null, code: 'empty_file' }]);
  return readRows(rows, columns, table, municipalities);
}

function readRows(
  rows: readonly TableRow[],
  columns: readonly RegistryColumn[],
  table: Table,
  municipalities: KnownMunicipalities,
): RegistryFile {
  const problems = [...table.problems];
  const records: CentreRecord[] = [];
  const lines = new Map<string, number>();
  for (const row of rows) {
    const wrongWidth = widthProblem(row, columns.length);
    if (wrongWidth !== null) {
      problems.push(wrongWidth);
      continue;
    }
    const cells = Object.fromEntries(columns.map((column, at) => [column, plainCell(row.cells[at] ?? '')]));
    const read = new RowCells(row.line, cells as Record<RegistryColumn, string>);
    const record = readRecord(read, municipalities);
    const code = read.raw('code');
    if (lines.has(code)) read.refuse('code', 'duplicate_code');
    else if (code !== '') lines.set(code, row.line);
    if (record !== null && read.problems.length === 0) records.push(record);
    problems.push(...read.problems);
  }
  return { records, problems: problems.sort(byPlace), lines };
}

function readHeading(heading: TableRow): { readonly columns: readonly RegistryColumn[]; readonly problems: readonly ExchangeProblem[] } {
  const width = heading.cells.findLastIndex((cell) => cell !== '') + 1;
  const found = heading.cells.slice(0, width).map((cell) => COLUMN_OF.get(plainWord(cell)));
  const unknown = found.flatMap((column, at) => (column === undefined || found.indexOf(column) < at ? [columnLetters(at + 1)] : []));
  const absent = REGISTRY_COLUMNS.filter((column) => !found.includes(column));
  return {
    columns: found.filter((column) => column !== undefined),
    problems: [
      ...unknown.map((column) => ({ line: heading.line, column, code: 'unknown_column' as const })),
      ...absent.map((column) => ({ line: heading.line, column, code: 'missing' as const })),
    ],
  };
}

function widthProblem({ line, cells }: TableRow, width: number): ExchangeProblem | null {
  if (cells.length < width) return { line, column: null, code: 'too_few_cells' };
  const surplus = cells.findIndex((cell, at) => at >= width && cell !== '');
  return surplus === -1 ? null : { line, column: columnLetters(surplus + 1), code: 'too_many_cells' };
}

/** Takes away the apostrophe that a writer sets before what a spreadsheet would calculate. */
const plainCell = (cell: string): string => (/^'['=+\-@]/.test(cell) ? cell.slice(1).trim() : cell);

const refusedFile = (problems: readonly ExchangeProblem[]): RegistryFile => ({ records: [], problems, lines: new Map() });

const byPlace = (a: ExchangeProblem, b: ExchangeProblem): number => a.line - b.line || placeOf(a) - placeOf(b);
const placeOf = ({ column }: ExchangeProblem): number => REGISTRY_COLUMNS.findIndex((each) => each === column);
