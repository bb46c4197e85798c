import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { DataSource } from 'typeorm';
import { DirectoryQueries, type RegistryChange } from '#directory';
import { ClockStore, openDatabase, ReferralStore, TenantDatabase } from '#persistence';
import { ProposalEffects, RecomputationService, Rehearsal } from '#referrals';
import { startApi, type TestApi, type TestBrowser } from '../support/app.js';
import { NOTHING_KEPT, openBrowser, SITE, Visit, WEB_ROOT } from '../support/browser.js';
import { forAnySuitable, stepsOf } from '../support/referral-steps.js';
import { aChain, CENTRES, KOELN, MUENSTER, NETWORK, POLICE, STATE_OFFICE, type Chain } from '../support/chain.js';
import { button, expectSound, link, main, says } from '../support/visit-steps.js';

jest.setTimeout(240_000);

const MODEL = 'Zwei Stellen teilen sich das Wochenende (erfunden)';
const EVERY_DAY = { windows: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })), closures: [] };

/** Tue 2 Mar 2027, 10:00 local. */
let chain: Chain;
let api: TestApi;
let admin: DataSource;
let state: TestBrowser;
let browser: Browser;

beforeAll(async () => {
  chain = await aChain('models-browser');
  admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
  // In Münster somebody is there on weekends.
  await admin.query('update centre_profile set opening_hours = $2, daily_service = true where centre_id = $1', [CENTRES.elsewhere.id, JSON.stringify(EVERY_DAY)]);
  api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE } });
  state = await api.signedIn(STATE_OFFICE.id, 'state_coordinator');
  await api.signedIn(NETWORK.id, 'local_coordinator');
  await api.signedIn(POLICE.koeln, 'police_lead');
  browser = await openBrowser(api);
});
afterAll(async () => {
  await browser?.close();
  await admin?.destroy();
  await api?.close();
  await chain?.close();
});

async function released(title = MODEL): Promise<string> {
  const drafted = await state.post('/models', {
    title, summary: 'Zwei Stellen wechseln sich samstags und sonntags ab.', tags: ['weekend_cover', 'rural'], standing: 'established', checkedOn: '2025-12-01', contactOrganisationId: CENTRES.elsewhere.id,
    uses: [{ districtAgs: MUENSTER.slice(0, 5), beganOn: '2025-01-01' }], template: { dailyService: true, firstAttempt: { amount: 12, unit: 'EH' } },
  });
  const id = String(drafted.body['id']);
  await state.send('POST', `/api/v1/models/${id}/release`, { body: { released: true }, headers: { 'if-match': '"1"' } });
  return id;
}

async function visitOf(organisationId: string, role: Parameters<Visit['signIn']>[1], size: { readonly width: number; readonly height: number } = { width: 1280, height: 900 }): Promise<Visit> {
  const visit = await Visit.begin(browser, { now: chain.now, ...size });
  await visit.signIn(organisationId, role);
  return visit;
}

/** What the worker does with a proposal: weighs it on the referrals of the past. */
async function weigh(): Promise<void> {
  const database = new TenantDatabase(chain.clock);
  const directory = new DirectoryQueries(database, chain.now);
  const effects = new ProposalEffects(database, directory, new RecomputationService(database, new ReferralStore(), new ClockStore(), directory, chain.now), new Rehearsal(database, directory));
  const [row] = await chain.clock.query<{ id: string; change: RegistryChange }[]>('select id, change from registry_proposal where effect_at is null');
  if (row === undefined) throw new Error('no proposal waits');
  await chain.clock.query('update registry_proposal set effect = $2, effect_at = now() where id = $1', [row.id, JSON.stringify(await effects.of(row.change, chain.now()))]);
}

describe('a model', () => {
  it('is found from a weekend gap, adopted with what contradicts it in words, and looked at as a draft of the agreement', async () => {
    const steps = stepsOf(chain);
    for (let index = 0; index < 6; index += 1) await steps.create(true, forAnySuitable());
    await released();
    const visit = await visitOf(STATE_OFFICE.id, 'state_coordinator');
    await visit.page.goto(`${SITE}/coordination/office`);
    await visit.press(link(visit, 'Abdeckung'));
    await says(visit, /^Lücke am Wochenende in \d+ Kreisen → 1 Modell, das eine geschlossen hat$/);
    await visit.press(main(visit).locator('summary').filter({ hasText: MODEL }));
    await says(visit, 'keine Zahlen (2024)');
    await expectSound(visit, 'coverage');
    await visit.press(link(visit, MODEL));
    await says(visit, 'Zwei Stellen wechseln sich samstags und sonntags ab.');
    await says(visit, /^Ungeprüft: zuletzt am 1\. Dezember 2025|^Ungeprüft: zuletzt am/);
    await says(visit, 'keine Zahlen (2024)');
    await visit.press(button(visit, 'Prüfen'));
    await says(visit, /Wählen Sie, für wen das Modell gelten soll/);
    await expectSound(visit, 'model-errors');
    await visit.tabTo(visit.page.getByLabel('Für', { exact: true }));
    await visit.page.getByLabel('Für', { exact: true }).selectOption({ label: (await pairs(visit)).find((each) => each.includes(CENTRES.koeln.name)) ?? '' });
    await says(visit, 'binnen 12 Stunden');
    await visit.press(button(visit, 'Prüfen'));
    await says(visit, 'Geprüft: 2 Hinweise');
    await says(visit, /Dienst an allen Tagen, aber die Stelle hat am Samstag oder Sonntag keine Öffnungszeiten/);
    await says(visit, /kürzer als die letzte Stufe der laufenden Eskalation/);
    await expectSound(visit, 'model-checked');
    await visit.press(button(visit, 'Vorschlagen'));
    await says(visit, 'Die Wirkung wird berechnet …');
    await says(visit, `Modell übernommen: ${MODEL}`);
    await says(visit, /Dienst an allen Tagen/);
    await weigh();
    await says(visit, 'So viele laufende Fristen verschieben sich:');
    await link(visit, 'Aus diesem Modell der Bibliothek').waitFor();
    await expectSound(visit, 'proposal');
    expect([await visit.kept(), visit.faults]).toEqual([NOTHING_KEPT, []]);
    await visit.context.close();
  });

  it('is written as a draft by a local network, by keyboard, and released by the state office; an edit that comes second is told so', async () => {
    const visit = await visitOf(NETWORK.id, 'local_coordinator');
    await visit.page.goto(`${SITE}/models`);
    await visit.press(link(visit, 'Neues Modell'));
    await visit.press(button(visit, 'Speichern'));
    await says(visit, /^Bitte 3 Angaben prüfen|^Bitte \d+ Angaben prüfen/);
    await expectSound(visit, 'new-errors');
    await visit.type(visit.page.getByLabel('Titel', { exact: true }), 'Rundtelefon am Freitag (erfunden)');
    await visit.type(visit.page.getByLabel('Worum es geht'), 'Freitags telefonieren alle Stellen kurz miteinander.');
    await visit.tick(visit.page.getByLabel('Kapazität', { exact: true }));
    await visit.press(button(visit, 'Kreis hinzufügen'));
    const district = visit.page.getByLabel('Kreis', { exact: true });
    await visit.tabTo(district);
    await district.selectOption(KOELN.slice(0, 5));
    const since = visit.page.getByLabel('Seit', { exact: true });
    await visit.tabTo(since);
    await since.fill('2026-01-01');
    await visit.type(visit.page.getByLabel('Versuche'), '5');
    await visit.press(button(visit, 'Speichern'));
    await says(visit, 'Geben Sie eine Zahl von 1 bis 14 ein');
    await visit.type(visit.page.getByLabel('An Tagen'), '3');
    await visit.type(visit.page.getByLabel('Zu Tageszeiten'), '2');
    await expectSound(visit, 'new');
    await visit.press(button(visit, 'Speichern'));
    await says(visit, 'Entwurf: noch nicht freigegeben.');
    await says(visit, 'Ungeprüft: Noch niemand hat nachgefragt, ob das so stimmt.');
    await says(visit, /5 Versuche/);
    await visit.press(button(visit, 'Bearbeiten'));
    await visit.type(visit.page.getByLabel('Titel', { exact: true }), 'Rundtelefon am Montag (erfunden)');

    const office = await visitOf(STATE_OFFICE.id, 'state_coordinator');
    await office.page.goto(visit.page.url());
    await office.press(button(office, 'Freigeben'));
    await says(office, 'Das Modell ist freigegeben: Polizei, Stellen und Koordination können es lesen.');
    await expectSound(office, 'released');
    await visit.press(button(visit, 'Speichern'));
    await says(visit, /Dieses Modell ist inzwischen freigegeben/);
    await expectSound(visit, 'edited-second');

    const lead = await visitOf(POLICE.koeln, 'police_lead');
    await lead.page.goto(`${SITE}/models`);
    await says(lead, 'Rundtelefon am Freitag (erfunden)');
    expect([await link(lead, 'Neues Modell').count(), await lead.page.getByText('Lücke am Wochenende').count()]).toEqual([0, 0]);
    await lead.press(link(lead, 'Rundtelefon am Freitag (erfunden)'));
    await says(lead, 'Freitags telefonieren alle Stellen kurz miteinander.');
    expect([await button(lead, 'Bearbeiten').count(), await button(lead, 'Prüfen').count()]).toEqual([0, 0]);
    await expectSound(lead, 'read-by-police');
    // A refusal is an answer that the browser notes as well.
    expect([visit.faults.filter((fault) => !fault.includes('409')), office.faults, lead.faults]).toEqual([[], [], []]);
    for (const each of [visit, office, lead]) await each.context.close();
  });

  it('keeps what was typed when two of the state office write, and goes on from what holds now', async () => {
    const id = await released('Geteilte Arbeit (erfunden)');
    const visit = await visitOf(STATE_OFFICE.id, 'state_coordinator', { width: 375, height: 667 });
    await visit.page.goto(`${SITE}/models/${id}`);
    await visit.press(button(visit, 'Bearbeiten'));
    await visit.type(visit.page.getByLabel('Titel', { exact: true }), 'Meine Fassung (erfunden)');
    const models = (await state.get('/models')).body as unknown as readonly { readonly id: string; readonly version: number }[];
    await state.send('POST', `/api/v1/models/${id}/release`, { body: { released: true }, headers: { 'if-match': `"${String(models.find((each) => each.id === id)?.version)}"` } });
    await visit.press(button(visit, 'Speichern'));
    await says(visit, 'Jemand anders hat dieses Modell inzwischen geändert');
    await expectSound(visit, 'stale');
    await visit.press(button(visit, 'Mit meinen Eingaben weiter'));
    await visit.press(button(visit, 'Speichern'));
    await says(visit, 'Das Modell ist gespeichert');
    await visit.press(button(visit, 'Heute geprüft'));
    await says(visit, 'Festgehalten: heute geprüft');
    expect(await visit.page.getByText(/^Ungeprüft/).count()).toBe(0);
    await visit.page.getByRole('heading', { level: 1, name: 'Meine Fassung (erfunden)' }).waitFor();
    await visit.context.close();
  });
});

/** The pairs of authority and centre that the choice offers. */
const pairs = (visit: Visit): Promise<readonly string[]> => visit.page.getByLabel('Für', { exact: true }).locator('option').allTextContents();
