import { execFile } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { aFolder } from './a-folder.js';

interface Cruise {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly to: string; readonly rule: { readonly name: string } }[];
    readonly totalCruised: number;
  };
}

/** For each rule a file that breaks it, in the way somebody would do it by accident. */
const PLANTED: readonly { readonly rule: string; readonly how: string; readonly file: string; readonly text: string }[] = [
  {
    rule: 'domain-imports-nothing',
    how: 'node core',
    file: 'libs/domain/src/planted-core.ts',
    text: `import { readFileSync } from 'node:fs';\nexport const planted = readFileSync;`,
  },
  {
    rule: 'domain-imports-nothing',
    how: 'an npm package',
    file: 'libs/domain/src/planted-npm.ts',
    text: `import { Injectable } from '@nestjs/common';\nexport const planted = Injectable;`,
  },
  {
    rule: 'domain-imports-nothing',
    how: 'only a type',
    file: 'libs/domain/src/planted-type.ts',
    text: `import type { Store } from '#persistence';\nexport type Planted = Store;`,
  },
  {
    rule: 'adapters-see-only-domain',
    how: 'only a type',
    file: 'libs/jobs/src/planted.ts',
    text: `import type { Store } from '#persistence';\nexport type Planted = Store;`,
  },
  {
    rule: 'use-cases-apart',
    how: 'a value',
    file: 'libs/directory/src/planted.ts',
    text: `import { access } from '#access';\nexport const planted = access;`,
  },
  {
    rule: 'referrals-ask-only-the-directory',
    how: 'only a type',
    file: 'libs/referrals/src/planted.ts',
    text: `import type { access } from '#access';\nexport type Planted = typeof access;`,
  },
  {
    rule: 'libs-never-see-apps',
    how: 'a value',
    file: 'libs/turnaround/src/planted.ts',
    text: `import { api } from '../../../apps/api/src/api.js';\nexport const planted = api;`,
  },
  {
    rule: 'apps-never-see-apps',
    how: 'only a type',
    file: 'apps/worker/src/planted.ts',
    text: `import type { api } from '../../api/src/api.js';\nexport type Planted = typeof api;`,
  },
  {
    rule: 'web-is-a-client',
    how: 'only a type',
    file: 'apps/web/src/planted.ts',
    text: `import type { Store } from '#persistence';\nexport type Planted = Store;`,
  },
  {
    rule: 'web-runs-in-a-browser',
    how: 'node core',
    file: 'apps/web/src/planted-core.ts',
    text: `import { join } from 'node:path';\nexport const planted = join;`,
  },
  {
    rule: 'libs-through-the-front-door',
    how: 'a deep path',
    file: 'libs/access/src/planted.ts',
    text: `import { store } from '../../persistence/src/store.js';\nexport const planted = store;`,
  },
  {
    rule: 'inside-a-lib-by-path',
    how: 'its own index',
    file: 'libs/persistence/src/planted.ts',
    text: `import { store } from './index.js';\nexport const planted = store;`,
  },
  {
    rule: 'no-cycles',
    how: 'two files',
    file: 'libs/directory/src/one.ts',
    text: `import { two } from './two.js';\nexport const one = (): unknown => two;`,
  },
  {
    rule: 'not-to-test',
    how: 'a helper',
    file: 'apps/api/src/planted.ts',
    text: `import { aReferral } from '../../../test/support/factory.js';\nexport const planted = aReferral;`,
  },
  {
    rule: 'resolves',
    how: 'a misspelt path',
    file: 'apps/api/src/planted-misspelt.ts',
    text: `import { api } from './appi.js';\nexport const planted = api;`,
  },
];

/** What the planted files import, and nothing that breaks a rule. */
const CLEAN: Readonly<Record<string, string>> = {
  'libs/domain/src/index.ts': `export { Temporal } from 'temporal-polyfill';`,
  'libs/persistence/src/store.ts': `import { Temporal } from '#domain';\nexport type Store = typeof Temporal;\nexport const store = 1;`,
  'libs/persistence/src/index.ts': `export { store } from './store.js';\nexport type { Store } from './store.js';`,
  'libs/access/src/index.ts': `export const access = 1;`,
  'libs/directory/src/index.ts': `export const directory = 1;`,
  'libs/referrals/src/index.ts': `export { directory } from '#directory';`,
  'libs/directory/src/two.ts': `import { one } from './one.js';\nexport const two = (): unknown => one;`,
  'apps/api/src/api.ts': `import { access } from '#access';\nimport { store } from '#persistence';\nexport const api = [access, store];`,
  'apps/standalone/src/standalone.ts': `import { api } from '../../api/src/api.js';\nexport const standalone = api;`,
  'apps/web/src/web.ts': `import { Temporal } from '#domain';\nexport const web = Temporal;`,
  'test/support/factory.ts': `import { api } from '../../apps/api/src/api.js';\nexport const aReferral = api;`,
};

const ROOT = process.cwd();

async function cruise(cwd: string): Promise<Cruise['summary']> {
  const cruiser = resolve(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const answer = await promisify(execFile)(
    process.execPath,
    [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'apps', 'libs', 'test'],
    {
      cwd,
      maxBuffer: 256 * 1024 * 1024,
    },
  ).catch((error: { readonly stdout?: string; readonly stderr?: string }) => {
    // With violations it ends non-zero and still prints the result.
    if (error.stdout?.startsWith('{') !== true) throw new Error(error.stderr);
    return { stdout: error.stdout };
  });
  return (JSON.parse(answer.stdout) as Cruise).summary;
}

async function cruisePlanted(files: Readonly<Record<string, string>>): Promise<Cruise['summary']> {
  const folder = aFolder(files);
  for (const name of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs']) cpSync(join(ROOT, name), join(folder, name));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return cruise(folder);
}

describe('the direction of imports', () => {
  it('holds in the whole tree', async () => {
    const { violations, totalCruised } = await cruise(ROOT);
    expect(violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
    expect(totalCruised).toBeGreaterThan(20);
  }, 60_000);

  describe('on a planted tree', () => {
    let found: Promise<Cruise['summary']> | undefined;
    const planted = (): Promise<Cruise['summary']> =>
      (found ??= cruisePlanted({ ...CLEAN, ...Object.fromEntries(PLANTED.map(({ file, text }) => [file, text])) }));

    it.each(PLANTED)(
      'is broken by $file ($how) and $rule says so',
      async ({ rule, file }) => {
        expect((await planted()).violations.filter(({ from }) => from === file).map((each) => each.rule.name)).toContain(rule);
      },
      60_000,
    );

    it('is broken by nothing else', async () => {
      const bad = new Set([...PLANTED.map(({ file }) => file), 'libs/directory/src/two.ts']);
      expect((await planted()).violations.filter(({ from }) => !bad.has(from))).toEqual([]);
    }, 60_000);

    it('covers every rule of the configuration', () => {
      const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as { forbidden: readonly { name: string }[] };
      expect(new Set(PLANTED.map(({ rule }) => rule))).toEqual(new Set(config.forbidden.map(({ name }) => name)));
    });
  });
});
