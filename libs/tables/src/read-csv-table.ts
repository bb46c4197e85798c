import Papa from 'papaparse';
import { MAX_ROWS, refusedTable, type TableProblem, type Table, type TableRow } from './table.js';

const SEPARATORS = [',', ';', '\t'] as const;

/**
 * The rows of a CSV file: UTF-8 with or without a byte order mark, separated by comma, semicolon or tab as the heading is. Cells may be
 * quoted and then hold separators and line breaks. Formulas stay text. A quote that is never closed, and a byte that is not UTF-8, is
 * refused with its line.
 */
export function readCsvTable(bytes: Uint8Array): Table {
  const text = decoded(bytes);
  if (text === null) return refusedTable('not_readable', firstBadLine(bytes));
  const rows: TableRow[] = [];
  const problems: TableProblem[] = [];
  let line = 1;
  let seen = 0;
  Papa.parse<string[]>(text, {
    newline: '\n',
    delimiter: separatorOf(text),
    step: ({ data, errors, meta }, parser) => {
      const begins = line;
      line += linesIn(text, seen, meta.cursor);
      seen = meta.cursor;
      const broken = errors.some(({ type }) => type === 'Quotes');
      if (broken) problems.push({ line: begins, column: null, code: 'not_readable' });
      const cells = data.map((cell) => cell.trim());
      if (!broken && cells.some((cell) => cell !== '')) rows.push({ line: begins, cells });
      if (rows.length <= MAX_ROWS + 1) return;
      problems.push({ line: begins, column: null, code: 'too_long' });
      parser.abort();
    },
  });
  return { rows, problems };
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n');
  } catch {
    return null;
  }
}

/** A line break is never part of a longer UTF-8 sequence, so each line can be tried by itself. */
function firstBadLine(bytes: Uint8Array): number {
  let from = 0;
  for (let line = 1; ; line++) {
    const to = bytes.indexOf(10, from);
    if (to === -1 || decoded(bytes.subarray(from, to)) === null) return line;
    from = to + 1;
  }
}

/** The separator that the first line with text holds most often; our headings hold none. */
function separatorOf(text: string): string {
  const heading = /^.*\S.*$/m.exec(text)?.[0] ?? '';
  const count = (separator: string): number => heading.split(separator).length;
  return SEPARATORS.reduce((best, each) => (count(each) > count(best) ? each : best));
}

function linesIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
