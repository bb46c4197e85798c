import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startApi, type TestApi } from '../support/app.js';
import { NOTHING_KEPT, openBrowser, SITE, Visit, WEB_ROOT } from '../support/browser.js';
import { aChain, CENTRES, OPERATOR, type Chain } from '../support/chain.js';

jest.setTimeout(180_000);

let chain: Chain;
let api: TestApi;
let browser: Browser;

beforeAll(async () => {
  chain = await aChain('calendar-browser');
  api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE } });
  browser = await openBrowser(api);
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
  await chain?.close();
});

const button = (visit: Visit, name: string | RegExp) => visit.page.getByRole('main').getByRole('button', { name });

describe('deadlines in the own calendar', () => {
  it('get an address by keyboard that a calendar opens, shown once, replaced and revoked with one key each', async () => {
    const visit = await Visit.begin(browser, { now: chain.now, width: 375, height: 667 });
    await visit.signIn(CENTRES.koeln.id, 'counsellor');
    await visit.page.goto(`${SITE}/duty`);
    await visit.press(button(visit, 'Adresse erstellen'));
    const field = visit.page.getByLabel('Geheime Adresse');
    const first = await field.inputValue();
    const opened = async (address: string): Promise<number> => (await fetch(address.replace(SITE, api.url))).status;
    expect(await opened(first)).toBe(200);
    expect(await visit.axe()).toEqual([]);
    expect([await visit.overflow(), await visit.smallTargets(24)]).toEqual([[], []]);
    // Either the device let the page copy, or the address stands selected and the person is told so.
    await visit.press(button(visit, 'Adresse kopieren'));
    await visit.page.getByText(/^(Adresse kopiert|Die Adresse ist markiert)/).waitFor({ state: 'attached' });

    await visit.press(button(visit, /^Neue Adresse erstellen/));
    await visit.page.locator(`input[name="calendar-address"]:not([value="${first}"])`).waitFor();
    const second = await field.inputValue();
    expect([await opened(first), await opened(second)]).toEqual([404, 200]);

    await visit.press(button(visit, 'Adresse zurücknehmen'));
    await visit.page.getByText('Die Adresse ist zurückgenommen.').waitFor();
    expect([await field.count(), await opened(second)]).toEqual([0, 404]);
    expect(await visit.axe()).toEqual([]);
    expect(await visit.kept()).toEqual(NOTHING_KEPT);
    expect(visit.faults).toEqual([]);
    await visit.context.close();
  });

  it('are not told again after the page was left', async () => {
    const visit = await Visit.begin(browser, { now: chain.now });
    await visit.signIn(CENTRES.koeln.id, 'centre_lead');
    await visit.page.goto(`${SITE}/duty`);
    await visit.press(button(visit, 'Adresse erstellen'));
    const address = await visit.page.getByLabel('Geheime Adresse').inputValue();
    await visit.page.reload();
    await visit.page.getByText(/^Es gibt eine Adresse seit /).waitFor();
    expect(await visit.page.content()).not.toContain(address);
    await visit.context.close();
  });

  it('are not offered to somebody without deadlines', async () => {
    const visit = await Visit.begin(browser, { now: chain.now });
    await visit.signIn(OPERATOR.id, 'admin');
    await visit.press(visit.page.getByRole('navigation').getByRole('link', { name: 'Abwesenheit' }));
    await visit.page.getByRole('heading', { level: 1 }).waitFor();
    expect(await visit.page.getByRole('heading', { name: 'Fristen im eigenen Kalender' }).count()).toBe(0);
    await visit.context.close();
  });
});
