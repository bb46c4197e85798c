import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openDatabase } from '#persistence';
import type { DataSource } from 'typeorm';
import type { Browser } from 'playwright-core';
import type { HumanRole } from '#domain';
import { startApi, type TestApi } from '../support/app.js';
import { NOTHING_KEPT, openBrowser, SITE, Visit, WEB_ROOT } from '../support/browser.js';
import { aChain, CENTRES, POLICE, type Chain } from '../support/chain.js';

jest.setTimeout(180_000);

/** Where pictures of the pages are put, if anywhere. */
const PICTURES = process.env['PICTURES'];

/** Tue 2 Mar 2027, 10:00 local. */
let chain: Chain;
let api: TestApi;
let browser: Browser;
let admin: DataSource;

beforeAll(async () => {
  chain = await aChain('own-centre-browser');
  await chain.agree(POLICE.koeln, CENTRES.koeln.id, { acknowledge: { amount: 30, unit: 'OH' } });
  api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE } });
  browser = await openBrowser(api);
  admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
});
afterAll(async () => {
  await admin?.destroy();
  await browser?.close();
  await api?.close();
  await chain?.close();
});

async function at(role: HumanRole, width = 1280): Promise<Visit> {
  const visit = await Visit.begin(browser, { now: chain.now, width });
  await visit.signIn(CENTRES.koeln.id, role);
  await visit.press(visit.page.getByRole('navigation').getByRole('link', { name: 'Unsere Stelle' }));
  await visit.page.getByRole('heading', { level: 1, name: 'Unsere Stelle' }).waitFor();
  await visit.page.getByRole('heading', { level: 2, name: 'Schließzeiten' }).waitFor();
  return visit;
}
const button = (visit: Visit, name: string | RegExp) => visit.page.getByRole('main').getByRole('button', { name });
async function picture(visit: Visit, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  for (const scheme of ['light', 'dark'] as const) {
    await visit.scheme(scheme);
    await visit.page.screenshot({ path: `${PICTURES}/own-centre-${name}-${scheme}.png`, fullPage: true });
  }
  await visit.scheme('light');
}
const fits = async (visit: Visit): Promise<void> => expect([...(await visit.axe()), ...(await visit.overflow()), ...(await visit.smallTargets(24))]).toEqual([]);
const setDay = (visit: Visit, label: string, day: string): Promise<void> => visit.page.getByLabel(label).fill(day);
const closureRow = (visit: Visit) => visit.page.getByRole('table', { name: 'Schließzeiten' }).getByRole('row');

describe.each([1280, 375])('a lead at %i pixels', (width) => {
  it('notes the room of the centre with one press, and sees until when it holds', async () => {
    const visit = await at('centre_lead', width);
    await fits(visit);
    await visit.page.getByText('Zurzeit unbekannt').waitFor();
    await visit.press(button(visit, 'Wenig Platz'));
    await visit.page.getByText('Gespeichert: Wenig Platz, gilt bis Fr., 05.03.2027, 10:00 Uhr').waitFor();
    await visit.page.getByText('Zurzeit: Wenig Platz, gilt bis Fr., 05.03.2027, 10:00 Uhr.').waitFor();
    expect(await button(visit, 'Wenig Platz').getAttribute('aria-pressed')).toBe('true');
    await fits(visit);
    await picture(visit, `capacity-${width}`);
    await admin.query('delete from capacity_note');
    expect([await visit.kept(), visit.faults]).toEqual([NOTHING_KEPT, []]);
    await visit.context.close();
  });

  it('enters a closure that says first which deadlines move, and takes it back with one press', async () => {
    const { body } = await (await api.signedIn(POLICE.koeln, 'officer')).create();
    const visit = await at('centre_lead', width);
    await setDay(visit, 'Erster Tag', '2027-03-05');
    await setDay(visit, 'Letzter Tag', '2027-03-08');
    const effect = visit.page.getByRole('group', { name: 'Diese laufenden Fristen verschieben sich' });
    await effect.getByText(String(body['reference'])).waitFor();
    expect(await effect.innerText()).toContain('bisher Fr., 05.03.2027, 16:00 Uhr, dann Di., 09.03.2027, 16:00 Uhr');
    await visit.type(visit.page.getByLabel('Grund'), 'Umzug (fiktiv)');
    await visit.page.getByLabel('Vertretung').selectOption(CENTRES.domstadt.name);
    await fits(visit);
    await picture(visit, `closure-${width}`);
    await visit.press(button(visit, 'Eintragen'));
    await visit.page.getByText('Schließzeit eingetragen: Fr., 05.03.2027 bis Mo., 08.03.2027').waitFor();
    expect(await closureRow(visit).last().innerText()).toMatch(/Umzug \(fiktiv\)[\s\S]*Teststelle Domstadt/);
    await fits(visit);
    await picture(visit, `closed-${width}`);
    await visit.press(button(visit, /^Streichen: Fr\., 05\.03\.2027/));
    await visit.page.getByText('Es ist keine Schließzeit eingetragen.').waitFor();
    await visit.press(button(visit, 'Rückgängig'));
    await visit.page.getByText('Rückgängig gemacht').first().waitFor();
    expect(await closureRow(visit).last().innerText()).toContain('Umzug (fiktiv)');
    await admin.query('delete from closure');
    await admin.query('update clock set settled_at = now() where settled_at is null');
    expect(visit.faults).toEqual([]);
    await visit.context.close();
  });

  it('changes the week, and is told by day what somebody else has changed meanwhile', async () => {
    const visit = await at('centre_lead', width);
    await visit.press(button(visit, 'Öffnungszeiten ändern'));
    await visit.page.getByRole('group', { name: 'Montag' }).waitFor();
    await fits(visit);
    await visit.page.getByRole('group', { name: 'Montag' }).getByLabel('Bis', { exact: true }).fill('09:00');
    await visit.press(button(visit, 'Öffnungszeiten speichern'));
    await visit.page.getByRole('link', { name: 'Beginn und Ende sind gleich. Ändern Sie das Ende, Montag' }).waitFor();
    await fits(visit);
    await visit.page.getByRole('group', { name: 'Montag' }).getByLabel('Bis', { exact: true }).fill('18:30');
    await visit.press(button(visit, 'Samstag: Zeit hinzufügen'));
    await visit.page.getByRole('group', { name: 'Samstag' }).getByLabel('Von', { exact: true }).fill('20:00');
    await visit.page.getByRole('group', { name: 'Samstag' }).getByLabel('Bis', { exact: true }).fill('00:00');
    await picture(visit, `week-${width}`);

    const colleague = await api.signedIn(CENTRES.koeln.id, 'centre_lead', { fresh: true });
    const windows = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: weekday === 2 ? '10:00' : '09:00', closes: '17:00' }));
    const changed = await colleague.send('PUT', '/api/v1/own-centre/hours', { body: { windows, dailyService: false, validFrom: '2027-03-02' }, headers: { 'if-match': '"1"' } });
    expect(changed.status).toBe(200);
    await visit.press(button(visit, 'Öffnungszeiten speichern'));
    const conflict = visit.page.getByRole('group', { name: 'Jemand anders hat den Eintrag Ihrer Stelle inzwischen geändert' });
    await conflict.getByText('Dienstag: jetzt 10:00 bis 17:00 Uhr, vorher 09:00 bis 17:00 Uhr').waitFor();
    expect(await conflict.getByText(/Montag/).count()).toBe(0);
    await fits(visit);
    await picture(visit, `conflict-${width}`);
    await visit.press(button(visit, 'Öffnungszeiten speichern'));
    await visit.page.getByText('Öffnungszeiten gespeichert, gültig ab Di., 02.03.2027').waitFor();
    await visit.page.getByText('09:00 bis 18:30 Uhr').waitFor();
    await visit.page.getByText('20:00 bis 24:00 Uhr').waitFor();
    await fits(visit);
    await admin.query('delete from centre_profile where version > 1');
    await visit.context.close();
  });

  it('is told the places without cover, and confirms that they are known', async () => {
    await admin.query(`update catchment set valid_to = '2027-02-01' where centre_id = $1`, [CENTRES.domstadt.id]);
    const visit = await at('centre_lead', width);
    await setDay(visit, 'Erster Tag', '2027-03-05');
    await setDay(visit, 'Letzter Tag', '2027-03-08');
    await visit.type(visit.page.getByLabel('Grund'), 'Umzug (fiktiv)');
    await visit.page.getByRole('group', { name: 'An diesen Orten hätte niemand geöffnet' }).getByText('Köln: LSBTIQ*, Frauen').waitFor();
    await visit.press(button(visit, 'Eintragen'));
    await visit.page.getByRole('link', { name: /^Bestätigen Sie, dass an diesen Orten niemand geöffnet hätte/ }).waitFor();
    await fits(visit);
    await picture(visit, `uncovered-${width}`);
    await visit.tick(visit.page.getByLabel('Ich weiß das und trage die Schließzeit trotzdem ein'));
    await visit.press(button(visit, 'Eintragen'));
    await visit.page.getByText(/^Schließzeit eingetragen/).waitFor();
    await fits(visit);
    await admin.query('delete from closure; update catchment set valid_to = null');
    await visit.context.close();
  });
});

describe('a counsellor', () => {
  it('reads the entry and finds nothing to press, in German and English', async () => {
    const visit = await at('counsellor', 375);
    await visit.page.getByText('Ändern kann diese Angaben die Leitung Ihrer Stelle.').waitFor();
    expect(await visit.page.getByRole('main').getByRole('button').count()).toBe(0);
    await visit.press(visit.page.getByRole('button', { name: 'English' }));
    await visit.page.getByRole('heading', { level: 1, name: 'Our centre' }).waitFor();
    await visit.page.getByText('The lead of your centre can change this.').waitFor();
    await fits(visit);
    await picture(visit, 'counsellor-375');
    await visit.context.close();
  });
});
