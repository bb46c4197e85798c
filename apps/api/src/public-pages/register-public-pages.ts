import type { FastifyInstance } from 'fastify';
import { ACCESSIBILITY } from './accessibility-page.js';
import { CONTACT } from './contact-page.js';
import { HELP } from './help-page.js';
import { LEAFLET } from './leaflet-page.js';
import { toDocument } from './page-frame.js';
import { LANGUAGES, type Language, type PageSettings, type PublicPage } from './public-page.js';

/** Every page that needs neither a sign-in nor a script. */
export const PUBLIC_PAGES: readonly PublicPage[] = [LEAFLET, ACCESSIBILITY, CONTACT, HELP];

const languageOf = (query: unknown): Language => {
  const asked = typeof query === 'object' && query !== null && 'lang' in query ? query.lang : undefined;
  return LANGUAGES.find((language) => language === asked) ?? 'de';
};

/**
 * Serves the public pages: the same document for everybody, kept by no cache, without a cookie. No policy stands here because
 * nothing of anybody is in them. German unless `?lang=en` asks otherwise.
 */
export function registerPublicPages(fastify: FastifyInstance, settings: PageSettings): void {
  const documents = new Map(PUBLIC_PAGES.flatMap((page) => LANGUAGES.map((language) => [`${page.path} ${language}`, toDocument(page, language, settings)] as const)));
  for (const page of PUBLIC_PAGES) {
    fastify.get(page.path, (request, reply) => {
      const language = languageOf(request.query);
      return reply
        .header('cache-control', 'no-store')
        .header('content-language', language)
        .type('text/html; charset=utf-8')
        .send(documents.get(`${page.path} ${language}`));
    });
  }
}
