import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { canonicalText } from '#audit';
import { DEMO_PASSWORD, demoLogins } from '../../apps/cli/src/demo/people.js';
import { rowsUnder } from './markdown-table.js';

const read = (path: string): string => readFileSync(path, 'utf8');
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

/** The environment variables that the two processes read, by the form of their configuration files. */
const variablesOf = (source: string): string[] =>
  sorted(
    [...source.matchAll(/(?:environment\[|\b(?:text|list|whole|flag|oneOf|url|key|address|port|points)\()'([A-Z][A-Z_]+)'/g)].map(
      ([, name]) => name ?? '',
    ),
  );

/** What a list of the code and a list of a page disagree about. */
function differences(code: readonly string[], page: readonly string[]): string[] {
  return [
    ...code.filter((name) => !page.includes(name)).map((name) => `${name} is not on the page`),
    ...page.filter((name) => !code.includes(name)).map((name) => `${name} is not in the code`),
  ];
}

const codesUnder = (page: string, heading: string): string[] => sorted(rowsUnder(page, heading).map(([name]) => name ?? ''));
const sourcesBelow = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => read(`${folder}/${file}`))
    .join('\n');

describe('the page about operation', () => {
  const page = read('docs/operations.md');

  it('lists the environment variables that the API and the worker read, and no others', () => {
    const code = sorted([...variablesOf(read('apps/api/src/configuration.ts')), ...variablesOf(read('apps/worker/src/configuration.ts'))]);
    expect(code).toEqual(expect.arrayContaining(['DATABASE_URL', 'WORKER_DATABASE_URL', 'KEYSTORE_ROOT_KEY', 'SIGN_INS_PER_PAIR']));
    expect(differences(code, codesUnder(page, 'Environment of the API and the worker'))).toEqual([]);
  });

  it('names figures that the processes publish', () => {
    const published = sourcesBelow('apps/api/src') + sourcesBelow('apps/worker/src');
    const named = codesUnder(page, 'Metrics and alarms');
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !published.includes(`'${name}'`))).toEqual([]);
  });

  it('lists the commands that exist, and no others', () => {
    const commands = sorted(
      [...sourcesBelow('apps/cli/src/commands').matchAll(/@Command\(\{\s*name: '([a-z-]+)'/g)].map(([, name]) => name ?? ''),
    );
    expect(commands).toContain('migrate');
    expect(differences(commands, codesUnder(page, 'Commands for operators'))).toEqual([]);
  });

  it('is caught with a variable that is missing or made up', () => {
    const code = variablesOf(`read.text('HOST', ''); environment['PLANTED']; port('PORT', 1)`);
    expect(differences(code, ['HOST', 'MADE_UP', 'PORT'])).toEqual(['PLANTED is not on the page', 'MADE_UP is not in the code']);
  });
});

describe('the map of the repository', () => {
  const allowed = (source: string): string[] =>
    sorted([...(/const SUFFIXES = \[([^\]]*)\]/.exec(source)?.[1] ?? '').matchAll(/'([^']+)'/g)].map(([, suffix]) => suffix ?? ''));

  it('has a line for every file suffix that the sources may use', () => {
    const code = allowed(read('test/architecture/source-rules.spec.ts'));
    expect(code).toContain('controller');
    expect(differences(code, codesUnder(read('docs/README.md'), 'File names'))).toEqual([]);
  });

  it('is caught when a suffix came without its line', () => {
    expect(differences(allowed(`const SUFFIXES = ['controller', 'handler'];`), ['controller'])).toEqual(['handler is not on the page']);
  });
});

describe('the README', () => {
  const logins = (page: string): string[] => rowsUnder(page, 'Sign in').map(([role, email]) => `${role} ${email}`);

  it('shows the login of each role as `npm start` prints it', () => {
    expect(logins(read('README.md'))).toEqual(demoLogins().map(({ role, email }) => `${role} ${email}`));
    expect(read('README.md')).toContain(DEMO_PASSWORD);
  });

  it('is caught with another login', () => {
    expect(logins(read('README.md').replace('streife.', 'planted.'))).not.toEqual(
      demoLogins().map(({ role, email }) => `${role} ${email}`),
    );
  });
});

describe('the worked example of the audit format', () => {
  const rows = Object.fromEntries(
    [...read('docs/privacy.md').matchAll(/^\| ([^|`]+) \| `([^`]+)` \|$/gm)].map(([, name, value]) => [
      (name ?? '').replace(/[:,].*| over.*/g, '').trim(),
      value ?? '',
    ]),
  ) as Record<string, string>;
  const sha256 = (...parts: (Buffer | string)[]): string =>
    hash('sha256', Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part))), 'hex');
  const bytes = (hex: string | undefined): Buffer => Buffer.from(hex ?? '', 'hex');

  /** Follows the page's own words, without our code: each hash from the texts beside it. */
  const recomputed = (page: Record<string, string>): Record<string, string> => {
    const leaf = (id: number, entry: string | undefined): Buffer => {
      const place = Buffer.alloc(9);
      place.writeBigUInt64BE(BigInt(id), 1);
      return bytes(sha256(place, bytes(entry)));
    };
    return {
      H0: sha256(page['chain'] ?? ''),
      H1: sha256(bytes(page['H0']), page['id 41'] ?? ''),
      H2: sha256(bytes(page['H1']), page['id 42'] ?? ''),
      root: sha256(Buffer.from([1]), leaf(41, page['H1']), leaf(42, page['H2'])),
      'its hash': sha256(bytes(sha256('audit.seal')), page['first seal'] ?? ''),
    };
  };

  it('follows from the page alone', () => {
    expect(recomputed(rows)).toEqual({ H0: rows['H0'], H1: rows['H1'], H2: rows['H2'], root: rows['root'], 'its hash': rows['its hash'] });
    expect(rows['first seal']).toContain(rows['root']);
  });

  it('is the written form that the code makes', () => {
    const written = rows['id 42'] ?? '';
    type Written = [string, string, number, number, number, string, string, string, string, string, string[], string, string, string];
    const [, chain, seq, happenedAt, recordedAt, actorId, organisationId, role, action, referralId, fields, purpose, decision, requestId] =
      JSON.parse(written) as Written;
    expect(
      canonicalText({
        chain,
        seq,
        happenedAt,
        recordedAt,
        actorId,
        organisationId,
        role,
        action,
        referralId,
        fields,
        purpose,
        decision,
        requestId,
      }),
    ).toBe(written);
  });

  it('is caught with one letter changed', () => {
    const planted = { ...rows, 'id 41': (rows['id 41'] ?? '').replace('officer', 'offices') };
    expect(recomputed(planted)['H1']).not.toBe(rows['H1']);
  });
});
