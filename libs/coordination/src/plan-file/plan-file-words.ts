import { INDICATOR_IDS, PLAN_STATUSES, type IndicatorId, type PlanStatus } from '#domain';
import { meanings } from '#tables';
import { PLAN_COLUMNS, type PlanFileWords } from './plan-columns.js';
import { GERMAN } from './plan-file-words.de.js';
import { ENGLISH } from './plan-file-words.en.js';

/** The languages in which files are written; both are read. */
export const PLAN_FILE_LANGUAGES = { de: GERMAN, en: ENGLISH } as const satisfies Record<string, PlanFileWords>;
export type PlanFileLanguage = keyof typeof PLAN_FILE_LANGUAGES;

const LANGUAGES = Object.values(PLAN_FILE_LANGUAGES);

/** Each is asked with `plainWord`. Names of columns and codes are understood besides the words of both languages. */
export const COLUMN_OF = meanings(PLAN_COLUMNS, LANGUAGES.map(({ columns }) => columns));
export const STATUS_OF: ReadonlyMap<string, PlanStatus> = meanings(PLAN_STATUSES, LANGUAGES.map(({ statuses }) => statuses));
export const INDICATOR_OF: ReadonlyMap<string, IndicatorId> = meanings(INDICATOR_IDS, []);
