/** What can be wrong with any file that holds a table. A person reads a sentence for each, from the message catalogue. */
export const TABLE_PROBLEMS = [
  'missing',
  'malformed',
  'bad_date',
  'unknown_column',
  'too_many_cells',
  'too_few_cells',
  'too_long',
  'empty_file',
  'not_readable',
] as const;
export type TableProblemCode = (typeof TABLE_PROBLEMS)[number];

/** One fault of a file. Never carries what stood in a cell. */
export interface TableProblem<Column extends string = never, Code extends string = never> {
  /** Of a spreadsheet the row, of a CSV file the line of text on which the row begins; the first is 1. */
  readonly line: number;
  /** A column that is known; the letters of a spreadsheet ('AB') for one that has no name; null when it is the row or the file. */
  readonly column: Column | Uppercase<string> | null;
  readonly code: TableProblemCode | Code;
}

/** A row of a file, its cells as plain text, trimmed; what is empty is ''. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The rows of a file, or what made it unreadable. Rows without any text are left out. */
export interface Table {
  readonly rows: readonly TableRow[];
  readonly problems: readonly TableProblem[];
}

export const MAX_BYTES = 5 * 1024 * 1024;
/** The heading is not counted. */
export const MAX_ROWS = 5000;

/** A table of which nothing can be used. */
export const refusedTable = (code: TableProblemCode, line = 1): Table => ({ rows: [], problems: [{ line, column: null, code }] });

/** 1 is 'A', 27 is 'AA'. */
export function columnLetters(place: number): Uppercase<string> {
  const before = Math.floor((place - 1) / 26);
  const letter = String.fromCharCode(65 + ((place - 1) % 26));
  return (before > 0 ? columnLetters(before) + letter : letter) as Uppercase<string>;
}
