/** A chapter of the Istanbul Convention that obliges the parties, by its first and last article. */
export interface ConventionChapter {
  readonly id: 'policies' | 'prevention' | 'protection' | 'substantive_law' | 'investigation' | 'migration' | 'cooperation';
  readonly first: number;
  readonly last: number;
}

/** Chapters II to VIII of the Council of Europe Convention of 11 May 2011 (CETS No. 210), which say what the parties do; the others define, watch over and close. */
export const CONVENTION_CHAPTERS: readonly ConventionChapter[] = [
  { id: 'policies', first: 7, last: 11 },
  { id: 'prevention', first: 12, last: 17 },
  { id: 'protection', first: 18, last: 28 },
  { id: 'substantive_law', first: 29, last: 48 },
  { id: 'investigation', first: 49, last: 58 },
  { id: 'migration', first: 59, last: 61 },
  { id: 'cooperation', first: 62, last: 65 },
];

/** The convention has so many articles. */
const LAST_ARTICLE = 81;

/** Why a measure cannot carry out this article: there is none, or it obliges nobody to act; null: it can. */
export function articleFault(article: number): 'no_such_article' | 'article_without_duty' | null {
  if (!Number.isSafeInteger(article) || article < 1 || article > LAST_ARTICLE) return 'no_such_article';
  return chapterOf(article) === null ? 'article_without_duty' : null;
}

/** The chapter of an article that obliges the parties, e.g. 20 → protection; null for every other number. */
export const chapterOf = (article: number): ConventionChapter | null => CONVENTION_CHAPTERS.find(({ first, last }) => first <= article && article <= last) ?? null;
