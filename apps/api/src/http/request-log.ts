import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ActingRequest } from '#access';
import type { Log } from './log.js';
import type { Metrics } from './metrics.js';

/** One line and one measurement per answer: the route's pattern, never its address with an id or a query. */
export function registerRequestLog(fastify: FastifyInstance, log: Log, metrics: Metrics): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const { method } = request;
    const ms = Math.round(reply.elapsedTime);
    metrics.answered({ method, route, status: reply.statusCode }, reply.elapsedTime / 1_000);
    const { signedIn } = request as FastifyRequest & Partial<ActingRequest>;
    log.info('request.answered', { requestId: request.id, method, route, status: reply.statusCode, ms, role: signedIn?.actor.role });
    done();
  });
}
