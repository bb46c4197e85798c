import type { FastifyInstance } from 'fastify';
import { noteFaults } from './input-pipe.js';
import { LARGE_LISTS, largeBodyOf } from './large-bodies.js';
import { parseStrictJson } from './strict-json.js';

/** The media type of a spreadsheet. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Only `application/json` is read, strictly, and a file where one is expected, as bytes; every other kind of body is 415. */
export function registerBodyParser(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    try {
      const { value, faults } = parseStrictJson(bytes as Buffer, largeBodyOf(request) === undefined ? undefined : LARGE_LISTS);
      if (typeof value === 'object' && value !== null) noteFaults(value, faults);
      done(null, value);
    } catch (error) {
      done(error as Error);
    }
  });
  fastify.addContentTypeParser(['text/csv', XLSX], { parseAs: 'buffer' }, (request, bytes, done) => {
    if (largeBodyOf(request) === 'file') return done(null, bytes);
    done(Object.assign(new Error('a file where none is expected'), { code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE' }));
  });
}
