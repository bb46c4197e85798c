import Papa from 'papaparse';
import type { IndicatorLocale } from '#domain';

/** Rows as CSV: UTF-8 with a byte order mark, semicolons in German; what begins like a formula is none. */
export const csvOf = (rows: readonly (readonly (string | number | null)[])[], language: IndicatorLocale): string =>
  `\ufeff${Papa.unparse(rows as unknown[][], { delimiter: language === 'de' ? ';' : ',', newline: '\r\n', escapeFormulae: true })}\r\n`;
