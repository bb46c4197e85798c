import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { SCHEMES, type Visit } from './browser.js';

/** What is between the frame's head and foot. */
export const main = (visit: Visit): Locator => visit.page.getByRole('main');
export const button = (visit: Visit, name: string | RegExp): Locator => main(visit).getByRole('button', { name });
export const link = (visit: Visit, name: string | RegExp): Locator => main(visit).getByRole('link', { name });
export const says = (visit: Visit, text: string | RegExp): Promise<void> => main(visit).getByText(text).first().waitFor();

/** Where pictures are written; undefined: nowhere. */
const PICTURES = process.env['PICTURES'];

/** Nothing for axe in any colours, nothing beyond the window, nothing smaller than `least` pixels: on a desk and on a phone. */
export async function expectSound(visit: Visit, name: string, least = 24): Promise<void> {
  const before = visit.page.viewportSize();
  for (const width of [1280, 375]) {
    await visit.page.setViewportSize({ width, height: 667 });
    // In every way of showing colours on the desk; what is laid out otherwise on a phone has the same colours.
    for (const scheme of width === 375 ? (['light'] as const) : SCHEMES) {
      await visit.scheme(scheme);
      expect([name, width, scheme, await visit.axe()]).toEqual([name, width, scheme, []]);
      if (PICTURES === undefined) continue;
      mkdirSync(PICTURES, { recursive: true });
      await visit.page.screenshot({ path: join(PICTURES, `${name}-${width}-${scheme}.png`), fullPage: true });
    }
    await visit.scheme('light');
    expect([name, width, await visit.overflow(), await visit.smallTargets(least)]).toEqual([name, width, [], []]);
  }
  if (before !== null) await visit.page.setViewportSize(before);
}
