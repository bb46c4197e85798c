import { mkdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import type { PathsReport } from '#domain';
import { startApi, type TestApi } from '../support/app.js';
import { NOTHING_KEPT, openBrowser, SITE, Visit, WEB_ROOT } from '../support/browser.js';
import { aChain, NETWORK, STATE_OFFICE, type Chain } from '../support/chain.js';
import { readOcel, readXes } from '../support/event-logs.js';
import { publishMadeUp } from '../support/published-figures.js';
import { madeUpPathsReports, publishPaths } from '../support/published-paths.js';

jest.setTimeout(180_000);

/** Where pictures of the page are put, if anywhere. */
const PICTURES = process.env['PICTURES'];

let chain: Chain;
let api: TestApi;
let browser: Browser;
let year: PathsReport;

beforeAll(async () => {
  chain = await aChain('paths-browser');
  const reports = madeUpPathsReports('2027-03-01');
  const [found] = reports.filter(({ period }) => period === '2026');
  if (found === undefined) throw new Error('no paths of the year');
  year = found;
  await publishMadeUp(chain.clock, '2027-03-01', { worst: '05966', empty: '05762' });
  // Of two quarters there is nothing to be listed: in one there were too few, in the other none.
  const few = { referrals: null, paths: [], others: null };
  await publishPaths(chain.clock, reports.map((report) => (report.period === '2026-Q2' ? { ...report, ...few } : report.period === '2026-Q1' ? { ...report, referrals: 0, paths: [], others: 0 } : report)));
  api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE } });
  browser = await openBrowser(api);
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
  await chain?.close();
});

const main = (visit: Visit): Locator => visit.page.getByRole('main');
const sentence = (visit: Visit): Locator => main(visit).locator('.turnaround__finding');
const rows = (visit: Visit): Locator => main(visit).locator('.path');
const choose = async (visit: Visit, period: string): Promise<void> => {
  await visit.tabTo(visit.page.getByLabel('Zeitraum'));
  await visit.page.keyboard.type(period);
};

async function open(size: { readonly width?: number; readonly height?: number } = {}, role: 'state_coordinator' | 'local_coordinator' = 'state_coordinator'): Promise<Visit> {
  const visit = await Visit.begin(browser, { now: chain.now, ...size });
  await visit.signIn(role === 'state_coordinator' ? STATE_OFFICE.id : NETWORK.id, role);
  if (role === 'local_coordinator') await visit.press(visit.page.getByRole('link', { name: 'Laufzeiten', exact: true }).first());
  await sentence(visit).waitFor();
  await visit.press(main(visit).getByRole('link', { name: 'Wege der Vermittlungen' }));
  await main(visit).getByRole('heading', { level: 1, name: 'Wege der Vermittlungen' }).waitFor();
  await rows(visit).first().waitFor();
  return visit;
}

describe('the paths', () => {
  it('are told in a sentence, a list and a table that agree, by keyboard, on one screen and without anything kept', async () => {
    const visit = await open({ width: 1366, height: 768 });
    await choose(visit, 'Jahr 2026');
    await sentence(visit).filter({ hasText: `von ${year.referrals?.toLocaleString('de-DE')} Vermittlungen` }).waitFor();
    if (PICTURES !== undefined) {
      mkdirSync(PICTURES, { recursive: true });
      await visit.page.screenshot({ path: `${PICTURES}/paths.png` });
    }
    const most = year.paths[0];
    expect(await sentence(visit).innerText()).toMatch(/^Den häufigsten Weg nahmen [\d.]+ von [\d.]+ Vermittlungen \(\d+\s%\)\. Am längsten gewartet wird vor „[^“]+“: im Median \d+ Std\. \(Weg \d+\)\.$/);
    expect(await sentence(visit).innerText()).toContain(most?.referrals.toLocaleString('de-DE'));
    expect(await rows(visit).count()).toBe(year.paths.length);
    expect((await rows(visit).first().innerText()).replace(/\s+/g, ' ')).toContain(`Weg 1 ${most?.referrals.toLocaleString('de-DE')} · `);
    expect(await rows(visit).first().locator('.path__step').count()).toBe(most?.steps.length);
    expect(await rows(visit).first().locator('.path__wait--longest').count()).toBe(1);
    const box = await rows(visit).first().boundingBox();
    expect((box?.y ?? 768) + (box?.height ?? 0)).toBeLessThan(768);
    await visit.press(main(visit).getByText('Als Tabelle'));
    expect(await main(visit).getByRole('table').getByRole('row').count()).toBe(year.paths.length + 1);
    expect(await main(visit).getByRole('row', { name: /^Übermittelt → Beantwortet → Kontaktversuch → Erreicht → Ende: unterstützt.*\d+ Std\. → \d+ Std\. → \d+ Std\. → \d+ Tage/ }).count()).toBe(1);
    expect(await visit.axe()).toEqual([]);
    expect(visit.faults).toEqual([]);
    expect(await visit.kept()).toEqual(NOTHING_KEPT);
    await visit.context.close();
  });

  it('are said anew for another period, and are hidden or none where that is so', async () => {
    const visit = await open();
    const before = await sentence(visit).innerText();
    await choose(visit, '3. Quartal 2026');
    await sentence(visit).filter({ hasNotText: before }).waitFor();
    await visit.page.getByRole('status').filter({ hasText: await sentence(visit).innerText() }).waitFor({ state: 'attached' });
    await visit.page.getByLabel('Zeitraum').selectOption({ label: '2. Quartal 2026' });
    await sentence(visit).filter({ hasText: 'Die Wege sind verborgen: zu wenige Vermittlungen.' }).waitFor();
    expect(await main(visit).getByRole('link', { name: /laden$/ }).count()).toBe(0);
    await visit.page.getByLabel('Zeitraum').selectOption({ label: '1. Quartal 2026' });
    await sentence(visit).filter({ hasText: 'Keine Vermittlungen in diesem Zeitraum.' }).waitFor();
    expect(await visit.axe()).toEqual([]);
    await visit.context.close();
  });

  it('are the same for a local coordinator, and fit a phone of 320 pixels', async () => {
    const visit = await open({ width: 320, height: 640 }, 'local_coordinator');
    await choose(visit, 'Jahr 2026');
    await sentence(visit).filter({ hasText: `von ${year.referrals?.toLocaleString('de-DE')} Vermittlungen` }).waitFor();
    expect(await rows(visit).count()).toBe(year.paths.length);
    expect(await visit.overflow()).toEqual([]);
    await visit.context.close();
  });

  it('are fetched as event logs that keep their formats and hold the cases of the table', async () => {
    const visit = await open();
    await choose(visit, 'Jahr 2026');
    await sentence(visit).filter({ hasText: `von ${year.referrals?.toLocaleString('de-DE')} Vermittlungen` }).waitFor();
    const cases = year.paths.reduce((sum, { referrals }) => sum + referrals, 0);
    for (const [name, ending, read] of [['OCEL 2.0 (JSON)', 'ocel.json', readOcel], ['XES (IEEE 1849)', 'xes', readXes]] as const) {
      const download = visit.page.waitForEvent('download');
      await visit.press(main(visit).getByRole('link', { name: `${name} laden` }));
      const file = await download;
      expect(file.suggestedFilename()).toBe(`zeitnah-paths-2026-2027-03-01.${ending}`);
      const log = read(readFileSync(await file.path(), 'utf8'));
      expect([log.problems, log.cases.length]).toEqual([[], cases]);
    }
    await visit.context.close();
  });

  it('say so when the server does not answer, or when nothing is published yet', async () => {
    const visit = await open();
    await visit.page.route('**/api/v1/turnaround/paths', (route) => route.fulfill({ status: 200, contentType: 'application/json', body: '[]' }));
    await visit.page.reload();
    await main(visit).getByText(/^Noch sind keine Wege veröffentlicht/).waitFor();
    await visit.page.route('**/api/v1/turnaround/paths', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{}' }));
    await visit.page.reload();
    await main(visit).getByText(/^Der Server antwortet gerade nicht/).waitFor();
    await visit.context.close();
  });
});
