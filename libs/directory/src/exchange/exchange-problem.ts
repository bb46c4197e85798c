import type { RegistryColumn } from './registry-columns.js';

/** What can be wrong with a registry file. A person reads a sentence for each, from the message catalogue. */
export const EXCHANGE_PROBLEMS = [
  'missing',
  'malformed',
  'unknown_kind',
  'unknown_target_group',
  'unknown_language',
  'unknown_ags',
  'retired_ags',
  'leading_zero_lost',
  'duplicate_code',
  'duplicate_ags',
  'bad_hours',
  'shelter_address',
  'bad_date',
  'unknown_column',
  'too_many_cells',
  'too_few_cells',
  'too_long',
  'empty_file',
  'not_readable',
] as const;
export type ExchangeProblemCode = (typeof EXCHANGE_PROBLEMS)[number];

/** One fault of a file. Never carries what stood in a cell, but for an AGS, which is a public key. */
export interface ExchangeProblem {
  /** Of a spreadsheet the row, of a CSV file the line of text on which the row begins; the first is 1. */
  readonly line: number;
  /** A column of ours; the letters of a spreadsheet ('AB') for one that has no name here; null when it is the row or the file. */
  readonly column: RegistryColumn | Uppercase<string> | null;
  readonly code: ExchangeProblemCode;
  readonly ags?: string;
}

/** A row of a file, its cells as plain text, trimmed; what is empty is ''. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The rows of a file, or what made it unreadable. Rows without any text are left out. */
export interface Table {
  readonly rows: readonly TableRow[];
  readonly problems: readonly ExchangeProblem[];
}

export const MAX_BYTES = 5 * 1024 * 1024;
/** Rows of centres; the heading is not counted. */
export const MAX_ROWS = 5000;

/** A table of which nothing can be used. */
export const refusedTable = (code: ExchangeProblemCode, line = 1): Table => ({ rows: [], problems: [{ line, column: null, code }] });

/** 1 is 'A', 27 is 'AA'. */
export function columnLetters(place: number): Uppercase<string> {
  const before = Math.floor((place - 1) / 26);
  const letter = String.fromCharCode(65 + ((place - 1) % 26));
  return (before > 0 ? columnLetters(before) + letter : letter) as Uppercase<string>;
}
