import { byPlace, readTable } from '#tables';
import type { CentreRecord } from './centre-record.js';
import { RowCells, type KnownMunicipalities } from './read-cells.js';
import { readRecord } from './read-record.js';
import type { ExchangeProblem } from './exchange-problem.js';
import { REGISTRY_COLUMNS } from './registry-columns.js';
import { COLUMN_OF } from './registry-words.js';

/** What a file holds. With a single problem nothing of it may be taken over: `records` then lacks the rows that have one. */
export interface RegistryFile {
  readonly records: readonly CentreRecord[];
  /** By line, in a line by column. */
  readonly problems: readonly ExchangeProblem[];
  /** From the code of a record to its line. */
  readonly lines: ReadonlyMap<string, number>;
}

/**
 * Reads a registry file, CSV or XLSX, with German or English headings. Nothing is mended: what is not understood is a problem with its
 * line. A faulty file never throws.
 */
export async function readRegistryFile(bytes: Uint8Array, municipalities: KnownMunicipalities): Promise<RegistryFile> {
  const table = await readTable(bytes, REGISTRY_COLUMNS, COLUMN_OF);
  const problems: ExchangeProblem[] = [...table.problems];
  const records: CentreRecord[] = [];
  const lines = new Map<string, number>();
  for (const { line, cells } of table.rows) {
    const read = new RowCells(line, cells);
    const record = readRecord(read, municipalities);
    const code = read.raw('code');
    if (lines.has(code)) read.refuse('code', 'duplicate_code');
    else if (code !== '') lines.set(code, line);
    if (record !== null && read.problems.length === 0) records.push(record);
    problems.push(...read.problems);
  }
  return { records, problems: problems.sort(byPlace(REGISTRY_COLUMNS)), lines };
}
