import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { TenantDatabase } from '#persistence';
import { FactLedger } from '#turnaround';
import { madeUpPast, type PastReferral } from '../../apps/cli/src/demo/past.js';
import { writePast } from '../../apps/cli/src/demo/write-past.js';
import { startApi, type TestApi } from '../support/app.js';
import { NOTHING_KEPT, openBrowser, SITE, Visit, WEB_ROOT } from '../support/browser.js';
import { aChain, aNewReferral, CENTRES, NETWORK, POLICE, STATE_OFFICE, type Chain } from '../support/chain.js';
import { publishMadeUp } from '../support/published-figures.js';

jest.setTimeout(180_000);

const SEED = 20_270_302;
/** The made-up figures say so: in Olpe the first attempt was late, and from Höxter nobody was referred. */
const MADE_UP = { worst: '05966', empty: '05762' };

/** Where pictures of the pages are put, if anywhere. */
const PICTURES = process.env['PICTURES'];

let chain: Chain;
let api: TestApi;
let browser: Browser;

beforeAll(async () => {
  process.stdout.write(`past seed ${SEED}\n`);
  // Tue 2 Mar 2027 10:00 local.
  chain = await aChain('turnaround-browser');
  const past = madeUpPast({ seed: SEED, count: 600, from: new Date('2026-01-15T00:00:00Z'), until: new Date('2027-01-20T00:00:00Z') });
  await writePast(chain, [...past].map(atKoeln));
  const ledger = new FactLedger(new TenantDatabase(chain.clock));
  while ((await ledger.foldDue()) > 0);
  await publishMadeUp(chain.clock, '2027-03-01', MADE_UP);
  api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE } });
  browser = await openBrowser(api);
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
  await chain?.close();
});

/** The made-up past knows places and centres of its own; here they have all been between two of the tests. */
const atKoeln = (referral: PastReferral): PastReferral => ({
  ...referral,
  policeAuthorityId: POLICE.koeln,
  centreId: CENTRES.koeln.id,
  events: referral.events.map((event) => ('centreId' in event.data ? { ...event, data: { ...event.data, centreId: CENTRES.koeln.id } } : event)),
});

async function open(role: 'state_coordinator' | 'local_coordinator', size: { readonly width?: number; readonly height?: number } = {}): Promise<Visit> {
  const visit = await Visit.begin(browser, { now: chain.now, ...size });
  await visit.signIn(role === 'state_coordinator' ? STATE_OFFICE.id : NETWORK.id, role);
  if (role === 'local_coordinator') await visit.press(link(visit, 'Laufzeiten'));
  await sentence(visit).waitFor();
  return visit;
}

const main = (visit: Visit): Locator => visit.page.getByRole('main');
const link = (visit: Visit, name: string | RegExp): Locator => visit.page.getByRole('link', { name, exact: true }).first();
const sentence = (visit: Visit): Locator => main(visit).locator('.turnaround__finding');
const card = (visit: Visit, name: string): Locator => main(visit).locator('.figure').filter({ hasText: name });
const dialog = (visit: Visit): Locator => visit.page.getByRole('dialog');
const ranked = (visit: Visit): Locator => main(visit).getByRole('list', { name: /die schwächsten zuerst/ }).getByRole('listitem');

describe('the overview of the state office', () => {
  it('names the worst district and the four numbers within the first screen at 1366 × 768', async () => {
    const visit = await open('state_coordinator', { width: 1366, height: 768 });
    expect(await sentence(visit).innerText()).toMatch(/^Schwächster Kreis: Olpe\. Bei \d+\s% von \d+ Vermittlungen kam der erste Versuch binnen 72 Std\. Im Land waren es \d+\s%\./);
    await ranked(visit).first().waitFor();
    expect(await ranked(visit).first().innerText()).toMatch(/^Olpe\s+▼ \d+\s% · n = \d+/);
    const lowest = async (locator: Locator): Promise<number> => ((box) => (box?.y ?? Infinity) + (box?.height ?? 0))(await locator.boundingBox());
    const names = ['Median bis zum ersten Versuch', 'Erster Versuch binnen 72 Std.', 'Jetzt überfällig', 'Nicht erreicht'];
    const places = await Promise.all([sentence(visit), ranked(visit).first(), ...names.map((name) => card(visit, name))].map(lowest));
    expect(places.filter((place) => place > 768)).toEqual([]);
    expect(await visit.page.evaluate<number>('scrollY')).toBe(0);
    expect(visit.faults).toEqual([]);
    expect(await visit.kept()).toEqual(NOTHING_KEPT);
    await visit.context.close();
  });

  it('leads from each of its numbers to the definition and n, in one step', async () => {
    const visit = await open('state_coordinator');
    for (const name of ['Median bis zum ersten Versuch', 'Erster Versuch binnen 72 Std.', 'Nicht erreicht']) {
      expect(await card(visit, name).innerText()).toMatch(/n = [\d.]+/);
      await visit.press(card(visit, name).getByRole('button', { name: /^Definition/ }));
      expect(await dialog(visit).innerText()).toMatch(/Nordrhein-Westfalen, 4\. Quartal 2026, bekannt am Mo\., 01\.02\.2027[^]*Zähler[^]*Nenner[^]*Wer zählt[^]*Wessen Frist[^]*Was verborgen wird/);
      expect(await dialog(visit).innerText()).toMatch(/Fällige Vermittlungen\s+[\d.]+/);
      await visit.page.keyboard.press('Escape');
      await dialog(visit).waitFor({ state: 'detached' });
    }
    await visit.press(card(visit, 'Jetzt überfällig').getByRole('button', { name: /^Definition/ }));
    expect(await dialog(visit).innerText()).toContain('K11');
    await visit.context.close();
  });

  it('leads from a number of a district to its definition and n, in two steps, by keyboard', async () => {
    const visit = await open('state_coordinator');
    await visit.press(ranked(visit).first().getByRole('link', { name: 'Olpe' }));
    await main(visit).getByRole('heading', { level: 1, name: 'Olpe' }).waitFor();
    const row = main(visit).getByRole('row', { name: /^Erster Kontaktversuch binnen 72 Stunden/ });
    await row.getByRole('button', { name: /^Definition/ }).click();
    expect(await dialog(visit).innerText()).toMatch(/Olpe, 4\. Quartal 2026[^]*n: Fällige Vermittlungen\s+\d+[^]*Zähler/);
    expect(await visit.axe()).toEqual([]);
    await visit.context.close();
  });

  it('says the same in the list, the map and the tables', async () => {
    const visit = await open('state_coordinator');
    const said = await sentence(visit).innerText();
    expect(await visit.page.getByRole('img', { name: /^Karte: / }).locator('title').first().textContent()).toContain(said);
    expect(await visit.page.getByRole('link', { name: '© GeoBasis-DE / BKG 2021 (Daten verändert)' }).isVisible()).toBe(true);
    await visit.press(main(visit).getByRole('button', { name: 'Alle 53 zeigen' }));
    expect(await ranked(visit).count()).toBe(53);
    const chart = visit.page.getByRole('figure', { name: /die schwächsten zuerst/ });
    await visit.press(chart.getByText('Als Tabelle'));
    const table = chart.getByRole('table');
    expect(await table.getByRole('row').count()).toBe(54);
    const inList = await ranked(visit).first().innerText();
    const inTable = await table.getByRole('row', { name: /^Olpe/ }).innerText();
    expect(inTable.replace(/\s+/g, ' ')).toContain(/\d+\s%/.exec(inList)?.[0].replace(/\s/, ' '));
    // Before there were referrals there is no share of nothing.
    const quarters = visit.page.getByRole('figure', { name: 'Erster Versuch binnen 72 Std. je Quartal' });
    await visit.press(quarters.getByText('Als Tabelle'));
    expect((await quarters.getByRole('row', { name: /^Höxter/ }).innerText()).trim().split(/\s*\t\s*/)).toEqual(['Höxter', ...Array<string>(4).fill('keine Vermittlungen')]);
    expect(await visit.axe()).toEqual([]);
    await visit.context.close();
  });

  it('shows nothing but what is published: another period, another day, the curve by years', async () => {
    const visit = await open('state_coordinator');
    await visit.tabTo(visit.page.getByLabel('Zeitraum'));
    await visit.page.keyboard.type('Jahr 2026');
    await visit.page.getByRole('status').filter({ hasText: 'Schwächster Kreis: Olpe' }).waitFor({ state: 'attached' });
    await visit.press(ranked(visit).first().getByRole('link', { name: 'Olpe' }));
    const curve = visit.page.getByRole('figure', { name: /Kaplan-Meier/ });
    await curve.waitFor();
    expect(await curve.innerText()).toMatch(/nach 24 Std\. \d+\s% \(Land \d+\s%\), nach 48 Std\. \d+\s% \(Land \d+\s%\), nach 72 Std\. \d+\s% \(Land \d+\s%\)/);
    await visit.press(link(visit, 'Regierungsbezirk Arnsberg'));
    await main(visit).getByRole('heading', { level: 1, name: 'Regierungsbezirk Arnsberg' }).waitFor();
    await visit.tabTo(visit.page.getByLabel('Zeitraum'));
    await visit.page.keyboard.type('4. Quartal 2026');
    await visit.page.getByRole('figure', { name: 'Stunden bis zum ersten Versuch je Woche' }).waitFor();
    expect(visit.page.url()).toBe(`${SITE}/coordination/turnaround/059`);
    await visit.context.close();
  });
});

describe('what might have been', () => {
  it('is told of the Land as a band beside what was, for each supposition, by keyboard', async () => {
    const visit = await open('state_coordinator', { width: 1366, height: 768 });
    await visit.press(link(visit, 'Was wäre, wenn?'));
    const band = String.raw`\d+\s%(?: bis \d+\s%)?`;
    await sentence(visit).filter({ hasText: new RegExp(`^Samstags und sonntags 10:00 bis 16:00 Uhr besetzt: erster Versuch binnen 24 Std\\. bei ${band} von [\\d.]+ Vermittlungen, statt bei \\d+\\s%\\.$`) }).waitFor();
    if (PICTURES !== undefined) await visit.page.screenshot({ path: `${PICTURES}/what-if.png` });
    if (PICTURES !== undefined) await visit.page.screenshot({ path: `${PICTURES}/what-if-full.png`, fullPage: true });
    const most = visit.page.getByRole('figure', { name: 'Wo es am meisten ausmacht' });
    await visit.press(most.getByText('Als Tabelle'));
    expect(await most.getByRole('row').count()).toBeGreaterThan(20);
    expect(await visit.axe()).toEqual([]);
    await visit.tabTo(visit.page.getByLabel('Annahme'));
    await visit.page.keyboard.type('14 Tage');
    await sentence(visit).filter({ hasText: new RegExp(`^14 Tage Schutzmaßnahme: während der Maßnahme erreicht bei ${band} von`) }).waitFor();
    expect(visit.faults).toEqual([]);
    expect(await visit.kept()).toEqual(NOTHING_KEPT);
    await visit.context.close();
  });
});

describe('the reports', () => {
  it('are fetched as files, and say what they count and what they hide', async () => {
    const visit = await open('state_coordinator');
    await visit.press(link(visit, 'Berichte'));
    await main(visit).getByRole('heading', { level: 2, name: 'Berichte, wie am Mo., 01.03.2027 bekannt' }).waitFor();
    for (const format of ['PDF', 'XLSX', 'CSV']) {
      const download = visit.page.waitForEvent('download');
      await visit.press(main(visit).getByRole('link', { name: `${format} laden, 4. Quartal 2026` }));
      expect((await download).suggestedFilename()).toBe(`zeitnah-2026-Q4-2027-02-01.${format.toLowerCase()}`);
    }
    const words = await main(visit).innerText();
    expect(words).toMatch(/Was verborgen wird[^]*unter 5/);
    expect(['Zähler', 'Nenner', 'Wer zählt', 'Wessen Frist'].filter((word) => !words.includes(word))).toEqual([]);
    await visit.context.close();
  });
});

describe('the bottlenecks', () => {
  it('say how many clocks are overdue where, and let the coordination remind the lead once', async () => {
    const officer = await api.signedIn(POLICE.koeln, 'officer');
    expect((await officer.create(aNewReferral({ centreId: CENTRES.domstadt.id }))).status).toBe(201);
    chain.moveTo('2027-03-04T12:00:00Z');
    while ((await chain.clocks.fireDue()) > 0);
    const visit = await open('state_coordinator');
    await card(visit, 'Jetzt überfällig').filter({ hasText: /unter 5\s*bei 1 Stelle/ }).waitFor();
    await visit.press(card(visit, 'Jetzt überfällig').getByRole('link', { name: 'Wo?' }));
    const row = main(visit).getByRole('row', { name: new RegExp(CENTRES.domstadt.name.replace(/[()]/g, '\\$&')) }).first();
    expect((await row.innerText()).replace(/\s+/g, ' ')).toMatch(/unter 5 seit mehr als 24 Std\./);
    expect(await main(visit).innerText()).not.toMatch(/F-[A-Z0-9]{4}/);
    const download = visit.page.waitForEvent('download');
    await visit.press(main(visit).getByRole('link', { name: 'Als CSV laden' }));
    const file = readFileSync(await (await download).path(), 'utf8').split('\r\n');
    expect(file.slice(0, 2)).toEqual(['\ufeffStelle;Art;Überfällige Fristen;Älteste seit', `${CENTRES.domstadt.name};Beratungsstelle;unter 5;über 24 Std.`]);
    await visit.press(row.getByRole('button', { name: `${CENTRES.domstadt.name} erinnern` }));
    await row.getByText('Erinnert: die Leitung bekommt eine Nachricht.').waitFor();
    expect(await visit.axe()).toEqual([]);
    await visit.page.reload();
    await visit.press(row.getByRole('button', { name: `${CENTRES.domstadt.name} erinnern` }));
    await row.getByText(/^Nicht erinnert: das geschah schon/).waitFor();
    await visit.context.close();
  });
});

const MONTHS: Readonly<Record<string, string>> = { '2026-12-01': 'Dezember 2026', '2026-11-01': 'November 2026', '2026-10-01': 'Oktober 2026' };

describe('what others see', () => {
  it('is the own area, for a local coordinator: one district beside the Land', async () => {
    const visit = await open('local_coordinator');
    expect(await ranked(visit).count()).toBeLessThanOrEqual(2);
    expect(await ranked(visit).first().innerText()).toMatch(/^Köln/);
    expect(await main(visit).innerText()).not.toContain('Olpe');
    await visit.page.goto(`${SITE}/coordination/turnaround/05966`);
    await main(visit).getByText('Dieses Gebiet gibt es im Bericht nicht, oder es gehört nicht zu Ihrem Bereich.').waitFor();
    await visit.press(link(visit, 'Engpässe'));
    await visit.press(link(visit, 'Überfällig nach Stellen, mit Erinnerung'));
    await link(visit, 'Liste der stehenden Vermittlungen Ihres Gebiets').waitFor();
    await visit.context.close();
  });

  it.each([
    ['centre_lead', CENTRES.koeln.id],
    ['police_lead', POLICE.koeln],
  ] as const)('is the own organisation, exactly, for its %s', async (role, organisationId) => {
    const visit = await Visit.begin(browser, { now: chain.now });
    await visit.signIn(organisationId, role);
    await visit.press(link(visit, 'Laufzeiten'));
    await main(visit).getByText(/^Genaue Zahlen von .* nicht gerundet und nichts verborgen/).waitFor();
    await sentence(visit).filter({ hasText: /\d+\s% · n = \d+/ }).waitFor();
    await sentence(visit).filter({ hasText: /^1\. Quartal 2027/ }).waitFor();
    await main(visit).getByLabel(/^Wie am Ende welches Tages bekannt/).fill('2026-06-30');
    await sentence(visit).filter({ hasText: /^2\. Quartal 2026/ }).waitFor();
    await main(visit).getByText('Stand: Mi., 01.07.2026, 00:00 Uhr').waitFor();
    await main(visit).getByLabel(/^Wie am Ende welches Tages bekannt/).fill('2027-03-04');
    await main(visit).getByText('Wählen Sie einen vergangenen Tag').first().waitFor();
    await main(visit).getByLabel(/^Wie am Ende welches Tages bekannt/).fill('');
    expect(await main(visit).getByRole('table').getByRole('row').count()).toBeGreaterThan(3);
    expect(await visit.axe()).toEqual([]);
    await visit.context.close();
  });

  it('is the own record beside what might have been, for the lead of a centre, by keyboard', async () => {
    const visit = await Visit.begin(browser, { now: chain.now, width: 1366, height: 768 });
    await visit.signIn(CENTRES.koeln.id, 'centre_lead');
    await visit.press(link(visit, 'Laufzeiten'));
    await visit.press(link(visit, 'Was wäre, wenn? Annahmen durchspielen'));
    await sentence(visit).filter({ hasText: /^Samstags und sonntags 10:00 bis 16:00 Uhr besetzt: erster Versuch binnen 24 Std\. bei \d+\s% \(\d+\s% bis \d+\s%\) von \d+ Vermittlungen, statt bei \d+\s%\.$/ }).waitFor();
    if (PICTURES !== undefined) await visit.page.screenshot({ path: `${PICTURES}/own-what-if.png` });
    if (PICTURES !== undefined) await visit.page.screenshot({ path: `${PICTURES}/own-what-if-full.png`, fullPage: true });
    const chart = visit.page.getByRole('figure', { name: 'Anteil mit erstem Versuch' });
    await visit.press(chart.getByText('Als Tabelle'));
    expect(await chart.getByRole('row', { name: /^Binnen 24 Std\./ }).innerText()).toMatch(/\d+\s%\s+\d+\s%\s+\d+\s% bis \d+\s%/);
    expect(await visit.axe()).toEqual([]);
    await visit.tick(visit.page.getByRole('checkbox', { name: 'Samstags und sonntags besetzt' }));
    await sentence(visit).filter({ hasText: 'Nichts angenommen: Das Durchspielen ergibt genau die Aufzeichnung.' }).waitFor();
    const rows = await chart.getByRole('row').allInnerTexts();
    expect(rows.slice(1).filter((row) => ((cells) => cells[1] !== cells[2])(row.split('\t').map((cell) => cell.trim())))).toEqual([]);
    expect(await card(visit, 'Anders an der Reihe').innerText()).toMatch(/\b0\b/);
    await visit.tabTo(visit.page.getByLabel('Ohne Antwort weiter'));
    await visit.page.keyboard.type('nach 1 Std.');
    await sentence(visit).filter({ hasText: /^Ohne Antwort nach 1 Std\. an eine andere Stelle: / }).waitFor();
    expect(visit.faults).toEqual([]);
    expect(await visit.kept()).toEqual(NOTHING_KEPT);
    await visit.context.close();
  });

  it('is no replay for a lead of the police', async () => {
    const visit = await Visit.begin(browser, { now: chain.now });
    await visit.signIn(POLICE.koeln, 'police_lead');
    await visit.press(link(visit, 'Laufzeiten'));
    await sentence(visit).waitFor();
    expect(await link(visit, /^Was wäre, wenn/).count()).toBe(0);
    await visit.page.goto(`${SITE}/own-turnaround/what-if`);
    await main(visit).getByRole('heading', { level: 1 }).waitFor();
    expect(await main(visit).innerText()).not.toContain('Was wäre, wenn?');
    await visit.context.close();
  });

  it('lets a lead of the police enter a month, says what is wrong, and shows the quotas once a quarter is whole', async () => {
    const visit = await Visit.begin(browser, { now: chain.now });
    await visit.signIn(POLICE.koeln, 'police_lead');
    await visit.press(link(visit, 'Laufzeiten'));
    const section = main(visit).getByRole('region', { name: 'Monatszahlen der Behörde' });
    await section.getByText(/^Sobald alle drei Monate/).waitFor();
    await section.getByLabel('Einsätze wegen häuslicher Gewalt').fill('4');
    await section.getByLabel('Abgelehnte Angebote').fill('5');
    await visit.press(section.getByRole('button', { name: 'Eintragen' }));
    await section.getByText('Es können nicht mehr Ablehnungen als Einsätze sein').first().waitFor();
    await visit.press(section.getByText('Eingetragene Monate').first());
    for (const month of ['2026-12-01', '2026-11-01', '2026-10-01']) {
      await section.getByLabel('Monat', { exact: true }).selectOption(month);
      await section.getByLabel('Einsätze wegen häuslicher Gewalt').fill('900');
      await section.getByLabel('Abgelehnte Angebote').fill('30');
      await visit.press(section.getByRole('button', { name: 'Eintragen' }));
      await section.getByRole('group', { name: `Eingetragen: ${MONTHS[month] ?? ''}` }).waitFor();
      await section.getByRole('row', { name: new RegExp(`${MONTHS[month] ?? ''} 900 30`) }).waitFor();
    }
    await section.getByRole('table', { name: 'Angebots- und Einwilligungsquote' }).getByRole('row', { name: /^4\. Quartal 2026 .*n = 2\.700 .*n = / }).waitFor();
    expect(await visit.axe()).toEqual([]);
    await visit.context.close();
  });

  it('is not this page, for whoever leads nothing', async () => {
    const visit = await Visit.begin(browser, { now: chain.now });
    await visit.signIn(CENTRES.koeln.id, 'counsellor');
    expect(await visit.page.getByRole('navigation').getByRole('link', { name: 'Laufzeiten' }).count()).toBe(0);
    await visit.page.goto(`${SITE}/own-turnaround`);
    await main(visit).getByRole('heading', { level: 1 }).waitFor();
    expect(await main(visit).innerText()).not.toContain('Genaue Zahlen');
    await visit.context.close();
  });
});
