import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { emailOf, PASSWORD, startApi, type TestApi } from '../support/app.js';
import { openBrowser, SITE, Visit, WEB_ROOT } from '../support/browser.js';
import { aChain, CENTRES, POLICE, type Chain } from '../support/chain.js';
import { openRelay, type Relay } from '../support/relay.js';

jest.setTimeout(240_000);

/** One more than a browser opens connections to one address over HTTP/1.1, and then one. */
const TABS = 8;
/** Starts to listen for what the tab that holds the stream tells the others. */
const LISTEN = `void (globalThis.told = new Promise((heard) => { new BroadcastChannel('live-updates').onmessage = ({ data }) => data === 'changed' && heard(true); }))`;

let chain: Chain;
let api: TestApi;
let relay: Relay;
let browser: Browser;

const start = (): Promise<TestApi> => startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE } });

beforeAll(async () => {
  chain = await aChain('live');
  api = await start();
  relay = await openRelay();
  relay.to(api.url);
  browser = await openBrowser(relay);
});
afterAll(async () => {
  await browser?.close();
  await relay?.close();
  await api?.close();
  await chain?.close();
});

const isStream = (address: string): boolean => address.endsWith('/api/v1/stream');

/** Reports a referral and answers its reference once every tab was told, and shows it. */
async function everyTabIsTold(tabs: readonly Page[]): Promise<void> {
  for (const tab of tabs) await tab.evaluate(LISTEN);
  const officer = await api.signedIn(POLICE.koeln, 'officer');
  const made = await officer.create();
  // Not the poll of each tab: the word of the one that listens.
  expect(await Promise.all(tabs.map((tab) => tab.evaluate('globalThis.told')))).toEqual(tabs.map(() => true));
  for (const tab of tabs) await tab.getByText(String(made.body['reference'])).first().waitFor();
}

describe('eight tabs of one person', () => {
  it('share one stream: each gets its answers, a change reaches all, and when the listening tab closes another takes over', async () => {
    const visit = await Visit.begin(browser, { now: chain.now });
    await visit.signIn(CENTRES.koeln.id, 'counsellor');
    const streams: Page[] = [];
    visit.context.on('request', (request) => void (isStream(request.url()) && streams.push(request.frame().page())));
    await visit.page.goto(`${SITE}/centre`);
    const tabs = [visit.page];
    while (tabs.length < TABS) {
      const tab = await visit.context.newPage();
      await tab.clock.setFixedTime(chain.now());
      await tab.goto(`${SITE}/centre`);
      await tab.getByRole('button', { name: 'Abmelden' }).waitFor();
      tabs.push(tab);
    }
    const answers = await Promise.all(tabs.map((tab) => tab.evaluate(`fetch('/api/v1/session').then(({ status }) => status)`)));
    expect(answers).toEqual(tabs.map(() => 200));
    expect(new Set(streams).size).toBe(1);
    await everyTabIsTold(tabs);

    const [leader] = streams;
    const rest = tabs.filter((tab) => tab !== leader);
    const next = visit.context.waitForEvent('response', (response) => isStream(response.url()));
    await leader?.close();
    await next;
    await everyTabIsTold(rest);
    await visit.context.close();
  });
});

describe('a server that is away', () => {
  const banner = (page: Page) => page.getByText(/^Verbindung getrennt – seit \d\d:\d\d Uhr/);

  it('is said with the time, leaves the page usable with everything typed, and is forgotten once it answers', async () => {
    const visit = await Visit.begin(browser, { now: chain.now });
    await visit.signIn(POLICE.koeln, 'officer');
    await visit.press(visit.page.getByRole('navigation').getByRole('link', { name: 'Neue Meldung' }));
    const name = visit.page.locator('input[name="name"]');
    await visit.type(name, 'Testperson Ada');
    relay.to(null);
    await api.close();
    chain.moveTo(new Date(chain.now().getTime() + 60_000));
    await visit.catchUp();
    // Whoever comes back to the tab sees what is fresh, or that nothing is.
    await visit.page.evaluate(`window.dispatchEvent(new Event('visibilitychange'))`);
    await banner(visit.page).waitFor();
    expect(await visit.axe()).toEqual([]);
    await visit.tabTo(name);
    await visit.page.keyboard.press('End');
    await visit.page.keyboard.type(' Muster');
    api = await start();
    relay.to(api.url);
    await banner(visit.page).waitFor({ state: 'detached' });
    expect(await name.inputValue()).toBe('Testperson Ada Muster');
    await visit.context.close();
  });

  it('is noticed by its silence, too, when no connection breaks', async () => {
    const context = await browser.newContext({ locale: 'de-DE', timezoneId: 'Europe/Berlin' });
    const page = await context.newPage();
    await page.clock.install({ time: chain.now() });
    await page.goto(SITE);
    await page.getByLabel('E-Mail-Adresse').fill(emailOf(CENTRES.koeln.id, 'counsellor'));
    await page.getByLabel('Passwort').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Abmelden' }).waitFor();
    relay.hold();
    await page.clock.runFor('00:44');
    expect(await banner(page).count()).toBe(0);
    await page.clock.runFor('00:07');
    await banner(page).waitFor();
    relay.resume();
    await banner(page).waitFor({ state: 'detached' });
    await context.close();
  });
});
