import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../../apps/standalone/src/embedded-postgres.js';
import { until } from './until.js';

export interface TestRedis {
  /** `redis://127.0.0.1:<port>`; the same after a restart. */
  readonly url: string;
  /** Forgets everything, as a flushed or replaced server would. */
  flush(): Promise<void>;
  /** Pulls the plug: no goodbye, nothing written that was not written. */
  kill(): Promise<void>;
  /** Starts again on the same port and files, after `kill()`. */
  restart(): Promise<void>;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

/** A Redis of its own on a free loopback port, with `noeviction` as in production; `appendonly` keeps what it said across a restart. */
export async function startRedis({ appendonly = false }: { readonly appendonly?: boolean } = {}): Promise<TestRedis> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'zeitnah-redis-'));
  const url = `redis://127.0.0.1:${port}`;
  const start = (): Promise<ChildProcess> => startServer(port, folder, appendonly);
  let server = await start();
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((done) => server.once('close', done));
    server.kill(signal);
    await ended;
  };
  return {
    url,
    flush: async () => {
      const client = new Redis(url);
      await client.flushall();
      await client.quit();
    },
    kill: () => end('SIGKILL'),
    restart: async () => {
      server = await start();
    },
    stop: async () => {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startServer(port: number, folder: string, appendonly: boolean): Promise<ChildProcess> {
  const settings = {
    port,
    bind: '127.0.0.1',
    dir: folder,
    appendonly: appendonly ? 'yes' : 'no',
    appendfsync: 'always',
    save: '',
    'maxmemory-policy': 'noeviction',
  };
  const server = spawn(
    'redis-server',
    Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  let missing: Error | undefined;
  server.once('error', (error) => (missing = error));
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  // A test that forgets `stop()` must not leave a server behind.
  process.once('exit', () => server.kill('SIGKILL'));
  await until(
    () => {
      if (missing !== undefined) return 'missing';
      return said.includes('Ready to accept connections') || server.exitCode !== null ? 'answered' : false;
    },
    { what: `redis-server on port ${port}` },
  );
  if (missing !== undefined)
    throw new Error('redis-server is not installed: `npm test` installs it, or `apt-get install redis-server`', { cause: missing });
  if (server.exitCode !== null) throw new Error(`redis-server ended at once: ${said.trim()}`);
  return server;
}
