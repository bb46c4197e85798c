import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { load } from 'js-yaml';
import { aFolder } from './a-folder.js';

interface Service {
  readonly image?: string;
  readonly user?: string;
  readonly ports?: readonly (string | { readonly published: string })[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly restart?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly command?: readonly string[] | string;
}

const COMPOSE = readFileSync('docker-compose.yml', 'utf8');
const DOCKERFILE = readFileSync('Dockerfile', 'utf8');
const SECRETS = ['POSTGRES', 'MIGRATOR', 'APP_RW', 'APP_CLOCK', 'APP_REPORT', 'APP_KEYS', 'APP_AUDIT', 'REDIS'].map(
  (name) => `${name}_PASSWORD=planted`,
);

/** What docker-compose itself makes of the file: schema, references, variables; throws its complaint. */
async function resolved(compose: string, secrets = [...SECRETS, 'KEYSTORE_ROOT_KEY=planted']): Promise<Readonly<Record<string, Service>>> {
  const folder = aFolder({ 'docker-compose.yml': compose, '.env': secrets.join('\n') });
  const { stdout } = await promisify(execFile)('docker-compose', ['--file', 'docker-compose.yml', 'config'], { cwd: folder });
  return (load(stdout) as { services: Record<string, Service> }).services;
}

/** Breaches of what the deployed form promises. */
function faults(services: Readonly<Record<string, Service>>): string[] {
  return Object.entries(services).flatMap(([name, service]) => [
    ...(/:v?\d+\.\d+/.test(service.image ?? '') ? [] : [`${name}: the image is not pinned`]),
    ...(service.user === undefined || /^(root|0)(:|$)/.test(service.user) ? [`${name}: runs as root`] : []),
    ...(service.read_only === true ? [] : [`${name}: can write into its image`]),
    ...(service.cap_drop?.includes('ALL') === true ? [] : [`${name}: keeps capabilities`]),
    ...(service.healthcheck === undefined && service.restart !== 'no' ? [`${name}: has no health check`] : []),
    ...(service.ports ?? [])
      .filter((port) => typeof port !== 'string' || !port.startsWith('127.0.0.1:'))
      .map(() => `${name}: is published beyond loopback`),
  ]);
}

let whole: ReturnType<typeof resolved> | undefined;
const current = (): ReturnType<typeof resolved> => (whole ??= resolved(COMPOSE));

describe('the deployed form', () => {
  it('is a file that docker-compose accepts, pinned, without root, with health checks, on loopback', async () => {
    const services = await current();
    expect(Object.keys(services).sort()).toEqual(['api', 'mail', 'migrate', 'postgres', 'redis', 'worker']);
    expect(faults(services)).toEqual([]);
  }, 30_000);

  it('keeps what Redis confirmed and evicts nothing', async () => {
    expect((await current())['redis']?.command).toEqual(
      expect.arrayContaining(['--appendonly', 'yes', '--maxmemory-policy', 'noeviction']),
    );
  }, 30_000);

  it('gives each process only the addresses of its roles: the owner of the tables is known to the migration alone', async () => {
    const services = await current();
    const knows = Object.entries(services).filter(([, { environment }]) =>
      Object.keys(environment ?? {}).some((key) => key === 'MIGRATOR_PASSWORD' || key === 'ADMIN_DATABASE_URL'),
    );
    expect(knows.map(([name]) => name)).toEqual(['migrate']);
  }, 30_000);

  it('does not start without its secrets', async () => {
    await expect(resolved(COMPOSE, SECRETS)).rejects.toThrow(/KEYSTORE_ROOT_KEY/);
  }, 30_000);

  it.each([
    ['a misspelt key', (file: string) => file.replace('    healthcheck:', '    helthcheck:')],
    [
      'a service that nobody defined',
      (file: string) => file.replace('postgres: { condition: service_healthy }', 'postgre: { condition: service_healthy }'),
    ],
    ['a port that is none', (file: string) => file.replace('3000}:3000', '3000}:threethousand')],
    ['broken indentation', (file: string) => file.replace('  redis:\n', ' redis:\n')],
  ])(
    'is refused by docker-compose with %s',
    async (_what, plant) => {
      expect(plant(COMPOSE)).not.toBe(COMPOSE);
      await expect(resolved(plant(COMPOSE))).rejects.toThrow();
    },
    30_000,
  );

  it('is noticed when a service is careless', () => {
    expect(faults({ careless: { image: 'redis:latest', user: 'root', ports: ['6379:6379'] } })).toEqual([
      'careless: the image is not pinned',
      'careless: runs as root',
      'careless: can write into its image',
      'careless: keeps capabilities',
      'careless: has no health check',
      'careless: is published beyond loopback',
    ]);
  });
});

describe('the image', () => {
  it('is pinned to a full version in every stage and ends as an ordinary user', () => {
    const stages = [...DOCKERFILE.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(stages.length).toBe(2);
    for (const image of stages) expect(image).toMatch(/^node:24\.\d+\.\d+-\w+-slim$/);
    expect([...DOCKERFILE.matchAll(/^USER (\S+)/gm)].at(-1)?.[1]).toBe('node');
  });

  it('runs the Node that the checkout runs', () => {
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { devDependencies: Record<string, string> };
    expect(DOCKERFILE).toContain(`node:${devDependencies['node']}-`);
  });
});
