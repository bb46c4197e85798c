import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Route } from 'playwright-core';
import type { TestApi } from './app.js';
import { SCHEMES, SITE, Visit } from './browser.js';
import type { Chain } from './chain.js';
import { addressOf, type PageRoute } from './page-routes.js';
import { until } from './until.js';

/** PICTURES names a folder into which every page is drawn, to be looked at. */
const PICTURES = process.env['PICTURES'];
/** What the frame asks for; a page in trouble still has its frame. */
const OF_FRAME = /\/api\/v1\/(session|stream|notifications)/;

/** A page counts as standing still once it has looked the same so many times, 20 ms apart. */
const STILL = 20;

export type Trouble = 'loading' | 'error';

/** Who opens pages of which API in which browser. */
export interface PageWorld {
  readonly browser: Browser;
  readonly chain: Chain;
  readonly api: TestApi;
}

/** One page as its person sees it: opened once, then looked at in languages, colours and windows of every kind. */
export class RouteLook {
  private locale: 'de' | 'en' = 'de';

  private constructor(
    readonly visit: Visit,
    private readonly route: PageRoute,
    private readonly trouble: Trouble | undefined,
  ) {}

  /** Opens the page, optionally with an API that does not answer or fails, and closes it whatever `work` does. */
  static async at(world: PageWorld, route: PageRoute, { trouble, ...ids }: { readonly id: string; readonly proposal?: string; readonly measure?: string; readonly plan?: string; readonly meeting?: string; readonly trouble?: Trouble }, work: (look: RouteLook) => Promise<void>): Promise<void> {
    const visit = await Visit.begin(world.browser, { now: world.chain.now });
    try {
      // The session is begun beside the page: so many pages need no sign-in by keyboard each.
      const { cookie = '' } = await world.api.signedIn(route.organisationId, route.role, { fresh: true });
      const cut = cookie.indexOf('=');
      await visit.context.addCookies([{ name: cookie.slice(0, cut), value: cookie.slice(cut + 1), url: SITE, httpOnly: true, sameSite: 'Strict' }]);
      if (trouble !== undefined) await visit.page.route(/\/api\/v1\//, (request) => troubled(request, trouble));
      const look = new RouteLook(visit, route, trouble);
      await look.visit.page.goto(`${SITE}${addressOf(route, ids)}`);
      await look.settled();
      await work(look);
    } finally {
      await visit.page.unrouteAll({ behavior: 'ignoreErrors' });
      await visit.context.close();
    }
  }

  /** The same page in the other language. */
  async english(): Promise<void> {
    this.locale = 'en';
    await this.visit.context.addCookies([{ name: 'locale', value: 'en', url: SITE }]);
    await this.visit.page.reload();
    await this.settled();
  }

  /** Everything that axe finds, in each way of showing colours. */
  async axe(state = ''): Promise<readonly string[]> {
    const found: string[] = [];
    for (const scheme of SCHEMES) {
      await this.visit.scheme(scheme);
      found.push(...(await this.visit.axe()).map((line) => `${this.route.path} ${this.locale} ${scheme} ${state}: ${line}`));
      await this.picture(`${state === '' ? '' : `-${state}`}-${this.locale}-${scheme}`);
    }
    await this.visit.scheme('light');
    return found;
  }

  /** What a person with a thumb, a keyboard, large text or a narrow window would stumble over. */
  async reach(): Promise<readonly string[]> {
    const { visit, route } = this;
    await this.standsStill();
    const found = [...(await visit.smallTargets(route.least)), ...(await visit.unseenFocus()), ...(await visit.overflow()), ...(await visit.textSpacing())];
    // Twice the size is half the window (WCAG 1.4.4); 320 pixels are four times (1.4.10).
    for (const [width, height] of [[640, 450], [375, 667], [320, 640]] as const) {
      await visit.page.setViewportSize({ width, height });
      const here = [...(await visit.smallTargets(route.least)), ...(await visit.overflow())];
      found.push(...here.map((line) => `${width} px: ${line}`));
      await this.picture(`-${width}`);
    }
    return found.map((line) => `${route.path}: ${line}`);
  }

  private async picture(suffix: string): Promise<void> {
    if (PICTURES === undefined) return;
    mkdirSync(PICTURES, { recursive: true });
    await this.visit.page.screenshot({ path: join(PICTURES, `${this.route.name}${suffix}.png`), fullPage: true });
  }

  /** Parts that come after the page push away what has the focus meanwhile. */
  private async standsStill(): Promise<void> {
    let [seen, same] = ['', 0];
    const size = `document.documentElement.scrollHeight + ' ' + document.querySelectorAll('*').length`;
    await until(async () => {
      const now = await this.visit.page.evaluate<string>(size);
      [seen, same] = [now, now === seen ? same + 1 : 0];
      return same >= STILL;
    }, { what: 'the page to stand still' });
  }

  private async settled(): Promise<void> {
    const { page } = this.visit;
    await page.getByRole('main').waitFor();
    if (this.trouble === 'loading') return;
    // Until nothing says any more that it is being loaded.
    const done = `document.querySelector('main h1') !== null && document.querySelector('[aria-busy=true], .kern-loader') === null`;
    await until(() => page.evaluate<boolean>(done), { what: 'the page to have loaded' });
    // A page of errors has nothing wrong with it for axe: unless it was asked for, it must not be taken for the page.
    const failed = (await page.getByRole('main').innerText()).match(/Der Server antwortet gerade nicht|The server does not answer/);
    if (this.trouble === undefined && failed !== null) throw new Error(`${this.route.path} could not load what it shows`);
  }
}

async function troubled(route: Route, trouble: Trouble): Promise<void> {
  if (OF_FRAME.test(route.request().url())) return route.continue();
  if (trouble === 'error') return route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"status":500,"code":"internal"}' });
  // Never answered: the page goes on loading until it is closed.
}
