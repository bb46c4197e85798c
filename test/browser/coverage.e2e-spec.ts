import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { openDatabase } from '#persistence';
import { startApi, type TestApi } from '../support/app.js';
import { NOTHING_KEPT, openBrowser, SITE, Visit, WEB_ROOT } from '../support/browser.js';
import { aChain, MUENSTER, NETWORK, STATE_OFFICE, type Chain } from '../support/chain.js';

jest.setTimeout(180_000);

let chain: Chain;
let api: TestApi;
let browser: Browser;

beforeAll(async () => {
  // Tue 2 Mar 2027 10:00 local.
  chain = await aChain('coverage-browser');
  await cover();
  api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE } });
  browser = await openBrowser(api);
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
  await chain?.close();
});

/** Day and night for all but the 41 municipalities of two districts and three more; office hours there, and nobody at all in three of them. */
async function cover(): Promise<void> {
  const admin = await openDatabase({ url: chain.database.migratorUrl, poolSize: 1 });
  const all = await admin.query<readonly { readonly ags: string }[]>('select ags from municipality order by district_ags desc, ags');
  const without = all.slice(0, 41).map(({ ags }) => ags);
  const night = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '00:00', closes: '24:00' }));
  const office = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' }));
  const centre = async (code: string, windows: readonly object[], catchment: readonly string[]): Promise<void> => {
    const id = randomUUID();
    await admin.query(`insert into organisation (id, kind, code, name, mail_address) values ($1, 'centre', $2, $3, 'stelle@example.org')`, [id, code, `${code} (fiktiv)`]);
    await admin.query(`insert into centre_profile (centre_id, target_groups, accepts_minors, daily_service, opening_hours) values ($1, '{women}', false, false, $2)`, [id, JSON.stringify({ windows, closures: [] })]);
    for (const ags of catchment) await admin.query(`insert into catchment (centre_id, ags, valid_from) values ($1, $2, '2020-01-01')`, [id, ags]);
  };
  await centre('Nachtstelle', night, all.map(({ ags }) => ags).filter((ags) => !without.includes(ags)));
  await centre('Tagstelle', office, without.slice(3));
  await admin.destroy();
  await chain.directory.refresh();
}

async function open(role: 'state_coordinator' | 'local_coordinator', size: { readonly width?: number; readonly height?: number } = {}): Promise<Visit> {
  const visit = await Visit.begin(browser, { now: chain.now, ...size });
  await visit.signIn(role === 'state_coordinator' ? STATE_OFFICE.id : NETWORK.id, role);
  await visit.press(visit.page.getByRole('navigation').getByRole('link', { name: 'Abdeckung' }));
  await visit.page.getByRole('img', { name: /^Karte der Gemeinden/ }).waitFor();
  return visit;
}

const sentence = (visit: Visit): Locator => visit.page.locator('.coverage__finding');
const rows = (visit: Visit): Locator => visit.page.getByRole('main').locator('.coverage__item');
const button = (visit: Visit, name: string | RegExp): Locator => visit.page.getByRole('main').getByRole('button', { name });

/** Chooses an entry of a list by its first letters, as a keyboard does. */
async function select(visit: Visit, field: string, letters: string): Promise<void> {
  await visit.tabTo(visit.page.getByLabel(field, { exact: true }));
  await visit.page.keyboard.type(letters);
}

async function saturdayNight(visit: Visit): Promise<void> {
  await select(visit, 'Zeitpunkt', 'Sa');
  await sentence(visit).filter({ hasText: 'Samstag 23:00' }).waitFor();
}

describe('the map of the state office', () => {
  it('paints all 396 municipalities, and says of Saturday 23:00 how many the list shows without cover', async () => {
    const visit = await open('state_coordinator');
    expect(await sentence(visit).innerText()).toBe('Jetzt, Dienstag 10:00: 3 Gemeinden ohne Abdeckung');
    await saturdayNight(visit);
    expect(await sentence(visit).innerText()).toBe('Samstag 23:00: 41 Gemeinden ohne Abdeckung');
    expect(await visit.page.getByRole('img', { name: 'Karte der Gemeinden. Samstag 23:00: 41 Gemeinden ohne Abdeckung' }).count()).toBe(1);
    const painted = (state: string): Promise<number> => visit.page.locator(`.map-area[data-state=${state}]`).count();
    expect([await painted('gap'), await painted('uncovered'), await painted('overlap'), await painted('covered')]).toEqual([3, 38, 1, 354]);
    expect(await visit.page.getByRole('list', { name: 'Legende' }).getByRole('listitem').allInnerTexts()).toEqual([
      'Keine Beratungsstelle: 3', 'Niemand erreichbar: 38', 'Mehrere örtliche Stellen: 1', 'Erreichbar: 354',
    ]);

    await button(visit, 'Ohne Abdeckung (41)').waitFor();
    for (const shown of [20, 40]) {
      expect(await rows(visit).count()).toBe(shown);
      await visit.press(button(visit, 'Weitere zeigen'));
    }
    expect(await rows(visit).count()).toBe(41);
    const states = await rows(visit).locator('.kern-badge').allInnerTexts();
    expect(states).toEqual([...Array<string>(3).fill('Keine Beratungsstelle'), ...Array<string>(38).fill('Niemand erreichbar')]);
    expect(visit.faults).toEqual([]);
    await visit.context.close();
  });

  it('is worked by keyboard alone: an hour of the week, a municipality, its candidates and their reasons', async () => {
    const visit = await open('state_coordinator');
    const cell = (name: string): Locator => visit.page.getByRole('table', { name: 'Gemeinden ohne Abdeckung je Stunde' }).getByRole('button', { name });
    await visit.tabTo(cell('Dienstag 10:00: 3 Gemeinden ohne Abdeckung'));
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter']) await visit.page.keyboard.press(key);
    await sentence(visit).filter({ hasText: 'Samstag 11:00: 41 Gemeinden ohne Abdeckung' }).waitFor();
    await visit.page.getByRole('status').filter({ hasText: 'Samstag 11:00: 41 Gemeinden ohne Abdeckung' }).waitFor({ state: 'attached' });
    expect(await cell('Samstag 11:00: 41 Gemeinden ohne Abdeckung').getAttribute('aria-pressed')).toBe('true');

    // Round the page once and back to the list.
    await visit.press(button(visit, 'Alle (396)'));
    await visit.type(visit.page.getByLabel('Gemeinde oder Kreis suchen'), 'munster');
    await visit.press(button(visit, /^Münster Münster/));
    const candidates = visit.page.locator('.coverage__candidates');
    await candidates.getByText('Nachtstelle (fiktiv)').waitFor();
    expect(await candidates.innerText()).toMatch(/Nachtstelle \(fiktiv\)\s+Für den Ort zuständig · Überregional · Für die Zielgruppe zuständig · Spezialisiert · Geöffnet\s+Teststelle Münster \(fiktiv\)\s+.*Öffnet später \(Mo\., 08\.03\., 09:00 Uhr\)/);
    expect(await visit.axe()).toEqual([]);
    expect(await visit.kept()).toEqual(NOTHING_KEPT);
    await visit.context.close();
  });

  it('is parted by police authorities on request, each named beside it with its municipalities in words', async () => {
    const visit = await open('state_coordinator');
    const border = (): Promise<string | null> => visit.page.locator('.map-border').getAttribute('d');
    const districts = await border();
    await select(visit, 'Gebiete', 'Polizei');
    const authorities = visit.page.getByRole('list', { name: 'Polizeibehörden' });
    const items = authorities.getByRole('button');
    await items.first().waitFor();
    expect(await items.count()).toBe(47);
    expect(await border()).not.toBe(districts);
    await visit.press(authorities.getByRole('button', { name: /^Polizeipräsidium Bochum/ }));
    const places = authorities.getByRole('list').getByRole('listitem');
    await places.first().waitFor();
    expect((await places.allInnerTexts()).map((text) => text.split(':')[0])).toEqual(['Bochum', 'Herne', 'Witten']);
    expect(await visit.page.locator('.map-marked--area').count()).toBe(1);
    for (const scheme of ['light', 'dark'] as const) {
      await visit.scheme(scheme);
      expect([await visit.axe(), await visit.overflow(), await visit.smallTargets(24)]).toEqual([[], [], []]);
    }
    await visit.page.setViewportSize({ width: 375, height: 667 });
    expect([await visit.overflow(), await visit.smallTargets(24)]).toEqual([[], []]);
    expect(visit.faults).toEqual([]);
    await visit.context.close();
  });

  it('names who gets the alarm where nobody may be named, for each target group', async () => {
    const visit = await open('state_coordinator');
    await visit.press(button(visit, 'Keine Beratungsstelle (3)'));
    await visit.press(rows(visit).first());
    await visit.page.getByText(`Den Alarm erhält: ${STATE_OFFICE.name}.`).waitFor();
    await select(visit, 'Zielgruppe', 'Männer');
    await visit.page.getByText('Für diese Zielgruppe ist noch keine Beratungsstelle eingetragen.').waitFor();
    expect(await sentence(visit).innerText()).toBe('Jetzt, Dienstag 10:00: 396 Gemeinden ohne Abdeckung');
    const gaps = visit.page.getByRole('table', { name: 'Lücken je Zielgruppe' });
    expect(await gaps.getByRole('row', { name: /^Männer/ }).innerText()).toMatch(/396\s+Koordinierungsstelle \(fiktiv\) \(395\), Runder Tisch Köln \(fiktiv\) \(1\)/);
    await visit.context.close();
  });

  it('shows a municipality that is pointed at and opens the one that is chosen, with the attribution of its data beside it', async () => {
    const visit = await open('state_coordinator');
    const muenster = visit.page.locator(`.map-area[data-ags="${MUENSTER}"]`);
    await muenster.hover();
    const pointed = visit.page.locator('.coverage__pointed');
    expect(await pointed.innerText()).toMatch(/Münster\s+Münster\s+Erreichbar/);
    await muenster.click();
    await visit.page.locator('.coverage__candidates').getByText('Teststelle Münster (fiktiv)').waitFor();
    expect(await visit.page.locator('.map-marked').count()).toBe(1);
    const links = await visit.page.locator('.coverage__attribution a').evaluateAll((all) => all.map((link) => [link.textContent, link.getAttribute('href'), link.getAttribute('rel')]));
    expect(links).toEqual([
      ['© GeoBasis-DE / BKG 2021 (Daten verändert)', 'http://www.bkg.bund.de', 'noopener noreferrer'],
      ['dl-de/by-2-0', 'https://www.govdata.de/dl-de/by-2-0', 'noopener noreferrer license'],
    ]);
    await visit.context.close();
  });

  it('is whole on a phone, in English and in every way of showing colours', async () => {
    const visit = await open('state_coordinator', { width: 375, height: 667 });
    await saturdayNight(visit);
    const [list, map] = await Promise.all(['#coverage-list', '#coverage-map'].map((id) => visit.page.locator(id).boundingBox()));
    expect(list?.y).toBeLessThan(map?.y ?? 0);
    expect([await visit.overflow(), await visit.smallTargets(24)]).toEqual([[], []]);
    await visit.press(visit.page.getByRole('button', { name: 'English' }));
    await sentence(visit).filter({ hasText: 'Saturday 23:00: 41 municipalities without cover' }).waitFor();
    for (const scheme of ['light', 'dark', 'forced'] as const) {
      await visit.scheme(scheme);
      expect([scheme, await visit.axe()]).toEqual([scheme, []]);
    }
    // The arrow keys follow what is seen: here the days stand beside each other.
    await visit.tabTo(visit.page.getByRole('button', { name: 'Saturday 23:00: 41 municipalities without cover' }));
    await visit.page.keyboard.press('ArrowLeft');
    expect(await visit.page.evaluate<string>('document.activeElement.getAttribute("aria-label")')).toBe('Friday 23:00: 41 municipalities without cover');
    await visit.context.close();
  });

  it('leaves the list when the map itself cannot be had', async () => {
    const visit = await Visit.begin(browser, { now: chain.now });
    await visit.page.route(/topo\.json$/, (route) => route.fulfill({ status: 404, body: '' }));
    await visit.signIn(STATE_OFFICE.id, 'state_coordinator');
    await visit.page.goto(`${SITE}/coordination/coverage`);
    await visit.page.getByText('Die Karte konnte nicht geladen werden.').waitFor();
    expect(await rows(visit).count()).toBe(3);
    await visit.context.close();
  });
});

describe('the map of a local network', () => {
  it('holds its own area and nothing else', async () => {
    const visit = await open('local_coordinator');
    expect([await visit.page.locator('.map-area[data-ags]').count(), await sentence(visit).innerText()]).toEqual([1, 'Jetzt, Dienstag 10:00: Alle Gemeinden abgedeckt']);
    await button(visit, 'Mehrere örtliche Stellen (1)').waitFor();
    expect(await visit.axe()).toEqual([]);
    await visit.context.close();
  });
});
