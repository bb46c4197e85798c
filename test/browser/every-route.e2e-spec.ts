import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startApi, type TestApi } from '../support/app.js';
import { openBrowser, SITE, Visit, WEB_ROOT } from '../support/browser.js';
import { aChain, aNewReferral, CENTRES, POLICE, STATE_OFFICE, type Chain } from '../support/chain.js';
import { OPEN_PAGES, PAGE_ROUTES, routerSource, routesOf } from '../support/page-routes.js';
import { publishMadeUp } from '../support/published-figures.js';
import { madeUpPathsReports, publishPaths } from '../support/published-paths.js';
import { RouteLook, type PageWorld, type Trouble } from '../support/route-look.js';

jest.setTimeout(240_000);

let chain: Chain;
let api: TestApi;
let browser: Browser;
let world: PageWorld;
/** A referral in the midst of its contact attempts, at the centre that the pages are opened for. */
let id = '';
/** A change of the registry that waits for a decision. */
let proposal = '';

beforeAll(async () => {
  chain = await aChain('routes');
  api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE, SESSION_IDLE_MINUTES: '1440', SESSION_HOURS: '24' } });
  browser = await openBrowser(api);
  world = { browser, chain, api };
  const officer = await api.signedIn(POLICE.koeln, 'officer');
  const counsellor = await api.signedIn(CENTRES.domstadt.id, 'counsellor');
  // One that waits, one in contact.
  const submitted = async (): Promise<string> => {
    const answer = await officer.create(aNewReferral({ centreId: CENTRES.domstadt.id }));
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return String(answer.body['id']);
  };
  await submitted();
  id = await submitted();
  await counsellor.event(id, 'accept', 2, { conflictOfInterest: false });
  chain.moveTo('2027-03-02T15:30:00Z');
  while ((await chain.clocks.fireDue()) > 0);
  const version = Number((await counsellor.get(`/referrals/${id}`)).body['version']);
  await counsellor.event(id, 'record_attempt', version, { channel: 'phone', at: chain.now(), result: 'no_answer', contactVersion: 1, overrideReason: 'agreed_with_lead' });
  expect((await officer.get(`/referrals/${id}`)).body['state']).toBe('contacting');
  await publishMadeUp(chain.clock, '2027-03-01', { worst: '05966', empty: '05762' });
  await publishPaths(chain.clock, madeUpPathsReports('2027-03-01', { count: 2_000 }));
  const office = await api.signedIn(STATE_OFFICE.id, 'state_coordinator');
  const calendar = { version: `${String((await office.get('/directory/registry/calendar')).body['version'])}-001`, add: [{ day: '2027-03-10', name: 'Feiertag (fiktiv)' }], remove: [] };
  const { bases } = (await office.post('/directory/checks', { kind: 'calendar', calendar })).body;
  proposal = String((await office.post('/directory/proposals', { kind: 'calendar', calendar, reason: 'Probe (fiktiv)', bases })).body['id']);
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
  await chain?.close();
});

describe('the list of pages', () => {
  it('is complete: every route of the app is looked at', () => {
    expect([...new Set(PAGE_ROUTES.map(({ path }) => path))].sort()).toEqual([...routesOf(routerSource())].filter((path) => path !== '/').sort());
  });

  it('would miss none', () => {
    const planted = `${routerSource()}\nconst late = [createRoute({ getParentRoute: () => police, path: '/planted', component: Page })];`;
    expect(routesOf(planted)).toContain('/police/planted');
  });
});

describe.each(PAGE_ROUTES)('the page $path', (route) => {
  it('has nothing for axe to find in German and English, light, dark and in forced colours', async () => {
    await RouteLook.at(world, route, { id, proposal }, async (look) => {
      const found = [...(await look.axe())];
      await look.english();
      found.push(...(await look.axe()));
      expect(found).toEqual([]);
      expect(look.visit.faults).toEqual([]);
    });
  });

  it('is reached by thumb and keyboard, shows its focus, and is read spaced, at twice its size, on a phone and at 320 pixels', async () => {
    await RouteLook.at(world, route, { id, proposal }, async (look) => expect(await look.reach()).toEqual([]));
  });
});

describe.each(PAGE_ROUTES.filter(({ still }) => still !== true))('the page $path in trouble', (route) => {
  it.each(['loading', 'error'] as const satisfies readonly Trouble[])('has nothing for axe to find while "%s"', async (trouble) => {
    await RouteLook.at(world, route, { id, proposal, trouble }, async (look) => {
      const found = [...(await look.axe(trouble))];
      await look.english();
      found.push(...(await look.axe(trouble)));
      expect(found).toEqual([]);
    });
  });

  it('is as good when there is nothing to show', async () => {
    const elsewhere = { ...route, organisationId: emptySide(route.organisationId) };
    await RouteLook.at(world, elsewhere, { id: UNKNOWN }, async (look) => expect(await look.axe('empty')).toEqual([]));
  });

  it('asks to sign in again, with nothing for axe to find, when the session has ended', async () => {
    await RouteLook.at(world, route, { id, proposal }, async (look) => {
      const { page, context } = look.visit;
      await context.clearCookies({ name: /^(?!locale)/ });
      // Back at the window after a minute: what is shown is asked for anew.
      await page.clock.setFixedTime(new Date(chain.now().getTime() + 60_000));
      await page.evaluate(`window.dispatchEvent(new Event('visibilitychange'))`);
      await page.getByRole('dialog', { name: 'Ihre Sitzung ist abgelaufen' }).waitFor({ timeout: 60_000 });
      expect(await look.axe('expired')).toEqual([]);
    });
  });
});

describe('the pages for everybody', () => {
  it.each(OPEN_PAGES)('%s have nothing for axe to find', async (path) => {
    const visit = await Visit.begin(browser, { now: chain.now });
    for (const [width, language] of [[1280, 'de'], [320, 'de'], [375, 'en']] as const) {
      await visit.page.setViewportSize({ width, height: 667 });
      await visit.page.goto(`${SITE}${path}${path === '/' ? '' : `?lang=${language}`}`);
      await visit.page.getByRole('heading', { level: 1 }).waitFor();
      for (const scheme of ['light', 'dark', 'forced'] as const) {
        await visit.scheme(scheme);
        expect([path, width, scheme, await visit.axe()]).toEqual([path, width, scheme, []]);
      }
      await visit.scheme('light');
      expect([path, width, await visit.overflow(), await visit.smallTargets(24)]).toEqual([path, width, [], []]);
    }
    expect(visit.faults).toEqual([]);
    await visit.context.close();
  });
});

/** An id that no referral has. */
const UNKNOWN = '01890000-0000-7000-8000-000000000000';

/** An organisation of the same kind to which nothing has happened. */
function emptySide(organisationId: string): string {
  if (organisationId === POLICE.koeln) return POLICE.muenster;
  return organisationId === CENTRES.domstadt.id ? CENTRES.elsewhere.id : organisationId;
}
