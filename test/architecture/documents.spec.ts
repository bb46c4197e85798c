import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { aFolder } from './a-folder.js';

/** The pages for people: the README and everything below docs/. */
const PAGES = [
  'README.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];

const SCRIPTS = Object.keys((JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }).scripts);
const CLEAN = /[<>*{}…]/;
const unique = (found: readonly (string | undefined)[]): string[] => [
  ...new Set(found.flatMap((each) => (each === undefined ? [] : [each]))),
];

/** What stands in back quotes on one line; blocks of code are left out. */
const quoted = (page: string): string[] =>
  unique([...page.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, text]) => text));

/** A path of the repository as a page names it; patterns such as `apps/<app>/src` are none. */
const namedPaths = (page: string): string[] =>
  quoted(page).filter((text) => /^(apps|libs|test|docs|scripts|\.ci)\/[^\s]+$/.test(text) && !CLEAN.test(text));

/** A heading's address within its page, as code hosts make it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
const anchors = (page: string): string[] => [...page.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => anchorOf(heading ?? ''));

/** What a page points to that does not exist, below the folder given. */
function deadEnds(name: string, page: string, root = '.'): string[] {
  const links = unique([...page.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target)).filter((target) => !/^[a-z]+:/.test(target));
  return [
    ...namedPaths(page)
      .filter((path) => !existsSync(join(root, path)))
      .map((path) => `${name}: \`${path}\` does not exist`),
    ...links.flatMap((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? name : normalize(join(dirname(name), path));
      const file = join(root, target);
      if (!existsSync(file)) return [`${name}: the link ${link} leads nowhere`];
      const known =
        anchor === undefined || statSync(file).isDirectory() || anchors(path === '' ? page : readFileSync(file, 'utf8')).includes(anchor);
      return known ? [] : [`${name}: the link ${link} names no heading`];
    }),
  ];
}

/** Functions named as `file` · `name()` that the file does not hold. */
function unknownFunctions(name: string, page: string, root = '.'): string[] {
  const pairs = [...page.matchAll(/`((?:apps|libs|test|scripts)\/[^`\s]+)` · ((?:`\w+\(\)`(?:, )?)+)/g)];
  return pairs.flatMap(([, path = '', names = '']) => {
    const text = existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '';
    return [...names.matchAll(/(\w+)\(\)/g)]
      .filter(([, each]) => !new RegExp(`\\b${each}\\b`).test(text))
      .map(([, each]) => `${name}: ${path} has no ${each}()`);
  });
}

/** Commands `npm run x` that package.json does not know. */
const unknownScripts = (name: string, page: string, scripts: readonly string[] = SCRIPTS): string[] =>
  unique([...page.matchAll(/npm run ([a-z][\w:-]*)/g)].map(([, script]) => script))
    .filter((script) => !scripts.includes(script))
    .map((script) => `${name}: npm has no script "${script}"`);

const all = (check: (name: string, page: string) => string[]): string[] => PAGES.flatMap((name) => check(name, readFileSync(name, 'utf8')));

describe('the pages', () => {
  it('are found, and name many paths', () => {
    expect(PAGES).toEqual(
      expect.arrayContaining(['README.md', 'docs/README.md', 'docs/walkthrough.md', 'docs/adr/0001-rows-first-jobs-second.md']),
    );
    expect(PAGES.flatMap((name) => namedPaths(readFileSync(name, 'utf8'))).length).toBeGreaterThan(50);
  });

  it('point to nothing that does not exist', () => expect(all(deadEnds)).toEqual([]));

  it('name functions that stand in the file beside them', () => {
    expect(all(unknownFunctions)).toEqual([]);
    expect(readFileSync('docs/walkthrough.md', 'utf8').match(/` · `\w+\(\)`/g)?.length).toBeGreaterThan(20);
  });

  it('name scripts that package.json knows', () => expect(all(unknownScripts)).toEqual([]));

  it('are caught with a planted path, link, heading, function or script that does not exist', () => {
    const folder = aFolder({ 'docs/other.md': '# Other page\n', 'libs/domain/src/due-at.ts': 'export function dueInstant() {}\n' });
    const page = [
      'See `libs/domain/src/due-at.ts` and `libs/domain/src/gone.ts`, patterns like `apps/<app>/src` aside.',
      '[there](other.md#other-page) [nowhere](gone.md) [no heading](other.md#gone) [outside](https://example.org)',
      '`libs/domain/src/due-at.ts` · `dueInstant()`, `dueNever()`',
      'Run `npm run jest` or `npm run gone`.',
    ].join('\n');
    expect(deadEnds('docs/page.md', page, folder)).toEqual([
      'docs/page.md: `libs/domain/src/gone.ts` does not exist',
      'docs/page.md: the link gone.md leads nowhere',
      'docs/page.md: the link other.md#gone names no heading',
    ]);
    expect(unknownFunctions('docs/page.md', page, folder)).toEqual(['docs/page.md: libs/domain/src/due-at.ts has no dueNever()']);
    expect(unknownScripts('docs/page.md', page, ['jest'])).toEqual(['docs/page.md: npm has no script "gone"']);
  });
});
