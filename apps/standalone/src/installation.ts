import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Addresses } from './addresses.js';
import { endAbandoned, noteChildren, startChild } from './child-process.js';
import type { RunningChild } from './child-process.js';
import { beginAnew, dataFolder, secrets, unwritable } from './data-folder.js';
import type { DataFolder, Secrets } from './data-folder.js';
import { freePort, startEmbeddedPostgres, stopAbandonedServer } from './embedded-postgres.js';
import type { EmbeddedPostgres } from './embedded-postgres.js';
import { startMailCatcher } from './mail-catcher.js';
import { EmbeddedPostgresFault } from './postgres-binaries.js';

/** Everything of one `npm start`, from the database to the web app. */
export interface Installation {
  readonly url: string;
  readonly folder: DataFolder;
  /** Resolves with one line when a part ends that should not. */
  readonly broken: Promise<string>;
  /** Ends everything in order: worker, API, mail, database. */
  stop(): Promise<void>;
}

export interface InstallationOptions {
  readonly checkout: string;
  readonly port: number;
  /** Deletes the data first. */
  readonly fresh: boolean;
  /** Shown while it starts. */
  readonly tell: (line: string) => void;
  readonly now: () => Date;
}

const HOST = '127.0.0.1';
const script = (app: string): string => fileURLToPath(new URL(`../../${app}/src/main.js`, import.meta.url));

/**
 * Starts it all, or nothing: what has been started is stopped again when a later part fails.
 * - The port is looked at first, before minutes of work.
 * - A first start that was cut off begins anew.
 */
export async function startInstallation(options: InstallationOptions): Promise<Installation> {
  const { tell, port, now } = options;
  const folder = dataFolder(resolve(options.checkout));
  await stopAbandonedServer(folder.postgres);
  await endAbandoned(folder.processes, [script('api'), script('worker')]);
  await refuseTakenPort(port);
  if (options.fresh || !existsSync(folder.complete)) beginAnew(folder);
  const kept = secrets(folder);

  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    tell('Starting the database');
    const postgres = await startEmbeddedPostgres({
      dataFolder: folder.postgres,
      password: kept.superuser,
      logFile: folder.log('postgres'),
    });
    stops.push(() => postgres.stop());
    const addresses = addressesOf(postgres.adminUrl, kept);
    await prepare(addresses, kept, folder, options).catch((error: unknown) => {
      throw asDamage(error, folder);
    });
    let count = 0;
    const mail = await startMailCatcher(folder.mail, () => `${now().getTime()}-${(count += 1)}`);
    stops.push(() => mail.stop());
    tell('Starting the servers');
    const children = await startProcesses(environmentOf(addresses, kept, { port, mailUrl: mail.url }), folder, port, stops);
    return { url: `http://localhost:${port}`, folder, broken: firstEnd(postgres, children, folder), stop };
  } catch (error) {
    await stop();
    throw unwritable(folder.path, error);
  }
}

/** Roles, databases, migrations and, on the first start, the demo. */
async function prepare(addresses: Addresses, kept: Secrets, folder: DataFolder, { tell, now }: InstallationOptions): Promise<void> {
  // Loaded here, not at the top: a taken port is then told without loading the whole application.
  const { prepareDatabases, fillWithDemo } = await import('./databases.js');
  tell('Bringing the database up to date');
  await prepareDatabases(addresses, kept.roles);
  if (existsSync(folder.complete)) return;
  tell('Playing the demo: about 90 days of fictional referrals');
  const logins = await fillWithDemo(addresses, kept, { now });
  writeFileSync(folder.complete, JSON.stringify({ at: now(), logins }), { mode: 0o600 });
}

/** Files that are missing or unreadable (SQLSTATE classes 58, XX), a database that is gone (3D), a disk that is full (53): nothing that a stack would help with. */
function asDamage(error: unknown, folder: DataFolder): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const text = existsSync(folder.log('postgres')) ? readFileSync(folder.log('postgres'), 'utf8').slice(-5_000) : '';
  // A full disk may also end the server, and then all that is seen here is a lost connection.
  if (code === '53100' || /No space left on device/.test(text))
    return new EmbeddedPostgresFault(`The disk below ${folder.postgres} is full: free some space and start again.`);
  if (!/^(58|XX|3D)/.test(code)) return error;
  return new EmbeddedPostgresFault(
    `The data folder ${folder.postgres} is broken (SQLSTATE ${code}, see ${folder.log('postgres')}): \`npm start -- --fresh\` begins anew and deletes it.`,
  );
}

async function startProcesses(
  environment: Record<string, string>,
  folder: DataFolder,
  port: number,
  stops: (() => Promise<void>)[],
): Promise<RunningChild[]> {
  const [metricsPort, workerPort, workerMetricsPort] = [await freePort(), await freePort(), await freePort()];
  const programs = [
    {
      name: 'api',
      environment: { ...environment, PORT: String(port), METRICS_PORT: String(metricsPort) },
      readyUrl: `http://${HOST}:${port}/api/v1/health/ready`,
    },
    {
      name: 'worker',
      environment: { ...environment, WORKER_PORT: String(workerPort), METRICS_PORT: String(workerMetricsPort) },
      readyUrl: `http://${HOST}:${workerPort}/health/ready`,
    },
  ];
  const started = await Promise.allSettled(
    programs.map(async (program) => {
      const child = await startChild({ ...program, script: script(program.name), logFile: folder.log(program.name) });
      stops.push(() => child.stop());
      return child;
    }),
  );
  const failed = started.find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
  const children = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  noteChildren(folder.processes, children);
  return children;
}

function firstEnd(postgres: EmbeddedPostgres, children: readonly RunningChild[], folder: DataFolder): Promise<string> {
  return Promise.race([
    postgres.ended.then(() => `The database ended by itself: see ${folder.log('postgres')}.`),
    ...children.map(async ({ name, ended }) => `The ${name} ended by itself (${await ended}): see ${folder.log(name)}.`),
  ]);
}

function environmentOf(
  addresses: Addresses,
  kept: Secrets,
  { port, mailUrl }: { readonly port: number; readonly mailUrl: string },
): Record<string, string> {
  return {
    NODE_ENV: 'production',
    HOST,
    PUBLIC_URL: `http://localhost:${port}`,
    // The browser is on this machine: http on localhost is a secure context without TLS.
    COOKIE_SECURE: 'false',
    DATABASE_URL: addresses.app,
    WORKER_DATABASE_URL: addresses.clock,
    REPORT_DATABASE_URL: addresses.report,
    AUDIT_DATABASE_URL: addresses.audit,
    KEYSTORE_URL: addresses.keys,
    KEYSTORE_ROOT_KEY: kept.rootKey,
    QUEUE_URL: addresses.queue,
    SMTP_URL: mailUrl,
    MAIL_FROM: 'zeitnah@localhost',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'info',
  };
}

function addressesOf(adminUrl: string, { roles }: Secrets): Addresses {
  const as = (role: keyof Secrets['roles'], database = 'zeitnah'): string => {
    const url = new URL(adminUrl);
    Object.assign(url, { username: role, password: roles[role], pathname: `/${database}` });
    return url.href;
  };
  return {
    admin: adminUrl,
    migrator: as('migrator'),
    keysMigrator: as('migrator', 'zeitnah_keys'),
    app: as('app_rw'),
    clock: as('app_clock'),
    report: as('app_report'),
    audit: as('app_audit'),
    keys: as('app_keys', 'zeitnah_keys'),
    queue: as('app_queue'),
  };
}

async function refuseTakenPort(port: number): Promise<void> {
  const { createServer } = await import('node:net');
  const probe = createServer();
  await new Promise<void>((done, failed) => {
    probe.once('error', failed);
    probe.listen(port, HOST, done);
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EACCES')
      throw new EmbeddedPostgresFault(`Port ${port} is reserved for root: choose another with \`npm start -- --port 3000\`.`);
    throw new EmbeddedPostgresFault(
      `Port ${port} is taken: stop the other program, or choose another with \`npm start -- --port ${port === 3000 ? 3001 : 3000}\`.`,
    );
  });
  await new Promise((done) => probe.close(done));
}
