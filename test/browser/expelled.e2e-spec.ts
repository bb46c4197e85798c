import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startApi, type TestApi } from '../support/app.js';
import { NOTHING_KEPT, openBrowser, SITE, Visit, WEB_ROOT } from '../support/browser.js';
import { aChain, aNewReferral, CENTRES, POLICE, type Chain } from '../support/chain.js';
import { enterProgrammes, PROGRAMME } from '../support/programme.js';
import { main } from '../support/visit-steps.js';

jest.setTimeout(120_000);

let chain: Chain;
let api: TestApi;
let browser: Browser;
let referral: { readonly id: string; readonly reference: string };

beforeAll(async () => {
  chain = await aChain('expelled-browser');
  await enterProgrammes(chain);
  api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE, SESSION_IDLE_MINUTES: '1440', SESSION_HOURS: '24' } });
  browser = await openBrowser(api);
  const { body } = await (await api.signedIn(POLICE.koeln, 'officer')).create(aNewReferral(), true);
  referral = { id: String(body['id']), reference: String(body['reference']) };
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
  await chain?.close();
});

async function done(visit: Visit): Promise<void> {
  expect(visit.faults).toEqual([]);
  expect(await visit.kept()).toEqual(NOTHING_KEPT);
  await visit.context.close();
}
async function at(organisationId: string, role: 'officer' | 'facilitator' | 'counsellor', path: string): Promise<Visit> {
  const visit = await Visit.begin(browser, { now: chain.now });
  await visit.signIn(organisationId, role);
  await visit.page.goto(`${SITE}${path}`);
  return visit;
}

describe('an expelled person', () => {
  it('is handed over by keyboard from the referral of the same deployment, on own consent and not to a shared telephone', async () => {
    const visit = await at(POLICE.koeln, 'officer', `/police/referrals/${referral.id}`);
    await visit.press(main(visit).getByRole('link', { name: 'Verwiesene Person vermitteln' }));
    await main(visit).getByRole('heading', { level: 1, name: 'Verwiesene Person vermitteln' }).waitFor();
    await main(visit).getByText(`Aus demselben Einsatz wie ${referral.reference}. Das weiß nur Ihre Behörde.`).waitFor();
    await visit.press(main(visit).getByRole('button', { name: 'Jetzt vermitteln' }));
    await main(visit).getByRole('link', { name: 'Ohne eigene Einwilligung der verwiesenen Person wird nichts übermittelt' }).waitFor();
    expect(await visit.axe()).toEqual([]);
    await main(visit).getByLabel('Die verwiesene Person will, dass eine Stelle für Täterarbeit sich meldet').check();
    await main(visit).getByLabel('Unterschrieben').check();
    await main(visit).getByLabel('Vor- und Nachname').fill('Testperson Bo Beispiel (fiktiv)');
    await main(visit).getByLabel('Telefonnummer').fill('0221 4710 815');
    await main(visit).getByRole('combobox', { name: 'Stelle für Täterarbeit' }).selectOption({ label: `${PROGRAMME.name} (zuständig für diesen Ort)` });
    await visit.press(main(visit).getByRole('button', { name: 'Jetzt vermitteln' }));
    await main(visit).getByText('Das ist eine Telefonnummer der gefährdeten Person: Ein Anruf würde sie erreichen. Geben Sie eine andere an.').waitFor();
    await main(visit).getByLabel('Telefonnummer').fill('0221 4710 911');
    await visit.press(main(visit).getByRole('button', { name: 'Jetzt vermitteln' }));
    await main(visit).getByRole('heading', { level: 1, name: /^Vermittlung W-/ }).waitFor();
    await main(visit).getByRole('link', { name: referral.reference }).waitFor();
    await visit.press(main(visit).getByRole('link', { name: referral.reference }));
    await main(visit).getByRole('region', { name: 'Verwiesene Person' }).getByText('Übermittelt').waitFor();
    await done(visit);
  });

  it('is worked with by those of the programme, who see nothing of the deployment', async () => {
    const visit = await at(PROGRAMME.id, 'facilitator', '/');
    await main(visit).getByRole('heading', { level: 1, name: 'Vermittlungen in die Täterarbeit' }).waitFor();
    await visit.press(main(visit).getByRole('link', { name: /^W-/ }));
    await main(visit).getByRole('heading', { level: 1, name: /^Vermittlung W-/ }).waitFor();
    const page = await main(visit).innerText();
    expect(page).toContain('Einwilligung der verwiesenen Person');
    for (const told of [referral.reference, 'demselben Einsatz', 'gefährdete']) expect(page).not.toContain(told);
    await visit.press(main(visit).getByRole('button', { name: 'Angaben zeigen' }));
    await main(visit).getByText('0221 4710 911').waitFor();
    expect(await visit.axe()).toEqual([]);
    await visit.press(main(visit).getByRole('button', { name: 'Annehmen' }));
    await main(visit).getByText('Angenommen').first().waitFor();
    await visit.press(main(visit).locator('summary', { hasText: 'Kontaktversuch festhalten' }));
    await visit.press(main(visit).getByRole('button', { name: 'Kontaktversuch festhalten' }));
    await main(visit).locator('[id$=-error]', { hasText: 'Bitte wählen' }).waitFor();
    await main(visit).getByLabel('Grund oder Ergebnis').selectOption('no_answer');
    await visit.press(main(visit).getByRole('button', { name: 'Kontaktversuch festhalten' }));
    await main(visit).getByRole('region', { name: 'Verlauf' }).getByText('Niemand hat abgenommen').waitFor();
    await done(visit);
  });

  it('is nobody for those of the other chain: no list, no page, no message', async () => {
    const visit = await at(CENTRES.koeln.id, 'counsellor', '/expelled');
    await main(visit).getByRole('heading', { level: 1, name: 'Diese Seite gibt es nicht' }).waitFor();
    expect(visit.faults).toEqual([]);
    await visit.context.close();
  });
});
