import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser, Visit } from '../support/browser.js';

jest.setTimeout(120_000);

const page = (body: string, style = ''): string => `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Probe</title><style>
  button { font: inherit; padding: 1rem } button:focus-visible { outline: 3px solid blue } ${style}</style></head><body><h1>Probe</h1>${body}</body></html>`;

const SOUND = page('<p>Ein Satz mit <a href="#x">einem Verweis</a> darin.</p><button>Senden</button>');

let server: Server;
let browser: Browser;
let shown = SOUND;

beforeAll(async () => {
  server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(shown));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  browser = await openBrowser({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

async function visitOf(html: string): Promise<Visit> {
  shown = html;
  return Visit.begin(browser, { now: () => new Date('2027-03-01T09:00:00Z'), width: 375, height: 667 });
}

describe('the checks of a page', () => {
  it('find nothing on a sound page', async () => {
    const visit = await visitOf(SOUND);
    for (const found of [await visit.axe(), await visit.overflow(), await visit.smallTargets(24), await visit.textSpacing(), await visit.textSpacing(2), await visit.unseenFocus()]) expect(found).toEqual([]);
  });

  it('catch what reaches beyond the window', async () => {
    const visit = await visitOf(page('<div style="width: 500px">breit</div>'));
    expect(await visit.overflow()).toEqual([expect.stringMatching(/^div “breit” reaches 5\d\d of 375 px$/)]);
  });

  it('catch a target that a thumb misses, and spare a link within a sentence', async () => {
    const visit = await visitOf(page('<p>Ein Satz mit <a href="#x">Verweis</a>.</p><button class="tiny">x</button>', '.tiny { padding: 0; width: 20px; height: 20px }'));
    expect(await visit.smallTargets(24)).toEqual(['button .tiny “x” is 20 × 20']);
    expect(await visit.smallTargets(18)).toEqual([]);
  });

  it('catch words that are cut off once they are spaced', async () => {
    const visit = await visitOf(page('<p class="box">Kontakt bis Montag um neun Uhr</p>', '.box { width: 15rem; height: 1.3rem; overflow: hidden; white-space: nowrap }'));
    expect(await visit.textSpacing()).toEqual([expect.stringMatching(/^p \.box .* cuts off /)]);
    const plain = await visitOf(page('<p class="box">Kontakt bis Montag</p>', '.box { height: 40px; overflow: hidden }'));
    expect(await plain.textSpacing(2)).toEqual([expect.stringMatching(/^p \.box .* cuts off /)]);
  });

  it('catch a focus that nobody sees', async () => {
    const visit = await visitOf(page('<button>Senden</button><button class="mute">Weiter</button>', 'button.mute:focus-visible { outline: none }'));
    expect(await visit.unseenFocus()).toEqual(['button .mute “Weiter” looks the same with the focus']);
    const late = `<button>Senden</button><div></div><script>document.querySelector('button').addEventListener('focus', () => { document.querySelector('div').innerHTML = '<button class="mute">Später</button>' })</script>`;
    expect(await (await visitOf(page(late, 'button.mute:focus-visible { outline: none }'))).unseenFocus()).toEqual(['button .mute “Später” looks the same with the focus']);
    const under = await visitOf(page('<button>Senden</button><div class="lid"></div>', '.lid { position: fixed; inset: 0; background: white }'));
    expect(await under.unseenFocus()).toEqual(['button “Senden” lies under something else while it has the focus']);
  });

  it('catch a contrast that is lost in the dark', async () => {
    const visit = await visitOf(page('<p class="faint">Kaum zu lesen</p>', '@media (prefers-color-scheme: dark) { body { background: black; color: white } .faint { color: #333 } }'));
    expect(await visit.axe()).toEqual([]);
    await visit.scheme('dark');
    expect(await visit.axe()).toEqual([expect.stringMatching(/^color-contrast: /)]);
  });
});
