import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { freePort } from '../../apps/standalone/src/embedded-postgres.js';
import type { Chain } from '../support/chain.js';
import { until } from '../support/until.js';

/** A worker as a process of its own, run from the sources with the environment that docs/operations.md names. */
export interface WorkerProcess {
  readonly pid: number;
  /** Rungs fired by what noticed them, as its metrics say; the last known ones when it does not answer any more. */
  firedBy(): Promise<{ readonly bell: number; readonly sweep: number }>;
  /** Without a goodbye. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export async function startWorkerProcess(chain: Chain, queueUrl: string): Promise<WorkerProcess> {
  const port = await freePort();
  const { database } = chain;
  const flags = process.execArgv.filter((flag) => flag !== '--enable-source-maps');
  const child = spawn(process.execPath, [...flags, 'apps/worker/src/main.ts'], {
    env: {
      PATH: process.env['PATH'] ?? '',
      NODE_ENV: 'production',
      WORKER_DATABASE_URL: database.clockUrl,
      KEYSTORE_URL: database.keysUrl,
      KEYSTORE_ROOT_KEY: chain.rootKey.toString('base64'),
      QUEUE_URL: queueUrl,
      HOST: '127.0.0.1',
      WORKER_PORT: String(port),
      PUBLIC_URL: 'http://localhost:3000',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000)));
  process.once('exit', () => child.kill('SIGKILL'));
  const gone = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (gone()) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  await until(async () => gone() || (await fetch(`http://127.0.0.1:${port}/health/ready`)).status === 200, {
    what: 'the worker',
    within: 30_000,
  });
  if (gone()) throw new Error(`the worker ended at once: ${said}`);
  let last = { bell: 0, sweep: 0 };
  const firedBy = async (): Promise<typeof last> => {
    const text = await fetch(`http://127.0.0.1:${port}/metrics`)
      .then((answer) => (answer.ok ? answer.text() : ''))
      .catch(() => '');
    const count = (by: string): number => Number(new RegExp(`^zeitnah_rungs_fired_total{by="${by}"} (\\d+)`, 'm').exec(text)?.[1] ?? 0);
    if (text !== '') last = { bell: count('bell'), sweep: count('sweep') };
    return last;
  };
  return { pid: child.pid ?? 0, firedBy, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

/** Seconds of processor time that these processes have used; one that is gone counts no more. */
export function cpuSeconds(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + ticksOf(pid) / 100, 0);
}

function ticksOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0;
  }
}
