import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startApi, type TestApi } from '../support/app.js';
import { NOTHING_KEPT, openBrowser, SITE, Visit, WEB_ROOT } from '../support/browser.js';
import { aChain, CENTRES, POLICE, type Chain } from '../support/chain.js';

jest.setTimeout(180_000);

let chain: Chain;
let api: TestApi;
let browser: Browser;
let id: string;

beforeAll(async () => {
  chain = await aChain('paper');
  api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE } });
  browser = await openBrowser(api);
  const made = await (await api.signedIn(POLICE.koeln, 'officer')).create();
  id = String(made.body['id']);
  await (await api.signedIn(CENTRES.koeln.id, 'counsellor')).event(id, 'accept', Number(made.body['version']), { conflictOfInterest: false });
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
  await chain?.close();
});

async function atTheCase(): Promise<Visit> {
  const visit = await Visit.begin(browser, { now: chain.now });
  await visit.signIn(CENTRES.koeln.id, 'counsellor');
  await visit.page.goto(`${SITE}/centre/referrals/${id}`);
  return visit;
}

describe('a referral on paper', () => {
  it('comes as a file by the button "Drucken (PDF)", stands in the trail, and leaves nothing on the device', async () => {
    const visit = await atTheCase();
    const saved = visit.page.waitForEvent('download');
    await visit.press(visit.page.getByRole('button', { name: 'Drucken (PDF)' }));
    const file = await saved;
    expect(file.suggestedFilename()).toMatch(/^F-[0-9A-Z-]+\.pdf$/);
    expect(readFileSync(await file.path()).subarray(0, 5).toString()).toBe('%PDF-');
    const trail = await api.services.audit.query<readonly { readonly role: string }[]>(`select role from audit.event where referral_id = $1 and action = 'contact.printed'`, [id]);
    expect(trail).toEqual([{ role: 'counsellor' }]);
    expect(await visit.kept()).toEqual(NOTHING_KEPT);
    expect(visit.faults).toEqual([]);
    await visit.context.close();
  });

  it('shows no way to go and nothing to press when the page itself is printed', async () => {
    const visit = await atTheCase();
    await visit.page.getByRole('button', { name: 'Drucken (PDF)' }).waitFor();
    const shown = async (): Promise<readonly number[]> => {
      const all = [visit.page.getByRole('navigation'), visit.page.getByRole('button'), visit.page.getByRole('textbox'), visit.page.getByRole('heading', { level: 2 })];
      return Promise.all(all.map((each) => each.filter({ visible: true }).count()));
    };
    expect((await shown()).map((count) => count > 0)).toEqual([true, true, expect.any(Boolean), true]);
    await visit.page.emulateMedia({ media: 'print' });
    expect((await shown()).map((count) => count > 0)).toEqual([false, false, false, true]);
    await visit.context.close();
  });
});
