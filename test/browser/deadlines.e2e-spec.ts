import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { HumanRole } from '#domain';
import { openDatabase } from '#persistence';
import type { Browser } from 'playwright-core';
import type { DataSource } from 'typeorm';
import { startApi, type TestApi } from '../support/app.js';
import { NOTHING_KEPT, openBrowser, SITE, Visit, WEB_ROOT } from '../support/browser.js';
import { aChain, aNewReferral, CENTRES, OPERATOR, POLICE, type Chain } from '../support/chain.js';

jest.setTimeout(180_000);

/** SCREENSHOTS names a folder into which every page is drawn, to be looked at. */
const PICTURES = process.env['SCREENSHOTS'];

let chain: Chain;
let api: TestApi;
let browser: Browser;
let admin: DataSource;
const visits: Visit[] = [];

beforeAll(async () => {
  chain = await aChain('deadlines');
  api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE, SESSION_IDLE_MINUTES: '1440', SESSION_HOURS: '24' } });
  browser = await openBrowser(api);
  admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
  for (const [role, name] of [['counsellor', 'Berta Beispiel (fiktiv)'], ['centre_lead', 'Leo Leitung (fiktiv)'], ['officer', 'Omar Muster (fiktiv)']] as const) {
    await admin.query('update app_user set display_name = $1 where role = $2', [name, role]);
  }
});
afterAll(async () => {
  await admin?.destroy();
  await browser?.close();
  await api?.close();
  await chain?.close();
});

async function aVisit(organisationId: string, role: HumanRole, options: { readonly width?: number; readonly height?: number } = {}): Promise<Visit> {
  const visit = await Visit.begin(browser, { now: chain.now, ...options });
  visits.push(visit);
  await visit.signIn(organisationId, role);
  return visit;
}

/** Looks at a page in both languages: nothing for axe to find, and a picture of each. */
async function look(visit: Visit, name: string): Promise<void> {
  for (const [locale, other] of [['de', 'English'], ['en', 'Deutsch']] as const) {
    expect([name, locale, await visit.axe()]).toEqual([name, locale, []]);
    if (PICTURES !== undefined) {
      mkdirSync(PICTURES, { recursive: true });
      await visit.page.screenshot({ path: join(PICTURES, `${name}-${locale}.png`), fullPage: true });
    }
    await visit.press(visit.page.getByRole('button', { name: other }));
  }
}

const open = (visit: Visit, name: string): Promise<void> => visit.press(visit.page.getByRole('navigation').getByRole('link', { name, exact: true }));
const main = (visit: Visit) => visit.page.getByRole('main');

/** Lets the chain's time pass as the worker would. */
async function at(instant: string): Promise<void> {
  chain.moveTo(instant);
  while ((await chain.clocks.fireDue()) > 0);
  await chain.clocks.resumeDue();
}

describe('absence and on-call duty', () => {
  let lead: Visit;
  const form = { from: 'Von', until: 'Bis' };
  const fill = async (visit: Visit, from: string, until: string): Promise<void> => {
    await visit.page.getByLabel(form.from, { exact: true }).fill(from);
    await visit.page.getByLabel(form.until, { exact: true }).fill(until);
  };
  const save = (visit: Visit) => visit.press(visit.page.getByRole('button', { name: 'Speichern' }));

  it('are empty at first, and say so', async () => {
    lead = await aVisit(CENTRES.koeln.id, 'centre_lead');
    await open(lead, 'Übergabe & Abwesenheit');
    await lead.page.getByText('niemand als abwesend eingetragen').waitFor();
    expect(await lead.page.title()).toBe('Übergabe & Abwesenheit – Zeitnah');
    await look(lead, 'duty-empty');
  });

  it('ask field by field for what does not fit, before and after the server has looked', async () => {
    await save(lead);
    const summary = lead.page.getByRole('group', { name: /Angaben? prüfen/ });
    await summary.getByRole('link', { name: 'Geben Sie Datum und Uhrzeit ein' }).first().waitFor();
    await fill(lead, '2027-03-12T09:00', '2027-03-08T09:00');
    await save(lead);
    await summary.getByRole('link', { name: /Das Ende liegt nicht nach dem Beginn/ }).waitFor();
    await fill(lead, '2027-02-08T09:00', '2027-02-12T09:00');
    await save(lead);
    await summary.getByRole('link', { name: /schon vorbei/ }).waitFor();
    expect(await lead.page.getByLabel(form.until, { exact: true }).inputValue()).toBe('2027-02-12T09:00');
    await look(lead, 'duty-refused');
  });

  it('are entered by keyboard; that nobody is left is taken and said in words', async () => {
    const person = lead.page.getByLabel('Person', { exact: true });
    await lead.tabTo(person);
    await lead.page.keyboard.type('Berta');
    await fill(lead, '2027-03-08T09:00', '2027-03-12T09:00');
    await save(lead);
    await lead.page.getByText('Abwesenheit eingetragen: Berta Beispiel (fiktiv)').waitFor();
    const words = 'niemand in der Rolle „Beratungsfachkraft“ erreichbar';
    await lead.page.getByText(words).nth(1).waitFor();
    expect(await main(lead).getByText('Alarme gehen an: Leitung Beratungsstelle').count()).toBe(2);
    await look(lead, 'duty-nobody');
    await lead.press(lead.page.getByRole('button', { name: 'English' }));
    await lead.page.getByText('Absence entered: Berta Beispiel (fiktiv)').waitFor();
    await lead.press(lead.page.getByRole('button', { name: 'Deutsch' }));
  });

  it('are cancelled with a way back', async () => {
    await lead.press(lead.page.getByRole('button', { name: /^Streichen: Berta/ }));
    await lead.page.getByText(/^Gestrichen: Berta/).waitFor();
    await lead.page.getByText('niemand als abwesend eingetragen').waitFor();
    await lead.press(lead.page.getByRole('button', { name: 'Rückgängig' }));
    await lead.page.getByRole('button', { name: /^Streichen: Berta/ }).waitFor();
    expect(await main(lead).getByRole('row').count()).toBe(2);
  });

  it('hold on-call duty too, with its errors at their field', async () => {
    await lead.choose('Was tragen Sie ein?', 'Bereitschaft');
    expect(await lead.page.getByLabel('Vertretung').count()).toBe(0);
    await fill(lead, '2027-03-09T18:00', '2027-03-10T08:00');
    await lead.page.getByLabel('Person', { exact: true }).selectOption({ label: 'Berta Beispiel (fiktiv)' });
    await save(lead);
    await main(lead).getByRole('link', { name: /in dieser Zeit abwesend/ }).waitFor();
    await lead.page.getByLabel('Person', { exact: true }).selectOption({ label: 'Leo Leitung (fiktiv)' });
    await save(lead);
    await lead.page.getByText('Bereitschaft eingetragen: Leo Leitung (fiktiv)').waitFor();
    await look(lead, 'duty-full');
  });

  it('are one’s own to enter for an officer, on a phone too', async () => {
    const officer = await aVisit(POLICE.koeln, 'officer', { width: 375, height: 667 });
    await open(officer, 'Abwesenheit');
    expect(await officer.page.getByLabel('Person', { exact: true }).getAttribute('readonly')).not.toBeNull();
    await fill(officer, '2027-03-03T09:00', '2027-03-05T09:00');
    await officer.page.getByLabel('Vertretung').selectOption({ index: 1 });
    await save(officer);
    await officer.page.getByText('Abwesenheit eingetragen: Omar Muster (fiktiv)').waitFor();
    await look(officer, 'duty-phone');
  });
});

describe('the deadlines of a referral', () => {
  it('say why, what comes next, what was moved from when to when, and keep the reason from the police', async () => {
    await at('2027-03-02T09:00:00Z');
    const { body } = await (await api.signedIn(POLICE.koeln, 'officer')).create();
    const [id, reference] = [String(body['id']), String(body['reference'])];
    const counsellor = await api.signedIn(CENTRES.koeln.id, 'counsellor');
    const happens = async (event: string, data: unknown): Promise<void> => {
      const version = Number((await counsellor.get(`/referrals/${id}`)).body['version']);
      expect((await counsellor.event(id, event, version, data)).status).toBe(200);
    };
    await happens('accept', { conflictOfInterest: false });
    await happens('pause_clock', { clock: 'attempt_series', reason: 'interpreter_pending', until: '2027-03-02T12:00:00Z' });
    await at('2027-03-02T12:00:00Z');
    const visit = await aVisit(CENTRES.koeln.id, 'counsellor');
    await visit.press(visit.page.getByRole('link', { name: reference }));
    const deadlines = visit.page.getByRole('region', { name: 'Fristen' });
    await deadlines.getByText('Warum?').first().waitFor();
    expect(await deadlines.getByText(/Als Nächstes: 1\. Erinnerung/).count()).toBeGreaterThan(0);
    expect(await deadlines.getByText(/^Neu berechnet: statt/).count()).toBe(1);
    await visit.press(deadlines.getByText(/^Verlauf der Fristen/));
    await deadlines.getByText(/Neu berechnet am .* wegen „.*“: statt .* jetzt/).waitFor();
    await deadlines.getByText(/Erledigt am .* durch „Angenommen“/).waitFor();
    await look(visit, 'referral-deadlines');
    const officer = await aVisit(POLICE.koeln, 'officer');
    await officer.page.goto(`${SITE}/police/referrals/${id}`);
    const forPolice = officer.page.getByRole('region', { name: 'Fristen' });
    await officer.press(forPolice.getByText(/^Verlauf der Fristen/));
    await forPolice.getByText(/Neu berechnet am .*: statt/).waitFor();
    expect(await forPolice.innerText()).not.toMatch(/wegen „|Sprachmittl|Dolmetsch/);
  });
});

describe('the page of what is due', () => {
  it('says when nothing is', async () => {
    const elsewhere = await aVisit(CENTRES.elsewhere.id, 'centre_lead');
    await open(elsewhere, 'Fällig');
    await elsewhere.page.getByText('In diesem Zeitraum ist nichts fällig.').waitFor();
    await look(elsewhere, 'due-empty');
  });

  it('sorts by urgency, leads to the referral and is refreshed by hand', async () => {
    const officer = await api.signedIn(POLICE.koeln, 'officer');
    const late = aNewReferral({ centreId: CENTRES.domstadt.id });
    await officer.create(late);
    await at('2027-03-03T06:00:00Z');
    const { body } = await (await api.signedIn(POLICE.koeln, 'officer', { fresh: true })).create(late);
    const reference = String(body['reference']);
    await at('2027-03-03T13:00:00Z');
    const lead = await aVisit(CENTRES.domstadt.id, 'centre_lead');
    await open(lead, 'Fällig');
    await lead.page.getByRole('heading', { name: /^Überfällig \(\d+\)$/ }).waitFor();
    await lead.page.getByRole('heading', { name: /^Später \(\d+\)$/ }).waitFor();
    await lead.press(lead.page.getByRole('button', { name: 'Aktualisieren' }));
    await lead.page.getByText(/^Aktualisiert: \d+ Fristen$/).waitFor({ state: 'attached' });
    await look(lead, 'due');
    await lead.press(main(lead).getByRole('link', { name: reference }).first());
    await lead.page.getByRole('heading', { name: `Vermittlung ${reference}` }).waitFor();
    const phone = await aVisit(POLICE.koeln, 'police_lead', { width: 375, height: 667 });
    await open(phone, 'Fällig');
    await phone.page.getByRole('heading', { name: /^Überfällig/ }).waitFor();
    await look(phone, 'due-phone');
  });
});

describe('the operator’s page', () => {
  it('raises its alarms in words, with figures, workers and dead letters beside them', async () => {
    await chain.clock.query(
      `insert into worker_heartbeat (worker_id, started_at, seen_at, swept_at, bell_lag_ms, bells_armed, armed_until, queue_answers)
       select gen_random_uuid(), now() - interval '1 hour', now() - ago * interval '1 minute', now() - ago * interval '1 minute', 12, 7, now() + interval '1 hour', true from (values (0), (3)) v (ago)`,
    );
    const check = randomUUID();
    await chain.clock.query(`insert into invariant_check (id, night, checked_at, referrals, violations) values ($1, now()::date, now() - interval '1 hour', 41, 1)`, [check]);
    await chain.clock.query(`insert into invariant_violation (id, check_id, code, reference, clock_kind) values ($1, $2, 'clock_missing', 'F-7F3K', 'first_attempt')`, [randomUUID(), check]);
    await admin.query(`insert into registry_change (id, kind, reason, recorded_at, recorded_by, last_run_at, moved) values ($1, 'closure', 'Betriebsausflug (fiktiv)', now(), 'Testkonto', now(), 3)`, [randomUUID()]);
    await chain.clock.query(`update notification set state = 'dead', error_code = 'refused' where id in (select id from notification limit 1)`);
    const operator = await aVisit(OPERATOR.id, 'admin');
    await operator.page.getByText('Ein Worker ist seit mehr als 15 Sekunden weg.').waitFor();
    await operator.page.getByText('Die nächtliche Prüfung hat Befunde.').waitFor();
    await operator.page.getByRole('row', { name: /Worker 2/ }).waitFor();
    await look(operator, 'operations');
    await operator.press(operator.page.getByRole('button', { name: 'Noch einmal versuchen' }));
    await operator.page.getByText('Keine gescheiterten Aufgaben').waitFor();
    await operator.page.setViewportSize({ width: 375, height: 667 });
    await look(operator, 'operations-phone');
  });
});

describe('the device', () => {
  it('keeps nothing of it, breaks no policy, and no page scrolls sideways at 320 pixels', async () => {
    const lead = await aVisit(CENTRES.koeln.id, 'centre_lead', { width: 320, height: 640 });
    for (const path of ['/due', '/duty']) {
      await lead.page.goto(`${SITE}${path}`);
      await lead.page.getByRole('heading', { level: 1 }).waitFor();
      await lead.page.waitForLoadState('networkidle');
      expect([path, await lead.page.evaluate('document.documentElement.scrollWidth <= innerWidth')]).toEqual([path, true]);
    }
    for (const visit of visits) {
      expect([await visit.kept(), visit.faults]).toEqual([NOTHING_KEPT, []]);
      expect(visit.page.url()).toMatch(/^http:\/\/localhost:3000\/[a-z/]*[0-9a-f-]*$/);
    }
  });
});
