import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AccessDenied, NotSignedIn, sessionTokenOf, type SessionService } from '#access';
import { MAX_REGISTRY_BYTES, MAX_REGISTRY_ROWS } from '#directory';
import { may } from '#domain';
import { BODY_LIMIT } from './adapter.js';

/** Items of a list in a large body at most: a file of the registry has as many rows. */
export const LARGE_LISTS = MAX_REGISTRY_ROWS;

/** The addresses that take the whole registry at once, and whether as a file or as JSON. */
const LARGE_BODIES: Readonly<Record<string, 'file' | 'json'>> = {
  '/api/v1/directory/imports/readings': 'file',
  '/api/v1/helpline/readings': 'file',
  '/api/v1/helpline/imports': 'file',
  '/api/v1/directory/checks': 'json',
  '/api/v1/directory/proposals': 'json',
};

/** What a large body of this request would be; undefined where none is taken. */
export const largeBodyOf = (request: Pick<FastifyRequest, 'routeOptions'>): 'file' | 'json' | undefined => LARGE_BODIES[request.routeOptions.url ?? ''];

export interface LargeBodyOptions {
  readonly sessions: Pick<SessionService, 'find'>;
  readonly cookieSecure: boolean;
}

/**
 * Raises the limit of a body to 5 MB where the registry is written as a whole. Everywhere else, and there for everybody who may not write
 * it, 64 KB stay: who sends more is looked up before the first byte of it is read.
 */
export function admitLargeBodies(fastify: FastifyInstance, { sessions, cookieSecure }: LargeBodyOptions): void {
  fastify.addHook('onRoute', (route) => {
    if (route.method === 'POST' && LARGE_BODIES[route.url] !== undefined) route.bodyLimit = MAX_REGISTRY_BYTES;
  });
  fastify.addHook('onRequest', async (request) => {
    if (largeBodyOf(request) === undefined || !isLarge(request)) return;
    const signedIn = await sessions.find(sessionTokenOf(request.headers.cookie, cookieSecure), true);
    if (signedIn === null) throw new NotSignedIn();
    if (!may(signedIn.actor.role, 'directory.write')) throw new AccessDenied('not_your_role');
  });
}

/** Also one that does not say its length beforehand. */
const isLarge = ({ headers }: FastifyRequest): boolean => headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > BODY_LIMIT;
