import type { Accessibility, CentreKind, TargetGroup } from '#domain';
import { meanings, plainWord } from '#tables';
import { REGISTRY_COLUMNS, type RegistryWords } from './registry-columns.js';
import { GERMAN } from './registry-words.de.js';
import { ENGLISH } from './registry-words.en.js';

/** The languages in which files are written; both are read. */
export const REGISTRY_LANGUAGES = { de: GERMAN, en: ENGLISH } as const satisfies Record<string, RegistryWords>;
export type RegistryLanguage = keyof typeof REGISTRY_LANGUAGES;

const keysOf = <Code extends string>(words: Readonly<Record<Code, string>>): readonly Code[] => Object.keys(words) as Code[];

const LANGUAGES = Object.values(REGISTRY_LANGUAGES);

/** Each is asked with `plainWord`. Codes are understood besides the words of both languages. */
export const COLUMN_OF = meanings(
  REGISTRY_COLUMNS,
  LANGUAGES.map(({ columns }) => columns),
);
export const KIND_OF: ReadonlyMap<string, CentreKind> = meanings(
  keysOf(GERMAN.kinds),
  LANGUAGES.map(({ kinds }) => kinds),
);
export const TARGET_GROUP_OF: ReadonlyMap<string, TargetGroup> = meanings(
  keysOf(GERMAN.targetGroups),
  LANGUAGES.map(({ targetGroups }) => targetGroups),
);
export const ACCESSIBILITY_OF: ReadonlyMap<string, Accessibility> = meanings(
  keysOf(GERMAN.accessibility),
  LANGUAGES.map(({ accessibility }) => accessibility),
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
