import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { regions } from '#directory';
import { TenantDatabase } from '#persistence';
import { FactLedger, TurnaroundPublisher } from '#turnaround';
import { startApi, type TestApi } from '../support/app.js';
import { NOTHING_KEPT, openBrowser, SITE, Visit, WEB_ROOT } from '../support/browser.js';
import { aChain, CENTRES, NETWORK, POLICE, type Chain } from '../support/chain.js';
import { acceptReferral, causeEvent, fillReport, PERSON, PHONE, referenceOnReceipt, sendButton, stateBadge } from '../support/page-steps.js';
import { until } from '../support/until.js';

jest.setTimeout(180_000);

let chain: Chain;
let api: TestApi;
let browser: Browser;
const visits: Visit[] = [];

beforeAll(async () => {
  chain = await aChain('browser');
  // The day of the walk passes in minutes; nobody is to be signed out by it.
  api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE, SESSION_IDLE_MINUTES: '1440', SESSION_HOURS: '24' } });
  browser = await openBrowser(api);
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
  await chain?.close();
});

async function aVisit(options: { readonly width?: number; readonly height?: number } = {}): Promise<Visit> {
  const visit = await Visit.begin(browser, { now: chain.now, ...options });
  visits.push(visit);
  return visit;
}

async function asOfficer(options: { readonly width?: number; readonly height?: number } = {}): Promise<Visit> {
  const visit = await aVisit(options);
  await visit.signIn(POLICE.koeln, 'officer');
  return visit;
}

async function asCounsellor(): Promise<Visit> {
  const visit = await aVisit();
  await visit.signIn(CENTRES.domstadt.id, 'counsellor');
  return visit;
}

/** Causes an event by its form, on which axe finds nothing. */
async function cause(visit: Visit, event: string, answer?: (visit: Visit) => Promise<void>): Promise<void> {
  expect(await causeEvent(visit, event, answer)).toEqual([]);
}

describe('the chain in three browsers, by keyboard', () => {
  let officer: Visit;
  let counsellor: Visit;
  let reference: string;

  it('lets an officer hand a person over', async () => {
    officer = await asOfficer();
    expect(await officer.axe()).toEqual([]);
    await fillReport(officer);
    expect(await officer.axe()).toEqual([]);
    await officer.press(sendButton(officer));
    reference = await referenceOnReceipt(officer);
    expect(reference).toMatch(/^F-/);
    expect(await officer.page.getByRole('main').innerText()).toContain(CENTRES.domstadt.name);
    expect(await officer.page.getByText(/24 Stunden/).count()).toBeGreaterThan(0);
    expect(await officer.axe()).toEqual([]);
  });

  it('shows it on top of the centre’s inbox, without the person', async () => {
    counsellor = await asCounsellor();
    await counsellor.page.getByRole('link', { name: reference }).waitFor();
    expect(await counsellor.page.content()).not.toContain(PERSON);
    expect(await counsellor.page.title()).toBe('(1) Posteingang – Zeitnah');
    expect(await counsellor.axe()).toEqual([]);
    await counsellor.press(counsellor.page.getByRole('link', { name: reference }));
    await counsellor.page.getByRole('heading', { name: `Vermittlung ${reference}` }).waitFor();
    expect(await counsellor.axe()).toEqual([]);
  });

  it('lets a counsellor accept, and shows name and number only on purpose', async () => {
    await acceptReferral(counsellor);
    expect(await counsellor.axe()).toEqual([]);
    expect(await counsellor.page.content()).not.toContain(PHONE);
    await counsellor.press(counsellor.page.getByRole('button', { name: 'Angaben zeigen' }));
    await counsellor.page.getByText(PHONE).waitFor();
    expect(await counsellor.page.title()).not.toContain('Ada');
    expect(await counsellor.axe()).toEqual([]);
    await counsellor.press(counsellor.page.getByRole('button', { name: 'Angaben verbergen' }));
    expect(await counsellor.page.content()).not.toContain(PHONE);
  });

  it('records two attempts, reaches the person and closes', async () => {
    for (const instant of ['2027-03-02T10:00:00Z', '2027-03-02T17:30:00Z']) {
      chain.moveTo(instant);
      await counsellor.catchUp();
      await cause(counsellor, 'Kontaktversuch festhalten', (visit) => visit.choose('Ergebnis', 'Nicht abgenommen'));
      await stateBadge(counsellor, 'Kontaktaufnahme läuft').waitFor();
    }
    expect(await counsellor.page.getByText('Anruf, Nicht abgenommen').count()).toBe(2);
    await cause(counsellor, 'Person erreicht', (visit) => visit.choose('Was ist dabei herausgekommen?', 'Gleich beraten'));
    await stateBadge(counsellor, 'Erreicht').waitFor();
    await cause(counsellor, 'Abschließen', (visit) => visit.choose('Wie endet die Vermittlung?', 'Beraten'));
    await stateBadge(counsellor, 'Abgeschlossen').waitFor();
    expect(await counsellor.axe()).toEqual([]);
  });

  it('shows the officer what became of it, and nothing of the counselling', async () => {
    await officer.catchUp();
    await officer.press(officer.page.getByRole('link', { name: 'Meldung ansehen' }));
    await stateBadge(officer, 'Abgeschlossen').waitFor();
    expect(await officer.page.content()).not.toContain('Nicht abgenommen');
    expect(await officer.axe()).toEqual([]);
  });

  it('lets the coordinator read the districts, with small numbers suppressed', async () => {
    // The day after the quarter has settled: only then are its districts told.
    chain.moveTo('2027-05-02T09:00:00Z');
    await new FactLedger(new TenantDatabase(chain.clock)).foldDue();
    await new TurnaroundPublisher(new TenantDatabase(chain.clock), regions()).publishDue(chain.now());
    const coordinator = await aVisit();
    await coordinator.signIn(NETWORK.id, 'local_coordinator');
    expect(await coordinator.axe()).toEqual([]);
    await coordinator.press(coordinator.page.getByRole('link', { name: 'Laufzeiten' }));
    await coordinator.page.locator('.turnaround__finding').filter({ hasText: 'Alle Anteile sind verborgen: hinter keinem stehen genug Vermittlungen.' }).waitFor();
    await coordinator.page.getByRole('listitem').filter({ hasText: /^Köln.*verborgen$/s }).waitFor();
    expect(await coordinator.axe()).toEqual([]);
  });
});

describe('what a person has typed', () => {
  it('survives a session that has ended, and a change of language', async () => {
    const officer = await asOfficer();
    await fillReport(officer);
    await officer.press(officer.page.getByRole('button', { name: 'English' }));
    await officer.page.getByRole('heading', { name: 'New report' }).waitFor();
    expect(await officer.page.locator('html').getAttribute('lang')).toBe('en');
    expect(await officer.axe()).toEqual([]);
    await officer.press(officer.page.getByRole('button', { name: 'Deutsch' }));
    await officer.context.clearCookies();
    await officer.press(sendButton(officer));
    await officer.page.getByRole('dialog', { name: 'Ihre Sitzung ist abgelaufen' }).waitFor();
    expect(await officer.axe()).toEqual([]);
    await officer.signIn(POLICE.koeln, 'officer');
    await officer.page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await officer.page.getByLabel('Telefonnummer').inputValue()).toBe(PHONE);
    await officer.press(officer.page.getByRole('button', { name: 'Noch einmal senden' }));
    await referenceOnReceipt(officer);
  });

  it('survives that somebody else was faster', async () => {
    const counsellor = await aVisit();
    // Before the stream is opened: an open one would tell of the colleague's change, and nothing would be stale.
    await counsellor.page.route('**/api/v1/stream', (route) => route.abort());
    await counsellor.signIn(CENTRES.domstadt.id, 'counsellor');
    await counsellor.press(counsellor.page.getByRole('button', { name: /^Neu/ }));
    await counsellor.press(counsellor.page.getByRole('main').getByRole('link').first());
    await acceptReferral(counsellor);
    const id = counsellor.page.url().split('/').at(-1) ?? '';
    await counsellor.press(counsellor.page.getByRole('button', { name: 'Kontaktversuch festhalten' }));
    await counsellor.choose('Ergebnis', 'Aufgelegt');
    const colleague = await api.signedIn(CENTRES.domstadt.id, 'centre_lead');
    const version = Number((await colleague.get(`/referrals/${id}`)).body['version']);
    expect((await colleague.event(id, 'record_attempt', version, { channel: 'phone', at: chain.now(), result: 'no_answer', contactVersion: 1 })).status).toBe(200);
    const save = counsellor.page.getByRole('dialog').getByRole('button', { name: 'Kontaktversuch festhalten' });
    await counsellor.press(save);
    await counsellor.page.getByText('Jemand anders hat diese Vermittlung inzwischen geändert').waitFor();
    expect(await counsellor.page.getByLabel('Aufgelegt').isChecked()).toBe(true);
    await counsellor.press(save);
    await counsellor.page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('is asked for again field by field when something is missing', async () => {
    const officer = await asOfficer();
    await officer.press(officer.page.getByRole('navigation').getByRole('link', { name: 'Neue Meldung' }));
    await officer.press(sendButton(officer));
    const summary = officer.page.getByRole('group', { name: /Angaben prüfen/ });
    await until(() => summary.evaluate((element) => element === element.ownerDocument.activeElement), { what: 'the focus on the summary' });
    expect(await officer.axe()).toEqual([]);
    await officer.press(summary.getByRole('link', { name: 'Geben Sie Vor- und Nachnamen ein' }));
    expect(await officer.page.getByLabel('Vor- und Nachname').evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
  });
});

describe('the device', () => {
  it('keeps nothing but the language, breaks no policy and tells nothing in an address', async () => {
    expect(visits.length).toBeGreaterThan(5);
    for (const visit of visits) {
      expect(await visit.kept()).toEqual(NOTHING_KEPT);
      expect(visit.faults).toEqual([]);
      expect(visit.page.url()).toMatch(/^http:\/\/localhost:3000\/[a-z/]*[0-9a-f-]*(\/receipt)?$/);
    }
  });

  it('shows every page without scrolling sideways at 320 pixels', async () => {
    const officer = await asOfficer({ width: 320, height: 640 });
    for (const path of ['/police', '/police/new', '/notifications']) {
      await officer.page.goto(`${SITE}${path}`);
      await officer.page.getByRole('heading', { level: 1 }).waitFor();
      expect(await officer.page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    }
  });
});

describe('the checks themselves', () => {
  it('catch a picture without words, something kept and a style inside the page', async () => {
    const visit = await Visit.begin(browser, { now: chain.now });
    await visit.page.getByRole('heading', { level: 1 }).waitFor();
    await visit.page.evaluate(`
      document.body.append(document.createElement('img'));
      localStorage.setItem('name', 'planted');
      document.head.append(Object.assign(document.createElement('style'), { textContent: 'body { color: red }' }));
    `);
    expect(await visit.axe()).toEqual(expect.arrayContaining([expect.stringMatching(/^image-alt/)]));
    expect(await visit.kept()).not.toEqual(NOTHING_KEPT);
    await until(() => visit.faults.some((fault) => fault.startsWith('policy:')), { what: 'the violated policy' });
  });
});
