import type { Accessibility, CentreKind, TargetGroup } from '#domain';
import { REGISTRY_COLUMNS, type RegistryColumn, type RegistryWords } from './registry-columns.js';
import { GERMAN } from './registry-words.de.js';
import { ENGLISH } from './registry-words.en.js';

/** The languages in which files are written; both are read. */
export const REGISTRY_LANGUAGES = { de: GERMAN, en: ENGLISH } as const satisfies Record<string, RegistryWords>;
export type RegistryLanguage = keyof typeof REGISTRY_LANGUAGES;

/** A word as it is compared: no case, no spaces, hyphens, stars or brackets. */
export const plainWord = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** From every word, code or heading that is understood to what it means. */
function meanings<Code extends string>(codes: readonly Code[], words: (language: RegistryWords) => Readonly<Record<Code, string>>) {
  const found = new Map<string, Code>(codes.map((code) => [plainWord(code), code]));
  for (const language of Object.values(REGISTRY_LANGUAGES)) for (const code of codes) found.set(plainWord(words(language)[code]), code);
  return found;
}

const keysOf = <Code extends string>(words: Readonly<Record<Code, string>>): readonly Code[] => Object.keys(words) as Code[];

/** Each is asked with `plainWord`. Codes are understood besides the words of both languages. */
export const COLUMN_OF: ReadonlyMap<string, RegistryColumn> = meanings(REGISTRY_COLUMNS, ({ columns }) => columns);
export const KIND_OF: ReadonlyMap<string, CentreKind> = meanings(keysOf(GERMAN.kinds), ({ kinds }) => kinds);
export const TARGET_GROUP_OF: ReadonlyMap<string, TargetGroup> = meanings(keysOf(GERMAN.targetGroups), ({ targetGroups }) => targetGroups);
export const ACCESSIBILITY_OF: ReadonlyMap<string, Accessibility> = meanings(
  keysOf(GERMAN.accessibility),
  ({ accessibility }) => accessibility,
);
export const BOOLEAN_OF: ReadonlyMap<string, boolean> = new Map(
  Object.values(REGISTRY_LANGUAGES).flatMap(({ yes, no }) => [
    ...[...yes, 'true', '1'].map((word) => [word, true] as const),
    ...[...no, 'false', '0'].map((word) => [word, false] as const),
  ]),
);
export const WEEKDAY_OF: ReadonlyMap<string, number> = new Map(
  Object.values(REGISTRY_LANGUAGES).flatMap(({ weekdays }) =>
    weekdays.flatMap((words, at) => words.map((word) => [plainWord(word), at + 1] as const)),
  ),
);
