import Papa from 'papaparse';
import writeSheet from 'write-excel-file/node';

/**
 * Rows as CSV: UTF-8 with a byte order mark. What a spreadsheet would calculate begins with an apostrophe; `readTable` takes it away.
 * `separator`: what the spreadsheets of the language expect.
 */
export const writeCsvTable = (headings: readonly string[], rows: readonly (readonly string[])[], separator: ',' | ';'): string =>
  `\ufeff${Papa.unparse([headings, ...rows.map((row) => row.map(unCalculated))] as unknown[][], { delimiter: separator, newline: '\r\n' })}\r\n`;

/** Rows as a spreadsheet of one sheet, every cell as text, so that no key loses its zero. As `writeCsvTable` otherwise. */
export async function writeXlsxTable(headings: readonly string[], rows: readonly (readonly string[])[], sheet: string): Promise<Buffer> {
  const heading = headings.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const cells = rows.map((row) => row.map((cell) => (cell === '' ? null : asText(cell))));
  return writeSheet([heading, ...cells], { sheet, stickyRowsCount: 1, columns: headings.map(() => ({ width: 24 })) }).toBuffer();
}

/** A text that begins with an apostrophe of its own before such a sign gets a second one, because reading takes one away. */
const unCalculated = (cell: string): string => (/^(?:[=+\-@]|'['=+\-@])/.test(cell) ? `'${cell}` : cell);

/** As in CSV for the apostrophe. A spreadsheet reads `_x0041_` as the letter of that number, so that the sign before it is written as one itself. */
const asText = (cell: string) => ({
  value: (/^'['=+\-@]/.test(cell) ? `'${cell}` : cell).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'),
  type: String,
});
