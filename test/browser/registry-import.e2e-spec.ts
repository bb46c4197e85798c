import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { writeCsv, writeXlsx, type CentreRecord } from '#directory';
import { startApi, type TestApi } from '../support/app.js';
import { openBrowser, SCHEMES, SITE, Visit, WEB_ROOT } from '../support/browser.js';
import { aChain, CENTRES, KOELN, STATE_OFFICE, type Chain } from '../support/chain.js';

jest.setTimeout(180_000);

const PAGE = `${SITE}/coordination/registry/import`;
const MUENSTER = '05515000';

let chain: Chain;
let api: TestApi;
let browser: Browser;

beforeAll(async () => {
  chain = await aChain('import_page');
  api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE } });
  browser = await openBrowser(api);
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
  await chain?.close();
});

const aCentre = (code: string, change: Partial<CentreRecord> = {}): CentreRecord => ({
  code, name: `Beratung ${code} (fiktiv)`, kind: 'womens_counselling', active: true, targetGroups: ['women'], languages: ['de', 'tr'], acceptsMinors: false, accessibility: ['lift'], dailyService: false,
  windows: [{ weekday: 1, opens: '09:00', closes: '17:00' }], phone: '0221 5550000', mail: null, website: null, address: null, catchment: [KOELN], validFrom: '2027-04-01', ...change,
});
/** As a person picks it: the window of the operating system stands outside of every page. */
const file = (name: string, content: string | Buffer) => ({ name, mimeType: '', buffer: Buffer.from(content) });

async function atPage(width = 1280): Promise<Visit> {
  const visit = await Visit.begin(browser, { now: chain.now, width, height: 900 });
  await visit.signIn(STATE_OFFICE.id, 'state_coordinator');
  await visit.page.goto(PAGE);
  await visit.page.getByRole('heading', { level: 1, name: 'Verzeichnis aus einer Datei' }).waitFor();
  return visit;
}
const choose = async (visit: Visit, chosen: ReturnType<typeof file>): Promise<void> => {
  await visit.tabTo(visit.page.getByLabel('Datei auswählen oder hierher ziehen'));
  await visit.page.getByLabel('Datei auswählen oder hierher ziehen').setInputFiles(chosen);
};
const axeInAll = async (visit: Visit): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const scheme of SCHEMES) {
    await visit.scheme(scheme);
    found.push(...(await visit.axe()).map((line) => `${scheme}: ${line}`));
  }
  await visit.scheme('light');
  return found;
};
/** What is seen by eye, at a desk and on a phone. */
const looksRight = async (visit: Visit): Promise<void> => {
  expect(await axeInAll(visit)).toEqual([]);
  await visit.page.setViewportSize({ width: 375, height: 667 });
  expect([await visit.overflow(), await visit.smallTargets(24)]).toEqual([[], []]);
  await visit.page.setViewportSize({ width: 1280, height: 900 });
  expect(visit.faults).toEqual([]);
};

describe('a file on the page of the state office', () => {
  it('with faults shows each with line, column and municipality, can be copied, and proposes nothing', async () => {
    const visit = await atPage();
    await visit.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: SITE });
    const faulty = writeCsv([aCentre('TEST-A'), aCentre('TEST-B', { validFrom: '2027-04-02' }), aCentre('TEST-C')], 'de').replace('womens_counselling', 'Verein').replace('2027-04-02', '2027-02-30');
    const lines = faulty.split('\r\n');
    lines[3] = lines[3]?.replace(KOELN, '5315000') ?? '';
    await choose(visit, file('stellen.csv', lines.join('\r\n')));
    const alert = visit.page.getByRole('group', { name: '3 Fehler in „stellen.csv“: nichts davon kann vorgeschlagen werden' });
    await alert.waitFor();
    expect(await alert.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    const rows = visit.page.getByRole('table', { name: 'Fehler nach Zeilen' }).getByRole('row');
    expect((await rows.allInnerTexts()).slice(1).map((text) => text.replace(/\s+/g, ' ').trim())).toEqual([
      'Zeile 2 Art Diese Art gibt es nicht.', 'Zeile 3 Gültig ab Diesen Tag gibt es nicht. Beispiel: 2027-04-01', 'Zeile 4 Einzugsgebiet Die führende Null fehlt. Speichern Sie die Spalte als Text. Köln (05315000)',
    ]);
    expect(await visit.page.getByRole('button', { name: 'Vorschlagen' }).count()).toBe(0);
    await visit.press(visit.page.getByRole('button', { name: 'Fehlerliste kopieren' }));
    await visit.page.getByText('Die Fehlerliste ist kopiert.').waitFor({ state: 'attached' });
    expect((await visit.page.evaluate<string>('navigator.clipboard.readText()')).split('\n')[3]).toBe('4\tEinzugsgebiet\tDie führende Null fehlt. Speichern Sie die Spalte als Text.\tKöln (05315000)');
    await looksRight(visit);
    await visit.context.close();
  });

  it('without faults shows before and after, is proposed by keyboard alone, and changes nothing when it is read again', async () => {
    const { text } = await (await api.signedIn(STATE_OFFICE.id, 'state_coordinator')).get('/directory/export?format=csv');
    const changed = text
      .split('\r\n')
      .map((line) => (line.startsWith(CENTRES.elsewhere.code) ? line.replace('Teststelle Münster (fiktiv)', 'Teststelle Aasee (fiktiv)').replace(MUENSTER, '').replace('2000-01-01', '2027-05-01') : line))
      .join('\r\n');
    const added = writeCsv([aCentre('TEST-NEU')], 'de').split('\r\n')[1] ?? '';
    const visit = await atPage();
    await choose(visit, file('neu.csv', `${changed}${added}\r\n`));
    await visit.page.getByRole('group', { name: 'Was „neu.csv“ ändern würde' }).waitFor();
    await visit.page.getByText('Neu: 1. Geändert: 1. Unverändert: 2. In der Datei nicht genannt, bleiben wie sie sind: 0.').waitFor();
    const details = (await visit.page.getByRole('table', { name: 'Geändert' }).getByRole('row').allInnerTexts()).map((row) => row.replace(/\s+/g, ' ').trim());
    expect(details.slice(1)).toEqual([
      expect.stringMatching(/Name Teststelle Münster \(fiktiv\) Teststelle Aasee \(fiktiv\)/), expect.stringMatching(/Einzugsgebiet fällt weg: Münster/),
    ]);
    await visit.page.getByRole('group', { name: '1 Gemeinde verliert für eine Zielgruppe die letzte Stelle' }).getByText('Münster (05515000): Frauen, LSBTIQ*').waitFor();
    await looksRight(visit);
    // Without the reasons nothing is sent; the focus goes to the first that is missing.
    await visit.press(visit.page.getByRole('button', { name: 'Vorschlagen' }));
    expect(await visit.page.getByLabel('Warum dürfen diese Gemeinden ohne Stelle bleiben?').evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    expect(await axeInAll(visit)).toEqual([]);
    await visit.type(visit.page.getByLabel('Warum dürfen diese Gemeinden ohne Stelle bleiben?'), 'Eine neue Stelle folgt');
    await visit.type(visit.page.getByLabel('Grund der Änderung'), 'Umzug (fiktiv)');
    await visit.page.keyboard.press('Enter');
    await visit.page.waitForURL(/\/coordination\/registry\/proposals\/[0-9a-f-]{36}$/);
    const state = await api.signedIn(STATE_OFFICE.id, 'state_coordinator');
    const [proposal] = (await state.get('/directory/proposals')).body as unknown as readonly { readonly reason: string; readonly needsSecond: boolean; readonly warnings: number }[];
    expect(proposal).toMatchObject({ reason: 'Umzug (fiktiv)', needsSecond: true, warnings: 2 });
    await visit.page.goto(PAGE);
    await choose(visit, file('wie-es-ist.xlsx', await writeXlsx([], 'de')));
    await visit.page.getByText('Die Datei hat keine Zeile mit einer Stelle.').waitFor();
    await choose(visit, file('wie-es-ist.csv', text));
    await visit.page.getByRole('group', { name: '„wie-es-ist.csv“ ändert nichts' }).waitFor();
    expect(await visit.axe()).toEqual([]);
    await visit.context.close();
  });

  it('that is none is refused before it is sent, and a server that fails is told as that', async () => {
    const visit = await atPage(375);
    await choose(visit, file('bild.png', 'x'));
    await visit.page.getByRole('group', { name: 'Diese Datei ist weder CSV noch XLSX. Wählen Sie eine andere.' }).waitFor();
    await choose(visit, file('riesig.csv', 'x'.repeat(5 * 1024 * 1024 + 1)));
    await visit.page.getByRole('group', { name: 'Diese Datei ist größer als 5 MB. Teilen Sie sie auf.' }).waitFor();
    let answer = (): void => undefined;
    await visit.page.route(/imports\/readings/, async (route) => {
      await new Promise<void>((go) => (answer = go));
      await route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"status":500,"code":"internal"}' });
    });
    await choose(visit, file('stellen.csv', 'Kennung'));
    await visit.page.getByRole('main').getByText('Die Datei „stellen.csv“ wird gelesen …').waitFor();
    expect(await visit.axe()).toEqual([]);
    answer();
    await visit.page.getByRole('group', { name: /^Die Datei konnte nicht gelesen werden/ }).waitFor();
    expect([await axeInAll(visit), await visit.overflow(), visit.faults]).toEqual([[], [], []]);
    await visit.context.close();
  });

  it('comes by drag as well, and the form to fill in and the export are there to be taken', async () => {
    const visit = await atPage();
    const transfer = await visit.page.evaluateHandle(`(() => { const transfer = new DataTransfer(); transfer.items.add(new File(['Kennung'], 'gezogen.csv')); return transfer; })()`);
    await visit.page.locator('.drop').dispatchEvent('drop', { dataTransfer: transfer });
    await visit.page.getByRole('group', { name: /Fehler in „gezogen.csv“/ }).waitFor();
    const download = visit.page.waitForEvent('download');
    await visit.press(visit.page.getByRole('link', { name: /^Ganzes Verzeichnis.*XLSX, deutsch$/ }));
    expect((await download).suggestedFilename()).toBe('verzeichnis-2027-03-02.xlsx');
    await visit.page.getByRole('button', { name: 'English' }).click();
    await visit.page.getByRole('heading', { level: 1, name: 'Registry from a file' }).waitFor();
    expect(await axeInAll(visit)).toEqual([]);
    await visit.context.close();
  });
});
