import { randomUUID } from 'node:crypto';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Configuration } from '../configuration.js';

/** Bytes of a body at most. */
export const BODY_LIMIT = 65_536;
const SECONDS = 1_000;

/** Fastify with our limits. A request's id is made here; one that a client sends is not believed. */
export function createAdapter(configuration: Configuration): FastifyAdapter {
  return new FastifyAdapter({
    logger: false,
    trustProxy: configuration.trustProxy.length > 0 ? [...configuration.trustProxy] : false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30 * SECONDS,
    keepAliveTimeout: 65 * SECONDS,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    // Longer than any address that Node takes: what is too long for an id is refused where ids are read, like every other.
    routerOptions: { maxParamLength: 100_000, caseSensitive: true, ignoreTrailingSlash: false },
    // Fastify answers an unreadable address before any hook runs, with headers of its own; here it becomes an ordinary unknown one.
    rewriteUrl: ({ url = '/' }) => (isReadable(url) ? url : '/api/unreadable'),
  });
}

function isReadable(url: string): boolean {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}
