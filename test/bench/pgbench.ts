import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program } from './programs.js';

export interface PgbenchRun {
  readonly url: string;
  /** Each is run equally often. */
  readonly scripts: readonly string[];
  readonly clients: number;
  /** Length of the run; or `transactions`, so many per client. */
  readonly seconds?: number;
  readonly transactions?: number;
  /** `simple` puts variables into the text (also inside a literal), `prepared` names the statement once per connection, `extended` parses it every time, as TypeORM does. */
  readonly mode: 'simple' | 'extended' | 'prepared';
  readonly seed: number;
  readonly variables?: Readonly<Record<string, number>>;
}

export interface Rate {
  /** Operations per second, connecting left out. */
  readonly perSecond: number;
  /** Mean, in milliseconds. */
  readonly latencyMs: number;
}

/** One run of pgbench without its own tables; throws when a single transaction failed. */
export async function pgbench(run: PgbenchRun): Promise<Rate> {
  const folder = mkdtempSync(join(tmpdir(), 'zeitnah-bench-'));
  try {
    const files = run.scripts.map((text, index) => {
      const file = join(folder, `${index}.sql`);
      writeFileSync(file, text);
      return ['-f', file];
    });
    const { address, password } = withoutPassword(run.url);
    const variables = Object.entries(run.variables ?? {}).flatMap(([name, value]) => ['-D', `${name}=${value}`]);
    const threads = String(Math.min(run.clients, 2));
    const said = await output(
      program('pgbench'),
      [
        '-n',
        '-c',
        String(run.clients),
        '-j',
        threads,
        ...(run.transactions === undefined ? ['-T', String(run.seconds)] : ['-t', String(run.transactions)]),
        '-M',
        run.mode,
        `--random-seed=${run.seed}`,
        ...variables,
        ...files.flat(),
        address,
      ],
      password,
    );
    const failed = Number(/number of failed transactions: (\d+)/.exec(said)?.[1] ?? 0);
    const perSecond = Number(/^tps = ([\d.]+)/m.exec(said)?.[1]);
    if (failed > 0 || /aborted/.test(said) || !(perSecond > 0)) throw new Error(`pgbench did not get through:\n${said}`);
    return { perSecond, latencyMs: (run.clients / perSecond) * 1000 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The password goes through the environment: a command line is seen by everybody on the machine. */
function withoutPassword(url: string): { readonly address: string; readonly password: string } {
  const address = new URL(url);
  const password = decodeURIComponent(address.password);
  address.password = '';
  return { address: address.href, password };
}

function output(command: string, args: readonly string[], password: string): Promise<string> {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { env: { ...process.env, PGPASSWORD: password, LC_ALL: 'C' }, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('error', failed);
    child.once('close', (code) => (code === 0 ? done(said) : failed(new Error(`pgbench ended with ${code}:\n${said}`))));
  });
}
