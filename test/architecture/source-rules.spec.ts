import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

interface Rule {
  readonly name: string;
  readonly comment: string;
  readonly holdsFor: (path: string) => boolean;
  /** What breaks the rule in one file, as it is to be shown. */
  readonly breaches: (file: ts.SourceFile) => readonly string[];
  /** Must be caught, and must pass. */
  readonly planted: readonly { readonly path: string; readonly text: string }[];
  readonly clean: readonly { readonly path: string; readonly text: string }[];
}

const isTest = (path: string): boolean => path.startsWith('test/') || /\.(int-|e2e-)?spec\.tsx?$/.test(path);
const isSource = (path: string): boolean => !isTest(path);
const walk = (node: ts.Node, found: (node: ts.Node) => string | undefined): string[] => {
  const here = found(node);
  const below: string[] = [];
  ts.forEachChild(node, (child) => void below.push(...walk(child, found)));
  return here === undefined ? below : [here, ...below];
};
const byNode =
  (found: (node: ts.Node) => boolean): Rule['breaches'] =>
  (file) =>
    walk(file, (node) => (found(node) ? node.getText(file).slice(0, 80) : undefined));
const byText =
  (pattern: RegExp): Rule['breaches'] =>
  (file) =>
    [...file.text.matchAll(pattern)].map(([hit]) => hit);
const callOf = (node: ts.Node, object: string, name?: string): boolean =>
  ts.isPropertyAccessExpression(node) && node.expression.getText() === object && (name === undefined || node.name.text === name);

const SUFFIXES = [
  'module',
  'controller',
  'dto',
  'view',
  'form',
  'presenter',
  'guard',
  'decorator',
  'interceptor',
  'service',
  'queries',
  'store',
  'entity',
  'machine',
  'scheduler',
  'filter',
  'spec',
  'int-spec',
  'e2e-spec',
  'de',
  'en',
  'd',
];
const FORBIDDEN_NAMES = /(^|[-.])(utils?|helpers?|common|manager|processor|base)([-.]|$)|^types\.ts$/;

const RULES: readonly Rule[] = [
  {
    name: 'time is passed in',
    comment: 'Take `now` as a parameter; only entry points, the command line, the browser and tests ask the system.',
    holdsFor: (path) => isSource(path) && !/^apps\/[^/]+\/src\/main\.ts$|^apps\/(cli|web)\//.test(path),
    breaches: byNode(
      (node) =>
        (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0) ||
        (ts.isCallExpression(node) && callOf(node.expression, 'Date', 'now')) ||
        callOf(node, 'Temporal', 'Now'),
    ),
    planted: [
      { path: 'libs/domain/src/x.ts', text: 'export const at = new Date();' },
      { path: 'apps/api/src/x.ts', text: 'export const at = Date.now();' },
      { path: 'libs/jobs/src/x.ts', text: 'export const at = Temporal.Now.instant();' },
    ],
    clean: [
      { path: 'apps/api/src/main.ts', text: 'export const now = () => new Date();' },
      { path: 'libs/domain/src/x.ts', text: '// new Date() would ask the system\nexport const at = new Date(0);' },
      { path: 'libs/domain/src/x.spec.ts', text: 'export const at = new Date();' },
    ],
  },
  {
    name: 'nothing writes to the console',
    comment: 'The structured log leaves out what must not be seen; the console does not.',
    holdsFor: (path) => isSource(path) && !/^apps\/(cli|standalone)\//.test(path),
    breaches: byNode((node) => callOf(node, 'console')),
    planted: [{ path: 'libs/referrals/src/x.ts', text: `console.log('x');` }],
    clean: [{ path: 'apps/cli/src/x.ts', text: `console.log('x');` }],
  },
  {
    name: 'no forwardRef',
    comment: 'Split the module; a cycle is a design fault.',
    holdsFor: () => true,
    breaches: byNode((node) => ts.isIdentifier(node) && node.text === 'forwardRef' && !ts.isStringLiteral(node.parent)),
    planted: [{ path: 'apps/api/src/x.ts', text: `@Inject(forwardRef(() => X)) class Y {}` }],
    clean: [{ path: 'apps/api/src/x.ts', text: `// never forwardRef\nexport const x = 1;` }],
  },
  {
    name: 'no any',
    comment: 'Name the type, or take `unknown` and look.',
    holdsFor: () => true,
    breaches: byNode((node) => node.kind === ts.SyntaxKind.AnyKeyword),
    planted: [{ path: 'libs/domain/src/x.ts', text: 'export const x = (y: any) => y;' }],
    clean: [{ path: 'libs/domain/src/x.ts', text: `export const any = 'any';` }],
  },
  {
    name: 'no check is silenced',
    comment: 'Mend the cause; an exception to a rule is a line in its configuration.',
    holdsFor: (path) => path !== 'test/architecture/source-rules.spec.ts',
    breaches: byText(/@ts-(ignore|nocheck|expect-error)|eslint-disable|prettier-ignore|depcruise-ignore|istanbul ignore/g),
    planted: [{ path: 'libs/domain/src/x.ts', text: '// @ts-ignore\nexport const x = 1;' }],
    clean: [{ path: 'libs/domain/src/x.ts', text: 'export const x = 1;' }],
  },
  {
    name: 'no session-level settings',
    comment: 'A pooled connection hands a session-level setting to the next request: measured, six requests saw another organisation.',
    holdsFor: isSource,
    breaches: byText(/set_config\s*\([^)]*,\s*false\s*\)|\bset\s+(session\s+)?app\.\w+/gi),
    planted: [
      { path: 'libs/persistence/src/x.ts', text: `query("select set_config('app.org_id', $1, false)");` },
      { path: 'libs/persistence/src/x.ts', text: `query("SET app.org_id = 'x'");` },
    ],
    clean: [
      { path: 'libs/persistence/src/x.ts', text: `query("select set_config('app.org_id', $1, true)");` },
      { path: 'libs/persistence/src/x.ts', text: `query("set local app.org_id = 'x'");` },
    ],
  },
  {
    name: 'the schema is written by hand',
    comment: 'No synchronize, cascade or eager: a migration says what happens to the data.',
    holdsFor: isSource,
    breaches: byNode(
      (node) =>
        ts.isPropertyAssignment(node) &&
        ['synchronize', 'cascade', 'eager'].includes(node.name.getText()) &&
        node.initializer.kind !== ts.SyntaxKind.FalseKeyword,
    ),
    planted: [{ path: 'libs/persistence/src/x.ts', text: 'export const x = { synchronize: true };' }],
    clean: [{ path: 'libs/persistence/src/x.ts', text: 'export const x = { synchronize: false };' }],
  },
  {
    name: 'no test is left out',
    comment: 'A test that does not run proves nothing.',
    holdsFor: isTest,
    breaches: byNode(
      (node) =>
        (ts.isPropertyAccessExpression(node) &&
          /^(it|test|describe)$/.test(node.expression.getText()) &&
          /^(only|skip|todo)$/.test(node.name.text)) ||
        (ts.isCallExpression(node) && /^(xit|xtest|xdescribe|fit|fdescribe)$/.test(node.expression.getText())),
    ),
    planted: [
      { path: 'test/e2e/x.e2e-spec.ts', text: `it.only('x', () => undefined);` },
      { path: 'test/e2e/x.e2e-spec.ts', text: `xdescribe('x', () => undefined);` },
    ],
    clean: [{ path: 'test/e2e/x.e2e-spec.ts', text: `it.each([1])('x', () => undefined);` }],
  },
  {
    name: 'nothing is left to do',
    comment: 'Do it now, or write an issue.',
    holdsFor: (path) => path !== 'test/architecture/source-rules.spec.ts',
    breaches: byText(/\b(TODO|FIXME|XXX|HACK)\b/g),
    planted: [{ path: 'libs/domain/src/x.ts', text: '// TODO later' }],
    clean: [{ path: 'libs/domain/src/x.ts', text: 'export const todo = 1;' }],
  },
  {
    name: 'files are named for what they do',
    comment: 'kebab-case, a suffix of the closed set, and none of the names that say nothing.',
    holdsFor: (path) => /\.tsx?$/.test(path),
    breaches: (file) => {
      const name = basename(file.fileName);
      const [stem = '', ...suffixes] = name.replace(/\.tsx?$/, '').split('.');
      const known = suffixes.every((suffix) => SUFFIXES.includes(suffix));
      return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(stem) && known && !FORBIDDEN_NAMES.test(name) ? [] : [name];
    },
    planted: [
      'libs/domain/src/date-utils.ts',
      'libs/jobs/src/queue-manager.ts',
      'libs/domain/src/types.ts',
      'libs/domain/src/dueAt.ts',
      'apps/api/src/referral.handler.ts',
      'libs/access/src/base.service.ts',
    ].map((path) => ({ path, text: '' })),
    clean: [
      'libs/domain/src/due-at.ts',
      'libs/domain/src/due-at.spec.ts',
      'apps/api/src/referrals/referrals.controller.ts',
      'libs/persistence/src/migrations/1795000000001-create-directory.ts',
    ].map((path) => ({ path, text: '' })),
  },
];

const parse = (path: string, text: string): ts.SourceFile =>
  ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true, path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);

const sources = (): ts.SourceFile[] =>
  ['apps', 'libs', 'test']
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
    .filter((path) => /\.tsx?$/.test(path) && !/\/(generated|paraglide|node_modules)\//.test(path))
    .filter((path) => !/^apps\/web\/[^/]+\.config\.ts$/.test(path))
    .map((path) => parse(path, readFileSync(path, 'utf8')));

const broken = (rule: Rule, files: readonly ts.SourceFile[]): string[] =>
  files
    .filter((file) => rule.holdsFor(file.fileName))
    .flatMap((file) => rule.breaches(file).map((breach) => `${file.fileName}: ${breach}`));

describe('the sources', () => {
  const files = sources();

  it('are found', () => {
    expect(files.length).toBeGreaterThan(20);
  });

  it.each(RULES)('keep the rule: $name ($comment)', (rule) => {
    expect(broken(rule, files)).toEqual([]);
  });

  it.each(RULES.flatMap((rule) => rule.planted.map((planted) => ({ rule, name: rule.name, ...planted }))))(
    'break the rule "$name" with $path: $text',
    ({ rule, path, text }) => {
      expect(broken(rule, [parse(path, text)])).toHaveLength(1);
    },
  );

  it.each(RULES.flatMap((rule) => rule.clean.map((clean) => ({ rule, name: rule.name, ...clean }))))(
    'keep the rule "$name" with $path: $text',
    ({ rule, path, text }) => {
      expect(broken(rule, [parse(path, text)])).toEqual([]);
    },
  );
});
