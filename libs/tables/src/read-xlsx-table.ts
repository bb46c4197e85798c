import { unzipSync, zipSync, type UnzipFileInfo } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import { MAX_ROWS, refusedTable, type TableProblemCode, type Table } from './table.js';

const MAX_UNPACKED = 50 * 1024 * 1024;
/** A sheet may have gaps and notes beside ours; further out the reader would fill the gap with cells, a million rows of them. */
const MAX_SHEET_ROW = MAX_ROWS * 2;

/** Whether the bytes are a zip container, which every XLSX file is. */
export const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/**
 * The rows of the first sheet, by their numbers in the spreadsheet. Numbers come as they are written, days as 'YYYY-MM-DD', a formula as
 * the value it had when the file was saved. What would unpack to more than 50 MB, or lies outside a sensible sheet, is refused unread.
 */
export async function readXlsxTable(bytes: Uint8Array): Promise<Table> {
  try {
    const unpacked = unpackedWithin(bytes);
    if (unpacked === null) return refusedTable('too_long');
    for (const content of Object.values(unpacked)) {
      const refused = whyNotRead(Buffer.from(content).toString('utf8'));
      if (refused !== null) return refusedTable(refused);
    }
    // Not packed again: the reader is given what was looked at, and has nothing left to unpack in a thread of its own.
    return tableOf(await readSheet<string>(zipSync(unpacked, { level: 0 }).buffer, { parseNumber: (text) => text }));
  } catch {
    return refusedTable('not_readable');
  }
}

function tableOf(sheet: readonly (readonly unknown[])[]): Table {
  const rows = sheet
    .map((cells, at) => ({ line: at + 1, cells: cells.map((cell) => textOf(cell)) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const surplus = rows[MAX_ROWS + 1];
  return surplus === undefined ? { rows, problems: [] } : refusedTable('too_long', surplus.line);
}

function textOf(cell: unknown): string {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '?' : cell.toISOString().replace('T00:00:00.000Z', '');
  return typeof cell === 'string' || typeof cell === 'boolean' ? String(cell).replace(/\r\n?/g, '\n').trim() : '';
}

/** The XML of the container; null when it says of itself that there is too much. More than it says is not unpacked. */
function unpackedWithin(bytes: Uint8Array): Readonly<Record<string, Uint8Array>> | null {
  let size = 0;
  const within = ({ name, originalSize }: UnzipFileInfo): boolean => {
    if (!/\.xml(\.rels)?$/.test(name)) return false;
    size += originalSize;
    return size <= MAX_UNPACKED;
  };
  const unpacked = unzipSync(bytes, { filter: within });
  return size <= MAX_UNPACKED ? unpacked : null;
}

/** The rows and cells of a sheet say where they stand in an attribute `r`: '12', 'AB12'. */
function whyNotRead(xml: string): TableProblemCode | null {
  if (!xml.includes('sheetData')) return null;
  for (const [, , address = ''] of xml.matchAll(/\sr\s*=\s*(["'])(.*?)\1/gs)) {
    const [, row] = /^[A-Z]{0,3}(\d{1,7})$/.exec(address) ?? [];
    if (row === undefined) return 'not_readable';
    if (Number(row) > MAX_SHEET_ROW || /^[A-Z]{3}/.test(address)) return 'too_long';
  }
  return null;
}
