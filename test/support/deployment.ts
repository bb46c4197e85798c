import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { hashPassword } from '#access';
import { openDatabase } from '#persistence';
import { CENTRES, KOELN, OPERATOR, POLICE, STATE_OFFICE, type Chain } from './chain.js';
import type { WalkLogins, WalkPlaces } from './http-walk.js';
import { until } from './until.js';

export const TEST_PASSWORD = 'Nur für Tests, fünfzehn Zeichen';

/** The two processes of the deployed form, against databases and a queue that stand beside them. */
export interface Deployment {
  readonly url: string;
  readonly workerUrl: string;
  readonly metricsUrl: string;
  readonly api: ChildProcess;
  readonly worker: ChildProcess;
  /** All that both have printed so far. */
  logs(): string;
  stop(): Promise<void>;
}

/** What a deployed process is told from outside, besides the chain's databases. */
export interface DeploymentOptions {
  readonly queueUrl: string;
  readonly smtpUrl?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** What is deployed: each may run several times. */
export type DeployedKind = 'api' | 'worker';

/** One process of the deployed form. */
export interface DeployedProcess {
  readonly kind: DeployedKind;
  readonly url: string;
  readonly port: number;
  readonly child: ChildProcess;
  /** All that it has printed so far. */
  logs(): string;
  /** True until it has ended, for whatever reason. */
  runs(): boolean;
  ready(): Promise<boolean>;
  /** Asks it to stop and waits for its end. */
  stop(): Promise<void>;
}

/** Starts api and worker from the built files with the environment that docs/operations.md names, and waits until both are ready. */
export async function startDeployment(chain: Chain, options: DeploymentOptions): Promise<Deployment> {
  const metricsPort = await freePort();
  const api = await startProcess(chain, 'api', { ...options, environment: { METRICS_PORT: String(metricsPort), ...options.environment } });
  const worker = await startProcess(chain, 'worker', { ...options, environment: { PUBLIC_URL: api.url.replace('127.0.0.1', 'localhost'), ...options.environment } });
  const stop = async (): Promise<void> => {
    for (const each of [api, worker]) await each.stop();
  };
  const logs = (): string => api.logs() + worker.logs();
  try {
    await until(async () => (await api.ready()) && (await worker.ready()), { what: 'api and worker to be ready', within: 30_000, every: 100 });
  } catch (error) {
    await stop();
    throw new Error(`${error instanceof Error ? error.message : ''}\n${logs()}`);
  }
  return { url: api.url, workerUrl: worker.url, metricsUrl: `http://127.0.0.1:${metricsPort}`, api: api.child, worker: worker.child, logs, stop };
}

/**
 * Starts one process from the built files on a free port, without waiting for it. `preload` is a file that runs in it before the product does;
 * such a process has a channel for messages.
 */
export async function startProcess(chain: Chain, kind: DeployedKind, options: DeploymentOptions & { readonly preload?: string }): Promise<DeployedProcess> {
  const port = await freePort();
  const script = `dist/apps/${kind}/src/main.js`;
  if (!existsSync(script)) throw new Error(`${script} is missing: build first (npm test does)`);
  const preload = options.preload === undefined ? [] : ['--import', options.preload];
  const env = { ...environmentOf(chain, options), PUBLIC_URL: `http://localhost:${port}`, [kind === 'api' ? 'PORT' : 'WORKER_PORT']: String(port), ...options.environment };
  const child = spawn(process.execPath, ['--no-warnings', ...preload, script], { env, stdio: ['ignore', 'pipe', 'pipe', ...(preload.length > 0 ? ['ipc' as const] : [])] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  const url = `http://127.0.0.1:${port}`;
  const runs = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    kind, url, port, child, runs,
    logs: () => printed,
    ready: async () => (await fetch(`${url}/health/ready`)).status === 200,
    stop: async () => {
      if (!runs()) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

function environmentOf({ database, rootKey }: Chain, options: DeploymentOptions): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    NODE_ENV: 'production',
    DATABASE_URL: database.appUrl,
    WORKER_DATABASE_URL: database.clockUrl,
    REPORT_DATABASE_URL: database.reportUrl,
    AUDIT_DATABASE_URL: database.auditUrl,
    KEYSTORE_URL: database.keysUrl,
    KEYSTORE_ROOT_KEY: rootKey.toString('base64'),
    QUEUE_URL: options.queueUrl,
    HOST: '127.0.0.1',
    COOKIE_SECURE: 'false',
    MAIL_FROM: 'zeitnah@example.org',
    PASSWORD_MEMORY_KIB: '1024',
    ...(options.smtpUrl && { SMTP_URL: options.smtpUrl, QUIET_HOURS: '', DIGEST_AFTER: '0' }),
  };
}

/** Gives the people of the fixture a password, at a cost that suits tests. */
export async function giveLogins(chain: Chain): Promise<{ readonly logins: WalkLogins; readonly places: WalkPlaces }> {
  const hash = await hashPassword(TEST_PASSWORD, { memoryKiB: 1_024, passes: 1, lanes: 1, inFlight: 2, waiting: 4 });
  const migrator = await openDatabase({ url: chain.database.migratorUrl, poolSize: 1 });
  await migrator.query('update app_user set password_hash = $1', [hash]);
  await migrator.destroy();
  const email = (role: string, organisationId: string): string => `${role}.${organisationId.slice(0, 8)}@example.org`;
  return {
    logins: {
      password: TEST_PASSWORD,
      officer: email('officer', POLICE.koeln),
      victimProtection: email('victim_protection', POLICE.koeln),
      counsellor: email('counsellor', CENTRES.koeln.id),
      centreLead: email('centre_lead', CENTRES.koeln.id),
      otherCounsellor: email('counsellor', CENTRES.domstadt.id),
      auditor: email('auditor', OPERATOR.id),
      stateCoordinator: email('state_coordinator', STATE_OFFICE.id),
    },
    places: { ags: KOELN, centreId: CENTRES.koeln.id, otherCentreId: CENTRES.domstadt.id },
  };
}

/** A port of loopback that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
