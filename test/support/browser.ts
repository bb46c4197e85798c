import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import type { HumanRole } from '#domain';
import { emailOf, PASSWORD, type TestApi } from './app.js';
import { CLIPPED, FOCUS_NOW, LOOK_WITHOUT_FOCUS, OVERFLOW, PLAIN_TEXT, smallTargets, spacedText } from './page-checks.js';

/** The address that the pages believe in; the browser maps it to the port on which the API of the test listens. */
export const SITE = 'http://localhost:3000';
/** The folder that `npm test` and `npm start` build. */
export const WEB_ROOT = 'dist/web';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome'];
/** The last ones keep the browser from looking for its maker's hosts. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const FOCUS_STEPS = 120;
/** More than any page has; a round of the focus ends before. */
const MOST_CONTROLS = 400;

/** Runs in the page; a text, because the types of the tests know no DOM. */
const KEPT = `(async () => ({
  local: Object.entries(localStorage),
  session: Object.entries(sessionStorage),
  databases: (await indexedDB.databases()).map(({ name }) => name),
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  cookies: document.cookie.replace(/(^|; )locale=(de|en)/, ''),
}))()`;

interface AxeAnswer {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

function programPath(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  for (const path of folders.flatMap((folder) => PROGRAMS.map((program) => join(folder, program)))) {
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      continue;
    }
  }
  throw new Error(`none of ${PROGRAMS.join(', ')} is installed: run \`npm test\`, which installs it`);
}

/** A browser whose pages are those of this API and of nobody else. */
export function openBrowser(api: Pick<TestApi, 'url'>): Promise<Browser> {
  if (!existsSync(join(WEB_ROOT, 'index.html'))) throw new Error(`${WEB_ROOT} is not built: run \`npm test\`, which builds it`);
  const rules = `MAP localhost:3000 ${new URL(api.url).host}`;
  return chromium.launch({ executablePath: programPath(), args: [...FLAGS, `--host-resolver-rules=${rules}`] });
}

export interface VisitOptions {
  readonly now: () => Date;
  readonly width?: number;
  readonly height?: number;
}

/** How a device shows colours: by the person's choice of light or dark, or in the few colours of a contrast theme. */
export type Scheme = 'light' | 'dark' | 'forced';
export const SCHEMES = ['light', 'dark', 'forced'] as const satisfies readonly Scheme[];

/** One person at one device: a page with a fresh profile, and everything that went wrong on it. */
export class Visit {
  readonly faults: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly now: () => Date,
  ) {
    page.on('pageerror', (error) => this.faults.push(`error: ${error.message}`));
    page.on('console', (message) => {
      if (/Content Security Policy|Trusted/.test(message.text())) this.faults.push(`policy: ${message.text()}`);
    });
  }

  static async begin(browser: Browser, { now, width = 1280, height = 900 }: VisitOptions): Promise<Visit> {
    const context = await browser.newContext({ viewport: { width, height }, locale: 'de-DE', timezoneId: 'Europe/Berlin', reducedMotion: 'reduce' });
    const visit = new Visit(context, await context.newPage(), now);
    await visit.catchUp();
    await visit.page.goto(SITE);
    return visit;
  }

  /** Lets the device's clock show the time of the test. */
  async catchUp(): Promise<void> {
    await this.page.clock.setFixedTime(this.now());
  }

  async signIn(organisationId: string, role: HumanRole): Promise<void> {
    await this.type(this.page.getByLabel('E-Mail-Adresse'), emailOf(organisationId, role));
    await this.type(this.page.getByLabel('Passwort'), PASSWORD);
    await this.page.keyboard.press('Enter');
    await this.page.getByRole('button', { name: 'Abmelden' }).waitFor();
  }

  /** Goes to a control by the Tab key alone. */
  async tabTo(target: Locator): Promise<void> {
    await target.waitFor();
    for (let step = 0; step < FOCUS_STEPS; step += 1) {
      if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`no Tab leads to ${String(target)}`);
  }

  async type(field: Locator, text: string): Promise<void> {
    await this.tabTo(field);
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.type(text);
  }

  /** Presses a button or follows a link. */
  async press(control: Locator): Promise<void> {
    await this.tabTo(control);
    await this.page.keyboard.press('Enter');
  }

  async tick(box: Locator): Promise<void> {
    await this.tabTo(box);
    await this.page.keyboard.press('Space');
  }

  /** Chooses one answer of a question: to its first answer by Tab, then by arrow keys. */
  async choose(question: string, answer: string | RegExp): Promise<void> {
    const group = this.page.getByRole('group', { name: question });
    const wanted = group.getByRole('radio', { name: answer });
    await wanted.waitFor();
    const checked = group.locator('input:checked');
    await this.tabTo((await checked.count()) > 0 ? checked : group.getByRole('radio').first());
    await this.page.keyboard.press('Space');
    for (let step = 0; step < 20 && !(await wanted.isChecked()); step += 1) await this.page.keyboard.press('ArrowDown');
    if (!(await wanted.isChecked())) throw new Error(`no arrow key leads to ${String(answer)}`);
  }

  /** What axe finds by WCAG 2.0 to 2.2, levels A and AA; one line per finding. Injected past the content security policy. */
  async axe(): Promise<readonly string[]> {
    const debuggerOfPage = await this.context.newCDPSession(this.page);
    await debuggerOfPage.send('Runtime.evaluate', { expression: AXE });
    await debuggerOfPage.detach();
    const { violations } = await this.page.evaluate<AxeAnswer>(`axe.run(document, { runOnly: ${JSON.stringify(STANDARDS)} })`);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  }

  /** Shows the page as a device with this setting does, from now on. */
  async scheme(scheme: Scheme): Promise<void> {
    await this.page.emulateMedia({ colorScheme: scheme === 'light' ? 'light' : 'dark', forcedColors: scheme === 'forced' ? 'active' : 'none' });
  }

  /** Elements that reach beyond the window, if the page can be scrolled sideways; one line each. */
  overflow(): Promise<readonly string[]> {
    return this.page.evaluate<string[]>(OVERFLOW);
  }

  /** Controls that are smaller than so many CSS pixels; one line each. */
  smallTargets(least: number): Promise<readonly string[]> {
    return this.page.evaluate<string[]>(smallTargets(least));
  }

  /**
   * What gets lost when a reader spaces the text (WCAG 1.4.12) and shows it `times` as large (1.4.4 asks for 2): words that are cut off
   * and elements that reach beyond the window. Afterwards the page is as before.
   */
  async textSpacing(times = 1): Promise<readonly string[]> {
    await this.page.evaluate(spacedText(times));
    const found = [...(await this.page.evaluate<string[]>(CLIPPED)), ...(await this.overflow())];
    await this.page.evaluate(PLAIN_TEXT);
    return found;
  }

  /** Goes round the page by Tab and names each control on which the focus cannot be seen. */
  async unseenFocus(): Promise<readonly string[]> {
    await this.page.evaluate(LOOK_WITHOUT_FOCUS);
    const found: string[] = [];
    for (let step = 0; step < MOST_CONTROLS; step += 1) {
      await this.page.keyboard.press('Tab');
      const answer = await this.page.evaluate<string | null>(FOCUS_NOW);
      if (answer === 'end' && step > 0) return found;
      if (answer !== null && answer !== 'end') found.push(answer);
    }
    throw new Error(`the focus has not gone round after ${MOST_CONTROLS} steps`);
  }

  /** Everything that the page has left on the device; the language is the one thing that may stay. */
  kept(): Promise<Readonly<Record<string, unknown>>> {
    return this.page.evaluate(KEPT);
  }
}

/** A device on which nothing is left. */
export const NOTHING_KEPT = { local: [], session: [], databases: [], caches: [], workers: 0, cookies: '' };
