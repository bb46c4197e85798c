import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { HELMET } from '../../apps/api/src/http/answer-headers.js';
import { openBrowser, SCHEMES, SITE, Visit } from '../support/browser.js';

jest.setTimeout(180_000);

const now = () => new Date('2027-03-26T09:00:00Z');

let root: string;
let server: FastifyInstance;
let browser: Browser;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'zeitnah-components-'));
  const vite = resolve('node_modules/vite/bin/vite.js');
  execFileSync(process.execPath, [vite, 'build', '--config', 'apps/web/components.config.ts', '--logLevel', 'error'], { env: { ...process.env, COMPONENTS_ROOT: root, NODE_ENV: 'production' } });
  server = fastify();
  // The policy of the real server: what it forbids there, it forbids here.
  await server.register(helmet, HELMET(false));
  await server.register(fastifyStatic, { root });
  await server.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser({ url: `http://127.0.0.1:${(server.server.address() as AddressInfo).port}` });
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  if (root !== undefined) rmSync(root, { recursive: true, force: true });
});

/** The page of components in a language. */
async function shown(locale: 'de' | 'en'): Promise<Visit> {
  const visit = await Visit.begin(browser, { now });
  await visit.page.goto(`${SITE}/_ui/index.html`);
  await visit.page.getByRole('heading', { level: 1 }).waitFor();
  if (locale === 'en') await visit.page.getByRole('button', { name: 'English' }).click();
  await visit.page.locator(`html[lang=${locale}]`).waitFor({ state: 'attached' });
  return visit;
}

describe('every component in every state', () => {
  for (const locale of ['de', 'en'] as const) {
    it(`has no finding of axe in light, dark and forced colours, and breaks no policy (${locale})`, async () => {
      const visit = await shown(locale);
      for (const scheme of SCHEMES) {
        await visit.scheme(scheme);
        expect([scheme, await visit.axe()]).toEqual([scheme, []]);
      }
      expect(visit.faults).toEqual([]);
    });
  }

  it('shows where the focus is, in each scheme', async () => {
    const visit = await shown('de');
    for (const scheme of SCHEMES) {
      await visit.scheme(scheme);
      expect([scheme, await visit.unseenFocus()]).toEqual([scheme, []]);
    }
  });
});
