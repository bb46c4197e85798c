import { writeCsvTable, writeXlsxTable } from '#tables';
import { sortedRecord, withoutShelterAddress, type CentreRecord } from './centre-record.js';
import { writeOpeningHours } from './opening-hours-text.js';
import { REGISTRY_COLUMNS, type RegistryColumn } from './registry-columns.js';
import { REGISTRY_LANGUAGES, type RegistryLanguage } from './registry-words.js';

/**
 * The records as CSV, headings and opening hours in the language, kinds and groups as codes. Reading it gives the same records. Never holds
 * the address of a shelter; for the public, give it `publicPart`.
 */
export const writeCsv = (records: readonly CentreRecord[], language: RegistryLanguage): string =>
  writeCsvTable(headings(language), rowsOf(records, language), REGISTRY_LANGUAGES[language].separator);

/** The records as a spreadsheet of one sheet. As `writeCsv` otherwise. */
export const writeXlsx = (records: readonly CentreRecord[], language: RegistryLanguage): Promise<Buffer> =>
  writeXlsxTable(headings(language), rowsOf(records, language), REGISTRY_LANGUAGES[language].sheet);

const rowsOf = (records: readonly CentreRecord[], language: RegistryLanguage): readonly (readonly string[])[] =>
  records.map((record) => cellsOf(record, language));

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
