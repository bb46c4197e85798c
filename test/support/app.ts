import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { hashPassword } from '#access';
import type { HumanRole } from '#domain';
import { openDatabase } from '#persistence';
import type { NewReferral } from '#referrals';
import { readConfiguration, type Configuration } from '../../apps/api/src/configuration.js';
import { createApi } from '../../apps/api/src/create-api.js';
import { Log } from '../../apps/api/src/http/log.js';
import type { Metrics } from '../../apps/api/src/http/metrics.js';
import { openServices, type Services } from '../../apps/api/src/services.js';
import { aNewReferral, type Chain } from './chain.js';

/** The password of every account of the fixture, once the API is started over it. */
export const PASSWORD = 'correct horse battery staple (fiktiv)';

/** Cheap hashes: what is tested is who gets in, not how long it takes. */
const COST = { memoryKiB: 8, passes: 1, lanes: 1, inFlight: 2, waiting: 16 };

/** The real API on a free port, over the database of a chain. */
export interface TestApi {
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly services: Services;
  readonly metrics: Metrics;
  /** Every line of the log so far, one JSON text each. */
  readonly logLines: readonly string[];
  /** A browser with a session of this role; one sign-in per role and organisation, unless `fresh`. */
  signedIn(organisationId: string, role: HumanRole, options?: { readonly fresh?: boolean }): Promise<TestBrowser>;
  /** A browser in which nobody is signed in. */
  browser(): TestBrowser;
  close(): Promise<void>;
}

export interface TestApiOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly extraControllers?: readonly Type[];
}

/** The e-mail address of an account of the fixture. */
export const emailOf = (organisationId: string, role: HumanRole): string => `${role}.${organisationId.slice(0, 8)}@example.org`;

/** The configuration that the tests' API starts with. */
export function testConfiguration(chain: Chain, environment: Readonly<Record<string, string>> = {}): Configuration {
  return readConfiguration({
    PUBLIC_URL: 'http://localhost:3000', COOKIE_SECURE: 'false', PORT: '0', LOG_LEVEL: 'info', WEB_ROOT: 'no-such-folder', DRAIN_MS: '0', POOL_SIZE: '8',
    DATABASE_URL: chain.database.appUrl, REPORT_DATABASE_URL: chain.database.reportUrl, AUDIT_DATABASE_URL: chain.database.auditUrl,
    KEYSTORE_URL: chain.database.keysUrl, KEYSTORE_ROOT_KEY: chain.rootKey.toString('base64'),
    // Nothing listens there: a queue that is away must not matter.
    QUEUE_URL: 'redis://127.0.0.1:1',
    PASSWORD_MEMORY_KIB: String(COST.memoryKiB), PASSWORD_PASSES: String(COST.passes), PASSWORDS_WAITING: String(COST.waiting),
    SIGN_INS_PER_PAIR: '1000', SIGN_INS_PER_NETWORK: '100000', REQUESTS_PER_PERSON: '1000000',
    ...environment,
  });
}

/** Starts the API over a chain and gives every account of the fixture the known password. */
export async function startApi(chain: Chain, { environment = {}, extraControllers = [] }: TestApiOptions = {}): Promise<TestApi> {
  await givePasswords(chain);
  const configuration = testConfiguration(chain, environment);
  const logLines: string[] = [];
  const log = new Log(configuration.logLevel, { write: (line) => void logLines.push(line) });
  const services = await openServices(configuration, chain.now);
  const api = await createApi(configuration, services, log, extraControllers).catch(async (error: unknown) => {
    await services.close();
    throw error;
  });
  await api.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = api.app.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const known = new Map<string, Promise<TestBrowser>>();
  return {
    url, services, logLines,
    app: api.app,
    metrics: api.metrics,
    browser: () => new TestBrowser(url),
    signedIn: (organisationId, role, { fresh = false } = {}) => {
      const open = async (): Promise<TestBrowser> => {
        const browser = new TestBrowser(url);
        const answer = await browser.signIn(emailOf(organisationId, role), PASSWORD);
        if (answer.status !== 201) throw new Error(`sign-in of ${role}: ${answer.status} ${answer.text}`);
        return browser;
      };
      if (fresh) return open();
      const name = `${organisationId}|${role}`;
      const found = known.get(name) ?? open();
      known.set(name, found);
      return found;
    },
    close: () => api.stop(),
  };
}

async function givePasswords(chain: Chain): Promise<void> {
  const migrator = await openDatabase({ url: chain.database.migratorUrl, poolSize: 1 });
  try {
    await migrator.query('update app_user set password_hash = $1', [await hashPassword(PASSWORD, COST)]);
  } finally {
    await migrator.destroy();
  }
}

/** What came back; the body as text and, where it is JSON, as an object. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Record<string, unknown> & { readonly code?: string; readonly errors?: readonly { readonly pointer: string; readonly code: string }[] };
}

export interface Sending {
  /** Sent as JSON; a text or bytes as they are. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Keeps cookie and csrf token as a browser with our pages would. */
export class TestBrowser {
  cookie: string | undefined;
  csrfToken: string | undefined;

  constructor(private readonly url: string) {}

  async signIn(email: string, password: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const answer = await this.send('POST', '/api/v1/session', { body: { email, password }, headers });
    if (answer.status === 201) this.csrfToken = String(answer.body['csrfToken']);
    return answer;
  }

  get(path: string, sending: Sending = {}): Promise<Answer> {
    return this.send('GET', `/api/v1${path}`, sending);
  }

  post(path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.send('POST', `/api/v1${path}`, { body, headers });
  }

  delete(path: string): Promise<Answer> {
    return this.send('DELETE', `/api/v1${path}`);
  }

  /** Enters a referral under a key of its own. */
  create(referral: NewReferral | Readonly<Record<string, unknown>> = aNewReferral(), submit = true): Promise<Answer> {
    return this.post('/referrals', { ...referral, submit }, { 'idempotency-key': randomUUID() });
  }

  /** Lets an event happen against a version. */
  event(id: string, event: string, version: number, body: unknown = {}): Promise<Answer> {
    return this.post(`/referrals/${id}/events/${event}`, body, { 'if-match': `"${version}"` });
  }

  async send(method: string, path: string, { body, headers = {} }: Sending = {}): Promise<Answer> {
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.cookie === undefined ? {} : { cookie: this.cookie }),
        ...(this.csrfToken === undefined || method === 'GET' ? {} : { 'x-csrf-token': this.csrfToken }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? (body as string | Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
    });
    this.keepCookie(response.headers);
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json') && text !== '';
    return { status: response.status, headers: response.headers, text, body: (isJson ? JSON.parse(text) : {}) as Answer['body'] };
  }

  private keepCookie(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const pair = line.split(';', 1)[0] ?? '';
      this.cookie = pair.endsWith('=') ? undefined : pair;
    }
  }
}
