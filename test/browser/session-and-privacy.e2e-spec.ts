import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { emailOf, PASSWORD, startApi, type TestApi } from '../support/app.js';
import { openBrowser, SITE, Visit, WEB_ROOT } from '../support/browser.js';
import { aChain, CENTRES, POLICE, type Chain } from '../support/chain.js';

jest.setTimeout(180_000);

const NAME = 'Testperson Ada Muster (fiktiv)';
const MINUTE = 60_000;

let chain: Chain;
let api: TestApi;
let browser: Browser;

beforeAll(async () => {
  chain = await aChain('session-browser');
  api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE } });
  browser = await openBrowser(api);
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
  await chain?.close();
});

/** An officer who has typed a name into the report. */
async function whileTyping(): Promise<Visit> {
  const visit = await Visit.begin(browser, { now: chain.now });
  await visit.signIn(POLICE.koeln, 'officer');
  await visit.press(visit.page.getByRole('navigation').getByRole('link', { name: 'Neue Meldung' }));
  await visit.type(visit.page.getByLabel('Vor- und Nachname'), NAME);
  return visit;
}

/** Time passes for the API and for the device alike. */
async function pass(visit: Visit, minutes: number): Promise<void> {
  chain.moveTo(new Date(chain.now().getTime() + minutes * MINUTE));
  await visit.catchUp();
}

/** Another tab of the same person. The first listens to the stream for all, so in this one the network comes to rest. */
async function secondTab(visit: Visit): Promise<Page> {
  const second = await visit.context.newPage();
  await second.clock.setFixedTime(chain.now());
  await second.goto(`${SITE}/police`);
  await second.waitForLoadState('networkidle');
  return second;
}

const warning = (visit: Visit) => visit.page.getByRole('dialog', { name: 'Ihre Sitzung endet gleich' });
const expired = (visit: Visit) => visit.page.getByRole('dialog', { name: 'Ihre Sitzung ist abgelaufen' });
const typed = (visit: Visit) => visit.page.locator('input[name="name"]').inputValue();
describe('a session that nobody uses', () => {
  it('is warned of two minutes before, and goes on with one key', async () => {
    const visit = await whileTyping();
    await secondTab(visit);
    await visit.page.bringToFront();
    await pass(visit, 13.5);
    await warning(visit).waitFor();
    expect(await visit.axe()).toEqual([]);
    await visit.page.keyboard.press('Enter');
    await warning(visit).waitFor({ state: 'detached' });
    expect(await typed(visit)).toBe(NAME);
    expect(await expired(visit).count()).toBe(0);
    expect(visit.faults).toEqual([]);
    await visit.context.close();
  });

  it('is extended ten times in a row, each time with one key, and keeps what was typed', async () => {
    // A form of before would wait to be continued, and nothing would be kept beside it.
    await (await api.signedIn(POLICE.koeln, 'officer')).delete('/report-draft');
    const visit = await whileTyping();
    // Leaving the field keeps what was typed on the server, which counts as use. The warning takes the focus: without this step it would be
    // the warning itself that prolongs the session, and goes.
    await visit.page.keyboard.press('Tab');
    await visit.page.getByText(/^Auf dem Server gesichert um/).first().waitFor();
    for (let time = 1; time <= 10; time += 1) {
      await pass(visit, 13.5);
      await warning(visit).getByRole('button', { name: 'Weiterarbeiten' }).and(visit.page.locator(':focus')).waitFor();
      const extended = visit.page.waitForResponse((answer) => answer.url().endsWith('/api/v1/session') && answer.ok());
      await visit.page.keyboard.press('Enter');
      await extended;
      await warning(visit).waitFor({ state: 'detached' });
    }
    expect(await typed(visit)).toBe(NAME);
    expect(await expired(visit).count()).toBe(0);
    await visit.context.close();
  });

  it('does not interrupt somebody who is typing', async () => {
    const visit = await whileTyping();
    await pass(visit, 11);
    await visit.page.keyboard.type('x');
    await pass(visit, 1.5);
    await visit.page.keyboard.type('y');
    // The page has told the API by itself: twelve minutes later the session would have ended otherwise.
    await visit.page.waitForResponse((answer) => answer.url().endsWith('/api/v1/session'));
    await pass(visit, 12);
    await visit.press(visit.page.getByRole('navigation').getByRole('link', { name: 'Neue Meldung' }));
    expect(await warning(visit).count()).toBe(0);
    expect(await expired(visit).count()).toBe(0);
    await visit.context.close();
  });

  it('that ended keeps everything typed until the same person signs in again', async () => {
    const visit = await whileTyping();
    await pass(visit, 16);
    await expired(visit).waitFor();
    expect(await visit.axe()).toEqual([]);
    expect(await typed(visit)).toBe(NAME);
    await signInAgain(visit, 'officer');
    await expired(visit).waitFor({ state: 'detached' });
    expect(await typed(visit)).toBe(NAME);
    await visit.context.close();
  });

  it('that ended is a fresh document for anybody else', async () => {
    const visit = await whileTyping();
    await pass(visit, 16);
    await expired(visit).waitFor();
    const loaded = visit.page.waitForEvent('load');
    await signInAgain(visit, 'victim_protection');
    await loaded;
    await visit.page.getByRole('heading', { level: 1 }).waitFor();
    expect(await visit.page.content()).not.toContain(NAME);
    expect(await visit.page.locator('input[name="name"]').count()).toBe(0);
    await visit.context.close();
  });

  it('is extended in one tab for all of them', async () => {
    const visit = await whileTyping();
    const second = await secondTab(visit);
    await pass(visit, 13.5);
    await second.clock.setFixedTime(chain.now());
    await warning(visit).waitFor();
    await second.getByRole('button', { name: 'Weiterarbeiten' }).click();
    await warning(visit).waitFor({ state: 'detached' });
    await visit.context.close();
  });
});

async function signInAgain(visit: Visit, role: 'officer' | 'victim_protection'): Promise<void> {
  await visit.type(expired(visit).getByLabel('E-Mail-Adresse'), emailOf(POLICE.koeln, role));
  await visit.type(expired(visit).getByLabel('Passwort'), PASSWORD);
  await visit.page.keyboard.press('Enter');
}

describe('the privacy screen', () => {
  it('covers what is being typed with one key, and gives the field back as it was', async () => {
    const visit = await whileTyping();
    const field = visit.page.locator('input[name="name"]');
    await visit.page.keyboard.press('F8');
    await visit.page.getByRole('button', { name: 'Sichtschutz', pressed: true }).waitFor();
    expect(await field.isVisible()).toBe(false);
    // Neither eyes nor a screen reader get at it.
    expect(await visit.page.getByRole('textbox', { name: 'Vor- und Nachname' }).count()).toBe(0);
    expect(await visit.axe()).toEqual([]);
    await visit.page.keyboard.press('F8');
    expect(await field.isVisible()).toBe(true);
    await visit.page.keyboard.type('!');
    expect(await typed(visit)).toBe(`${NAME}!`);
    expect(visit.faults).toEqual([]);
    await visit.context.close();
  });

  it('takes name and number off a referral’s page, by the button too', async () => {
    const officer = await api.signedIn(POLICE.koeln, 'officer', { fresh: true });
    const { body } = await officer.create();
    const visit = await Visit.begin(browser, { now: chain.now, width: 375, height: 667 });
    await visit.signIn(CENTRES.koeln.id, 'counsellor');
    await visit.page.goto(`${SITE}/centre/referrals/${String(body['id'])}`);
    await visit.press(visit.page.getByRole('button', { name: 'Angaben zeigen' }));
    const shown = visit.page.locator('.contact-data [data-personal]').first();
    const name = await shown.innerText();
    expect(name.length).toBeGreaterThan(3);
    await visit.press(visit.page.getByRole('button', { name: 'Sichtschutz' }));
    await visit.page.getByText('verborgen', { exact: true }).first().waitFor();
    expect(await visit.page.content()).not.toContain(name);
    expect(await visit.axe()).toEqual([]);
    await visit.press(visit.page.getByRole('button', { name: 'Sichtschutz' }));
    expect(await shown.innerText()).toBe(name);
    await visit.context.close();
  });

  it('comes by itself when nobody touches the page', async () => {
    const context = await browser.newContext({ locale: 'de-DE' });
    const page = await context.newPage();
    await page.clock.install({ time: chain.now() });
    await page.goto(SITE);
      await page.getByLabel('E-Mail-Adresse').fill(emailOf(POLICE.koeln, 'officer'));
    await page.getByLabel('Passwort').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Sichtschutz', pressed: false }).waitFor();
    await page.clock.fastForward('03:01');
    await page.getByRole('button', { name: 'Sichtschutz', pressed: true }).waitFor();
    await context.close();
  });
});
