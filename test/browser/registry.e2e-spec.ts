import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { DataSource } from 'typeorm';
import { openDatabase } from '#persistence';
import { PASSWORD, startApi, type TestApi } from '../support/app.js';
import { NOTHING_KEPT, openBrowser, SITE, Visit, WEB_ROOT } from '../support/browser.js';
import { aChain, CENTRES, KOELN, NETWORK, POLICE, STATE_OFFICE, type Chain } from '../support/chain.js';
import { button, expectSound, link, says } from '../support/visit-steps.js';

jest.setTimeout(240_000);

const SECOND = 'second@example.org';
const BONN = '05314000';

let chain: Chain;
let api: TestApi;
let admin: DataSource;
let browser: Browser;

beforeAll(async () => {
  chain = await aChain('registry-browser');
  api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE } });
  admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
  await api.signedIn(STATE_OFFICE.id, 'state_coordinator');
  await admin.query(
    `insert into app_user (id, organisation_id, email, display_name, role, password_hash)
     select $1, organisation_id, $2, 'Zweite Person (fiktiv)', role, password_hash from app_user where organisation_id = $3 limit 1`,
    [randomUUID(), SECOND, STATE_OFFICE.id],
  );
  browser = await openBrowser(api);
});
afterAll(async () => {
  await browser?.close();
  await admin?.destroy();
  await api?.close();
  await chain?.close();
});

async function first(size: { readonly width: number; readonly height: number } = { width: 1280, height: 900 }): Promise<Visit> {
  const visit = await Visit.begin(browser, { now: chain.now, ...size });
  await visit.signIn(STATE_OFFICE.id, 'state_coordinator');
  return visit;
}

async function second(): Promise<Visit> {
  const visit = await Visit.begin(browser, { now: chain.now });
  await visit.type(visit.page.getByLabel('E-Mail-Adresse'), SECOND);
  await visit.type(visit.page.getByLabel('Passwort'), PASSWORD);
  await visit.page.keyboard.press('Enter');
  await visit.page.getByRole('button', { name: 'Abmelden' }).waitFor();
  return visit;
}

/** A day field takes its parts one after the other. */
async function typeDay(visit: Visit, label: string, day: string): Promise<void> {
  const field = visit.page.getByLabel(label, { exact: true });
  await visit.tabTo(field);
  await field.fill(day);
}

const candidatesIn = async (ags: string): Promise<readonly string[]> => {
  const officer = await api.signedIn(POLICE.koeln, 'officer');
  const { candidates } = (await officer.get(`/routing/candidates?ags=${ags}&targetGroup=women`)).body as unknown as { readonly candidates: readonly { readonly centre: { readonly name: string } }[] };
  return candidates.map(({ centre }) => centre.name);
};

describe('a new centre', () => {
  it('is written by keyboard, checked, proposed, and put in force by a second person; then officers are offered it', async () => {
    const visit = await first();
    await visit.press(visit.page.getByRole('navigation').getByRole('link', { name: 'Verzeichnis' }));
    await says(visit, CENTRES.koeln.name);
    await expectSound(visit, 'centres');
    await visit.press(link(visit, 'Neue Stelle'));
    await visit.press(button(visit, 'Prüfen'));
    await says(visit, /^Bitte \d+ Angaben prüfen/);
    await expectSound(visit, 'new-centre-errors');
    await visit.type(visit.page.getByLabel('Name', { exact: true }), 'Neue Stelle Bonn (fiktiv)');
    await visit.type(visit.page.getByLabel('Kürzel'), 'TEST-BONN');
    await visit.type(visit.page.getByRole('combobox', { name: 'Zuständig für Gemeinden' }), 'bonn');
    await visit.page.getByRole('option', { name: /^Bonn/ }).waitFor();
    await visit.page.keyboard.press('Enter');
    await visit.page.getByRole('button', { name: 'Bonn entfernen' }).waitFor();
    await visit.tick(visit.page.getByLabel('Frauen', { exact: true }));
    await visit.type(visit.page.getByLabel('Montag'), '9:00-12:00, 14:00-17:00');
    await visit.type(visit.page.getByLabel('Begründung'), 'Bonn bekommt eine eigene Stelle (fiktiv)');
    expect(await candidatesIn(BONN)).toEqual([]);
    await visit.press(button(visit, 'Prüfen'));
    await says(visit, 'Eine zweite Person muss das in Kraft setzen.');
    await expectSound(visit, 'new-centre-checked');
    await visit.press(button(visit, 'Vorschlagen'));
    await says(visit, 'Sie haben das vorgeschlagen. Eine zweite Person muss es in Kraft setzen.');
    await says(visit, 'Die Wirkung wird berechnet …');
    await says(visit, '1 Gemeinde. Dazu: Bonn');
    await says(visit, 'Mo 09:00–12:00, 14:00–17:00');
    await expectSound(visit, 'proposal-own');
    expect(await button(visit, 'In Kraft setzen').count()).toBe(0);

    const other = await second();
    await other.page.goto(`${SITE}/coordination/registry/proposals`);
    await other.press(link(other, /Neue Stelle Bonn/));
    await other.press(button(other, 'In Kraft setzen'));
    await says(other, 'Der Vorschlag ist in Kraft');
    await expectSound(other, 'proposal-in-force');
    expect(await candidatesIn(BONN)).toEqual(['Neue Stelle Bonn (fiktiv)']);
    expect([await visit.kept(), visit.faults, other.faults]).toEqual([NOTHING_KEPT, [], []]);
    await visit.context.close();
    await other.context.close();
  });

  it('cannot leave a municipality without anybody unless it is said why', async () => {
    const visit = await first({ width: 375, height: 667 });
    await visit.page.goto(`${SITE}/coordination/registry/centres/${CENTRES.elsewhere.id}`);
    await visit.press(button(visit, 'Münster entfernen'));
    await visit.type(visit.page.getByLabel('Begründung'), 'Die Stelle zieht um (fiktiv)');
    await visit.press(button(visit, 'Prüfen'));
    await says(visit, /^Münster, Frauen: hätte keine Stelle mehr/);
    await expectSound(visit, 'uncovered');
    await visit.type(visit.page.getByLabel('Warum dürfen Gemeinden ohne Stelle bleiben?'), 'Ab April hilft eine andere Stelle (fiktiv)');
    await visit.press(button(visit, 'Prüfen'));
    await says(visit, /^Geprüft: \d Hinweise/);
    await visit.press(button(visit, 'Vorschlagen'));
    await says(visit, '0 Gemeinden. Nicht mehr: Münster');
    await visit.press(button(visit, 'Zurücknehmen'));
    await says(visit, 'Der Vorschlag ist zurückgenommen');
    expect(visit.faults).toEqual([]);
    await visit.context.close();
  });
});

describe('an agreement that two persons edit', () => {
  it('keeps what the slower one typed, shows what changed meanwhile, and goes on from there', async () => {
    const address = `${SITE}/coordination/registry/agreements/${POLICE.koeln}/${CENTRES.koeln.id}`;
    const [one, other] = [await first(), await second()];
    for (const [visit, hours] of [[one, '24'], [other, '48']] as const) {
      await visit.page.goto(address);
      const limit = visit.page.getByRole('group', { name: 'Erster Kontaktversuch' }).getByLabel('Anzahl');
      await visit.type(limit, hours);
      await says(visit, new RegExp(`^Nach der Übergabe versucht die Stelle binnen ${hours} Stunden`));
      await visit.type(visit.page.getByLabel('Begründung'), `Wir wollen ${hours} Stunden (fiktiv)`);
    }
    await expectSound(one, 'agreement');
    await one.press(button(one, 'Prüfen'));
    await one.press(button(one, 'Vorschlagen'));
    await one.press(button(one, 'In Kraft setzen'));
    await says(one, 'Der Vorschlag ist in Kraft');

    await other.press(button(other, 'Prüfen'));
    await says(other, 'Jemand hat den Eintrag inzwischen geändert');
    const row = other.page.getByRole('row', { name: /^Erster Kontaktversuch/ });
    expect((await row.innerText()).replace(/\s+/g, ' ')).toBe('Erster Kontaktversuch binnen 24 Stunden binnen 48 Stunden');
    await expectSound(other, 'agreement-overtaken');
    await other.press(button(other, 'Auf der jetzigen Fassung weiterschreiben'));
    await other.press(button(other, 'Prüfen'));
    await other.press(button(other, 'Vorschlagen'));
    await says(other, 'Was sich ändert');
    expect([one.faults, other.faults]).toEqual([[], []]);
    await one.context.close();
    await other.context.close();
  });

  it('shows of an overtaken proposal what holds now beside it, and the way to write it anew', async () => {
    const office = await api.signedIn(STATE_OFFICE.id, 'state_coordinator');
    const agreement = (amount: number) => ({ kind: 'agreement', agreement: { policeAuthorityId: POLICE.koeln, centreId: CENTRES.domstadt.id, validFrom: '2027-04-01', parameters: { firstAttempt: { amount, unit: 'EH' } } } });
    const propose = async (amount: number): Promise<string> => {
      const { bases } = (await office.post('/directory/checks', agreement(amount))).body;
      return String((await office.post('/directory/proposals', { ...agreement(amount), bases, reason: 'Andere Frist (fiktiv)' })).body['id']);
    };
    const [winner, loser] = [await propose(12), await propose(36)];
    await office.post(`/directory/proposals/${winner}/decision`, { decision: 'put_in_force' });
    const visit = await first();
    await visit.page.goto(`${SITE}/coordination/registry/proposals/${loser}`);
    await says(visit, 'Was jetzt gilt und was vorgeschlagen ist');
    await expectSound(visit, 'proposal-overtaken');
    await visit.press(link(visit, 'Auf der jetzigen Fassung neu schreiben'));
    await says(visit, /^Das Formular beginnt mit Ihrem Vorschlag/);
    expect(await visit.page.getByRole('group', { name: 'Erster Kontaktversuch' }).getByLabel('Anzahl').inputValue()).toBe('36');
    await visit.context.close();
  });
});

describe('a police authority', () => {
  it('is found by a town that its district does not tell, and gets another telephone by keyboard', async () => {
    const visit = await first();
    await visit.page.goto(`${SITE}/coordination/registry/authorities`);
    await visit.type(visit.page.getByRole('searchbox', { name: 'Behörde oder Gemeinde suchen' }), 'witten');
    await expectSound(visit, 'authorities');
    await visit.press(link(visit, 'Polizeipräsidium Bochum'));
    await says(visit, 'Zuständig für 3 Gemeinden');
    await visit.type(visit.page.getByLabel(/^Telefon für Organisationen/), '0234 909 0');
    await visit.type(visit.page.getByLabel('Begründung'), 'Neuer Anschluss (fiktiv)');
    await visit.press(button(visit, 'Prüfen'));
    await says(visit, 'Sie können das selbst in Kraft setzen.');
    await expectSound(visit, 'authority-checked');
    await visit.press(button(visit, 'Vorschlagen'));
    const row = visit.page.getByRole('row', { name: /^Telefon für Organisationen/ });
    expect((await row.innerText()).replace(/\s+/g, ' ')).toBe('Telefon für Organisationen keine Angabe 0234 909 0');
    await visit.press(button(visit, 'In Kraft setzen'));
    await says(visit, 'Der Vorschlag ist in Kraft');
    await visit.page.goto(`${SITE}/coordination/registry/authorities`);
    await says(visit, '0234 909 0');
    expect(visit.faults).toEqual([]);
    await visit.context.close();
  });
});

describe('a local network', () => {
  it('gets one district more for which a second person decides', async () => {
    const visit = await first({ width: 375, height: 667 });
    await visit.page.goto(`${SITE}/coordination/registry/authorities`);
    await visit.press(link(visit, NETWORK.name));
    await visit.type(visit.page.getByRole('combobox', { name: 'Kreise und Städte' }), 'bonn');
    await visit.page.getByRole('option', { name: /^Bonn/ }).waitFor();
    await visit.page.keyboard.press('Enter');
    await visit.page.getByRole('button', { name: 'Bonn entfernen' }).waitFor();
    await visit.type(visit.page.getByLabel('Begründung'), 'Bonn kommt dazu (fiktiv)');
    await visit.press(button(visit, 'Prüfen'));
    await says(visit, 'Eine zweite Person muss das in Kraft setzen.');
    await expectSound(visit, 'network-checked');
    await visit.press(button(visit, 'Vorschlagen'));
    await says(visit, 'Bonn, Köln');
    const other = await second();
    await other.page.goto(visit.page.url());
    await other.press(button(other, 'In Kraft setzen'));
    await says(other, 'Der Vorschlag ist in Kraft');
    expect(await admin.query('select district_ags as ags from network_area order by 1')).toEqual([{ ags: '05314' }, { ags: KOELN.slice(0, 5) }]);
    expect([visit.faults, other.faults]).toEqual([[], []]);
    await visit.context.close();
    await other.context.close();
  });
});

describe('what every measure and every clock is counted by', () => {
  it('is a prepared rule set that a second person puts in force from a day on', async () => {
    const visit = await first();
    await visit.page.goto(`${SITE}/coordination/registry/rule-sets`);
    await visit.press(button(visit, 'In Kraft setzen: nrw-34a-14'));
    await typeDay(visit, 'Für Anordnungen ab', '2027-06-01');
    await visit.type(visit.page.getByLabel('Begründung'), 'Gesetz in Kraft (fiktiv)');
    await visit.press(button(visit, 'Prüfen'));
    await says(visit, 'Eine zweite Person muss das in Kraft setzen.');
    await expectSound(visit, 'rule-set');
    await visit.press(button(visit, 'Vorschlagen'));
    await says(visit, 'Sie haben das vorgeschlagen. Eine zweite Person muss es in Kraft setzen.');
    const other = await second();
    await other.page.goto(visit.page.url());
    await other.press(button(other, 'In Kraft setzen'));
    await says(other, 'Der Vorschlag ist in Kraft');
    expect(await admin.query(`select valid_from::text as day, active from rule_set where version = 'nrw-34a-14'`)).toEqual([{ day: '2027-06-01', active: true }]);
    await visit.context.close();
    await other.context.close();
  });

  it('is a calendar in which a holiday more or less is a new version', async () => {
    const visit = await first({ width: 375, height: 667 });
    await visit.page.goto(`${SITE}/coordination/registry/calendar`);
    await visit.press(button(visit, 'Feiertag hinzufügen'));
    await typeDay(visit, 'Tag', '2027-05-10');
    await visit.type(visit.page.getByLabel('Name des Feiertags'), 'Gedenktag (fiktiv)');
    await visit.type(visit.page.getByLabel('Begründung'), 'Einmaliger Feiertag (fiktiv)');
    await visit.press(button(visit, 'Prüfen'));
    await says(visit, 'Geprüft: nichts spricht dagegen');
    await expectSound(visit, 'calendar');
    await visit.press(button(visit, 'Vorschlagen'));
    await says(visit, /10\.05\.2027 wird Feiertag: Gedenktag \(fiktiv\)/);
    await visit.press(button(visit, 'In Kraft setzen'));
    await says(visit, 'Der Vorschlag ist in Kraft');
    await visit.page.goto(`${SITE}/coordination/registry/calendar`);
    await says(visit, 'Gedenktag (fiktiv)');
    expect(visit.faults).toEqual([]);
    await visit.context.close();
  });
});

describe('the registry', () => {
  it('is the state office’s alone', async () => {
    const visit = await Visit.begin(browser, { now: chain.now });
    await visit.signIn(POLICE.koeln, 'officer');
    expect(await visit.page.getByRole('link', { name: 'Verzeichnis' }).count()).toBe(0);
    await visit.page.goto(`${SITE}/coordination/registry`);
    await visit.page.getByRole('heading', { level: 1 }).waitFor();
    expect(await link(visit, 'Neue Stelle').count()).toBe(0);
    expect(await candidatesIn(KOELN)).toContain(CENTRES.koeln.name);
    await visit.context.close();
  });
});
