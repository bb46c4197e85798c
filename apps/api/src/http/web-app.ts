import { readdirSync } from 'node:fs';
import { relative, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const OURS = /^\/(api|health)(\/|$)/;
/** Files whose name carries a hash of their content never change. */
const HASHED = /^\/assets\//;

/** What the build leaves beside each file, and its list of files: found by name of the file itself, or of no use to a browser. */
const NOT_ASKED_FOR = /\.(br|gz)$|^\/\.vite\//;

/**
 * Serves the built web app: its files by name, and its page for every other address that a browser opens. Files go out as the build
 * has compressed them, if the browser takes that; the page is kept nowhere, so that a new version is never missed, and what carries a
 * hash is kept for good. No policy stands here because nothing of anybody is in these files.
 */
export async function registerWebApp(fastify: FastifyInstance, root: string): Promise<void> {
  const files = new Set(filesBelow(root).filter((file) => !NOT_ASKED_FOR.test(file)));
  if (!files.has('/index.html')) return;
  await fastify.register(fastifyStatic, { root, serve: false, preCompressed: true });
  fastify.get('/*', (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    if (files.has(path) && path !== '/index.html') {
      const maxAge = HASHED.test(path) ? '1y' : 0;
      return reply.sendFile(path.slice(1), { maxAge, immutable: HASHED.test(path) });
    }
    const wantsPage = !OURS.test(path) && (request.headers.accept ?? '').includes('text/html');
    return wantsPage ? reply.header('cache-control', 'no-store').sendFile('index.html', { cacheControl: false }) : reply.callNotFound();
  });
}

const filesBelow = (root: string): string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `/${relative(root, `${entry.parentPath}${sep}${entry.name}`).split(sep).join('/')}`);
