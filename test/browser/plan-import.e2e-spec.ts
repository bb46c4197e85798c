import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { startApi, type TestApi, type TestBrowser } from '../support/app.js';
import { NOTHING_KEPT, openBrowser, SITE, Visit, WEB_ROOT } from '../support/browser.js';
import { aChain, STATE_OFFICE, type Chain } from '../support/chain.js';
import { aMeasureToReview } from '../support/page-world.js';

jest.setTimeout(120_000);

const HEADING = 'Handlungsfeld;Nummer;Titel der Maßnahme;Artikel der Istanbul-Konvention;Federführung;Beteiligte;Haushaltsstelle;Kennzahlen;Status;Status seit;Nachweis;Meilensteine;Nächste Überprüfung';
const NEW = '1;1.2;Fortbildung (fiktiv);15;Ressort (fiktiv);;;K5;geplant;01.01.2027;;Lehrgang steht | 01.12.2027;01.01.2028';

let chain: Chain;
let api: TestApi;
let browser: Browser;
let office: TestBrowser;

beforeAll(async () => {
  chain = await aChain('plan-import-browser');
  api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE, SESSION_IDLE_MINUTES: '1440', SESSION_HOURS: '24' } });
  await aMeasureToReview(chain, api);
  office = await api.signedIn(STATE_OFFICE.id, 'state_coordinator', { fresh: true });
  browser = await openBrowser(api);
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
  await chain?.close();
});

const main = (visit: Visit): Locator => visit.page.getByRole('main');
const numbers = async (): Promise<readonly string[]> =>
  ((await office.get('/coordination/plans')).body as unknown as readonly { measures: readonly { number: string; title: string }[] }[]).flatMap(({ measures }) => measures.map(({ number, title }) => `${number} ${title}`));
/** As a person picks it: the window of the operating system stands outside of every page. */
const choose = async (visit: Visit, ...rows: readonly string[]): Promise<void> => {
  await visit.tabTo(visit.page.getByLabel('Datei auswählen oder hierher ziehen'));
  await visit.page.getByLabel('Datei auswählen oder hierher ziehen').setInputFiles({ name: 'massnahmen.csv', mimeType: '', buffer: Buffer.from([HEADING, ...rows].join('\n')) });
};

describe('measures from a file', () => {
  it('are faulty to the line, then told before they are taken over, and change nothing the second time', async () => {
    const visit = await Visit.begin(browser, { now: chain.now });
    await visit.signIn(STATE_OFFICE.id, 'state_coordinator');
    await visit.page.goto(`${SITE}/coordination/office/plan`);
    await visit.press(main(visit).getByRole('link', { name: 'Maßnahmen aus einer Datei: Landesaktionsplan (fiktiv)' }));
    await main(visit).getByRole('heading', { level: 1, name: 'Maßnahmen aus einer Datei' }).waitFor();
    await choose(visit, NEW, '7;1.3;Noch eine (fiktiv);82;Ressort (fiktiv);;;;läuft;01.01.2027;;;01.01.2028');
    await main(visit).getByText('3 Fehler in „massnahmen.csv“: nichts davon kann übernommen werden').waitFor();
    expect(await main(visit).getByRole('table', { name: 'Fehler nach Zeilen' }).getByRole('row').allInnerTexts()).toEqual([
      expect.stringMatching(/^Zeile/), expect.stringMatching(/^Zeile 3\s+Handlungsfeld\s+Dieses Handlungsfeld hat der Plan nicht/), expect.stringMatching(/^Zeile 3\s+Artikel der Istanbul-Konvention\s+Die Konvention hat die Artikel 1 bis 81/),
      expect.stringMatching(/^Zeile 3\s+Nachweis\s+Der Nachweis fehlt/),
    ]);
    expect([await visit.axe(), await numbers()]).toEqual([[], ['1.1 Erste Kontakte am Wochenende (fiktiv)']]);
    await choose(visit, NEW, NEW.replace('1.2', '1.1').replace('Fortbildung', 'Rufbereitschaft'));
    await main(visit).getByText('Was „massnahmen.csv“ ändern würde').waitFor();
    await main(visit).getByRole('table', { name: 'Neu' }).getByRole('row', { name: /1\.2 Fortbildung \(fiktiv\).*geplant/ }).waitFor();
    await main(visit).getByRole('table', { name: 'Geändert' }).getByRole('row', { name: /1\.1 Rufbereitschaft \(fiktiv\) Titel der Maßnahme Erste Kontakte am Wochenende \(fiktiv\) Rufbereitschaft/ }).waitFor();
    expect(await visit.axe()).toEqual([]);
    await visit.page.setViewportSize({ width: 375, height: 667 });
    expect([await visit.overflow(), await visit.smallTargets(24)]).toEqual([[], []]);
    await visit.press(main(visit).getByRole('button', { name: '2 Maßnahmen übernehmen' }));
    await main(visit).getByText('Übernommen. Neu: 1. Geändert: 1.').waitFor();
    expect(await numbers()).toEqual(['1.1 Rufbereitschaft (fiktiv)', '1.2 Fortbildung (fiktiv)']);
    await choose(visit, NEW);
    await main(visit).getByText('„massnahmen.csv“ ändert nichts').waitFor();
    expect(visit.faults).toEqual([]);
    expect(await visit.kept()).toEqual(NOTHING_KEPT);
    await visit.context.close();
  });

  it('are not taken over when somebody changed the plan since', async () => {
    const visit = await Visit.begin(browser, { now: chain.now });
    await visit.signIn(STATE_OFFICE.id, 'state_coordinator');
    await visit.page.goto(`${SITE}/coordination/office/plan`);
    await visit.press(main(visit).getByRole('link', { name: 'Maßnahmen aus einer Datei: Landesaktionsplan (fiktiv)' }));
    const other = NEW.replace('1.2', '1.9');
    await choose(visit, other);
    await main(visit).getByRole('button', { name: '1 Maßnahme übernehmen' }).waitFor();
    const [plan] = (await office.get('/coordination/plans')).body as unknown as readonly { id: string }[];
    await office.post(`/coordination/plans/${plan?.id ?? ''}/measures`, {
      fieldNumber: 1, number: '1.9', title: 'Schneller (fiktiv)', articles: [], ministry: 'Ressort (fiktiv)', partners: [], indicators: [], status: 'planned', statusOn: '2027-01-01', nextReviewOn: '2028-01-01', milestones: [],
    });
    await visit.press(main(visit).getByRole('button', { name: '1 Maßnahme übernehmen' }));
    await main(visit).getByText('Der Plan hat sich seit dem Lesen geändert.').waitFor();
    expect(await numbers()).toContain('1.9 Schneller (fiktiv)');
    await visit.context.close();
  });
});
