import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { startApi, type TestApi } from '../support/app.js';
import { openBrowser, SITE, Visit, WEB_ROOT } from '../support/browser.js';
import { aChain, aNewReferral, CENTRES, type Chain } from '../support/chain.js';
import { accept, attempt, stepsOf, type ReferralSteps } from '../support/referral-steps.js';
import { until } from '../support/until.js';

jest.setTimeout(180_000);

const AFTERNOONS = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '14:00', to: '16:00' }];

let chain: Chain;
let steps: ReferralSteps;
let api: TestApi;
let browser: Browser;

beforeAll(async () => {
  chain = await aChain('centre');
  steps = stepsOf(chain);
  api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE, SESSION_IDLE_MINUTES: '1440', SESSION_HOURS: '24' } });
  browser = await openBrowser(api);
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
  await chain?.close();
});

async function atDesk(options: { readonly width?: number; readonly height?: number; readonly role?: 'counsellor' | 'centre_lead'; readonly live?: boolean } = {}): Promise<Visit> {
  const { role = 'counsellor', live = true, ...size } = options;
  const visit = await Visit.begin(browser, { now: chain.now, ...size });
  // An open stream would tell of a colleague's change, and nothing would be stale.
  if (!live) await visit.page.route('**/api/v1/stream', (route) => route.abort());
  await visit.signIn(CENTRES.koeln.id, role);
  return visit;
}

const referenceOf = async (id: string): Promise<string> => (await chain.queries.find(steps.counsellor, id))?.row.reference ?? '';
const stateOf = async (id: string): Promise<string | undefined> => (await chain.queries.find(steps.counsellor, id))?.row.state;
const rowOf = (page: Page, reference: string): Locator => page.getByRole('list', { name: 'Posteingang' }).getByRole('link', { name: reference });
const open = async (visit: Visit, id: string): Promise<void> => {
  const reference = await referenceOf(id);
  await visit.page.goto(`${SITE}/centre/referrals/${id}`);
  await visit.page.getByRole('heading', { level: 1, name: `Vermittlung ${reference}` }).waitFor();
};
const hasFocus = (locator: Locator): Promise<boolean> => locator.evaluate((element) => element === element.ownerDocument.activeElement);

/** Counts what a hand does on a phone. */
function hand() {
  const did = { taps: 0, typed: 0 };
  return { did, tap: async (target: Locator): Promise<void> => {
    await target.click();
    did.taps += 1;
  } };
}

describe('the keys of the desk', () => {
  let ids: readonly string[];
  let desk: Visit;
  beforeAll(async () => {
    ids = [await steps.create(true), await steps.create(true), await steps.create(true)];
    desk = await atDesk();
    await desk.page.locator('.desk-row').nth(2).waitFor();
  });
  const selected = () => desk.page.locator('.desk-row a[aria-current="page"]');

  it('walk through the list, and the focus walks along', async () => {
    const { keyboard } = desk.page;
    const links = desk.page.locator('.desk-row a');
    await keyboard.press('j');
    await selected().waitFor();
    await until(() => hasFocus(links.nth(0)), { what: 'the row that the key leads to' });
    await keyboard.press('j');
    await until(() => hasFocus(links.nth(1)), { what: 'the second row' });
    await keyboard.press('k');
    await until(() => hasFocus(links.nth(0)), { what: 'the first row' });
    expect(new URL(desk.page.url()).pathname).toMatch(/^\/centre\/referrals\/[0-9a-f-]{36}$/);
    expect(await desk.axe()).toEqual([]);
  });

  it('open the selected referral with Enter: the focus goes into it', async () => {
    await desk.page.keyboard.press('Enter');
    await until(() => hasFocus(desk.page.getByRole('heading', { level: 1 })), { what: 'the focus on the heading of the referral' });
  });

  it('are listed on a sheet, and every verb is a button too', async () => {
    await desk.page.keyboard.press('?');
    const sheet = desk.page.getByRole('dialog', { name: 'Tasten' });
    await sheet.waitFor();
    for (const words of ['Nächste Vermittlung', 'Vorige Vermittlung', 'Annehmen']) expect(await sheet.getByText(words, { exact: true }).count()).toBe(1);
    expect(await desk.axe()).toEqual([]);
    await desk.page.keyboard.press('a');
    await desk.page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    for (const id of ids) expect(await stateOf(id)).toBe('submitted');
    expect(await desk.page.getByRole('button', { name: 'Annehmen', exact: true }).getAttribute('aria-keyshortcuts')).toBe('a');
  });

  it('mean nothing in a field, with Ctrl, or once they are turned off', async () => {
    const before = desk.page.url();
    await desk.page.getByRole('button', { name: 'Anderen Zweck wählen' }).click();
    await until(() => hasFocus(desk.page.getByLabel('Wozu brauchen Sie die Angaben?')), { what: 'the focus on the question' });
    await desk.page.keyboard.press('a');
    await desk.page.keyboard.press('j');
    await desk.page.getByRole('heading', { level: 1 }).focus();
    await desk.page.keyboard.press('Control+j');
    const help = desk.page.getByRole('button', { name: 'Tasten' });
    await help.click();
    await desk.page.getByRole('dialog').getByLabel('Tasten benutzen').click();
    await desk.page.keyboard.press('Escape');
    await desk.page.getByRole('heading', { level: 1 }).focus();
    for (const key of ['j', 'a', '?']) await desk.page.keyboard.press(key);
    expect(desk.page.url()).toBe(before);
    for (const id of ids) expect(await stateOf(id)).toBe('submitted');
    await help.click();
    await desk.page.getByRole('dialog').getByLabel('Tasten benutzen').click();
    await desk.page.keyboard.press('Escape');
    await desk.page.keyboard.press('j');
    await until(() => desk.page.url() !== before, { what: 'the next referral' });
  });

  it('accept with one key, and take it back with one button', async () => {
    const id = desk.page.url().split('/').at(-1) ?? '';
    await desk.page.getByRole('button', { name: 'Annehmen', exact: true }).waitFor();
    await desk.page.keyboard.press('a');
    await desk.page.getByRole('button', { name: 'Rückgängig' }).waitFor();
    expect(await stateOf(id)).toBe('accepted');
    expect(await desk.axe()).toEqual([]);
    await desk.page.getByRole('button', { name: 'Rückgängig' }).click();
    await desk.page.getByRole('button', { name: 'Annehmen', exact: true }).waitFor();
    expect(await stateOf(id)).toBe('submitted');
  });
});

describe('accepting', () => {
  it('takes two clicks from the list', async () => {
    const id = await steps.create(true);
    const desk = await atDesk();
    const clicks = hand();
    await clicks.tap(rowOf(desk.page, await referenceOf(id)));
    await clicks.tap(desk.page.getByRole('button', { name: 'Annehmen', exact: true }));
    await desk.page.getByRole('main').getByText('Angenommen', { exact: true }).first().waitFor();
    expect([await stateOf(id), clicks.did.taps]).toEqual(['accepted', 2]);
  });

  it('tells the second of two who accepted and when, and shows the fresh state', async () => {
    const id = await steps.create(true);
    const second = await atDesk({ live: false });
    await open(second, id);
    await second.page.getByRole('button', { name: 'Annehmen', exact: true }).waitFor();
    await steps.happens(steps.lead, id, accept);
    await second.page.keyboard.press('a');
    const alert = second.page.getByRole('group', { name: 'Jemand anders hat diese Vermittlung inzwischen geändert' });
    await alert.getByText(/^Angenommen: Testkonto \(fiktiv\) \(Leitung.*02\.03\.2027, 10:00 Uhr/).waitFor();
    await second.page.getByRole('button', { name: 'Kontaktversuch festhalten' }).waitFor();
    expect(await second.page.getByRole('button', { name: 'Annehmen', exact: true }).count()).toBe(0);
    expect(await second.axe()).toEqual([]);
  });

  it('leaves whoever knows somebody a way out: the lead declines with that reason', async () => {
    const id = await steps.create(true);
    const lead = await atDesk({ role: 'centre_lead' });
    await open(lead, id);
    await lead.press(lead.page.getByRole('button', { name: 'Interessenkonflikt' }));
    expect(await lead.axe()).toEqual([]);
    await lead.press(lead.page.getByRole('button', { name: 'Ablehnen wegen Interessenkonflikt' }));
    expect(await lead.page.getByRole('radio', { name: 'Interessenkonflikt' }).isChecked()).toBe(true);
    expect(await stateOf(id)).toBe('submitted');
  });
});

describe('an attempt', () => {
  it('takes three taps on a phone and no typing, and says what the rule still asks for', async () => {
    const id = await steps.accepted();
    const phone = await atDesk({ width: 375, height: 667 });
    await open(phone, id);
    const { did, tap } = hand();
    await tap(phone.page.getByRole('button', { name: 'Kontaktversuch festhalten' }));
    const dialog = phone.page.getByRole('dialog');
    expect(await phone.axe()).toEqual([]);
    await tap(dialog.getByText('Nicht abgenommen', { exact: true }));
    await tap(dialog.getByRole('button', { name: 'Kontaktversuch festhalten' }));
    const saved = phone.page.getByRole('group', { name: 'Kontaktversuch gespeichert' });
    await saved.getByText(/fehlt noch: 2 Versuche/).waitFor();
    await saved.getByText(/^Nächste Frist: /).waitFor();
    expect(did.taps).toBeLessThanOrEqual(4);
    expect(did.typed).toBe(0);
    expect(await phone.page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(await phone.axe()).toEqual([]);
  });

  const inTheAfternoon = (): Promise<string> => {
    const { contact } = aNewReferral();
    const { safeContact } = contact;
    return steps.accepted({ contact: { ...contact, ...(safeContact !== undefined && { safeContact: { ...safeContact, windows: AFTERNOONS } }) } });
  };

  it('outside the safe window is refused by the API, in words, and goes on with a stated reason', async () => {
    const id = await inTheAfternoon();
    const desk = await atDesk();
    await open(desk, id);
    await desk.page.keyboard.press('v');
    await desk.choose('Ergebnis', 'Nicht abgenommen');
    const save = desk.page.getByRole('dialog').getByRole('button', { name: 'Kontaktversuch festhalten' });
    await desk.press(save);
    await desk.page.getByRole('dialog').getByRole('group', { name: 'Trotzdem festhalten, weil' }).waitFor();
    expect((await chain.queries.find(steps.counsellor, id))?.attempts).toHaveLength(0);
    expect(await desk.axe()).toEqual([]);
    await desk.choose('Trotzdem festhalten, weil', 'Die Person hat darum gebeten');
    await desk.press(save);
    await desk.page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await chain.queries.find(steps.counsellor, id))?.attempts).toHaveLength(1);
  });

  it('is refused before it is sent while the contact data are shown, and the next one is proposed inside the window', async () => {
    const id = await inTheAfternoon();
    const desk = await atDesk();
    await open(desk, id);
    expect(await desk.page.getByText('Vorschlag für den nächsten Versuch').count()).toBe(0);
    await desk.press(desk.page.getByRole('button', { name: 'Angaben zeigen' }));
    await desk.page.getByText(/Vorschlag für den nächsten Versuch: .*02\.03\., 14:00 Uhr bis 16:00 Uhr \(im sicheren Zeitfenster/).waitFor();
    await desk.page.getByRole('heading', { level: 1 }).focus();
    const sent: string[] = [];
    desk.page.on('request', (request) => void (request.method() === 'POST' && sent.push(request.url())));
    await desk.page.keyboard.press('v');
    await desk.page.getByRole('dialog').getByRole('group', { name: 'Trotzdem festhalten, weil' }).waitFor();
    expect(sent.filter((url) => url.includes('record_attempt'))).toEqual([]);
  });
});

describe('closing', () => {
  it('offers “not reached” only once the attempts suffice, and says before the click what is missing', async () => {
    const id = await steps.accepted();
    await steps.happens(steps.counsellor, id, attempt(chain.now()));
    const desk = await atDesk();
    await open(desk, id);
    await desk.press(desk.page.getByRole('button', { name: 'Abschließen' }));
    const dialog = desk.page.getByRole('dialog');
    expect(await dialog.getByRole('radio', { name: 'Nicht erreicht' }).isDisabled()).toBe(true);
    await dialog.getByText(/fehlt noch: 2 Versuche/).waitFor();
    await dialog.getByText('Das liest die Polizei:').waitFor();
    expect(await desk.axe()).toEqual([]);
    await desk.choose('Wie endet die Vermittlung?', 'An andere Hilfe vermittelt');
    await dialog.getByText(/als Rückmeldung: „Die Person wurde erreicht“/).waitFor();
    await desk.press(dialog.getByRole('button', { name: 'Abschließen' }));
    await desk.page.getByText(/Die Angaben zur Person werden am .* gelöscht\./).waitFor();
    expect(await desk.axe()).toEqual([]);
  });
});

describe('an absence', () => {
  it('shows what the person still holds; it is handed over in one go, and one of them taken back', async () => {
    const ids = [await steps.accepted(), await steps.accepted()];
    for (const id of ids) await steps.happens(steps.counsellor, id, { event: 'assign_counsellor', data: { userId: steps.counsellor.userId, until: null } });
    const counsellor = await api.signedIn(CENTRES.koeln.id, 'counsellor');
    const absence = { userId: steps.counsellor.userId, deputyId: steps.lead.userId, startsAt: '2027-03-03T08:00:00Z', endsAt: '2027-03-12T16:00:00Z' };
    expect((await counsellor.post('/absences', absence)).status).toBe(201);
    const lead = await atDesk({ role: 'centre_lead' });
    await lead.press(lead.page.getByRole('link', { name: 'Übergabe & Abwesenheit' }));
    const start = lead.page.getByRole('button', { name: '2 Vermittlungen übergeben' });
    await start.waitFor();
    expect(await lead.axe()).toEqual([]);
    await lead.press(start);
    const undo = lead.page.getByRole('button', { name: /^Rückgängig: / });
    await until(async () => (await undo.count()) === 2, { what: 'both handed over' });
    const inCharge = async () => Promise.all(ids.map(async (id) => (await chain.queries.find(steps.lead, id))?.row.counsellor_id));
    expect(await inCharge()).toEqual([steps.lead.userId, steps.lead.userId]);
    await lead.press(undo.first());
    await until(async () => (await undo.count()) === 1, { what: 'one taken back' });
    expect((await inCharge()).filter((userId) => userId === steps.counsellor.userId)).toHaveLength(1);
    await lead.page.getByText(/^Wochenende übernimmt niemand: /).first().waitFor();
    expect(await lead.axe()).toEqual([]);
  });
});

describe('the list', () => {
  beforeEach(async () => {
    for (let count = 0; count < 16; count += 1) await steps.create(true);
  });

  it('shows sixteen rows on a screen of 900 pixels, counts what it shows, and names nobody', async () => {
    const desk = await atDesk();
    await desk.page.locator('.desk-row').nth(15).waitFor();
    const boxes = await Promise.all(Array.from({ length: 16 }, (_, index) => desk.page.locator('.desk-row').nth(index).boundingBox()));
    expect(Math.max(...boxes.map((box) => (box === null ? 9_999 : box.y + box.height)))).toBeLessThanOrEqual(900);
    expect(Math.min(...boxes.map((box) => box?.height ?? 0))).toBeGreaterThanOrEqual(44);
    const rows = await desk.page.locator('.desk-row').count();
    expect(await desk.page.getByRole('button', { name: /^Offen/ }).innerText()).toBe(`Offen (${rows})`);
    expect(await desk.page.content()).not.toContain('Ada Muster');
    expect(await desk.axe()).toEqual([]);
  });
});
