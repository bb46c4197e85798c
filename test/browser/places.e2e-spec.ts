import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { DataSource } from 'typeorm';
import { openDatabase } from '#persistence';
import { startApi, type TestApi } from '../support/app.js';
import { NOTHING_KEPT, openBrowser, SITE, Visit, WEB_ROOT } from '../support/browser.js';
import { aChain, aNewReferral, CENTRES, POLICE, STATE_OFFICE, type Chain } from '../support/chain.js';
import { addShelters, MENS_CENTRE, notePlaces, SHELTERS } from '../support/shelters.js';
import { button, expectSound, link, main, says } from '../support/visit-steps.js';

jest.setTimeout(240_000);


/** Tue 2 Mar 2027, 10:00 local. */
let chain: Chain;
let api: TestApi;
let admin: DataSource;
let browser: Browser;

beforeAll(async () => {
  chain = await aChain('places-browser');
  await addShelters(chain);
  admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
  // In Köln the centre for women counsels men too; the one for men is in Münster.
  await admin.query(`update centre_profile set target_groups = '{women,men}' where centre_id = any ($1)`, [[CENTRES.koeln.id, CENTRES.domstadt.id]]);
  api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE, SESSION_IDLE_MINUTES: '1440', SESSION_HOURS: '24' } });
  browser = await openBrowser(api);
});
afterAll(async () => {
  await browser?.close();
  await admin?.destroy();
  await api?.close();
  await chain?.close();
});

async function visitOf(organisationId: string, role: Parameters<Visit['signIn']>[1]): Promise<Visit> {
  const visit = await Visit.begin(browser, { now: chain.now, width: 1280, height: 900 });
  await visit.signIn(organisationId, role);
  return visit;
}

async function fill(visit: Visit, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await visit.page.getByLabel(label, { exact: true }).fill(value);
}

describe('a shelter for men', () => {
  it('enters how it stands, is told what does not add up, and counts a month', async () => {
    const visit = await visitOf(SHELTERS.rhine.id, 'counsellor');
    await visit.press(visit.page.getByRole('link', { name: 'Unsere Stelle' }));
    await visit.press(link(visit, 'Eigene Plätze'));
    await says(visit, 'Noch nichts eingetragen: telefonisch fragen.');
    await fill(visit, { 'Plätze insgesamt': '4', Frei: '2', Belegt: '1', Reserviert: '2' });
    await visit.press(button(visit, 'Stand eintragen'));
    await says(visit, 'Frei, belegt und reserviert ergeben nicht die Plätze insgesamt.');
    await says(visit, 'Sagen Sie, bis wann reserviert ist.');
    await expectSound(visit, 'own-errors');
    await fill(visit, { Reserviert: '1' });
    await visit.page.getByLabel(/^Reserviert bis/).fill('2027-03-03T12:00');
    await visit.page.getByLabel('Kinder können mitkommen').check();
    await visit.press(button(visit, 'Stand eintragen'));
    await says(visit, '2 von 4 frei, 1 belegt');
    await says(visit, /^1 reserviert bis .*12:00/);
    await fill(visit, { belegt: '7' });
    await visit.press(main(visit).getByRole('button', { name: 'Eintragen', exact: true }));
    await says(visit, 'Gespeichert');
    await expectSound(visit, 'own');
    expect([await visit.kept(), visit.faults]).toEqual([NOTHING_KEPT, []]);
    await visit.context.close();
  });
});

describe('a male endangered person’s referral without a local men’s centre', () => {
  it('leads to the regional centre, the helpline and the place board, and to nothing that is out of date', async () => {
    await admin.query('delete from place_entry');
    await notePlaces(api);
    // The second shelter said so three days ago.
    await admin.query(`update place_entry set noted_at = noted_at - interval '3 days', expires_at = expires_at - interval '3 days' where organisation_id = $1`, [SHELTERS.moor.id]);
    const officer = await api.signedIn(POLICE.koeln, 'officer');
    const id = String((await officer.create(aNewReferral({ targetGroup: 'men', centreId: CENTRES.domstadt.id }))).body['id']);
    const visit = await visitOf(CENTRES.domstadt.id, 'counsellor');
    await visit.page.goto(`${SITE}/centre/referrals/${id}`);
    await says(visit, 'Vor Ort gibt es keine Männerberatung. Diese Wege stehen offen:');
    await says(visit, new RegExp(`^${MENS_CENTRE.name.replace(/[()]/g, '\\$&')}, 0221 4710 961, .*km`));
    await link(visit, '0800 1239900').waitFor();
    await says(visit, /^Mo–Do 09:00 bis 13:00 Uhr; Mo–Do 16:00 bis 20:00 Uhr; Fr 09:00 bis 15:00 Uhr$/);
    await says(visit, 'Jetzt frei: 2 Plätze. 1 Wohnung ist nicht aktuell und nicht mitgezählt.');
    await expectSound(visit, 'onward');
    await visit.press(button(visit, `Gilt der Stand noch? ${SHELTERS.rhine.name}`));
    await says(visit, /^Der Stand gilt noch: .* Rufen Sie an, reserviert ist nichts\.$/);
    await visit.press(link(visit, 'Zur Übersicht der Plätze'));
    await says(visit, '2 von 4 frei, 1 belegt');
    await says(visit, /^Veraltet seit .*01\.03\.2027.*: telefonisch fragen\.$/);
    await expectSound(visit, 'board');
    expect([await visit.kept(), visit.faults]).toEqual([NOTHING_KEPT, []]);
    await visit.context.close();
    const police = await visitOf(POLICE.koeln, 'officer');
    await police.page.goto(`${SITE}/police/referrals/${id}`);
    await says(police, 'Vor Ort gibt es keine Männerberatung. Diese Wege stehen offen:');
    await link(police, '0800 1239900').waitFor();
    await expectSound(police, 'police', 44);
    await police.context.close();
    chain.moveTo('2027-03-04T09:00:00Z');
    const later = await visitOf(CENTRES.domstadt.id, 'counsellor');
    await later.page.goto(`${SITE}/places`);
    await says(later, /^Veraltet seit .*04\.03\.2027.*: telefonisch fragen\.$/);
    await says(later, 'Keine Wohnung hat einen aktuellen Stand: telefonisch fragen.');
    expect(await main(later).getByText(/von 4 frei/).count()).toBe(0);
    await expectSound(later, 'board-old');
    expect(later.faults).toEqual([]);
    await later.context.close();
  });
});

describe('the totals of the helpline', () => {
  const file = (...lines: readonly string[]) => ({ name: 'zahlen.csv', mimeType: 'text/csv', buffer: Buffer.from(['jahr;land;nach;merkmal;kontakte;quelle;definition', ...lines].join('\n')) });
  it('are read, mended, looked at and taken, with what they replace', async () => {
    const visit = await visitOf(STATE_OFFICE.id, 'state_coordinator');
    await visit.page.goto(`${SITE}/coordination/office`);
    await visit.press(link(visit, 'Programme'));
    await visit.press(link(visit, 'Zahlen des Männerhilfetelefons'));
    await says(visit, 'Noch keine Zahlen eingelesen.');
    const choose = visit.page.getByLabel('CSV-Datei auswählen');
    await choose.setInputFiles(file('2022;alle;gesamt;;viele;Ministerium (fiktiv);Kontakte aller Wege'));
    await says(visit, '1 Fehler in „zahlen.csv“: nichts wurde übernommen');
    await says(visit, 'Zeile 2');
    await expectSound(visit, 'helpline-faults');
    await choose.setInputFiles(file('2022;alle;gesamt;;4498;Ministerium (fiktiv);Kontakte aller Wege', '2023;alle;gesamt;;4037;Zeitung (fiktiv);Nur Anrufe'));
    await says(visit, '„zahlen.csv“ ändert 2 Zahlen');
    await visit.press(button(visit, 'Alles übernehmen'));
    await says(visit, '2 Zahlen übernommen');
    await choose.setInputFiles(file('2022;alle;gesamt;;4500;Ministerium (fiktiv);Kontakte aller Wege'));
    await says(visit, '4.498 (Kontakte aller Wege)');
    await visit.press(button(visit, 'Alles übernehmen'));
    await says(visit, /^4\.498, eingelesen/);
    await expectSound(visit, 'helpline');
    expect([await visit.kept(), visit.faults]).toEqual([NOTHING_KEPT, []]);
    await visit.context.close();
  });
});
