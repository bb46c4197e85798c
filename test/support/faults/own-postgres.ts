import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../../apps/standalone/src/embedded-postgres.js';
import { freePort } from '../deployment.js';
import { until } from '../until.js';

/** A PostgreSQL of its own that may crash: the address stays the same. */
export interface OwnPostgres {
  /** The superuser's. */
  readonly adminUrl: string;
  /** Ends all sessions of these roles at once; answers how many. */
  terminate(roles: readonly string[]): Promise<number>;
  /** Kills one session of a role by SIGKILL, upon which the server ends all others and recovers. Resolves when it answers again. */
  killBackend(role: string): Promise<void>;
  /** Ends without a checkpoint, as after a crash, and is started again after `awayMs`. Resolves when it answers again. */
  crash(awayMs: number): Promise<void>;
  stop(): Promise<void>;
}

/** Commits are written before they are confirmed, as in production; only what a power failure would take is not guarded. */
const SETTINGS = { fsync: 'off', track_commit_timestamp: 'on', max_connections: '200', shared_buffers: '64MB' };

export async function startOwnPostgres(pause: (ms: number) => Promise<void>): Promise<OwnPostgres> {
  const folder = mkdtempSync(join(tmpdir(), `zeitnah-test-${process.pid}-own-`));
  const port = String(await freePort());
  const start = () => startEmbeddedPostgres({ dataFolder: join(folder, 'postgres'), password: 'test-only', settings: { ...SETTINGS, port }, logFile: join(folder, 'postgres.log') });
  let server = await start();
  const address = new URL(server.adminUrl);
  address.port = port;
  const adminUrl = address.href;
  const ask = async <T extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<T[]> => {
    const client = new pg.Client({ connectionString: adminUrl });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<T>(sql, [...values])).rows;
    } finally {
      await client.end();
    }
  };
  const answers = (): Promise<unknown> => until(() => ask('select 1'), { what: 'PostgreSQL to answer', within: 30_000 });
  const postmaster = (): number => Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  return {
    adminUrl,
    terminate: async (roles) => (await ask('select pg_terminate_backend(pid) from pg_stat_activity where usename = any ($1)', [roles])).length,
    killBackend: async (role) => {
      const sentinel = new pg.Client({ connectionString: adminUrl });
      const ended = new Promise<void>((done) => sentinel.on('error', () => done()).on('end', () => done()));
      await sentinel.connect();
      const { pid } = await until(async () => (await ask<{ pid: number }>('select pid from pg_stat_activity where usename = $1 limit 1', [role]))[0], { what: `a session of ${role}` });
      process.kill(pid, 'SIGKILL');
      await ended;
      await answers();
    },
    crash: async (awayMs) => {
      process.kill(postmaster(), 'SIGQUIT');
      await server.ended;
      await pause(awayMs);
      server = await start();
      await answers();
    },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
