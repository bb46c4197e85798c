import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Locator, Page, Route } from 'playwright-core';
import { openDatabase } from '#persistence';
import type { DataSource } from 'typeorm';
import { startApi, type TestApi } from '../support/app.js';
import { NOTHING_KEPT, openBrowser, SITE, Visit, WEB_ROOT } from '../support/browser.js';
import { aChain, aNewReferral, CENTRES, NETWORK, POLICE, type Chain } from '../support/chain.js';
import { until } from '../support/until.js';

jest.setTimeout(180_000);

/** The demo case: what an officer types on the landing; everything else is tapped. */
const TYPED = { reference: '2027-104233', postcode: '50667', name: 'Testperson Ada Fiktiv', street: 'Musterweg 7', phone: '0221 4710815' } as const;
const MOST = { entries: 10, characters: 75, taps: 14 } as const;

let chain: Chain;
let api: TestApi;
let browser: Browser;
let admin: DataSource;

beforeAll(async () => {
  chain = await aChain('report');
  api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE } });
  browser = await openBrowser(api);
  admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
});
afterAll(async () => {
  await admin?.destroy();
  await browser?.close();
  await api?.close();
  await chain?.close();
});

/** The languages of the consent besides German, by their own names. */
const LANGUAGES: Readonly<Record<string, string>> = {
  'Einfache Sprache': 'de', English: 'en', Türkçe: 'tr', العربية: 'ar', فارسی: 'fa', Русский: 'ru', Українська: 'uk', Polski: 'pl', Română: 'ro', Français: 'fr',
};

/** Counts in the page itself what a hand does: pointer taps, and keys that put a character down. */
const COUNTING = `
  window.__effort = { taps: 0, characters: 0 };
  addEventListener('pointerdown', () => { window.__effort.taps += 1; }, { capture: true });
  addEventListener('keydown', (event) => { if (event.key.length === 1) window.__effort.characters += 1; }, { capture: true });
`;

/** An officer at a phone, on the empty form. */
async function atForm(): Promise<Visit> {
  const visit = await Visit.begin(browser, { now: chain.now, width: 375, height: 667 });
  await admin.query('delete from report_draft');
  // A closing tab warns; here it is closed on purpose.
  visit.page.on('dialog', (dialog) => void dialog.accept());
  await visit.signIn(POLICE.koeln, 'officer');
  await visit.page.goto(`${SITE}/police/new`);
  await visit.page.getByRole('heading', { name: 'Neue Meldung' }).waitFor();
  return visit;
}

const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });
const field = (page: Page, name: string): Locator => page.getByLabel(name);
const radio = (page: Page, group: string, name: string | RegExp): Locator => page.getByRole('group', { name: group }).getByRole('radio', { name });

async function tapAndType(target: Locator, text: string): Promise<void> {
  await target.click();
  await target.page().keyboard.type(text);
}

/** Fills in the demo case by thumb. */
async function fill(page: Page): Promise<void> {
  await tapAndType(field(page, 'Vorgangsnummer'), TYPED.reference);
  await tapAndType(page.getByRole('combobox', { name: 'Ort, an dem' }), TYPED.postcode);
  await page.getByText(`Wohnort: ${TYPED.postcode} Köln`).waitFor();
  await radio(page, 'Beratung für', 'Frauen').click();
  await page.getByText(CENTRES.koeln.name).first().waitFor();
  await radio(page, 'Ist die Person einverstanden?', /mit allem, mündlich/).click();
  await tapAndType(field(page, 'Vor- und Nachname'), TYPED.name);
  await tapAndType(field(page, 'Straße und Hausnummer'), TYPED.street);
  await tapAndType(field(page, 'Telefonnummer'), TYPED.phone);
  await radio(page, 'Darf unter dieser Nummer', 'Ja, der Anruf ist sicher').click();
}

const send = (page: Page): Promise<void> => button(page, 'Meldung senden').click();
const receipt = (page: Page): Promise<void> => page.getByText(/Gesendet\. Kennung/).waitFor();
const referrals = async (): Promise<number> => Number((await admin.query<{ count: string }[]>('select count(*) from referral'))[0]?.count);
const drafts = (): Promise<unknown[]> => admin.query('select 1 from report_draft');
/** Waits until the last answer of the demo case lies on the server. */
async function kept(page: Page): Promise<void> {
  await page.getByText('Auf dem Server gesichert').waitFor();
  const officer = await api.signedIn(POLICE.koeln, 'officer');
  const values = async (): Promise<string> => (await officer.get('/report-draft?values=true')).text;
  await until(async () => (await values()).includes('phone\\":\\"safe'), { what: 'the draft to be whole' });
}

describe('the effort of a report', () => {
  it('is at most ten entries, 75 typed characters and 14 taps for the demo case, and nothing is chosen in advance that could harm', async () => {
    const visit = await atForm();
    const { page } = visit;
    expect(await page.getByRole('group', { name: 'Darf unter dieser Nummer' }).locator('input:checked').count()).toBe(0);
    expect(await page.getByRole('group', { name: 'Ist die Person einverstanden?' }).locator('input:checked').count()).toBe(0);
    await send(page);
    const asked = await page.getByRole('group', { name: /Angaben? prüfen/ }).getByRole('link').count();
    await page.reload();
    await page.evaluate(COUNTING);
    await fill(page);
    const card = page.getByRole('region', { name: 'Prüfen' });
    for (const words of ['Köln', TYPED.phone, 'Ja, der Anruf ist sicher', 'alles, mündlich, nur an diese Stelle']) await card.getByText(words).first().waitFor();
    expect(await visit.axe()).toEqual([]);
    await send(page);
    await receipt(page);
    const effort = await page.evaluate<{ taps: number; characters: number }>('window.__effort');
    process.stdout.write(`effort of the demo case: ${asked} required entries, ${effort.characters} typed characters, ${effort.taps} taps\n`);
    expect(asked).toBeGreaterThan(5);
    expect(asked).toBeLessThanOrEqual(MOST.entries);
    expect(effort.characters).toBe(Object.values(TYPED).join('').length);
    expect(effort.characters).toBeLessThanOrEqual(MOST.characters);
    expect(effort.taps).toBeGreaterThan(7);
    expect(effort.taps).toBeLessThanOrEqual(MOST.taps);
    expect(await visit.axe()).toEqual([]);
    expect(visit.faults).toEqual([]);
  });

  it('would be missed if it grew: a further tap and a further character are counted', async () => {
    const { page } = await atForm();
    await page.evaluate(COUNTING);
    await tapAndType(field(page, 'Vorgangsnummer'), 'abc');
    await field(page, 'Vor- und Nachname').click();
    expect(await page.evaluate('window.__effort')).toEqual({ taps: 2, characters: 3 });
  });

  it('ends in a receipt with a text for the police record that names no person', async () => {
    const visit = await atForm();
    await fill(visit.page);
    await send(visit.page);
    await receipt(visit.page);
    const text = await visit.page.locator('.receipt-text').innerText();
    expect(text).toMatch(/^Vermittlung F-\S+ mit Einwilligung übermittelt am .* Uhr an .*\nErster Kontaktversuch der Beratungsstelle fällig bis /);
    for (const typed of [TYPED.name, TYPED.phone, TYPED.street, TYPED.reference]) expect(text).not.toContain(typed);
    await visit.page.getByText('Das muss die Beratungsstelle jetzt einhalten').waitFor();
  });
});

describe('a hint to an earlier report', () => {
  it('appears for the same police reference and keeps nobody from sending', async () => {
    const { contact } = aNewReferral();
    const { body } = await (await api.signedIn(POLICE.koeln, 'victim_protection')).create(aNewReferral({ contact: { ...contact, deployment: { ...contact.deployment!, policeReference: 'DOPPELT-77' } } }));
    const { page } = await atForm();
    await tapAndType(field(page, 'Vorgangsnummer'), 'doppelt 77');
    await page.getByRole('link', { name: new RegExp(`${String(body['reference'])}.*gleiche Vorgangsnummer`) }).waitFor();
    expect(await button(page, 'Meldung senden').isEnabled()).toBe(true);
  });
});

describe('a report while the connection is lost', () => {
  it('stays, is sent again by itself with the same key, and becomes exactly one referral', async () => {
    const { page } = await atForm();
    await fill(page);
    const before = await referrals();
    const keys: string[] = [];
    await page.route('**/api/v1/referrals', async (route: Route) => {
      const request = route.request();
      if (request.method() !== 'POST') return route.continue();
      const headers = await request.allHeaders();
      keys.push(headers['idempotency-key'] ?? '');
      if (keys.length > 1) return route.continue();
      // The request arrives, its answer does not.
      await fetch(`${api.url}/api/v1/referrals`, { method: 'POST', headers, body: request.postData() });
      return route.abort('connectionreset');
    });
    await send(page);
    await page.getByText('Noch nicht gesendet').waitFor();
    await page.getByText(/Nächster Versuch in \d+ Sekunden/).waitFor();
    expect(await field(page, 'Vor- und Nachname').inputValue()).toBe(TYPED.name);
    await receipt(page);
    expect({ tries: keys.length, keys: new Set(keys).size, referrals: (await referrals()) - before }).toEqual({ tries: 2, keys: 1, referrals: 1 });
  });

  it('can be kept from trying again', async () => {
    const { page } = await atForm();
    await fill(page);
    await page.route('**/api/v1/referrals', (route) => (route.request().method() === 'POST' ? route.abort('connectionreset') : route.continue()));
    await send(page);
    await button(page, 'Nicht weiter versuchen').click();
    await page.getByText(/Nächster Versuch/).waitFor({ state: 'detached' });
    expect(await button(page, 'Noch einmal senden').isEnabled()).toBe(true);
  });
});

describe('what was typed', () => {
  it('survives a reload after the session has ended, is offered again, and is gone from the server once it is sent', async () => {
    await admin.query('delete from report_draft');
    const visit = await atForm();
    const { page } = visit;
    await fill(page);
    await kept(page);
    await visit.context.clearCookies();
    await page.reload();
    await visit.signIn(POLICE.koeln, 'officer');
    await page.goto(`${SITE}/police`);
    await page.getByText('Eine Meldung ist noch nicht gesendet').waitFor();
    expect(await visit.axe()).toEqual([]);
    await page.getByRole('link', { name: 'Weiterführen oder verwerfen' }).click();
    await button(page, 'Weiterführen').click();
    await until(async () => (await field(page, 'Vor- und Nachname').inputValue()) === TYPED.name, { what: 'the name to come back' });
    expect(await field(page, 'Telefonnummer').inputValue()).toBe(TYPED.phone);
    expect(await radio(page, 'Darf unter dieser Nummer', 'Ja, der Anruf ist sicher').isChecked()).toBe(true);
    await send(page);
    await receipt(page);
    await until(async () => (await drafts()).length === 0, { what: 'the draft to be deleted' });
  });

  it('for one person waits untouched while a report for another is sent', async () => {
    const first = await atForm();
    await tapAndType(field(first.page, 'Vor- und Nachname'), 'Testperson Erste');
    await tapAndType(field(first.page, 'Telefonnummer'), '0221 4710001');
    await field(first.page, 'Straße und Hausnummer').click();
    await until(async () => (await drafts()).length === 1, { what: 'the first form to be kept' });
    await first.context.close();
    const visit = await Visit.begin(browser, { now: chain.now, width: 375, height: 667 });
    visit.page.on('dialog', (dialog) => void dialog.accept());
    await visit.signIn(POLICE.koeln, 'officer');
    await visit.page.goto(`${SITE}/police/new`);
    await button(visit.page, 'Weiterführen').waitFor();
    await fill(visit.page);
    await send(visit.page);
    await receipt(visit.page);
    const officer = await api.signedIn(POLICE.koeln, 'officer');
    expect((await officer.get('/report-draft?values=true')).text).toContain('Testperson Erste');
  });

  it('leaves nothing in any storage, address or title of the device', async () => {
    const visit = await atForm();
    const { page } = visit;
    await fill(page);
    await kept(page);
    expect(await visit.kept()).toEqual(NOTHING_KEPT);
    expect(page.url()).toBe(`${SITE}/police/new`);
    const seen = `${page.url()} ${await page.title()} ${await page.evaluate<string>('JSON.stringify(history.state) + document.cookie + window.name')}`;
    for (const typed of Object.values(TYPED)) expect(seen).not.toContain(typed);
    await page.reload();
    expect(await visit.kept()).toEqual(NOTHING_KEPT);
    await button(page, 'Verwerfen').click();
    await until(async () => (await drafts()).length === 0, { what: 'the draft to be deleted' });
  });

  it('is asked for anew where the server refuses it, on its field', async () => {
    const { page } = await atForm();
    await fill(page);
    await page.getByLabel('Wohnungsverweisung und Rückkehrverbot').check();
    await page.getByText(/Warum dieser Tag: angeordnet .* 24:00/).waitFor();
    await field(page, 'Letzter Tag').fill('2099-01-01');
    await send(page);
    const summary = page.getByRole('group', { name: /Angaben? prüfen/ });
    await summary.getByRole('link').first().click();
    expect(await field(page, 'Letzter Tag').evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    expect(await field(page, 'Vor- und Nachname').inputValue()).toBe(TYPED.name);
  });
});

describe('undo', () => {
  it('takes the report back and opens it again with everything typed', async () => {
    const { page } = await atForm();
    await fill(page);
    await send(page);
    await receipt(page);
    await button(page, 'Rückgängig').click();
    await page.getByRole('heading', { name: 'Neue Meldung' }).waitFor();
    expect(await field(page, 'Vor- und Nachname').inputValue()).toBe(TYPED.name);
    const [{ count }] = await admin.query<[{ count: number }]>(`select count(*)::int as count from referral where state = 'withdrawn'`);
    expect(count).toBe(1);
  });

  it('says that the centre was quicker, and leads to the recall', async () => {
    const { page } = await atForm();
    await page.route('**/api/v1/stream', (route) => route.abort());
    await fill(page);
    await send(page);
    await receipt(page);
    const id = /referrals\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? '';
    const centreId = String((await admin.query<{ centre_id: string }[]>('select centre_id from referral where id = $1', [id]))[0]?.centre_id);
    const counsellor = await api.signedIn(centreId, 'counsellor');
    const version = Number((await counsellor.get(`/referrals/${id}`)).body['version']);
    expect((await counsellor.event(id, 'accept', version, { conflictOfInterest: false })).status).toBe(200);
    await button(page, 'Rückgängig').click();
    await page.getByText('Die Beratungsstelle war schneller').waitFor();
    await page.getByRole('link', { name: 'Um Rückgabe bitten' }).click();
    await button(page, 'Um Rückgabe bitten').waitFor();
  });
});

describe('the consent', () => {
  it('is shown in ten languages and in plain German, from right to left where it must be, and marked as to be reviewed', async () => {
    const visit = await atForm();
    const { page } = visit;
    await button(page, 'Text für die Person zeigen').click();
    const sheet = page.getByRole('dialog', { name: 'Für die Person' });
    const seen: string[] = [];
    for (const name of Object.keys(LANGUAGES)) {
      await sheet.getByRole('button', { name }).click();
      await sheet.getByText(name === 'Einfache Sprache' ? /Entwurf/ : /Übersetzung noch zu prüfen/).waitFor();
      const article = sheet.getByRole('article');
      await until(async () => (await article.getAttribute('lang')) === LANGUAGES[name], { what: `the text in ${name}` });
      seen.push(`${await article.getAttribute('lang')} ${await article.getAttribute('dir')} ${await article.getByRole('listitem').count()}`);
    }
    expect(seen).toEqual(['de ltr 8', 'en ltr 8', 'tr ltr 8', 'ar rtl 8', 'fa rtl 8', 'ru ltr 8', 'uk ltr 8', 'pl ltr 8', 'ro ltr 8', 'fr ltr 8']);
    await sheet.getByRole('button', { name: 'العربية' }).click();
    await sheet.getByRole('article').filter({ hasText: 'الاستشارة' }).waitFor();
    expect([await visit.axe(), await visit.smallTargets(44), await visit.overflow()]).toEqual([[], [], []]);
    await button(page, /Person sagt Ja/).click();
    expect(await radio(page, 'Ist die Person einverstanden?', /mit allem, mündlich/).isChecked()).toBe(true);
    await page.getByText(/erklärt auf Arabisch/).waitFor();
  });

  it('refused ends with the helplines, and nothing is stored', async () => {
    await admin.query('delete from report_draft');
    const before = await referrals();
    const { page } = await atForm();
    await fill(page);
    await kept(page);
    await button(page, 'Text für die Person zeigen').click();
    await button(page, /Person sagt Nein/).click();
    for (const phone of ['116 016', '0800 1239900']) await page.getByText(phone).waitFor();
    await button(page, 'Eingaben löschen und zum Start').click();
    await page.getByRole('heading', { name: 'Start' }).waitFor();
    expect([await drafts(), (await referrals()) - before]).toEqual([[], 0]);
    await page.goto(`${SITE}/police/new`);
    await page.getByRole('heading', { name: 'Neue Meldung' }).waitFor();
    expect(await field(page, 'Vor- und Nachname').inputValue()).toBe('');
  });
});

describe('a page of the police', () => {
  it.each(['light', 'dark', 'forced'] as const)('has targets of 44 pixels, room for spaced text and no finding of axe in %s', async (scheme) => {
    const visit = await atForm();
    await visit.scheme(scheme);
    await fill(visit.page);
    expect([await visit.axe(), await visit.smallTargets(44), await visit.overflow(), await visit.textSpacing()]).toEqual([[], [], [], []]);
    await send(visit.page);
    await receipt(visit.page);
    expect([await visit.axe(), await visit.smallTargets(44), await visit.overflow()]).toEqual([[], [], []]);
    await visit.page.goto(`${SITE}/police`);
    await visit.page.getByRole('heading', { name: 'Start' }).waitFor();
    expect([await visit.axe(), await visit.smallTargets(44), await visit.overflow()]).toEqual([[], [], []]);
  });
});

describe('where there is no centre', () => {
  it('says whom to telephone before and after sending, tells the coordination, and keeps what was typed', async () => {
    await admin.query(`update centre_profile set target_groups = '{women,lsbtiq,men}', phone = '0251 4711' where centre_id = $1`, [CENTRES.elsewhere.id]);
    await api.services.directory.refresh();
    const visit = await atForm();
    const { page } = visit;
    await fill(page);
    await radio(page, 'Beratung für', 'Männer').click();
    const alert = page.getByRole('group', { name: 'Für diesen Ort ist keine Beratungsstelle eingetragen' });
    await alert.getByText('Männerhilfetelefon, 0800 1239900').waitFor();
    await alert.getByText(new RegExp(`${CENTRES.elsewhere.name.replaceAll(/[()]/g, '.')}, 0251 4711, etwa \\d+ km entfernt`)).waitFor();
    const before = await referrals();
    await send(page);
    await page.getByText('Die Koordination ist benachrichtigt. Ihre Angaben bleiben hier stehen.').waitFor();
    expect(await field(page, 'Vor- und Nachname').inputValue()).toBe(TYPED.name);
    expect(await referrals()).toBe(before);
    expect(await visit.axe()).toEqual([]);
    const coordination = await Visit.begin(browser, { now: chain.now, width: 1280, height: 800 });
    await coordination.signIn(NETWORK.id, 'local_coordinator');
    await coordination.page.goto(`${SITE}/notifications`);
    await coordination.page.getByText('In einer Gemeinde konnte für eine Person keine Stelle vorgeschlagen werden').waitFor();
  });
});

describe('a draft for a place without a centre', () => {
  it('says on its page whom to telephone when it is handed over, and stays', async () => {
    const { whereaboutsAgs: _, ...referral } = aNewReferral({ centreId: null });
    const { body } = await (await api.signedIn(POLICE.koeln, 'officer')).create({ ...referral, whereaboutsAgs: '05314000' }, false);
    const visit = await Visit.begin(browser, { now: chain.now, width: 375, height: 667 });
    await visit.signIn(POLICE.koeln, 'officer');
    await visit.page.goto(`${SITE}/police/referrals/${String(body['id'])}`);
    await button(visit.page, 'Übermitteln').first().click();
    await visit.page.getByRole('dialog').getByRole('button', { name: 'Übermitteln' }).click();
    const alert = visit.page.getByRole('group', { name: 'Für diesen Ort ist keine Beratungsstelle eingetragen' });
    await alert.getByText('116 016').waitFor();
    await alert.getByText(/etwa \d+ km entfernt/).first().waitFor();
    expect(await visit.axe()).toEqual([]);
  });
});

describe('why a referral went to its centre', () => {
  it('is said on its page when somebody asks', async () => {
    const { body } = await (await api.signedIn(POLICE.koeln, 'officer')).create(aNewReferral());
    const visit = await Visit.begin(browser, { now: chain.now, width: 375, height: 667 });
    await visit.signIn(POLICE.koeln, 'officer');
    await visit.page.goto(`${SITE}/police/referrals/${String(body['id'])}`);
    await visit.page.getByText('Warum diese Stelle?').click();
    await visit.page.getByText(new RegExp(`${CENTRES.koeln.name.replaceAll(/[()]/g, '.')}, (in der Zuordnung an erster Stelle|von einer Person benannt)`)).waitFor();
    await visit.page.getByText('Weitere Stellen, die für den Ort nicht zuständig sind: 1').waitFor();
    expect(await visit.axe()).toEqual([]);
    expect(visit.faults).toEqual([]);
  });
});
