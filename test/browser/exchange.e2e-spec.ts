import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { ResolutionClock } from '#coordination';
import type { HumanRole } from '#domain';
import { TenantDatabase } from '#persistence';
import { startApi, type TestApi } from '../support/app.js';
import { NOTHING_KEPT, openBrowser, SITE, Visit, WEB_ROOT } from '../support/browser.js';
import { aChain, CENTRES, NETWORK, POLICE, STATE_OFFICE, type Chain } from '../support/chain.js';
import { publishMadeUp } from '../support/published-figures.js';

jest.setTimeout(240_000);

/** Where pictures of the pages are put, if anywhere. */
const PICTURES = process.env['PICTURES'];

/** Tue 2 Mar 2027, 10:00 local. */
let chain: Chain;
let api: TestApi;
let browser: Browser;

beforeAll(async () => {
  chain = await aChain('exchange-browser');
  api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE, SESSION_IDLE_MINUTES: '1440', SESSION_HOURS: '24' } });
  browser = await openBrowser(api);
  await publishMadeUp(chain.clock, '2027-03-01', { worst: '05966', empty: '05762' });
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
  await chain?.close();
});

async function at(organisationId: string, role: HumanRole, path: string, width = 1280): Promise<Visit> {
  const visit = await Visit.begin(browser, { now: chain.now, width });
  await visit.signIn(organisationId, role);
  await visit.page.goto(`${SITE}${path}`);
  await visit.page.getByRole('heading', { level: 1 }).waitFor();
  return visit;
}
const main = (visit: Visit) => visit.page.getByRole('main');
const button = (visit: Visit, name: string | RegExp) => main(visit).getByRole('button', { name });
const open = (visit: Visit, words: string) => visit.press(main(visit).locator('summary', { hasText: words }));
const fits = async (visit: Visit): Promise<void> => expect([...(await visit.axe()), ...(await visit.overflow()), ...(await visit.smallTargets(24))]).toEqual([]);
async function picture(visit: Visit, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  for (const scheme of ['light', 'dark'] as const) {
    await visit.scheme(scheme);
    await visit.page.screenshot({ path: `${PICTURES}/exchange-${name}-${scheme}.png`, fullPage: true });
  }
  await visit.scheme('light');
}
const inbox = async (visit: Visit): Promise<string> => {
  await visit.page.goto(`${SITE}/notifications`);
  await main(visit).getByRole('button').first().waitFor();
  return main(visit).innerText();
};

describe('a round table', () => {
  let address: string;

  it('is prepared by its network: planned, with an agenda, and organisations invited after a look at the list', async () => {
    const visit = await at(NETWORK.id, 'local_coordinator', '/coordination/office');
    await visit.press(main(visit).getByRole('link', { name: 'Treffen' }));
    await main(visit).getByText('Es steht kein Treffen an.').waitFor();
    await open(visit, 'Treffen planen');
    await visit.press(button(visit, 'Treffen anlegen'));
    await main(visit).getByRole('link', { name: 'Ein Runder Tisch gehört zu einem Kreis. Wählen Sie ihn' }).waitFor();
    await fits(visit);
    await visit.type(visit.page.getByLabel('Titel'), 'Runder Tisch Köln (fiktiv)');
    await visit.page.getByLabel('Kreis oder kreisfreie Stadt').selectOption('05315');
    await visit.page.getByLabel('Beginn').fill('2027-03-02T11:00');
    await visit.page.getByLabel('Ende', { exact: true }).fill('2027-03-02T13:00');
    await visit.type(visit.page.getByLabel('Ort'), 'Rathaus, Saal 2');
    await visit.page.getByLabel('Wiederholung').selectOption('months');
    await visit.press(button(visit, 'Treffen anlegen'));
    await visit.page.getByRole('heading', { level: 1, name: 'Runder Tisch Köln (fiktiv)' }).waitFor();
    address = new URL(visit.page.url()).pathname;
    // The sitting opens with the published figures of its district.
    await main(visit).getByRole('heading', { name: 'Zahlen des Kreises' }).waitFor();
    await main(visit).getByText('Erster Versuch binnen 72 Std.').first().waitFor();

    await open(visit, 'Tagesordnung bearbeiten');
    await visit.type(visit.page.getByLabel('Punkt 1', { exact: true }), 'Bereitschaft am Wochenende');
    await visit.press(button(visit, 'Punkt hinzufügen'));
    await visit.type(visit.page.getByLabel('Punkt 2', { exact: true }), 'Verschiedenes');
    await visit.press(button(visit, 'Tagesordnung speichern'));
    await main(visit).getByRole('listitem').filter({ hasText: 'Verschiedenes' }).waitFor();

    await open(visit, 'Stellen einladen');
    await main(visit).getByRole('checkbox', { name: CENTRES.domstadt.name }).waitFor();
    await fits(visit);
    await picture(visit, 'invite');
    await visit.tick(main(visit).getByRole('checkbox', { name: CENTRES.domstadt.name }));
    await visit.press(button(visit, '1 einladen'));
    await main(visit).getByRole('row').filter({ hasText: CENTRES.koeln.name }).waitFor();
    expect([await visit.kept(), visit.faults]).toEqual([NOTHING_KEPT, []]);
    await visit.context.close();
  });

  it('is answered by the invited centre, who is told, and opens it from the message', async () => {
    const visit = await at(CENTRES.koeln.id, 'centre_lead', '/notifications', 375);
    await visit.press(main(visit).getByRole('link', { name: 'Ihre Stelle ist zu einem Treffen eingeladen.' }));
    await visit.press(main(visit).getByRole('link', { name: 'Runder Tisch Köln (fiktiv)' }));
    await visit.page.getByRole('heading', { level: 2, name: 'Ihre Antwort' }).waitFor();
    await visit.press(button(visit, 'Antwort senden'));
    await main(visit).getByText('Wählen Sie eine Antwort').waitFor();
    await fits(visit);
    await visit.choose('Nimmt Ihre Stelle teil?', 'Zugesagt');
    await visit.type(visit.page.getByLabel('Personen'), '2');
    await visit.press(button(visit, 'Antwort senden'));
    await visit.page.getByText('Antwort gesendet').first().waitFor({ state: 'attached' });
    expect(await main(visit).innerText()).not.toContain('Zahlen des Kreises');
    await picture(visit, 'answer');
    expect(visit.faults).toEqual([]);
    await visit.context.close();
  });

  it('is written down: minutes, and a resolution that needs an owner and a day', async () => {
    chain.moveTo('2027-03-02T12:30:00Z');
    const visit = await at(NETWORK.id, 'local_coordinator', address);
    await visit.page.getByRole('heading', { level: 2, name: 'Protokoll' }).waitFor();
    await visit.type(visit.page.getByLabel('Protokoll zu: Bereitschaft am Wochenende'), 'Alle berichten.');
    await visit.press(button(visit, 'Speichern und freigeben'));
    await main(visit).getByText('Hat stattgefunden').waitFor();
    await visit.type(visit.page.getByLabel('Beschluss', { exact: true }), 'Bereitschaft am Samstag klären');
    await visit.press(button(visit, 'Beschluss eintragen'));
    await main(visit).getByRole('link', { name: 'Wählen Sie, wer zuständig ist' }).waitFor();
    await main(visit).getByRole('link', { name: 'Geben Sie an, bis wann' }).waitFor();
    await fits(visit);
    await visit.page.getByLabel('Zuständig').selectOption(CENTRES.koeln.name);
    await visit.page.getByLabel('Bis wann').fill('2027-03-16');
    await visit.press(button(visit, 'Beschluss eintragen'));
    await main(visit).getByText(`${CENTRES.koeln.name}, bis Di., 16.03.2027`).waitFor();
    await fits(visit);
    await picture(visit, 'minutes');
    expect(visit.faults).toEqual([]);
    await visit.context.close();
  });

  it('has its overdue resolution escalated: the owner was reminded and told, the network hears of it, until it is done', async () => {
    const clock = new ResolutionClock(new TenantDatabase(chain.clock), chain.now);
    for (const instant of ['2027-03-11T08:00:00Z', '2027-03-16T23:00:00Z', '2027-03-18T23:00:00Z']) {
      chain.moveTo(instant);
      expect(await clock.fireDue(10)).toBe(1);
    }
    chain.moveTo('2027-03-19T09:00:00Z');
    const network = await at(NETWORK.id, 'local_coordinator', '/notifications');
    expect(await inbox(network)).toContain('Ein Beschluss eines Treffens ist überfällig und noch offen.');
    await network.press(main(network).getByRole('link', { name: /überfällig/ }));
    await main(network).getByText('Überfällig', { exact: true }).waitFor();
    await fits(network);
    await picture(network, 'overdue');

    const centre = await at(CENTRES.koeln.id, 'centre_lead', '/notifications');
    const told = await inbox(centre);
    for (const words of ['wird bald fällig', 'ist fällig.', 'Das Protokoll eines Treffens liegt vor.']) expect(told).toContain(words);
    await centre.press(centre.page.getByRole('navigation').getByRole('link', { name: 'Treffen' }));
    await open(centre, 'Abschließen');
    await centre.press(button(centre, 'Fallen lassen'));
    await main(centre).getByText('Nennen Sie den Grund, aus dem der Beschluss fallen gelassen wird').waitFor();
    await centre.type(centre.page.getByLabel('Vermerk'), 'Mit der Nachbarstelle vereinbart');
    await centre.press(button(centre, 'Erledigt'));
    await main(centre).getByText('Vermerk: Mit der Nachbarstelle vereinbart').waitFor();
    await fits(centre);
    expect([network.faults, centre.faults]).toEqual([[], []]);
    await network.context.close();
    await centre.context.close();
  });

  it('sits again in the rhythm of its series, and is not called off without a reason', async () => {
    const visit = await at(STATE_OFFICE.id, 'state_coordinator', address);
    await visit.press(button(visit, 'Nächste Sitzung anlegen'));
    await main(visit).getByText('Di., 06.04.2027, 11:00 Uhr bis 13:00 Uhr').waitFor();
    await open(visit, 'Treffen absagen');
    await visit.press(button(visit, 'Absagen'));
    await main(visit).getByText('Nennen Sie den Grund, oder verlegen Sie das Treffen').waitFor();
    await visit.type(visit.page.getByLabel('Grund'), 'Osterferien (fiktiv)');
    await visit.press(button(visit, 'Absagen'));
    await main(visit).getByRole('group', { name: 'Dieses Treffen fällt aus' }).waitFor();
    await fits(visit);
    expect(visit.faults).toEqual([]);
    await visit.context.close();
  });

  it('does not exist for an authority that was not invited', async () => {
    const visit = await at(POLICE.muenster, 'police_lead', address);
    await main(visit).getByText('Dieses Treffen gibt es nicht, oder Ihre Stelle ist nicht eingeladen.').waitFor();
    await fits(visit);
    await visit.context.close();
  });
});

describe('the meetings', () => {
  it('are a page of another role to a counsellor', async () => {
    const visit = await at(CENTRES.koeln.id, 'counsellor', '/exchange');
    await main(visit).getByRole('heading', { level: 1, name: 'Diese Seite gibt es nicht' }).waitFor();
    expect(await main(visit).innerText()).not.toContain('konnte');
    await visit.context.close();
  });

  it('come into the calendar of a coordinator under a secret address', async () => {
    const visit = await at(STATE_OFFICE.id, 'state_coordinator', '/exchange');
    const part = main(visit).getByRole('region', { name: 'Treffen im eigenen Kalender' });
    await visit.press(part.getByRole('button', { name: 'Adresse erstellen' }));
    await part.getByLabel('Geheime Adresse').waitFor();
    await fits(visit);
    await visit.press(part.getByRole('button', { name: 'Adresse zurücknehmen' }));
    await part.getByText('Die Adresse ist zurückgenommen.').waitFor();
    expect(visit.faults).toEqual([]);
    await visit.context.close();
  });
});
