import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { release, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../apps/standalone/src/embedded-postgres.js';
import { look, program } from './programs.js';
import type { Setting } from './report.js';

/** Every write waits for the disk, as in operation; checkpoints stay out of the short measurements. */
const SETTINGS: Readonly<Record<string, string>> = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '1GB',
  max_wal_size: '8GB',
  checkpoint_timeout: '30min',
  wal_compression: 'on',
  max_connections: '200',
  autovacuum: 'off',
};

export interface BenchServer {
  readonly adminUrl: string;
  readonly setting: Setting;
  stop(): Promise<void>;
}

/** A server of its own for one benchmark, below the folder for temporary files; stopped by a signal too. */
export async function startBenchServer(settings: Readonly<Record<string, string>> = {}): Promise<BenchServer> {
  program('pgbench');
  const folder = mkdtempSync(join(tmpdir(), 'zeitnah-bench-'));
  const free = statfsSync(folder);
  if (free.bavail * free.bsize < 10 * 2 ** 30) process.stderr.write(`less than 10 GiB free below ${folder}\n`);
  const used = { ...SETTINGS, ...settings };
  const server = await startEmbeddedPostgres({
    dataFolder: join(folder, 'postgres'),
    password: 'bench-only',
    logFile: join(folder, 'postgres.log'),
    settings: used,
  });
  const stop = async (): Promise<void> => {
    // The server does not keep this process alive; while it ends, something must.
    const alive = setInterval(() => undefined, 1_000);
    await server.stop();
    clearInterval(alive);
    rmSync(folder, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop().finally(() => process.exit(1)));
  // What aDatabase() looks for: the template is made on this server.
  process.env['TEST_DATABASE_URL'] = server.adminUrl;
  process.env['TEST_DATABASE_IS_OURS'] = '1';
  return {
    adminUrl: server.adminUrl,
    setting: { versions: await versions(server.adminUrl), fsyncMicros: fsyncMicros(folder), settings: used },
    stop,
  };
}

/** Runs a benchmark on its server and leaves nothing behind, whatever happens. */
export async function onBenchServer(
  work: (server: BenchServer) => Promise<void>,
  settings?: Readonly<Record<string, string>>,
): Promise<void> {
  let server: BenchServer | undefined;
  try {
    server = await startBenchServer(settings);
    await work(server);
  } catch (error) {
    const oneLine = error instanceof Error && ['MissingProgram', 'EmbeddedPostgresFault'].includes(error.name);
    process.stderr.write(`${oneLine ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    await server?.stop();
  }
}

/** Runs SQL as the superuser, outside every rule of the application. */
export async function asAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function versions(url: string): Promise<Setting['versions']> {
  const server = await asAdmin(
    url,
    async (client) => (await client.query<{ server_version: string }>('show server_version')).rows[0]?.server_version,
  );
  const tool = /[\d.]+/.exec(spawnSync(program('pgbench'), ['--version'], { encoding: 'utf8' }).stdout)?.[0];
  return { PostgreSQL: server ?? 'unknown', pgbench: tool ?? 'unknown', Node: process.versions.node, Linux: release() };
}

/** Microseconds per fdatasync of 8 kB on the disk that holds the data. */
function fsyncMicros(folder: string): number | null {
  const path = look('pg_test_fsync');
  if (path === undefined) return null;
  const { stdout } = spawnSync(path, ['-s', '1', '-f', join(folder, 'fsync')], { encoding: 'utf8' });
  const micros = /fdatasync\s+[\d.]+ ops\/sec\s+(\d+) usecs\/op/.exec(stdout)?.[1];
  return micros === undefined ? null : Number(micros);
}
