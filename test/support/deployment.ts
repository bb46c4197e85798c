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

/** Starts api and worker from the built files with the environment that docs/operations.md names, and waits until both are ready. */
export async function startDeployment(chain: Chain, options: { readonly queueUrl: string; readonly smtpUrl?: string; readonly environment?: Readonly<Record<string, string>> }): Promise<Deployment> {
  const [port, workerPort, metricsPort] = [await freePort(), await freePort(), await freePort()];
  const { database } = chain;
  const environment = {
    PATH: process.env['PATH'] ?? '',
    NODE_ENV: 'production',
    DATABASE_URL: database.appUrl,
    WORKER_DATABASE_URL: database.clockUrl,
    REPORT_DATABASE_URL: database.reportUrl,
    AUDIT_DATABASE_URL: database.auditUrl,
    KEYSTORE_URL: database.keysUrl,
    KEYSTORE_ROOT_KEY: chain.rootKey.toString('base64'),
    QUEUE_URL: options.queueUrl,
    HOST: '127.0.0.1',
    PORT: String(port),
    WORKER_PORT: String(workerPort),
    PUBLIC_URL: `http://localhost:${port}`,
    COOKIE_SECURE: 'false',
    MAIL_FROM: 'zeitnah@example.org',
    PASSWORD_MEMORY_KIB: '1024',
    ...(options.smtpUrl && { SMTP_URL: options.smtpUrl, QUIET_HOURS: '', DIGEST_AFTER: '0' }),
    ...options.environment,
  };
  let printed = '';
  const start = (script: string, extra: Readonly<Record<string, string>>): ChildProcess => {
    if (!existsSync(script)) throw new Error(`${script} is missing: build first (npm test does)`);
    const child = spawn(process.execPath, ['--no-warnings', script], { env: { ...environment, ...extra }, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
    return child;
  };
  const api = start('dist/apps/api/src/main.js', { METRICS_PORT: String(metricsPort) });
  const worker = start('dist/apps/worker/src/main.js', {});
  const url = `http://127.0.0.1:${port}`;
  const workerUrl = `http://127.0.0.1:${workerPort}`;
  const stop = async (): Promise<void> => {
    for (const child of [api, worker]) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  };
  const ready = async (base: string): Promise<boolean> => (await fetch(`${base}/health/ready`)).status === 200;
  try {
    await until(async () => (await ready(url)) && (await ready(workerUrl)), { what: 'api and worker to be ready', within: 30_000, every: 100 });
  } catch (error) {
    await stop();
    throw new Error(`${error instanceof Error ? error.message : ''}\n${printed}`);
  }
  return { url, workerUrl, metricsUrl: `http://127.0.0.1:${metricsPort}`, api, worker, logs: () => printed, stop };
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

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
