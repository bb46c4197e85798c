import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { dataFolder, secrets } from '../../apps/standalone/src/data-folder.js';
import { startEmbeddedPostgres, stopAbandonedServer } from '../../apps/standalone/src/embedded-postgres.js';
import type { EmbeddedPostgresOptions } from '../../apps/standalone/src/embedded-postgres.js';
import { startInstallation } from '../../apps/standalone/src/installation.js';
import { until } from '../support/until.js';

jest.setTimeout(60_000);

let folder: string;
let checkout: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zeitnah-standalone-'));
  chmodSync(folder, 0o755);
  checkout = join(folder, 'checkout');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const options = (name: string): EmbeddedPostgresOptions => ({
  dataFolder: join(folder, name),
  password: 'of-a-test',
  settings: { fsync: 'off' },
});

async function ask(adminUrl: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the embedded database', () => {
  it('keeps its data from one start to the next', async () => {
    const first = await startEmbeddedPostgres(options('kept'));
    await ask(first.adminUrl, `CREATE TABLE kept AS SELECT 'yes' AS answer`);
    await first.stop();
    const second = await startEmbeddedPostgres(options('kept'));
    expect(await ask(second.adminUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 'yes' }]);
    await second.stop();
  });

  it('is refused to a second starter while the first lives, and taken over once it is dead', async () => {
    const running = await startEmbeddedPostgres(options('taken'));
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 60000)'], { stdio: 'ignore' });
    writeFileSync(join(folder, 'taken.owner'), String(other.pid));
    await expect(stopAbandonedServer(join(folder, 'taken'))).rejects.toThrow(/already runs on this data/);
    const gone = new Promise((done) => other.once('exit', done));
    other.kill('SIGKILL');
    await gone;
    const next = await startEmbeddedPostgres(options('taken'));
    await running.ended;
    expect(await ask(next.adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await next.stop();
  });

  it('says in one line that its folder is broken, or of another version, and what to do', async () => {
    await (await startEmbeddedPostgres(options('broken'))).stop();
    const control = join(folder, 'broken/global/pg_control');
    renameSync(control, `${control}.away`);
    await expect(startEmbeddedPostgres(options('broken'))).rejects.toThrow(
      /^The data folder .*broken.* is broken \(.*\): `npm start -- --fresh` begins anew and deletes it\.$/,
    );
    renameSync(`${control}.away`, control);
    writeFileSync(join(folder, 'broken/PG_VERSION'), '17\n');
    await expect(startEmbeddedPostgres(options('broken'))).rejects.toThrow(/another version of PostgreSQL: `npm start -- --fresh`/);
    writeFileSync(join(folder, 'broken/PG_VERSION'), '18\n');
    await (await startEmbeddedPostgres(options('broken'))).stop();
  });

  it('says in one line that a folder cannot be written', async () => {
    writeFileSync(join(folder, 'file'), 'not a folder');
    await expect(startEmbeddedPostgres({ dataFolder: join(folder, 'file/postgres'), password: 'x' })).rejects.toThrow(
      / is not below a folder: /,
    );
    // The one place where even root may not make a folder.
    await expect(startEmbeddedPostgres({ dataFolder: '/sys/zeitnah/postgres', password: 'x' })).rejects.toThrow(
      /cannot be written by this account/,
    );
  });

  it('leaves nothing half made when its first start is cut off', async () => {
    // As an initialisation leaves it that was killed half-way.
    const half = join(folder, 'cut-off.new');
    mkdirSync(half);
    writeFileSync(join(half, 'PG_VERSION'), '18\n');
    const server = await startEmbeddedPostgres(options('cut-off'));
    expect(existsSync(half)).toBe(false);
    await server.stop();
  });
});

describe('the standalone form', () => {
  it('keeps its passwords and its root key for its owner alone, and the same from start to start', () => {
    const made = dataFolder(checkout);
    const first = secrets(made);
    expect(statSync(join(made.path, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(Buffer.from(first.rootKey, 'base64')).toHaveLength(32);
    expect(new Set([first.superuser, ...Object.values(first.roles)]).size).toBe(8);
    expect(secrets(made)).toEqual(first);
  });

  it('says what to do when the secrets are damaged', () => {
    const made = dataFolder(checkout);
    writeFileSync(join(made.path, 'secrets.json'), '{');
    expect(() => secrets(made)).toThrow(/restore it from a backup, or `npm start -- --fresh`/);
  });

  it('says in one line that the port is taken, before it touches any data', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as AddressInfo;
    const told: string[] = [];
    const start = startInstallation({
      checkout: join(folder, 'elsewhere'),
      port,
      fresh: false,
      tell: (line) => told.push(line),
      now: () => new Date(),
    });
    await expect(start).rejects.toThrow(
      `Port ${port} is taken: stop the other program, or choose another with \`npm start -- --port 3000\`.`,
    );
    expect(told).toEqual([]);
    await new Promise((done) => other.close(done));
  });

  it.each([
    [['--port', 'abc'], '"abc" is not a port: give a number from 1 to 65535.'],
    [['--port=70000'], '"70000" is not a port'],
    [['--prot', '1'], 'Unknown option --prot.'],
  ])('refuses the options %j in one line', async (given, line) => {
    const child = spawn(process.execPath, ['scripts/start.mjs', ...given], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await until(() => child.exitCode !== null, { what: 'the refusal' });
    expect(child.exitCode).toBe(1);
    expect(said.trim().split('\n')[0]).toContain(line);
  });
});
