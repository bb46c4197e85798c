import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { serverAccount } from '../../apps/standalone/src/postgres-binaries.js';
import { until } from '../support/until.js';
import { asAdmin } from './bench-server.js';

/**
 * Crashes the server (SIGQUIT: no checkpoint, no goodbye) and starts it again with the very command line after `awayMs`, so that the address stays.
 * Answers how to stop what it has started.
 */
export async function crashAndRestart(adminUrl: string, awayMs: number): Promise<() => Promise<void>> {
  const postmaster = await asAdmin(adminUrl, async (client) => {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    return parentOf(rows[0]?.pid ?? 0);
  });
  const [command = '', ...args] = readFileSync(`/proc/${postmaster}/cmdline`, 'utf8').split('\0').slice(0, -1);
  process.kill(postmaster, 'SIGQUIT');
  await until(() => !lives(postmaster), { what: 'the server to be gone' });
  await pause(awayMs);
  const account = serverAccount();
  const server = spawn(command, args, {
    ...(account && { uid: account.uid, gid: account.gid }),
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C' },
    stdio: 'ignore',
  });
  process.once('exit', () => server.kill('SIGQUIT'));
  await until(() => asAdmin(adminUrl, (client) => client.query('select 1')), { what: 'the server to be back', within: 60_000 });
  return async () => {
    // A later crash has ended it already.
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGINT');
    await once(server, 'exit');
  };
}

function parentOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

/** A process that has ended but was not waited for counts as gone. */
function lives(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat[stat.lastIndexOf(')') + 2] !== 'Z';
  } catch {
    return false;
  }
}
