import { hkdfSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { DEFAULT_PASSWORD_COST, DEFAULT_RATE_LIMITS, DEFAULT_SESSION_RULES, type PasswordCost, type RateLimitRules, type SessionRules } from '#access';
import { PLACE_VALIDITY_HOURS } from '#domain';
import type { PageSettings } from './public-pages/public-page.js';

/** Everything the API is told from outside, checked once at the start. */
export interface Configuration {
  readonly host: string;
  readonly port: number;
  /** Null serves no metrics. */
  readonly metricsPort: number | null;
  /** The address that people type; its origin is the only one from which changes are taken. */
  readonly publicUrl: URL;
  readonly databaseUrl: string;
  readonly reportDatabaseUrl: string;
  readonly auditDatabaseUrl: string;
  readonly keystoreUrl: string;
  readonly keystoreRootKey: Buffer;
  readonly queueUrl: string;
  readonly poolSize: number;
  /** True over HTTPS. False only on this machine, where a browser trusts http. */
  readonly cookieSecure: boolean;
  /** Proxies whose `X-Forwarded-For` is believed; without one the peer's address counts. */
  readonly trustProxy: readonly string[];
  readonly logLevel: LogLevel;
  /** The built web app; null when the folder does not exist (the API then answers alone). */
  readonly webRoot: string | null;
  readonly session: SessionRules;
  readonly password: PasswordCost;
  readonly rateLimits: RateLimitRules;
  /** So many hours is an entry of the place board believed. */
  readonly placeValidHours: number;
  /** What the public pages say about the operating body, and where they can be left to. */
  readonly publicPages: PageSettings;
  /** Milliseconds between "not ready" and the last request, for the load balancer to notice. */
  readonly drainMs: number;
}

const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** One line per key that is missing or wrong; values are not repeated, for they may be secrets. */
export class ConfigurationFault extends Error {
  override readonly name = 'ConfigurationFault';
  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

/** Reads the environment; throws `ConfigurationFault` with every fault at once. */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const read = new Reader(environment);
  const publicUrl = read.url('PUBLIC_URL', ['http:', 'https:']);
  const cookieSecure = read.flag('COOKIE_SECURE', true);
  if (!cookieSecure && !LOOPBACK.includes(publicUrl.hostname)) read.fault('COOKIE_SECURE', 'may be false only when PUBLIC_URL is on localhost');
  const configuration: Configuration = {
    host: read.text('HOST', '127.0.0.1'),
    port: read.whole('PORT', 3000, 0, 65_535),
    metricsPort: environment['METRICS_PORT'] ? read.whole('METRICS_PORT', 0, 0, 65_535) : null,
    publicUrl,
    ...databases(read),
    queueUrl: read.url('QUEUE_URL', ['redis:', 'rediss:', ...POSTGRES]).href,
    poolSize: read.whole('POOL_SIZE', 10, 1, 200),
    cookieSecure,
    trustProxy: read.list('TRUST_PROXY'),
    logLevel: read.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    webRoot: existingFolder(read.text('WEB_ROOT', 'dist/web')),
    session: {
      idleMinutes: read.whole('SESSION_IDLE_MINUTES', DEFAULT_SESSION_RULES.idleMinutes, 1, 1_440),
      absoluteHours: read.whole('SESSION_HOURS', DEFAULT_SESSION_RULES.absoluteHours, 1, 24),
    },
    password: passwordCost(read),
    rateLimits: rateLimits(read),
    placeValidHours: read.whole('PLACE_VALID_HOURS', PLACE_VALIDITY_HOURS, 1, 168),
    publicPages: {
      operator: { name: read.text('CONTACT_ORGANISATION', ''), mail: read.text('CONTACT_MAIL', ''), phone: read.text('CONTACT_PHONE', '') },
      leaveTo: read.url('LEAVE_TO_URL', ['https:'], NEUTRAL_PAGE),
    },
    drainMs: read.whole('DRAIN_MS', 1_000, 0, 60_000),
  };
  read.finish();
  return configuration;
}

/** The key under which rate limits blur addresses: derived, so that all processes share it and no further secret is kept. */
export function rateLimitKey(configuration: Configuration): Buffer {
  return Buffer.from(hkdfSync('sha256', configuration.keystoreRootKey, '', 'rate-limit v1', 32));
}

/** The weather service of the federation: public, without advertising, and nothing that anybody would ask about. */
const NEUTRAL_PAGE = 'https://www.dwd.de/';
const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];
const POSTGRES = ['postgres:', 'postgresql:'];

function databases(read: Reader): Pick<Configuration, 'databaseUrl' | 'reportDatabaseUrl' | 'auditDatabaseUrl' | 'keystoreUrl' | 'keystoreRootKey'> {
  return {
    databaseUrl: read.url('DATABASE_URL', POSTGRES).href,
    reportDatabaseUrl: read.url('REPORT_DATABASE_URL', POSTGRES).href,
    auditDatabaseUrl: read.url('AUDIT_DATABASE_URL', POSTGRES).href,
    keystoreUrl: read.url('KEYSTORE_URL', POSTGRES).href,
    keystoreRootKey: read.key('KEYSTORE_ROOT_KEY', 32),
  };
}

function passwordCost(read: Reader): PasswordCost {
  return {
    memoryKiB: read.whole('PASSWORD_MEMORY_KIB', DEFAULT_PASSWORD_COST.memoryKiB, 8, 1_048_576),
    passes: read.whole('PASSWORD_PASSES', DEFAULT_PASSWORD_COST.passes, 1, 16),
    lanes: DEFAULT_PASSWORD_COST.lanes,
    inFlight: read.whole('PASSWORDS_IN_FLIGHT', DEFAULT_PASSWORD_COST.inFlight, 1, 4),
    waiting: read.whole('PASSWORDS_WAITING', DEFAULT_PASSWORD_COST.waiting, 0, 64),
  };
}

function rateLimits(read: Reader): RateLimitRules {
  const points = (key: string, rule: keyof RateLimitRules) => ({ ...DEFAULT_RATE_LIMITS[rule], points: read.whole(key, DEFAULT_RATE_LIMITS[rule].points, 1, 1_000_000) });
  return {
    signInPerAddressAndNetwork: points('SIGN_INS_PER_PAIR', 'signInPerAddressAndNetwork'),
    signInPerAddress: points('SIGN_INS_PER_ADDRESS', 'signInPerAddress'),
    signInPerNetwork: points('SIGN_INS_PER_NETWORK', 'signInPerNetwork'),
    requestsPerPerson: points('REQUESTS_PER_PERSON', 'requestsPerPerson'),
    calendarsPerNetwork: points('CALENDARS_PER_NETWORK', 'calendarsPerNetwork'),
    publicFilesPerNetwork: points('PUBLIC_FILES_PER_NETWORK', 'publicFilesPerNetwork'),
  };
}

function existingFolder(path: string): string | null {
  const folder = resolve(path);
  return existsSync(folder) ? folder : null;
}

class Reader {
  private readonly faults: string[] = [];
  constructor(private readonly environment: Readonly<Record<string, string | undefined>>) {}

  fault(key: string, what: string): void {
    this.faults.push(`${key}: ${what}`);
  }

  finish(): void {
    if (this.faults.length > 0) throw new ConfigurationFault(this.faults);
  }

  text(key: string, fallback: string): string {
    return this.environment[key] || fallback;
  }

  list(key: string): string[] {
    return this.text(key, '').split(',').map((part) => part.trim()).filter((part) => part !== '');
  }

  whole(key: string, fallback: number, least: number, most: number): number {
    const text = this.text(key, String(fallback));
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    this.fault(key, `must be a whole number from ${least} to ${most}`);
    return fallback;
  }

  flag(key: string, fallback: boolean): boolean {
    const text = this.text(key, String(fallback));
    if (text !== 'true' && text !== 'false') this.fault(key, 'must be true or false');
    return text !== 'false';
  }

  oneOf<T extends string>(key: string, values: readonly T[], fallback: T): T {
    const text = this.text(key, fallback);
    const found = values.find((value) => value === text);
    if (found === undefined) this.fault(key, `must be one of ${values.join(', ')}`);
    return found ?? fallback;
  }

  url(key: string, protocols: readonly string[], fallback = ''): URL {
    const found = URL.parse(this.text(key, fallback));
    if (found !== null && protocols.includes(found.protocol)) return found;
    this.fault(key, this.environment[key] ? `must be an address that begins with ${protocols.map((each) => `${each}//`).join(' or ')}` : 'is missing');
    return new URL('http://missing.invalid');
  }

  key(key: string, bytes: number): Buffer {
    const found = Buffer.from(this.text(key, ''), 'base64');
    if (found.length !== bytes) this.fault(key, `must be ${bytes} random bytes in base64`);
    return found;
  }
}
