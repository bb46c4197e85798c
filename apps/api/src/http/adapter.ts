import { randomUUID } from 'node:crypto';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Configuration } from '../configuration.js';
import type { Log } from './log.js';
import { ProblemFilter } from './problem.filter.js';

/** Bytes of a body at most. */
export const BODY_LIMIT = 65_536;
const SECONDS = 1_000;

/** Fastify with our limits. A request's id is made here; one that a client sends is not believed. */
export function createAdapter(configuration: Configuration, log: Log): FastifyAdapter {
  const filter = new ProblemFilter(log);
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
    routerOptions: { maxParamLength: 100, caseSensitive: true, ignoreTrailingSlash: false },
    // An address that cannot be read is answered before any hook runs.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      void reply.header('x-request-id', request.id);
      filter.answer(error, request, reply);
    },
  });
}
