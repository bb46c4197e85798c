import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the build says of one file: its name, and which others it cannot do without. */
export interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
  readonly isDynamicEntry?: boolean;
  readonly isEntry?: boolean;
}
export type Manifest = Readonly<Record<string, Chunk>>;

/** Bytes on the wire of a file of the build. */
export type SizeOf = (file: string) => number;

/** In bytes, as gzip leaves them; 1 kB is 1000 bytes. `shell` is what every page of whoever is signed in loads, `page` what a page adds to it. */
export interface Budget {
  readonly shell: number;
  readonly page: number;
  /** What reading English costs, once. */
  readonly english: number;
  readonly styles: number;
  /** Pages with a budget of their own, for everything together. */
  readonly inAll: Readonly<Record<string, number>>;
}

const ENTRY = 'index.html';
const FRAME = 'src/frame.tsx';
const ENGLISH = 'src/generated/messages/english.js';

export function readManifest(root: string): Manifest {
  return JSON.parse(readFileSync(join(root, '.vite/manifest.json'), 'utf8')) as Manifest;
}

/** A chunk and everything that it imports at once; what is only loaded when it is needed does not count. */
export function closureOf(manifest: Manifest, key: string, found = new Set<string>()): ReadonlySet<string> {
  const chunk = manifest[key];
  if (chunk === undefined) throw new Error(`the build has no ${key}`);
  if (found.has(key)) return found;
  found.add(key);
  for (const next of chunk.imports ?? []) closureOf(manifest, next, found);
  return found;
}

/** The routes of the app: what a router's address loads. Parts that a page loads later are no routes. */
export const routesOf = (manifest: Manifest): readonly string[] =>
  Object.entries(manifest)
    .filter(([key, chunk]) => chunk.isDynamicEntry === true && /-page\.tsx$/.test(key))
    .map(([key]) => key)
    .sort();

export interface Size {
  readonly what: string;
  readonly bytes: number;
  readonly budget: number;
}

/** What each part weighs beside its budget. */
export function sizesOf(manifest: Manifest, sizeOf: SizeOf, budget: Budget): readonly Size[] {
  const weigh = (keys: Iterable<string>): number => [...keys].reduce((sum, key) => sum + sizeOf(manifest[key]?.file ?? ''), 0);
  const shell = new Set([...closureOf(manifest, ENTRY), ...closureOf(manifest, FRAME)]);
  const beyond = (key: string): readonly string[] => [...closureOf(manifest, key)].filter((each) => !shell.has(each));
  const routes = routesOf(manifest).map((route): Size => {
    const own = beyond(route);
    const inAll = budget.inAll[route];
    return inAll === undefined ? { what: route, bytes: weigh(own), budget: budget.page } : { what: `${route}, in all`, bytes: weigh([...shell, ...own]), budget: inAll };
  });
  const styles = [...new Set(Object.values(manifest).flatMap((chunk) => chunk.css ?? []))].reduce((sum, file) => sum + sizeOf(file), 0);
  return [
    { what: 'shell', bytes: weigh(shell), budget: budget.shell },
    ...routes,
    { what: 'English', bytes: weigh(beyond(ENGLISH)), budget: budget.english },
    { what: 'styles', bytes: styles, budget: budget.styles },
  ];
}

/** One line for each part that is larger than it may be. */
export const tooLarge = (sizes: readonly Size[]): readonly string[] =>
  sizes.filter(({ bytes, budget }) => bytes > budget).map(({ what, bytes, budget }) => `${what}: ${(bytes / 1_000).toFixed(1)} kB of ${(budget / 1_000).toFixed(0)} kB`);
