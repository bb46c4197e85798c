import Papa from 'papaparse';
import writeSheet from 'write-excel-file/node';
import { sortedRecord, withoutShelterAddress, type CentreRecord } from './centre-record.js';
import { writeOpeningHours } from './opening-hours-text.js';
import { REGISTRY_COLUMNS, type RegistryColumn } from './registry-columns.js';
import { REGISTRY_LANGUAGES, type RegistryLanguage } from './registry-words.js';

/**
 * The records as CSV: UTF-8 with a byte order mark, headings and opening hours in the language, kinds and groups as codes. Reading it gives
 * the same records. What a spreadsheet would calculate begins with an apostrophe. Never holds the address of a shelter; for the public,
 * give it `publicPart`.
 */
export function writeCsv(records: readonly CentreRecord[], language: RegistryLanguage): string {
  const words = REGISTRY_LANGUAGES[language];
  const rows = [headings(language), ...records.map((record) => cellsOf(record, language).map(unCalculated))];
  return `\ufeff${Papa.unparse(rows, { delimiter: words.separator, newline: '\r\n' })}\r\n`;
}

/** The records as a spreadsheet of one sheet, every cell as text, so that no key loses its zero. As `writeCsv` otherwise. */
export async function writeXlsx(records: readonly CentreRecord[], language: RegistryLanguage): Promise<Buffer> {
  const heading = headings(language).map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const rows = records.map((record) => cellsOf(record, language).map((cell) => (cell === '' ? null : asText(cell))));
  const options = { sheet: REGISTRY_LANGUAGES[language].sheet, stickyRowsCount: 1, columns: REGISTRY_COLUMNS.map(() => ({ width: 24 })) };
  return writeSheet([heading, ...rows], options).toBuffer();
}

const headings = (language: RegistryLanguage): readonly string[] =>
  REGISTRY_COLUMNS.map((column) => REGISTRY_LANGUAGES[language].columns[column]);

function cellsOf(given: CentreRecord, language: RegistryLanguage): readonly string[] {
  const record = sortedRecord(withoutShelterAddress(given));
  const words = REGISTRY_LANGUAGES[language];
  const flag = (value: boolean): string => (value ? words.yes : words.no)[0] ?? '';
  const cells: Readonly<Record<RegistryColumn, string>> = {
    code: record.code,
    name: record.name,
    kind: record.kind,
    active: flag(record.active),
    targetGroups: record.targetGroups.join(', '),
    languages: record.languages.join(', '),
    acceptsMinors: flag(record.acceptsMinors),
    accessibility: record.accessibility.join(', '),
    dailyService: flag(record.dailyService),
    openingHours: writeOpeningHours(record.windows, language),
    phone: record.phone ?? '',
    mail: record.mail ?? '',
    website: record.website ?? '',
    street: record.address?.street ?? '',
    postcode: record.address?.postcode ?? '',
    place: record.address?.place ?? '',
    catchment: record.catchment.join(', '),
    validFrom: record.validFrom,
  };
  return REGISTRY_COLUMNS.map((column) => cells[column].trim());
}

/** A text that begins with an apostrophe of its own before such a sign gets a second one, because reading takes one away. */
const unCalculated = (cell: string): string => (/^(?:[=+\-@]|'['=+\-@])/.test(cell) ? `'${cell}` : cell);

/** As in CSV for the apostrophe. A spreadsheet reads `_x0041_` as the letter of that number, so that the sign before it is written as one itself. */
const asText = (cell: string) => ({
  value: (/^'['=+\-@]/.test(cell) ? `'${cell}` : cell).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'),
  type: String,
});
