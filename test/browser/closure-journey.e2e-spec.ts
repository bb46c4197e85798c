import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openDatabase } from '#persistence';
import { pino } from 'pino';
import type { Browser } from 'playwright-core';
import { addDays, holidayOn, instantAt, localDayOf, NRW_CALENDAR, weekdayOf, type HumanRole } from '#domain';
import { openHousehold, type Household } from '../../apps/worker/src/household.js';
import { startWorker, type RunningWorker } from '../../apps/worker/src/worker.js';
import { startApi, type TestApi } from '../support/app.js';
import { openBrowser, SITE, Visit, WEB_ROOT } from '../support/browser.js';
import { aChain, aNewReferral, CENTRES, KOELN, POLICE, STATE_OFFICE, type Chain } from '../support/chain.js';
import { fillReport, referenceOnReceipt, sendButton } from '../support/page-steps.js';
import { startQueueServer, type QueueServer } from '../support/queue-server.js';
import { until } from '../support/until.js';

jest.setTimeout(180_000);

/** Where pictures of the pages are put, if anywhere. */
const PICTURES = process.env['PICTURES'];

/**
 * A Thursday that the worker's time has not reached, so that it moves clocks and fires none, with no public holiday until the next Thursday.
 */
function aThursday(): string {
  const quiet = (day: string): boolean => weekdayOf(day) === 4 && [0, 1, 2, 3, 4, 5, 6, 7].every((days) => holidayOn(addDays(day, days), NRW_CALENDAR) === null);
  let day = addDays(localDayOf(new Date()), 14);
  while (!quiet(day)) day = addDays(day, 1);
  return day;
}
const THURSDAY = aThursday();
const [FRIDAY, MONDAY, TUESDAY] = [addDays(THURSDAY, 1), addDays(THURSDAY, 4), addDays(THURSDAY, 5)] as const;
/** A day as the pages write it, without the weekday: 05.03. */
const short = (day: string): string => `${day.slice(8)}.${day.slice(5, 7)}.`;
const SEVEN_DAYS = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' }));

let chain: Chain;
let api: TestApi;
let browser: Browser;
let server: QueueServer;
let household: Household;
let worker: RunningWorker;

beforeAll(async () => {
  chain = await aChain('closure-journey');
  chain.moveTo(instantAt(THURSDAY, '10:00'));
  await bothOpenEveryDay();
  await chain.agree(POLICE.koeln, CENTRES.koeln.id, { acknowledge: { amount: 30, unit: 'OH' } });
  api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE } });
  browser = await openBrowser(api);
  server = await startQueueServer('PostgreSQL');
  household = await openHousehold(
    { databaseUrl: chain.database.clockUrl, keystoreUrl: chain.database.keysUrl, keystoreRootKey: chain.rootKey, publicUrl: 'https://zeitnah.example', mail: null, poolSize: 6 },
    () => new Date(),
  );
  const queue = { url: server.url, prefix: `t${randomUUID().slice(0, 8)}` };
  worker = await startWorker({ ...household, log: pino({ level: 'silent' }), now: () => new Date(), host: '127.0.0.1', ports: [0], queue });
}, 60_000);
afterAll(async () => {
  await worker?.stop();
  await household?.close();
  await server?.stop();
  await browser?.close();
  await api?.close();
  await chain?.close();
});

/** Both centres of Köln are open on all seven days; the second also serves Bonn, so that the local one comes first while it is open. */
async function bothOpenEveryDay(): Promise<void> {
  const admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
  await admin.query('update centre_profile set opening_hours = $1', [JSON.stringify({ windows: SEVEN_DAYS })]);
  await admin.query(`insert into catchment (centre_id, ags, valid_from) values ($1, '05314000', '2020-01-01')`, [CENTRES.domstadt.id]);
  await admin.destroy();
}

async function as(organisationId: string, role: HumanRole): Promise<Visit> {
  const visit = await Visit.begin(browser, { now: chain.now });
  await visit.signIn(organisationId, role);
  return visit;
}
async function picture(visit: Visit, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  await visit.page.screenshot({ path: `${PICTURES}/closure-journey-${name}.png`, fullPage: true });
}

interface Clock {
  readonly kind: string;
  readonly dueAt: string;
  readonly state: string;
  readonly why: { readonly de: string };
}
/** The running clocks of a referral, as the centre is told of them. */
async function runningClocks(id: string): Promise<ReadonlyMap<string, Clock>> {
  const counsellor = await api.signedIn(CENTRES.koeln.id, 'counsellor', { fresh: true });
  const clocks = (await counsellor.get(`/referrals/${id}`)).body['clocks'] as readonly Clock[];
  return new Map(clocks.filter(({ state }) => state === 'running').map((clock) => [clock.kind, clock]));
}
interface Ranked {
  readonly centre: { readonly id: string };
  readonly reasons: readonly string[];
  readonly opensAt: string | null;
}
const inWords = (candidates: unknown) => (candidates as readonly Ranked[]).map(({ centre, reasons, opensAt }) => [centre.id, reasons.includes('closed_for_now'), opensAt]);
const ranked = async (): Promise<unknown> => {
  const officer = await api.signedIn(POLICE.koeln, 'officer', { fresh: true });
  return inWords((await officer.get(`/routing/candidates?ags=${KOELN}&targetGroup=women&at=${instantAt(FRIDAY, '22:00').toISOString()}`)).body['candidates']);
};

describe('a closure entered on Thursday for Friday to Monday', () => {
  it('moves the running clocks that it said it would, and nothing else, by the worker', async () => {
    const saturday = instantAt(addDays(THURSDAY, 2), '09:00').toISOString();
    expect(await ranked()).toEqual([[CENTRES.koeln.id, false, saturday], [CENTRES.domstadt.id, false, saturday]]);
    const { consent } = aNewReferral();
    const created = await (await api.signedIn(POLICE.koeln, 'officer', { fresh: true })).create(
      aNewReferral({ incident: { ags: KOELN, occurredAt: instantAt(THURSDAY, '02:00') }, consent: consent && { ...consent, givenAt: instantAt(THURSDAY, '02:30') } }),
    );
    const id = String(created.body['id']);
    const before = await runningClocks(id);
    expect(before.get('acknowledge')?.dueAt).toBe(instantAt(addDays(THURSDAY, 3), '16:00').toISOString());

    const lead = await as(CENTRES.koeln.id, 'centre_lead');
    await lead.press(lead.page.getByRole('navigation').getByRole('link', { name: 'Unsere Stelle' }));
    await lead.page.getByLabel('Erster Tag').fill(FRIDAY);
    await lead.page.getByLabel('Letzter Tag').fill(MONDAY);
    await lead.page.getByLabel('Vertretung').selectOption(CENTRES.domstadt.id);
    const effect = lead.page.getByRole('group', { name: 'Diese laufenden Fristen verschieben sich' });
    await effect.getByText(String(created.body['reference'])).waitFor();
    const next = addDays(THURSDAY, 7);
    expect(await effect.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(new RegExp(`So\\., ${short(addDays(THURSDAY, 3))}.*16:00 Uhr, dann Do\\., ${short(next)}.*16:00 Uhr`)),
    ]);
    await lead.type(lead.page.getByLabel('Grund'), 'Renovierung (fiktiv)');
    await picture(lead, 'thursday');
    await lead.press(lead.page.getByRole('button', { name: 'Eintragen', exact: true }));
    await lead.page.getByText(/^Schließzeit eingetragen/).waitFor();
    await lead.context.close();

    const after = await until(
      async () => {
        const clocks = await runningClocks(id);
        return clocks.get('acknowledge')?.dueAt === before.get('acknowledge')?.dueAt ? null : clocks;
      },
      { what: 'the worker to move the clock', within: 30_000 },
    );
    expect(after.get('acknowledge')).toMatchObject({ dueAt: instantAt(next, '16:00').toISOString(), why: { de: expect.stringContaining('Schließzeit der Stelle') } });
    const others = (clocks: ReadonlyMap<string, Clock>) => [...clocks].filter(([kind]) => kind !== 'acknowledge').map(([kind, { dueAt }]) => [kind, dueAt]).sort();
    expect(others(after)).toEqual(others(before));
  });

  it('is what routing, the map and the police’s notice say on Friday night, and the referral goes to whoever is there', async () => {
    const night = instantAt(FRIDAY, '22:00');
    chain.moveTo(night);
    const [saturday, tuesday] = [instantAt(addDays(THURSDAY, 2), '09:00').toISOString(), instantAt(TUESDAY, '09:00').toISOString()];
    const told = [[CENTRES.domstadt.id, false, saturday], [CENTRES.koeln.id, true, tuesday]];
    expect(await ranked()).toEqual(told);

    const office = await api.signedIn(STATE_OFFICE.id, 'state_coordinator', { fresh: true });
    const onMap = async (path: string) => (await office.get(`/coverage${path}`)).body;
    expect(inWords((await onMap(`/municipalities/${KOELN}?targetGroup=women`))['candidates'])).toEqual(told);
    const koeln = async (hour: string): Promise<unknown> =>
      ((await onMap(`?targetGroup=women${hour}`))['municipalities'] as readonly { readonly ags: string }[]).find(({ ags }) => ags === KOELN);
    expect(await koeln('')).toMatchObject({ candidates: 2, open: 0, best: { id: CENTRES.domstadt.id } });
    // Saturday at noon one is open instead of two; on Thursday, after the closure, both are.
    expect([await koeln('&weekday=6&hour=12'), await koeln('&weekday=4&hour=12')]).toEqual([expect.objectContaining({ open: 1 }), expect.objectContaining({ open: 2 })]);

    const officer = await as(POLICE.koeln, 'officer');
    await fillReport(officer, /Domstadt/);
    const choice = officer.page.getByRole('group', { name: 'Diese Beratungsstelle erhält die Meldung' });
    const lines = await choice.locator('.kern-form-check').allInnerTexts();
    expect(lines).toEqual([
      expect.stringMatching(new RegExp(`Domstadt[\\s\\S]*Geschlossen bis Sa\\., ${short(addDays(THURSDAY, 2))}, 09:00 Uhr`)),
      expect.stringMatching(new RegExp(`Köln[\\s\\S]*Schließzeit: geschlossen bis Di\\., ${short(TUESDAY)}, 09:00 Uhr`)),
    ]);
    await picture(officer, 'friday-night');
    expect(await officer.axe()).toEqual([]);
    await officer.press(sendButton(officer));
    const reference = await referenceOnReceipt(officer);
    const list = (await (await api.signedIn(POLICE.koeln, 'officer', { fresh: true })).get('/referrals')).body['items'] as readonly { readonly reference: string; readonly centre: object }[];
    expect(list.find((row) => row.reference === reference)?.centre).toMatchObject({ id: CENTRES.domstadt.id });
    expect(officer.faults).toEqual([]);
    await officer.context.close();
  });
});
