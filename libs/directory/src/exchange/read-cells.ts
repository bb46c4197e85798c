import { plainWord, TableCells } from '#tables';
import type { ExchangeProblem, ExchangeProblemCode } from './exchange-problem.js';
import type { RegistryColumn } from './registry-columns.js';
import { BOOLEAN_OF } from './registry-words.js';

/** The municipalities of the registry: those that exist, and those that once did. 8 digits as text. */
export interface KnownMunicipalities {
  readonly knownAgs: ReadonlySet<string>;
  readonly retiredAgs: ReadonlySet<string>;
}

/** Two-digit key of a Land and six digits; another number of 8 digits may be anything, and is not repeated. */
const AGS = /^(0[1-9]|1[0-6])\d{6}$/;
const LANGUAGE_NAMES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
/** German sign language: spoken with hands in many centres, named by no list of the runtime. */
const FURTHER_LANGUAGES: readonly string[] = ['gsg'];

/** One row of a registry file while it is read. */
export class RowCells extends TableCells<RegistryColumn, ExchangeProblemCode, ExchangeProblem> {
  override refuse(column: RegistryColumn, code: ExchangeProblemCode, ags?: string): null {
    this.problems.push({ line: this.line, column, code, ...(ags === undefined ? {} : { ags }) });
    return null;
  }

  flag(column: RegistryColumn): boolean | null {
    const text = this.needed(column, { max: 20 });
    if (text === null) return null;
    return BOOLEAN_OF.get(plainWord(text)) ?? this.refuse(column, 'malformed');
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
