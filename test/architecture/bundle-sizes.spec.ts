import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { readManifest, routesOf, sizesOf, tooLarge, type Budget, type Manifest } from './bundle-sizes.js';

/** The folder that `npm test` builds before it tests. */
const ROOT = 'dist/web';
const KB = 1_000;
const REPORT = 'src/police/report/report-page.tsx';

const BUDGET: Budget = {
  // The goal of 100 kB is missed: the libraries alone are 106 kB (record 0016). Nothing may be added but the addresses of pages.
  shell: 128 * KB,
  page: 40 * KB,
  // Each page carries German alone; whoever reads English loads all English texts once, beside the shell. No page's size counts them.
  english: 30 * KB,
  styles: 25 * KB,
  inAll: { [REPORT]: 172 * KB },
};

/** The first visit of an officer: page, shell, report, styles, icon and the two faces of the type. */
const FIRST_VISIT = 300 * KB;

const gzipped = (file: string): number => gzipSync(readFileSync(join(ROOT, file)), { level: 9 }).length;

describe('the web app as it is built', () => {
  const manifest = readManifest(ROOT);

  it('loads no more than its budgets allow', () => {
    expect(tooLarge(sizesOf(manifest, gzipped, BUDGET))).toEqual([]);
    expect(routesOf(manifest).length).toBeGreaterThan(8);
  });

  it('loads less than 300 kB when an officer opens the report for the first time', () => {
    const [report] = sizesOf(manifest, gzipped, BUDGET).filter(({ what }) => what.startsWith(REPORT));
    const styles = sizesOf(manifest, gzipped, BUDGET).find(({ what }) => what === 'styles');
    const fonts = readdirSync(join(ROOT, 'assets')).filter((file) => /fira-sans-latin-(400|600)-.*\.woff2$/.test(file));
    const others = [...fonts.map((file) => readFileSync(join(ROOT, 'assets', file)).length), ...['index.html', 'icon.svg'].map(gzipped)];
    expect(fonts).toHaveLength(2);
    expect((report?.bytes ?? Infinity) + (styles?.bytes ?? Infinity) + others.reduce((sum, size) => sum + size, 0)).toBeLessThan(FIRST_VISIT);
  });

  it('lies compressed beside itself, so that no request waits for it', () => {
    const texts = readdirSync(join(ROOT, 'assets')).filter((file) => /\.(js|css)$/.test(file));
    const bare = texts.filter((file) => readFileSync(join(ROOT, 'assets', file)).length >= 1_024 && !['br', 'gz'].every((kind) => readdirSync(join(ROOT, 'assets')).includes(`${file}.${kind}`)));
    expect(bare).toEqual([]);
    expect(readdirSync(join(ROOT, 'map')).sort()).toEqual(expect.arrayContaining(['nrw-municipalities.topo.json.br', 'nrw-municipalities.topo.json.gz']));
  });

  it('shows nothing of the page of components', () => {
    expect(Object.keys(manifest).filter((key) => /components\//.test(key))).toEqual([]);
  });
});

describe('the check of sizes', () => {
  const planted: Manifest = {
    'index.html': { file: 'shell.js', imports: ['react'], css: ['all.css'], isEntry: true },
    react: { file: 'react.js' },
    'src/frame.tsx': { file: 'frame.js', imports: ['react', 'query'], isDynamicEntry: true },
    query: { file: 'query.js' },
    'src/a-page.tsx': { file: 'a.js', imports: ['query', 'dates'], isDynamicEntry: true },
    'src/a.form.tsx': { file: 'form.js', imports: ['dates'], isDynamicEntry: true },
    dates: { file: 'dates.js' },
    'src/generated/messages/english.js': { file: 'english.js', imports: ['query'], isDynamicEntry: true },
  };
  const weights: Readonly<Record<string, number>> = { 'shell.js': 30, 'react.js': 60, 'frame.js': 5, 'query.js': 10, 'a.js': 8, 'dates.js': 9, 'form.js': 99, 'all.css': 20, 'english.js': 9 };
  const sizes = (more: Readonly<Record<string, number>>, budget: Budget = { shell: 105, page: 18, english: 9, styles: 25, inAll: {} }) =>
    tooLarge(sizesOf(planted, (file) => ({ ...weights, ...more })[file] ?? 0, budget));

  it('counts what a part cannot do without, once, and not what comes later', () => expect(sizes({})).toEqual([]));
  it('catches a library that has crept into the shell', () => expect(sizes({ 'react.js': 71_000 })).toEqual(['shell: 71.0 kB of 0 kB']));
  it('catches a library that has crept into the frame of every page', () => expect(sizes({ 'query.js': 71_000 })).toEqual(['shell: 71.1 kB of 0 kB']));
  it('catches a second language that grows', () => expect(sizes({ 'english.js': 19_000 })).toEqual(['English: 19.0 kB of 0 kB']));
  it('catches a page whose import grows', () => expect(sizes({ 'dates.js': 19_000 })).toEqual(['src/a-page.tsx: 19.0 kB of 0 kB']));
  it('catches styles, and a page that has a budget for everything together', () => {
    expect(sizes({ 'all.css': 26_000 })).toEqual(['styles: 26.0 kB of 0 kB']);
    expect(sizes({}, { shell: 105, page: 18, english: 9, styles: 25, inAll: { 'src/a-page.tsx': 121 } })).toEqual(['src/a-page.tsx, in all: 0.1 kB of 0 kB']);
  });
});
