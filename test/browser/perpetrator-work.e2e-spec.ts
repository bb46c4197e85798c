import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import type { HumanRole } from '#domain';
import { startApi, type TestApi } from '../support/app.js';
import { openBrowser, SITE, Visit, WEB_ROOT } from '../support/browser.js';
import { aChain, NETWORK, POLICE, STATE_OFFICE, type Chain } from '../support/chain.js';
import { enterProgrammes, PROGRAMME } from '../support/programme.js';
import { enterRegister } from '../support/programme-years.js';
import { A_YEAR } from '../support/yearly-figures.js';

jest.setTimeout(120_000);

let chain: Chain;
let api: TestApi;
let browser: Browser;

beforeAll(async () => {
  chain = await aChain('perpetrator-work-browser');
  await enterProgrammes(chain);
  api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE, SESSION_IDLE_MINUTES: '1440', SESSION_HOURS: '24' } });
  await enterRegister(api);
  browser = await openBrowser(api);
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
  await chain?.close();
});

const main = (visit: Visit): Locator => visit.page.getByRole('main');
const link = (visit: Visit, name: string): Locator => visit.page.getByRole('link', { name, exact: true }).first();

async function begin(organisationId: string, role: HumanRole): Promise<Visit> {
  const visit = await Visit.begin(browser, { now: chain.now });
  await visit.signIn(organisationId, role);
  return visit;
}

async function openProgramme(visit: Visit, name: string): Promise<void> {
  await visit.press(link(visit, 'Aufgaben'));
  await visit.press(main(visit).getByRole('link', { name: 'Programme', exact: true }));
  await visit.press(main(visit).getByRole('link', { name, exact: true }));
  await main(visit).getByRole('heading', { level: 1, name }).waitFor();
}

/** The labels of the form, in the order of the figures. */
const LABELS = [
  'über die Polizei', 'über die Justiz', 'über die Jugendhilfe', 'von sich aus', 'auf anderem Weg', 'aus dem Vorjahr', 'begonnen', 'abgeschlossen', 'abgebrochen', 'am Jahresende noch dabei',
  'bis 4 Wochen', 'mehr als 4 bis 12 Wochen', 'mehr als 12 Wochen', 'in einer Gruppe', 'einzeln',
];

describe('the figures of a year', () => {
  it('are entered by the lead of a programme, refused in words while they do not add up, handed in, and told by the state office as sums', async () => {
    const lead = await begin(PROGRAMME.id, 'facilitator_lead');
    await lead.press(link(lead, 'Jahreszahlen'));
    const year = main(lead).getByRole('region', { name: 'Zahlen für 2026' });
    await year.getByText('noch nicht eingereicht').waitFor();
    await lead.press(year.getByText('Zahlen für 2026 eingeben'));
    await lead.press(year.getByRole('button', { name: 'Als Entwurf speichern' }));
    await year.getByRole('group', { name: 'Bitte 15 Angaben prüfen' }).waitFor();
    const counts = Object.values(A_YEAR);
    for (const [at, label] of LABELS.entries()) await year.getByLabel(label, { exact: true }).fill(String(label === 'abgebrochen' ? 11 : counts[at]));
    await year.getByText('Abgeschlossen, abgebrochen und noch dabei müssen zusammen so viele sein').waitFor();
    expect(await lead.axe()).toEqual([]);
    await lead.press(year.getByRole('button', { name: 'Als Entwurf speichern' }));
    await main(lead).getByText('Entwurf für 2026 gespeichert').waitFor();
    await lead.press(year.getByRole('button', { name: 'Zahlen für 2026 einreichen' }));
    await year.getByRole('group', { name: 'Nicht eingereicht' }).getByText('Prüfen Sie diese fünf Zahlen').waitFor();
    await lead.press(year.getByText('Zahlen für 2026 eingeben'));
    await year.getByLabel('abgebrochen', { exact: true }).fill('12');
    await year.getByText('Die Zahlen gehen auf.').waitFor();
    await lead.press(year.getByRole('button', { name: 'Als Entwurf speichern' }));
    await lead.press(year.getByRole('button', { name: 'Zahlen für 2026 einreichen' }));
    await main(lead).getByText('Zahlen für 2026 eingereicht').waitFor();
    await year.getByText(/^Fassung 1, eingereicht/).waitFor();
    expect(lead.faults).toEqual([]);
    await lead.context.close();

    const office = await begin(STATE_OFFICE.id, 'state_coordinator');
    await openProgramme(office, 'Jahreszahlen der Täterarbeit');
    await main(office).getByRole('row', { name: /^Fachstelle Wege \(fiktiv\) Bonn, Köln Fassung 1, eingereicht/ }).waitFor();
    expect(await main(office).getByRole('row', { name: /^begonnen/ }).count()).toBe(0);
    await office.press(main(office).getByRole('button', { name: 'Jahr 2026 abschließen' }));
    await main(office).getByText('Jahr 2026 abgeschlossen').waitFor();
    expect(await main(office).getByRole('row', { name: /^begonnen/ }).innerText()).toMatch(/40\s+40/);
    // 3 persons came in another way: hidden, and another count with it.
    expect(await main(office).getByRole('row', { name: /^auf anderem Weg/ }).innerText()).toMatch(/verdeckt\s+verdeckt/);
    expect(await office.axe()).toEqual([]);
    const [file] = await Promise.all([office.page.waitForEvent('download'), main(office).getByRole('link', { name: 'Summen als CSV-Datei' }).click()]);
    expect(file.suggestedFilename()).toBe('sums-2026.csv');
    expect(office.faults).toEqual([]);
    await office.context.close();
  });
});

describe('the register by districts', () => {
  it('marks districts without a programme, and a condition checked more than a year ago as to be checked again until somebody has', async () => {
    const office = await begin(STATE_OFFICE.id, 'state_coordinator');
    await openProgramme(office, 'Täterarbeit nach Landgerichtsbezirk');
    await main(office).getByText('16 Bezirke haben keine Einrichtung.').waitFor();
    await main(office).getByRole('row', { name: 'Köln Fachstelle Wege (fiktiv)' }).waitFor();
    await main(office).getByRole('row', { name: 'Wuppertal Keine Einrichtung' }).waitFor();
    const programme = main(office).getByRole('region', { name: 'Fachstelle Wege (fiktiv)' });
    await programme.getByText('Eine Prüfung ist älter als ein Jahr und gilt nicht mehr').waitFor();
    await programme.getByRole('row', { name: /^Supervision neu zu prüfen So., 01\.03\.2026, damals erfüllt/ }).waitFor();
    await office.press(programme.getByText('Prüfung eintragen: Fachstelle Wege (fiktiv)'));
    await programme.getByLabel('Bedingung', { exact: true }).selectOption('supervision');
    await programme.getByLabel('Geprüft am').fill('2027-03-03');
    await office.press(programme.getByRole('button', { name: 'Prüfung speichern' }));
    await programme.getByRole('link', { name: /Zukunft/ }).waitFor();
    await programme.getByLabel('Geprüft am').fill('2027-03-02');
    await office.press(programme.getByRole('button', { name: 'Prüfung speichern' }));
    await programme.getByRole('row', { name: /^Supervision erfüllt Di., 02\.03\.2027/ }).waitFor();
    expect(await programme.getByText('gilt nicht mehr').count()).toBe(0);
    expect(office.faults).toEqual([]);
    await office.context.close();
  });

  it('tells the police and a local network which programme serves them, and lets them change nothing', async () => {
    const police = await begin(POLICE.koeln, 'police_lead');
    await police.press(link(police, 'Laufzeiten'));
    await police.press(main(police).getByRole('link', { name: 'Täterarbeit: Einrichtungen nach Landgerichtsbezirk' }));
    await main(police).getByRole('region', { name: 'Fachstelle Wege (fiktiv)' }).waitFor();
    expect(await main(police).getByText('Prüfung eintragen').count()).toBe(0);
    await police.context.close();
    const network = await begin(NETWORK.id, 'local_coordinator');
    await openProgramme(network, 'Täterarbeit nach Landgerichtsbezirk');
    expect(await main(network).getByText('Bezirke ändern').count()).toBe(0);
    await network.context.close();
  });
});

describe('the page on the portal', () => {
  it('says what is taken over and when it was last fetched', async () => {
    await fetch(`${api.url}/public/registry-changes.json?reader=opferschutzportal`);
    const office = await begin(STATE_OFFICE.id, 'state_coordinator');
    await openProgramme(office, 'Opferschutzportal NRW');
    await main(office).getByText('Jede Stelle des Verzeichnisses wird übernommen.').waitFor();
    expect(await main(office).innerText()).toMatch(/Zuletzt vom Portal abgerufen\s+.*02\.03\.2027[^]*Arbeit mit Verwiesenen\s+2[^]*Jede Stelle des Verzeichnisses wird übernommen/);
    expect(await office.axe()).toEqual([]);
    await office.context.close();
  });
});
