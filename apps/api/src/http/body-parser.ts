import type { FastifyInstance } from 'fastify';
import { noteFaults } from './input-pipe.js';
import { parseStrictJson } from './strict-json.js';

/** Only `application/json` is read, strictly; every other kind of body is 415. */
export function registerBodyParser(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, bytes, done) => {
    try {
      const { value, faults } = parseStrictJson(bytes as Buffer);
      if (typeof value === 'object' && value !== null) noteFaults(value, faults);
      done(null, value);
    } catch (error) {
      done(error as Error);
    }
  });
}
