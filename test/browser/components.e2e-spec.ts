import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';
import type { Browser, Locator } from 'playwright-core';
import { HELMET } from '../../apps/api/src/http/answer-headers.js';
import { openBrowser, SCHEMES, SITE, Visit } from '../support/browser.js';
import { until } from '../support/until.js';

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

describe('every component on a narrow window', () => {
  it('is read at 320 pixels without scrolling sideways, with targets for a thumb, and with the text spaced by its reader', async () => {
    const visit = await shown('de');
    await visit.page.setViewportSize({ width: 320, height: 640 });
    expect(await visit.overflow()).toEqual([]);
    expect(await visit.smallTargets(24)).toEqual([]);
    expect(await visit.textSpacing()).toEqual([]);
  });
});

/** An answer of the search that can be seen. */
const OPTION = '.combobox__option:visible';

const says = (field: Locator, value: string) => until(async () => (await field.inputValue()) === value, { what: `the field to say ${value}` });

describe('the search for a place', () => {
  it('is used by keyboard: arrows choose, Enter takes, Escape closes and keeps what was typed', async () => {
    const visit = await shown('de');
    const field = visit.page.getByRole('combobox').first();
    const options = visit.page.locator(OPTION);
    await visit.type(field, 'Kö');
    await options.nth(1).waitFor();
    await visit.page.keyboard.press('ArrowDown');
    await visit.page.locator('[role=option][aria-selected=true]', { hasText: 'Königswinter' }).waitFor();
    await visit.page.keyboard.press('Enter');
    await says(field, 'Königswinter');
    expect(await options.count()).toBe(0);
    await visit.type(field, 'Kö');
    await options.nth(1).waitFor();
    await visit.page.keyboard.press('Escape');
    await options.first().waitFor({ state: 'hidden' });
    expect(await field.inputValue()).toBe('Kö');
  });

  it('takes a single hit when the field is left, and nothing when there are two', async () => {
    const visit = await shown('de');
    const field = visit.page.getByRole('combobox').first();
    await visit.type(field, 'Köl');
    await visit.page.locator(OPTION).waitFor();
    await visit.page.keyboard.press('Tab');
    await says(field, 'Köln');
    await visit.type(field, 'Kö');
    await visit.page.locator(OPTION).nth(1).waitFor();
    await visit.page.keyboard.press('Tab');
    await visit.page.locator(OPTION).first().waitFor({ state: 'hidden' });
    expect(await field.inputValue()).toBe('Kö');
  });
});

describe('the type', () => {
  it('is Fira Sans, with a second face as soon as a name has letters of it', async () => {
    const visit = await shown('de');
    const came: string[] = [];
    visit.page.on('response', (response) => came.push(/fira-sans-(latin(?:-ext)?-\d+)/.exec(response.url())?.[1] ?? ''));
    await visit.page.reload();
    await visit.page.getByRole('heading', { level: 1 }).waitFor();
    await visit.page.evaluate('document.fonts.ready.then(() => undefined)');
    expect(came).toEqual(expect.arrayContaining(['latin-400', 'latin-600', 'latin-ext-400']));
    expect(await visit.page.evaluate(`document.fonts.check('400 16px "Fira Sans"', 'Şahin Dvořák')`)).toBe(true);
    expect(await visit.page.evaluate(`getComputedStyle(document.querySelector('main p, main li')).fontFamily`)).toMatch(/Fira Sans/);
  });
});
