import type { ExchangeProblem, ExchangeProblemCode } from './exchange-problem.js';
import type { RegistryColumn } from './registry-columns.js';
import { BOOLEAN_OF, plainWord } from './registry-words.js';

/** The municipalities of the registry: those that exist, and those that once did. 8 digits as text. */
export interface KnownMunicipalities {
  readonly knownAgs: ReadonlySet<string>;
  readonly retiredAgs: ReadonlySet<string>;
}

/** What no text of a registry holds: control characters, and those that turn the direction of writing around. */
const UNSEEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069\p{Cs}]/u;
/** Two-digit key of a Land and six digits; another number of 8 digits may be anything, and is not repeated. */
const AGS = /^(0[1-9]|1[0-6])\d{6}$/;
const LANGUAGE_NAMES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
/** German sign language: spoken with hands in many centres, named by no list of the runtime. */
const FURTHER_LANGUAGES: readonly string[] = ['gsg'];

/** One row while it is read: gives the cells by their columns and gathers what is wrong with them. */
export class RowCells {
  readonly problems: ExchangeProblem[] = [];

  constructor(
    readonly line: number,
    private readonly cells: Readonly<Record<RegistryColumn, string>>,
  ) {}

  refuse(column: RegistryColumn, code: ExchangeProblemCode, ags?: string): null {
    this.problems.push({ line: this.line, column, code, ...(ags === undefined ? {} : { ags }) });
    return null;
  }

  /** A cell as it stands in the file, trimmed. */
  raw(column: RegistryColumn): string {
    return this.cells[column].trim();
  }

  /** A cell as one line of text; line breaks and runs of spaces become one space. Null when it is empty or refused. */
  text(column: RegistryColumn, limits: { readonly max: number; readonly form?: RegExp }): string | null {
    const text = this.cells[column].normalize('NFC').replace(/\s+/g, ' ').trim();
    if (text === '') return null;
    if (text.length > limits.max) return this.refuse(column, 'too_long');
    if (UNSEEN.test(text) || (limits.form !== undefined && !limits.form.test(text))) return this.refuse(column, 'malformed');
    return text;
  }

  /** As `text`, for a cell that may not be empty. */
  needed(column: RegistryColumn, limits: { readonly max: number; readonly form?: RegExp }): string | null {
    if (this.raw(column) === '') return this.refuse(column, 'missing');
    return this.text(column, limits);
  }

  flag(column: RegistryColumn): boolean | null {
    const text = this.needed(column, { max: 20 });
    if (text === null) return null;
    return BOOLEAN_OF.get(plainWord(text)) ?? this.refuse(column, 'malformed');
  }

  /** The entries of a cell, separated by comma, semicolon or line break. */
  list(column: RegistryColumn, max: number): readonly string[] {
    const text = this.cells[column].replace(/\n/g, ',');
    if (text.length > max) this.refuse(column, 'too_long');
    if (text.length > max) return [];
    return text
      .split(/[,;]/)
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '');
  }

  /** The codes that the entries of a cell mean, each once; `unknown` is said once for a cell. */
  codes<Code extends string>(column: RegistryColumn, meaning: (entry: string) => Code | undefined, unknown: ExchangeProblemCode): Code[] {
    const codes = this.list(column, 1000).map((entry) => meaning(entry));
    if (codes.includes(undefined)) this.refuse(column, unknown);
    return [...new Set(codes.filter((code) => code !== undefined))];
  }

  /** As `codes`, for a cell that may not be empty. */
  neededCodes<Code extends string>(
    column: RegistryColumn,
    meaning: (entry: string) => Code | undefined,
    unknown: ExchangeProblemCode,
  ): Code[] {
    if (this.raw(column) === '') this.refuse(column, 'missing');
    return this.codes(column, meaning, unknown);
  }

  /** 'YYYY-MM-DD' from that form or '24.12.2026'. */
  day(column: RegistryColumn): string | null {
    const text = this.raw(column);
    if (text === '') return this.refuse(column, 'missing');
    const [, date = '0', month = '0', year = '0'] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
    const day = year === '0' ? text : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
    const exists = /^20\d\d-\d\d-\d\d$/.test(day) && dayAgain(day) === day;
    return exists ? day : this.refuse(column, 'bad_date');
  }

  /** The municipalities of a cell, each known and named once. */
  municipalities(column: RegistryColumn, { knownAgs, retiredAgs }: KnownMunicipalities): readonly string[] {
    const found = new Set<string>();
    for (const entry of this.list(column, 10_000)) {
      if (found.has(entry)) this.refuse(column, 'duplicate_ags', entry);
      else if (knownAgs.has(entry)) found.add(entry);
      else if (retiredAgs.has(entry)) this.refuse(column, 'retired_ags', entry);
      else if (AGS.test(entry)) this.refuse(column, 'unknown_ags', entry);
      // A spreadsheet that takes the key for a number drops its zero; the key is said, the file is not mended.
      else if (knownAgs.has(`0${entry}`) || retiredAgs.has(`0${entry}`)) this.refuse(column, 'leading_zero_lost', `0${entry}`);
      else this.refuse(column, /^[1-9]\d{6}$/.test(entry) ? 'leading_zero_lost' : 'malformed');
    }
    return [...found].sort();
  }
}

const dayAgain = (day: string): string => {
  const at = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString().slice(0, 10);
};

/** The BCP 47 tag in its usual spelling, for a language that has a name. */
export function languageTag(entry: string): string | undefined {
  try {
    const [tag] = Intl.getCanonicalLocales(entry);
    if (tag === undefined || tag === 'und') return undefined;
    return FURTHER_LANGUAGES.includes(tag) || LANGUAGE_NAMES.of(tag) !== undefined ? tag : undefined;
  } catch {
    return undefined;
  }
}
