import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApi, type TestApi } from '../support/app.js';
import { NOTHING_KEPT, openBrowser, SITE, Visit, WEB_ROOT } from '../support/browser.js';
import { aChain, type Chain } from '../support/chain.js';

jest.setTimeout(180_000);

const PATHS = ['/leaflet', '/accessibility', '/contact', '/help'] as const;
const LANGUAGES = ['de', 'en'] as const;
/** Stands for the neutral page; the tests answer for it themselves and reach nothing outside. */
const AWAY = 'https://neutral.example/';

let chain: Chain;
let api: TestApi;
let browser: Browser;

beforeAll(async () => {
  chain = await aChain('public-pages');
  api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE, LEAVE_TO_URL: AWAY, CONTACT_MAIL: 'zeitnah@example.org', CONTACT_PHONE: '0211 4710' } });
  browser = await openBrowser(api);
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
  await chain?.close();
});

async function aReader(javaScriptEnabled: boolean, width = 375): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 667 }, javaScriptEnabled, locale: 'de-DE' });
  await context.route(`${AWAY}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Wetter</title>Heute Regen' }));
  return context.newPage();
}

describe('the pages that need no sign-in', () => {
  it('are whole documents without script, in German and English, kept nowhere and without a cookie', async () => {
    const page = await aReader(false);
    for (const path of PATHS)
      for (const language of LANGUAGES) {
        const answer = await page.goto(`${SITE}${path}?lang=${language}`);
        const headers = answer?.headers() ?? {};
        expect([path, answer?.status(), headers['cache-control'], headers['referrer-policy'], headers['set-cookie']]).toEqual([path, 200, 'no-store', 'no-referrer', undefined]);
        expect(headers['content-security-policy']).not.toContain('unsafe-inline');
        expect(await page.locator('html').getAttribute('lang')).toBe(language);
        expect(await page.locator('h1').count()).toBe(1);
      }
    expect(await page.context().cookies()).toEqual([]);
    await page.context().close();
  });

  it('say nothing about the reader in the title', async () => {
    const page = await aReader(false);
    await page.goto(`${SITE}/leaflet`);
    expect(await page.title()).toBe('Informationen');
    expect(await page.locator('main').innerText()).toContain('116 016');
    await page.context().close();
  });

  it('fit on 320 pixels, light and dark, without a finding of axe or a violation of the policy', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const visit = await Visit.begin(browser, { now: chain.now, width: 320, height: 640 });
      await visit.page.emulateMedia({ colorScheme });
      for (const path of PATHS)
        for (const language of LANGUAGES) {
          await visit.page.goto(`${SITE}${path}?lang=${language}`);
          expect([path, await visit.axe()]).toEqual([path, []]);
          const overflow = await visit.page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
          expect([path, language, overflow]).toEqual([path, language, 0]);
        }
      expect(visit.faults).toEqual([]);
      expect(await visit.kept()).toEqual(NOTHING_KEPT);
      await visit.context.close();
    }
  });

  it('are linked below every page of the app, and open beside it', async () => {
    const visit = await Visit.begin(browser, { now: chain.now });
    const links = visit.page.getByRole('contentinfo').getByRole('link');
    await links.first().waitFor();
    expect(await links.evaluateAll((found) => found.map((link) => [link.getAttribute('href'), link.getAttribute('target')]))).toEqual(
      ['/help', '/leaflet', '/accessibility', '/contact'].map((path) => [path, '_blank']),
    );
    await visit.context.close();
  });

  it('name the way to the operating body, and the ombuds office', async () => {
    const { text } = await api.browser().send('GET', '/accessibility');
    for (const words of ['zeitnah@example.org', '0211 4710', 'ombudsstelle-barrierefreie-it@mags.nrw.de']) expect(text).toContain(words);
  });

  it('say plainly when no address was entered', async () => {
    const bare = await startApi(chain);
    const { text } = await bare.browser().send('GET', '/contact');
    await bare.close();
    expect(text).toContain('noch keine Kontaktadresse eingetragen');
  });

  it('leave no trace of the reader in the log', () => {
    const lines = api.logLines.filter((line) => line.includes('/leaflet'));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(Object.keys(JSON.parse(line) as object).sort()).toEqual(['app', 'level', 'method', 'ms', 'msg', 'requestId', 'route', 'status', 'time']);
  });
});

describe('leaving the leaflet', () => {
  it('works without script, as a link', async () => {
    const page = await aReader(false);
    await page.goto(`${SITE}/leaflet`);
    await page.getByRole('link', { name: 'Seite verlassen' }).click();
    await page.waitForURL(AWAY);
    await page.context().close();
  });

  it('with script takes the page’s place in the history, also after the language was changed', async () => {
    const page = await aReader(true);
    await page.goto(`${SITE}/help`);
    await page.goto(`${SITE}/leaflet`);
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('link', { name: 'Leave this page' }).click();
    await page.waitForURL(AWAY);
    await page.goBack();
    expect(page.url()).toBe(`${SITE}/help`);
    await page.context().close();
  });

  it('works by three presses of Shift, which are said aloud, and not by a capital letter', async () => {
    const page = await aReader(true);
    await page.goto(`${SITE}/leaflet`);
    const said = page.getByRole('status');
    await page.keyboard.press('Shift+A');
    expect(await said.textContent()).toBe('');
    await page.keyboard.press('Shift');
    expect(await said.textContent()).toBe('Noch zweimal Umschalttaste: Seite verlassen.');
    await page.keyboard.press('Shift');
    expect(await said.textContent()).toBe('Noch einmal Umschalttaste: Seite verlassen.');
    await page.keyboard.press('a');
    expect(await said.textContent()).toBe('Das Verlassen ist abgebrochen.');
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift');
    await page.waitForURL(AWAY);
    await page.context().close();
  });

  it('blanks the page in the same moment, before the neutral page is even asked for', async () => {
    const page = await aReader(true);
    await page.goto(`${SITE}/leaflet`);
    expect(await page.evaluate<string>(`(() => { document.getElementById('leave').click(); return document.body.innerText; })()`)).toBe('');
    await page.waitForURL(AWAY);
    await page.context().close();
  });
});
