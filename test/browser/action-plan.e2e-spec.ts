import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { startApi, type TestApi } from '../support/app.js';
import { NOTHING_KEPT, openBrowser, SITE, Visit, WEB_ROOT } from '../support/browser.js';
import { aChain, NETWORK, STATE_OFFICE, type Chain } from '../support/chain.js';
import { aMeasureToReview } from '../support/page-world.js';
import { publishMadeUp } from '../support/published-figures.js';

jest.setTimeout(120_000);

let chain: Chain;
let api: TestApi;
let browser: Browser;

beforeAll(async () => {
  chain = await aChain('action-plan-browser');
  await publishMadeUp(chain.clock, '2027-03-01', { worst: '05966', empty: '05762' });
  api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE, SESSION_IDLE_MINUTES: '1440', SESSION_HOURS: '24' } });
  await aMeasureToReview(chain, api);
  browser = await openBrowser(api);
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
  await chain?.close();
});

const main = (visit: Visit): Locator => visit.page.getByRole('main');
const released = async (): Promise<string> => (await fetch(`${api.url}/public/action-plans.json`)).text();

async function openPlans(): Promise<Visit> {
  const visit = await Visit.begin(browser, { now: chain.now });
  await visit.signIn(STATE_OFFICE.id, 'state_coordinator');
  await visit.press(visit.page.getByRole('link', { name: 'Aufgaben', exact: true }).first());
  await visit.press(main(visit).getByRole('link', { name: 'Landesaktionsplan', exact: true }));
  await main(visit).getByRole('heading', { level: 1, name: 'Landesaktionsplan' }).waitFor();
  return visit;
}

describe('the yearly review of a measure', () => {
  it('leads by keyboard from what is due to the released export', async () => {
    const visit = await openPlans();
    await visit.press(main(visit).getByRole('link', { name: 'Zur Überprüfung' }));
    const part = main(visit).getByRole('region', { name: '1.1 Erste Kontakte am Wochenende (fiktiv)' });
    await part.getByRole('row', { name: /^K5 .* Erster Kontaktversuch binnen 72 Stunden \d+\s%/ }).waitFor();
    await part.getByRole('row', { name: /^K1 .* Wird nicht veröffentlicht/ }).waitFor();
    await visit.press(part.getByRole('button', { name: 'Überprüfung speichern' }));
    await part.getByRole('link', { name: 'Der Nachweis fehlt. Nennen Sie, was das belegt' }).waitFor();
    expect(await visit.axe()).toEqual([]);
    await part.getByLabel('Status', { exact: true }).selectOption('delayed');
    await part.getByLabel('Nachweis').fill('Jahresbericht vom 01.03.2027 (fiktiv)');
    expect(await released()).not.toContain('Jahresbericht');
    await visit.press(part.getByRole('button', { name: 'Überprüfung speichern' }));
    await main(visit).getByText('Überprüft und freigegeben: 1.1 Erste Kontakte am Wochenende (fiktiv)').waitFor();
    await main(visit).getByText('Keine Maßnahme ist mehr zu überprüfen.').waitFor();
    expect(await released()).toContain('"status":"delayed","statusOn":"2027-03-02","evidence":"Jahresbericht vom 01.03.2027 (fiktiv)"');
    const [file] = await Promise.all([visit.page.waitForEvent('download'), main(visit).getByRole('link', { name: 'PDF-Datei öffnen' }).click()]);
    expect(file.suggestedFilename()).toBe('action-plans.pdf');
    await visit.press(main(visit).getByRole('link', { name: 'Landesaktionsplan' }));
    await visit.press(main(visit).getByRole('link', { name: '1.1 Erste Kontakte am Wochenende (fiktiv)' }));
    expect(await main(visit).getByRole('region', { name: 'Verlauf' }).innerText()).toMatch(/Überprüft: verzögert[^]*Jahresbericht[^]*Angelegt: läuft[^]*Erlass vom 15\.01\.2027/);
    expect(visit.faults).toEqual([]);
    expect(await visit.kept()).toEqual(NOTHING_KEPT);
    await visit.context.close();
  });
});

describe('a plan', () => {
  it('gets a measure, says in words what is wrong with it, and shows what is public of it', async () => {
    const visit = await openPlans();
    const plan = main(visit).getByRole('region', { name: 'Landesaktionsplan (fiktiv)' });
    await visit.press(plan.getByText('Neue Maßnahme: Landesaktionsplan (fiktiv)'));
    await plan.getByLabel('Nummer').fill('1.1');
    await plan.getByLabel('Titel der Maßnahme').fill('Fortbildung (fiktiv)');
    await plan.getByLabel('Artikel der Istanbul-Konvention').fill('15, 82');
    await plan.getByLabel('Federführung').fill('Ressort (fiktiv)');
    await plan.getByLabel('Haushaltsstelle').fill('irgendwo');
    await visit.press(plan.getByRole('button', { name: 'Maßnahme anlegen' }));
    const summary = plan.getByRole('group', { name: 'Bitte 3 Angaben prüfen' });
    await summary.waitFor();
    expect(await summary.getByRole('link').allInnerTexts()).toEqual([
      'Die Konvention hat die Artikel 1 bis 81. Prüfen Sie die Nummern', 'Schreiben Sie die Haushaltsstelle so: EP 07 / Kapitel 07 030 / Titel 684 61', 'Diese Nummer hat schon eine andere Maßnahme des Plans',
    ]);
    expect(await visit.axe()).toEqual([]);
    await plan.getByLabel('Nummer').fill('1.2');
    await plan.getByLabel('Artikel der Istanbul-Konvention').fill('15');
    await plan.getByLabel('Haushaltsstelle').fill('epl 07 kap 07030');
    await visit.press(plan.getByRole('button', { name: 'Maßnahme anlegen' }));
    await main(visit).getByRole('heading', { level: 1, name: '1.2 Fortbildung (fiktiv)' }).waitFor();
    expect(await main(visit).innerText()).toContain('EP 07 / Kapitel 07 030');
    await visit.press(main(visit).getByRole('button', { name: 'Diese Fassung freigeben' }));
    await main(visit).getByText('Freigegeben: Diese Fassung ist öffentlich.').waitFor();
    expect(await released()).toContain('Fortbildung (fiktiv)');
    await visit.press(main(visit).getByRole('button', { name: 'Freigabe zurücknehmen' }));
    await main(visit).getByText('Die Maßnahme ist nicht mehr öffentlich.').waitFor();
    expect(await released()).not.toContain('Fortbildung (fiktiv)');
    expect(visit.faults).toEqual([]);
    await visit.context.close();
  });

  it('is nothing for a local coordinator', async () => {
    const visit = await Visit.begin(browser, { now: chain.now });
    await visit.signIn(NETWORK.id, 'local_coordinator');
    await visit.press(visit.page.getByRole('link', { name: 'Aufgaben', exact: true }).first());
    await main(visit).getByRole('link', { name: 'Laufzeiten' }).waitFor();
    expect(await main(visit).getByRole('link', { name: 'Landesaktionsplan' }).count()).toBe(0);
    await visit.context.close();
  });
});

describe('the representation in bodies', () => {
  it('says what comes next, refuses a second mandate on a seat in words, and leaves an approval to somebody else', async () => {
    const visit = await Visit.begin(browser, { now: chain.now });
    await visit.signIn(STATE_OFFICE.id, 'state_coordinator');
    await visit.press(visit.page.getByRole('link', { name: 'Aufgaben', exact: true }).first());
    await visit.press(main(visit).getByRole('link', { name: 'Mandate und Gremien' }));
    await visit.press(main(visit).getByText('Neues Gremium'));
    await main(visit).getByLabel('Name des Gremiums').fill('Beirat (fiktiv)');
    await visit.press(main(visit).getByRole('button', { name: 'Speichern' }));
    const body = main(visit).getByRole('region', { name: 'Beirat (fiktiv)' });
    const enter = async (delegate: string, from: string, until: string): Promise<void> => {
      await visit.press(body.getByText('Neues Mandat: Beirat (fiktiv)'));
      await body.getByLabel('Sitz', { exact: true }).fill('Land');
      await body.getByLabel('Vertreten durch').fill(delegate);
      await body.getByLabel('Beginn').fill(from);
      await body.getByLabel('Ende').fill(until);
      await visit.press(body.getByRole('button', { name: 'Speichern' }));
    };
    await enter('Ada (fiktiv)', '2026-01-01', '2027-04-30');
    await body.getByRole('row', { name: /^Land Ada/ }).waitFor();
    await enter('Bo (fiktiv)', '2027-04-30', '');
    await body.getByRole('link', { name: /^Dieser Sitz ist in der Zeit schon vergeben/ }).waitFor();
    expect(await visit.axe()).toEqual([]);
    await body.getByText('Neues Mandat: Beirat (fiktiv)').click();
    await visit.press(body.getByText('Neues Positionspapier: Beirat (fiktiv)'));
    await body.getByLabel('Titel').fill('Rufbereitschaft (fiktiv)');
    await body.getByLabel('Position', { exact: true }).fill('Die Landesstelle tritt dafür ein.');
    await visit.press(body.getByRole('button', { name: 'Speichern' }));
    await body.getByText('Eine zweite Person muss diese Fassung freigeben.').waitFor();
    const next = await main(visit).getByRole('region', { name: 'Was als Nächstes ansteht' }).innerText();
    expect(next).toMatch(/Freizugeben: Rufbereitschaft \(fiktiv\), Beirat \(fiktiv\)[^]*30\.04\.2027: Mandat endet, Beirat \(fiktiv\), Sitz Land/);
    expect(visit.faults).toEqual([]);
    await visit.context.close();
  });
});
