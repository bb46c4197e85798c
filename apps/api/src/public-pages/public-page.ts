/** The languages of the pages that everybody may open. */
export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What the operating body says about itself; an empty text was not configured. */
export interface Operator {
  readonly name: string;
  readonly mail: string;
  readonly phone: string;
}

/** What a page is filled with. */
export interface PageSettings {
  readonly operator: Operator;
  /** Where "leave this page" leads: a public page that tells nothing about the reader. */
  readonly leaveTo: URL;
}

/** The words of one page in one language; `body` is HTML. */
export interface PageWords {
  /** Stays in histories and task bars: says nothing about the reader. */
  readonly title: string;
  readonly body: (settings: PageSettings) => string;
}

/** A page without sign-in and without script. */
export interface PublicPage {
  readonly path: string;
  /** True where an endangered person may read: a way out stands on top. */
  readonly canBeLeft: boolean;
  readonly words: Readonly<Record<Language, PageWords>>;
}

/** A text inside HTML. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A telephone number that a phone can dial. */
export const dialled = (phone: string): string => `<a href="tel:${escaped(phone.replace(/[^+\d]/g, ''))}">${escaped(phone)}</a>`;

/** An address that a mail program opens. */
export const mailed = (mail: string): string => `<a href="mailto:${escaped(mail)}">${escaped(mail)}</a>`;
