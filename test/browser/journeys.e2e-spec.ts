import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Route } from 'playwright-core';
import type { HumanRole } from '#domain';
import { startApi, type TestApi } from '../support/app.js';
import { openBrowser, SITE, Visit, WEB_ROOT } from '../support/browser.js';
import { aChain, CENTRES, POLICE, type Chain } from '../support/chain.js';
import { acceptReferral, causeEvent, fillReport, PERSON, PHONE, referenceOnReceipt, sendButton, stateBadge } from '../support/page-steps.js';

jest.setTimeout(180_000);

const NEW_PHONE = '0221 4711999';

let chain: Chain;
let api: TestApi;
let browser: Browser;
const visits: Visit[] = [];

beforeAll(async () => {
  chain = await aChain('journeys');
  api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE, SESSION_IDLE_MINUTES: '1440', SESSION_HOURS: '24' } });
  browser = await openBrowser(api);
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
  await chain?.close();
});

/** Every key of these journeys is pressed; nothing is clicked. */
describe.each([
  { device: 'at a desk', width: 1280, height: 900 },
  { device: 'on a phone', width: 375, height: 667 },
])('by keyboard $device:', ({ width, height }) => {
  async function as(organisationId: string, role: HumanRole, live = true): Promise<Visit> {
    const visit = await Visit.begin(browser, { now: chain.now, width, height });
    visits.push(visit);
    visit.page.on('dialog', (dialog) => void dialog.accept());
    // An open stream would tell of a colleague's change, and nothing would be stale.
    if (!live) await visit.page.route('**/api/v1/stream', (route) => route.abort());
    await visit.signIn(organisationId, role);
    return visit;
  }
  const fits = async (visit: Visit): Promise<void> => expect([...(await visit.overflow()), ...(await visit.axe())]).toEqual([]);
  const openFromList = async (visit: Visit, reference: string): Promise<void> => {
    await visit.press(visit.page.getByRole('link', { name: reference }));
    await visit.page.getByRole('heading', { level: 1, name: `Vermittlung ${reference}` }).waitFor();
    await fits(visit);
  };
  const openFromReceipt = async (visit: Visit): Promise<void> => {
    await visit.press(visit.page.getByRole('link', { name: 'Meldung ansehen' }));
    await visit.page.getByRole('heading', { level: 1, name: /^Vermittlung F-/ }).waitFor();
    await fits(visit);
  };
  const handOver = async (centre?: RegExp): Promise<{ readonly officer: Visit; readonly reference: string }> => {
    const officer = await as(POLICE.koeln, 'officer');
    await fillReport(officer, centre);
    await fits(officer);
    await officer.press(sendButton(officer));
    const reference = await referenceOnReceipt(officer);
    await fits(officer);
    return { officer, reference };
  };
  const cause = async (visit: Visit, event: string, answer?: (visit: Visit) => Promise<void>): Promise<void> => expect(await causeEvent(visit, event, answer)).toEqual([]);

  it('in time', async () => {
    const { officer, reference } = await handOver();
    const counsellor = await as(CENTRES.domstadt.id, 'counsellor');
    await openFromList(counsellor, reference);
    await acceptReferral(counsellor);
    await counsellor.press(counsellor.page.getByRole('button', { name: 'Angaben zeigen' }));
    await counsellor.page.getByText(PHONE).waitFor();
    await cause(counsellor, 'Kontaktversuch festhalten', (visit) => visit.choose('Ergebnis', 'Nicht abgenommen'));
    await stateBadge(counsellor, 'Kontaktaufnahme läuft').waitFor();
    await cause(counsellor, 'Person erreicht', (visit) => visit.choose('Was ist dabei herausgekommen?', 'Gleich beraten'));
    await stateBadge(counsellor, 'Erreicht').waitFor();
    await cause(counsellor, 'Abschließen', (visit) => visit.choose('Wie endet die Vermittlung?', 'Beraten'));
    await stateBadge(counsellor, 'Abgeschlossen').waitFor();
    await fits(counsellor);
    await openFromReceipt(officer);
    await stateBadge(officer, 'Abgeschlossen').waitFor();
    await officer.page.getByText('Die Person wurde erreicht').waitFor();
  });

  it('wrong number, returned, corrected', async () => {
    const { officer, reference } = await handOver();
    const counsellor = await as(CENTRES.domstadt.id, 'counsellor');
    await openFromList(counsellor, reference);
    await acceptReferral(counsellor);
    await cause(counsellor, 'Zur Klärung zurückgeben', (visit) => visit.choose('Was soll die Polizei klären?', 'Falsche Nummer'));
    await stateBadge(counsellor, 'Zur Klärung').waitFor();
    await openFromReceipt(officer);
    await officer.page.getByText('Falsche Nummer').first().waitFor();
    await cause(officer, 'Berichtigen', async (visit) => {
      const dialog = visit.page.getByRole('dialog');
      await visit.press(dialog.getByRole('button', { name: 'Angaben zeigen' }).or(dialog.getByLabel('Telefonnummer')).first());
      await visit.type(dialog.getByLabel('Telefonnummer'), NEW_PHONE);
    });
    // The centre had accepted: the way goes on where it stopped.
    await counsellor.page.getByRole('main').getByRole('button', { name: 'Kontaktversuch festhalten' }).waitFor();
    await counsellor.press(counsellor.page.getByRole('button', { name: 'Angaben zeigen' }));
    await counsellor.page.getByText(NEW_PHONE).waitFor();
    await fits(counsellor);
  });

  it('declined, assigned to another centre', async () => {
    const { reference } = await handOver();
    const lead = await as(CENTRES.domstadt.id, 'centre_lead');
    await openFromList(lead, reference);
    await cause(lead, 'Ablehnen', (visit) => visit.choose('Warum lehnen Sie ab?', 'Keine freien Plätze'));
    const protection = await as(POLICE.koeln, 'victim_protection');
    await openFromList(protection, reference);
    await stateBadge(protection, 'Abgelehnt').waitFor();
    await protection.page.getByText('Keine freien Plätze').first().waitFor();
    await cause(protection, 'Anderer Stelle zuweisen', async (visit) => {
      await visit.choose('Welche Beratungsstelle?', /Teststelle Köln/);
      await visit.choose('Ist die Person mit dieser Beratungsstelle einverstanden?', /Mündlich/);
    });
    await stateBadge(protection, 'Übermittelt').waitFor();
    const next = await as(CENTRES.koeln.id, 'counsellor');
    await openFromList(next, reference);
    await acceptReferral(next);
  });

  it('consent withdrawn', async () => {
    const { officer, reference } = await handOver();
    const counsellor = await as(CENTRES.domstadt.id, 'counsellor');
    await openFromList(counsellor, reference);
    await acceptReferral(counsellor);
    await counsellor.press(counsellor.page.getByRole('button', { name: 'Angaben zeigen' }));
    await counsellor.page.getByText(PHONE).waitFor();
    await openFromReceipt(officer);
    await cause(officer, 'Einwilligung widerrufen', (visit) => visit.choose('Wie haben Sie davon erfahren?', 'Telefon'));
    await stateBadge(officer, 'Abgeschlossen').waitFor();
    await stateBadge(counsellor, 'Abgeschlossen').waitFor();
    // What was shown is gone from the page, and nobody can show it again.
    expect(await counsellor.page.content()).not.toContain(PHONE);
    expect(await counsellor.page.getByRole('button', { name: 'Angaben zeigen' }).count()).toBe(0);
    await fits(counsellor);
  });

  it('two counsellors accept at once', async () => {
    const { reference } = await handOver();
    const first = await as(CENTRES.domstadt.id, 'counsellor', false);
    const second = await as(CENTRES.domstadt.id, 'centre_lead', false);
    for (const visit of [first, second]) await openFromList(visit, reference);
    await acceptReferral(first);
    await second.press(second.page.getByRole('main').getByRole('button', { name: 'Annehmen', exact: true }));
    const alert = second.page.getByRole('group', { name: 'Jemand anders hat diese Vermittlung inzwischen geändert' });
    await alert.getByText(/^Angenommen: .*Uhr/).waitFor();
    await stateBadge(second, 'Angenommen').waitFor();
    await fits(second);
  });

  it('connection lost while sending', async () => {
    const officer = await as(POLICE.koeln, 'officer');
    await fillReport(officer);
    const keys = new Set<string>();
    let answersLost = 1;
    await officer.page.route('**/api/v1/referrals', async (route: Route) => {
      const request = route.request();
      if (request.method() !== 'POST') return route.continue();
      const headers = await request.allHeaders();
      keys.add(headers['idempotency-key'] ?? '');
      if (answersLost === 0) return route.continue();
      answersLost -= 1;
      // The request arrives, its answer does not.
      await fetch(`${api.url}/api/v1/referrals`, { method: 'POST', headers, body: request.postData() });
      await route.abort('connectionreset');
    });
    const listed = async (): Promise<number> => ((await (await api.signedIn(POLICE.koeln, 'officer')).get('/referrals')).body['items'] as unknown[]).length;
    const before = await listed();
    await officer.press(sendButton(officer));
    await officer.page.getByText('Noch nicht gesendet').first().waitFor();
    expect(await officer.page.getByLabel('Vor- und Nachname').inputValue()).toBe(PERSON);
    await fits(officer);
    await officer.press(officer.page.getByRole('button', { name: 'Noch einmal senden' }).or(officer.page.getByRole('button', { name: 'Jetzt noch einmal' })).first());
    await referenceOnReceipt(officer);
    expect({ keys: keys.size, referrals: (await listed()) - before }).toEqual({ keys: 1, referrals: 1 });
  });
});

describe('the journeys', () => {
  it('break no policy of the pages and throw nothing', () => {
    expect(visits.length).toBeGreaterThan(20);
    expect(visits.flatMap(({ faults }) => faults)).toEqual([]);
  });
});
