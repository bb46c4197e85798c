import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startApi, type TestApi } from '../support/app.js';
import { openBrowser, SITE, Visit, WEB_ROOT } from '../support/browser.js';
import { aChain, POLICE, type Chain } from '../support/chain.js';

jest.setTimeout(120_000);

/** Bytes that an officer's first visit may bring over the wire, until the report can be filled in. */
const FIRST_VISIT = 300_000;

let chain: Chain;
let api: TestApi;
let browser: Browser;

beforeAll(async () => {
  chain = await aChain('first_visit');
  api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE } });
  browser = await openBrowser(api);
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
  await chain?.close();
});

describe('the first visit of an officer', () => {
  it('brings at most 300 kB over the wire, from the address to the report, sign-in included', async () => {
    const visit = await Visit.begin(browser, { now: chain.now });
    // What the tests' own beginning still loads does not count.
    await visit.page.getByLabel('E-Mail-Adresse').waitFor();
    await visit.page.waitForLoadState('networkidle');
    const wire = await visit.context.newCDPSession(visit.page);
    let bytes = 0;
    let files = 0;
    wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
      files += 1;
    });
    await wire.send('Network.enable');
    await wire.send('Network.clearBrowserCache');
    await visit.page.goto(`${SITE}/police/new`);
    await visit.signIn(POLICE.koeln, 'officer');
    await visit.page.getByRole('combobox', { name: 'Ort, an dem die Person jetzt ist' }).waitFor();
    process.stdout.write(`first visit of an officer: ${Math.round(bytes / 1_000)} kB in ${files} answers\n`);
    expect(files).toBeGreaterThan(10);
    expect(bytes).toBeLessThanOrEqual(FIRST_VISIT);
    await visit.context.close();
  });
});

describe('the files of the web app', () => {
  const assets = readdirSync(join(WEB_ROOT, 'assets')).filter((file) => /\.(js|css)$/.test(file) && readdirSync(join(WEB_ROOT, 'assets')).includes(`${file}.br`));
  const get = (path: string, headers: Readonly<Record<string, string>>) => fetch(`${api.url}${path}`, { headers });

  it.each(['br', 'gzip'])('go out compressed as %s, and are kept for good because their names carry a hash', async (encoding) => {
    for (const file of assets.slice(0, 5)) {
      const answer = await get(`/assets/${file}`, { 'accept-encoding': encoding });
      expect([file, answer.status, answer.headers.get('content-encoding'), answer.headers.get('cache-control')]).toEqual([file, 200, encoding, 'public, max-age=31536000, immutable']);
      expect(answer.headers.get('vary')).toMatch(/accept-encoding/i);
      await answer.arrayBuffer();
    }
    expect(assets.length).toBeGreaterThan(5);
  });

  it('begin with a page that is kept nowhere, so that a new version is never missed', async () => {
    for (const path of ['/', '/police/new', '/index.html']) {
      const answer = await get(path, { accept: 'text/html' });
      expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 200, 'no-store']);
      await answer.text();
    }
  });
});
