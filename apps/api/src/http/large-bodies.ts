import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AccessDenied, NotSignedIn, sessionTokenOf, type SessionService } from '#access';
import { may, type Action } from '#domain';
import { MAX_BYTES, MAX_ROWS } from '#tables';
import { BODY_LIMIT } from './adapter.js';

/** Items of a list in a large body at most: a file has as many rows. */
export const LARGE_LISTS = MAX_ROWS;

interface LargeBody {
  readonly as: 'file' | 'json';
  /** What somebody must be allowed to send one. */
  readonly by: Action;
}

/** The addresses that take the whole registry, the measures of a plan or the totals of the helpline at once. */
const LARGE_BODIES: Readonly<Record<string, LargeBody>> = {
  '/api/v1/directory/imports/readings': { as: 'file', by: 'directory.write' },
  '/api/v1/helpline/readings': { as: 'file', by: 'helpline.write' },
  '/api/v1/helpline/imports': { as: 'file', by: 'helpline.write' },
  '/api/v1/directory/checks': { as: 'json', by: 'directory.write' },
  '/api/v1/directory/proposals': { as: 'json', by: 'directory.write' },
  '/api/v1/coordination/plans/:id/readings': { as: 'file', by: 'action_plan.write' },
  '/api/v1/coordination/plans/:id/imports': { as: 'json', by: 'action_plan.write' },
};

const bodyOf = ({ routeOptions }: Pick<FastifyRequest, 'routeOptions'>): LargeBody | undefined => LARGE_BODIES[routeOptions.url ?? ''];

/** What a large body of this request would be; undefined where none is taken. */
export const largeBodyOf = (request: Pick<FastifyRequest, 'routeOptions'>): 'file' | 'json' | undefined => bodyOf(request)?.as;

export interface LargeBodyOptions {
  readonly sessions: Pick<SessionService, 'find'>;
  readonly cookieSecure: boolean;
}

/**
 * Raises the limit of a body to 5 MB where something is written as a whole. Everywhere else, and there for everybody who may not write it,
 * 64 KB stay: who sends more is looked up before the first byte of it is read.
 */
export function admitLargeBodies(fastify: FastifyInstance, { sessions, cookieSecure }: LargeBodyOptions): void {
  fastify.addHook('onRoute', (route) => {
    if (route.method === 'POST' && LARGE_BODIES[route.url] !== undefined) route.bodyLimit = MAX_BYTES;
  });
  fastify.addHook('onRequest', async (request) => {
    const large = bodyOf(request);
    if (large === undefined || !isLarge(request)) return;
    const signedIn = await sessions.find(sessionTokenOf(request.headers.cookie, cookieSecure), true);
    if (signedIn === null) throw new NotSignedIn();
    if (!may(signedIn.actor.role, large.by)) throw new AccessDenied('not_your_role');
  });
}

/** Also one that does not say its length beforehand. */
const isLarge = ({ headers }: FastifyRequest): boolean => headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > BODY_LIMIT;
