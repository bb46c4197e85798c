import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { foundHandlers } from '#access';
import type { TestApi, TestBrowser } from './app.js';
import { addressesOf } from './route-addresses.js';

/** Somebody who looks, and under which name. */
export interface Reader {
  readonly name: string;
  readonly browser: TestBrowser;
}

/** What is asked: every route that reads, with these ids and these further addresses. */
export interface Looking {
  readonly ids: readonly string[];
  readonly further?: readonly string[];
}

/** Headers that say something of the answer; the others name the request or the second in which it came. */
const TELLING = ['content-type', 'content-length', 'etag', 'last-modified', 'cache-control', 'content-disposition', 'location', 'x-total-count'];
/** Answers that never end, or sessions; what a stream tells is read from the same rows. */
const LEFT_OUT = /\/stream$|\/session$|\/docs|openapi\.json$/;

/** The addresses of every route that reads, filled in with each id. */
export function addressesToLookAt(api: TestApi, { ids, further = [] }: Looking): readonly string[] {
  const reading = foundHandlers(api.app.get(DiscoveryService), api.app.get(MetadataScanner))
    .flatMap(addressesOf)
    .filter((route) => route.startsWith('GET ') && !LEFT_OUT.test(route))
    .map((route) => route.slice('GET '.length))
    .sort();
  const filled = reading.flatMap((path) => {
    const known = path.replace('{period}', '2026').replace('{ags}', '05315000').replace('{file}', 'abc.ics').replace('{version}', '1');
    return known.includes('{') ? ids.map((id) => known.replace(/\{\w+\}/g, id)) : [known];
  });
  return [...filled, ...further];
}

/** Everything that these readers get at these addresses: status, telling headers and bytes, by reader and address. */
export async function whatTheySee(readers: readonly Reader[], addresses: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const seen = new Map<string, string>();
  for (const { name, browser } of readers) {
    for (const address of addresses) {
      const answer = await browser.send('GET', address);
      const headers = TELLING.map((header) => `${header}: ${answer.headers.get(header) ?? ''}`);
      seen.set(`${name} ${address}`, [answer.status, ...headers, withoutRequest(answer.text)].join('\n'));
    }
  }
  return seen;
}

/** An error answer names its own request; nothing else of it changes. */
const withoutRequest = (text: string): string => text.replace(/"(requestId|instance)":"[^"]*"/g, '"$1":""');

/** Where two looks differ, by reader and address. */
export const differencesOf = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): readonly string[] =>
  [...new Set([...one.keys(), ...other.keys()])].filter((key) => one.get(key) !== other.get(key));

/** Ids and references by the order in which they first appear: two worlds that differ in nothing else read the same. */
export function byOrderOfAppearance(): (text: string) => string {
  const names = new Map<string, string>();
  return (text) =>
    text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[FW]-[2-9A-HJ-NP-Z]{7}\b/g, (id) => {
      const name = names.get(id) ?? `<${names.size + 1}>`;
      names.set(id, name);
      return name;
    });
}
