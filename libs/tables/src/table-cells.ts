import type { TableProblem, TableProblemCode } from './table.js';

/** What no text holds: control characters, and those that turn the direction of writing around. */
const UNSEEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069\p{Cs}]/u;

/** One row while it is read: gives the cells by their columns and gathers what is wrong with them. */
export class TableCells<Column extends string, Code extends string = never, Problem extends TableProblem<Column, Code> = TableProblem<Column, Code>> {
  readonly problems: Problem[] = [];

  constructor(
    readonly line: number,
    protected readonly cells: Readonly<Record<Column, string>>,
  ) {}

  refuse(column: Column, code: TableProblemCode | Code): null {
    this.problems.push({ line: this.line, column, code } as Problem);
    return null;
  }

  /** A cell as it stands in the file, trimmed. */
  raw(column: Column): string {
    return this.cells[column].trim();
  }

  /** A cell as one line of text; line breaks and runs of spaces become one space. Null when it is empty or refused. */
  text(column: Column, limits: { readonly max: number; readonly form?: RegExp }): string | null {
    const text = this.cells[column].normalize('NFC').replace(/\s+/g, ' ').trim();
    if (text === '') return null;
    if (text.length > limits.max) return this.refuse(column, 'too_long');
    if (UNSEEN.test(text) || (limits.form !== undefined && !limits.form.test(text))) return this.refuse(column, 'malformed');
    return text;
  }

  /** As `text`, for a cell that may not be empty. */
  needed(column: Column, limits: { readonly max: number; readonly form?: RegExp }): string | null {
    if (this.raw(column) === '') return this.refuse(column, 'missing');
    return this.text(column, limits);
  }

  /** The entries of a cell, separated by comma, semicolon or line break, or by what is given. */
  list(column: Column, max: number, separators: RegExp = /[,;\n]/): readonly string[] {
    const text = this.cells[column];
    if (text.length > max) this.refuse(column, 'too_long');
    if (text.length > max) return [];
    return text
      .split(separators)
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '');
  }

  /** The codes that the entries of a cell mean, each once; `unknown` is said once for a cell. */
  codes<Meant extends string>(column: Column, meaning: (entry: string) => Meant | undefined, unknown: TableProblemCode | Code): Meant[] {
    const codes = this.list(column, 1000).map((entry) => meaning(entry));
    if (codes.includes(undefined)) this.refuse(column, unknown);
    return [...new Set(codes.filter((code) => code !== undefined))];
  }

  /** As `codes`, for a cell that may not be empty. */
  neededCodes<Meant extends string>(column: Column, meaning: (entry: string) => Meant | undefined, unknown: TableProblemCode | Code): Meant[] {
    if (this.raw(column) === '') this.refuse(column, 'missing');
    return this.codes(column, meaning, unknown);
  }

  /** 'YYYY-MM-DD' from that form or '24.12.2026'; null when it is empty or refused. */
  day(column: Column): string | null {
    const text = this.raw(column);
    return text === '' ? null : (toDay(text) ?? this.refuse(column, 'bad_date'));
  }

  /** As `day`, for a cell that may not be empty. */
  neededDay(column: Column): string | null {
    return this.raw(column) === '' ? this.refuse(column, 'missing') : this.day(column);
  }
}

/** 'YYYY-MM-DD' from that form or '24.12.2026'; undefined for a day that does not exist, and for one outside this century. */
export function toDay(text: string): string | undefined {
  const [, date = '0', month = '0', year = '0'] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  const day = year === '0' ? text : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return /^20\d\d-\d\d-\d\d$/.test(day) && dayAgain(day) === day ? day : undefined;
}

const dayAgain = (day: string): string => {
  const at = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString().slice(0, 10);
};
