import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { OPEN_PAGES, PAGE_ROUTES, routerSource, routesOf } from '../../support/page-routes.js';
import { SITE, Visit } from '../../support/browser.js';
import { aFilledWorld, type FilledWorld } from '../../support/page-world.js';

jest.setTimeout(240_000);

let world: FilledWorld;

beforeAll(async () => {
  world = await aFilledWorld();
});
afterAll(() => world?.close());

describe('the list of pages', () => {
  it('is complete: every route of the app is looked at', () => {
    expect([...new Set(PAGE_ROUTES.map(({ path }) => path))].sort()).toEqual([...routesOf(routerSource())].filter((path) => path !== '/').sort());
  });

  it('would miss none', () => {
    const planted = `${routerSource()}\nconst late = [createRoute({ getParentRoute: () => police, path: '/planted', component: Page })];`;
    expect(routesOf(planted)).toContain('/police/planted');
  });
});

describe('the pages for everybody', () => {
  it.each(OPEN_PAGES)('%s have nothing for axe to find', async (path) => {
    const visit = await Visit.begin(world.browser, { now: world.chain.now });
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
