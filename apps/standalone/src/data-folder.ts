import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { canEnter, EmbeddedPostgresFault, serverAccount, SHARED_FOLDER } from './postgres-binaries.js';

/** The files of a standalone installation; all but the database's lie in `.data/` of the checkout. */
export interface DataFolder {
  readonly path: string;
  readonly postgres: string;
  readonly mail: string;
  readonly log: (name: string) => string;
  /** Marks a first start that reached its end; without it the data are half made. */
  readonly complete: string;
  /** The children of the last start, to end them if it died without doing so. */
  readonly processes: string;
}

/** Made once, kept with mode 600; who reads this file can decrypt the contact data of this installation. */
export interface Secrets {
  readonly superuser: string;
  readonly roles: Readonly<Record<(typeof ROLES)[number], string>>;
  /** 32 bytes, base64: wraps every key of the keystore. */
  readonly rootKey: string;
}

const ROLES = ['migrator', 'app_rw', 'app_clock', 'app_report', 'app_keys', 'app_audit', 'app_queue'] as const;

/**
 * The data folder of a checkout, made when missing.
 * Root in a folder that the database's account cannot enter (such as `/root`) gets the database below `SHARED_FOLDER` instead; no permission of a foreign folder is changed.
 */
export function dataFolder(checkout: string): DataFolder {
  const path = resolve(checkout, '.data');
  try {
    mkdirSync(join(path, 'mail'), { recursive: true });
  } catch (error) {
    throw unwritable(path, error);
  }
  const account = serverAccount();
  if (account !== undefined) chmodSync(path, 0o711);
  const reachable = canEnter(account, path);
  const elsewhere = join(SHARED_FOLDER, createHash('sha256').update(path).digest('hex').slice(0, 12));
  return {
    path,
    postgres: join(reachable ? path : elsewhere, 'postgres'),
    mail: join(path, 'mail'),
    log: (name) => join(path, `${name}.log`),
    complete: join(path, 'complete'),
    processes: join(path, 'processes.json'),
  };
}

/** Deletes the database, its keys, its logs and its mails. */
export function beginAnew({ path, postgres }: DataFolder): void {
  try {
    // What is in it, not the folder itself: it may be a volume of its own.
    const inside = readdirSync(path).map((name) => join(path, name));
    for (const each of [postgres, `${postgres}.owner`, `${postgres}.new`, ...inside]) rmSync(each, { recursive: true, force: true });
    mkdirSync(join(path, 'mail'), { recursive: true });
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** The passwords and the root key of this installation; made on the first start. */
export function secrets({ path, postgres }: DataFolder): Secrets {
  const file = join(path, 'secrets.json');
  if (existsSync(file)) return readSecrets(file);
  if (existsSync(postgres)) throw lost(file);
  const made: Secrets = {
    superuser: randomBytes(24).toString('base64url'),
    roles: Object.fromEntries(ROLES.map((role) => [role, randomBytes(24).toString('base64url')])) as Secrets['roles'],
    rootKey: randomBytes(32).toString('base64'),
  };
  try {
    writeFileSync(file, JSON.stringify(made, undefined, 2), { mode: 0o600 });
  } catch (error) {
    throw unwritable(path, error);
  }
  return made;
}

function readSecrets(file: string): Secrets {
  try {
    const read = JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>;
    const whole =
      typeof read.superuser === 'string' &&
      typeof read.rootKey === 'string' &&
      ROLES.every((role) => typeof read.roles?.[role] === 'string');
    if (whole) return read as Secrets;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EACCES') throw unwritable(file, error);
  }
  throw lost(file);
}

const lost = (file: string): EmbeddedPostgresFault =>
  new EmbeddedPostgresFault(
    `${file} is missing or damaged, and without it the database cannot be opened: restore it from a backup, or \`npm start -- --fresh\` begins anew and deletes the data.`,
  );

/** The faults of a folder that a person can mend, in one line; everything else as it is. */
export function unwritable(path: string, error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new EmbeddedPostgresFault(`${path} cannot be written by this account: give it write permission, or use a checkout of your own.`);
  }
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new EmbeddedPostgresFault(`The disk below ${path} is full: free some space and start again.`);
  if (code === 'EEXIST' || code === 'ENOTDIR')
    return new EmbeddedPostgresFault(`${path} is not a folder: move that file away and start again.`);
  return error instanceof Error ? error : new Error(String(error));
}
