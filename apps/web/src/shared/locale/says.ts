import { getLocale } from '../../generated/messages/runtime.js';

/** What a message says: its words, or what makes them of its input. */
export type Text = string | ((input: never) => string);

let english: readonly Text[] | null = null;

/** Keeps the English catalogue once it is there. */
export function keepEnglish(texts: readonly Text[]): void {
  english = texts;
}

/** A message of the build by its number and its German text; says it in English as soon as that is the language and the catalogue is there. */
export const says =
  (number: number, german: Text) =>
  (input: never): string => {
    const text = (getLocale() === 'en' ? english?.[number] : undefined) ?? german;
    return typeof text === 'string' ? text : text(input);
  };
