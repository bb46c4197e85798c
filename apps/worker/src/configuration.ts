import { DEFAULT_QUIET_HOURS, parseQuietHours, UnreadableQuietHours, type QuietRules } from '#domain';
import { DEFAULT_DIGEST_AFTER } from '#notifications';

/** Everything the worker is told from outside, checked once at the start. */
export interface Configuration {
  /** The main database as app_clock. */
  readonly databaseUrl: string;
  readonly keystoreUrl: string;
  readonly keystoreRootKey: Buffer;
  readonly queueUrl: string;
  readonly host: string;
  /** Health and metrics; 0 takes a free port. */
  readonly port: number;
  /** A second door for metrics alone; null for none. */
  readonly metricsPort: number | null;
  readonly publicUrl: string;
  /** Null: nothing is mailed, the inbox alone tells. */
  readonly mail: {
    readonly smtpUrl: string;
    readonly from: string;
    /** When which role gets no mail that is not urgent. */
    readonly quietHours: QuietRules;
    /** How many mails an inbox gets one by one in ten minutes; 0 gathers none. */
    readonly digestAfter: number;
  } | null;
  readonly poolSize: number;
  readonly logLevel: string;
}

/** One line per key that is missing or wrong; values are not repeated, for they may be secrets. */
export class ConfigurationFault extends Error {
  override readonly name = 'ConfigurationFault';
}

type Environment = Readonly<Record<string, string | undefined>>;

const POSTGRES = ['postgres:', 'postgresql:'];
const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'];

/** Reads the environment; throws `ConfigurationFault` with every fault at once. */
export function readConfiguration(environment: Environment): Configuration {
  const faults: string[] = [];
  const rootKey = Buffer.from(environment['KEYSTORE_ROOT_KEY'] ?? '', 'base64');
  if (rootKey.length !== 32) faults.push('KEYSTORE_ROOT_KEY: must be 32 random bytes in base64');
  const logLevel = environment['LOG_LEVEL'] || 'info';
  if (!LOG_LEVELS.includes(logLevel)) faults.push(`LOG_LEVEL: must be one of ${LOG_LEVELS.join(', ')}`);
  const address = (key: string, protocols: readonly string[]): string => {
    const given = environment[key] ?? '';
    if (protocols.includes(URL.parse(given)?.protocol ?? '')) return given;
    faults.push(
      given === ''
        ? `${key}: is missing`
        : `${key}: must be an address that begins with ${protocols.map((each) => `${each}//`).join(' or ')}`,
    );
    return '';
  };
  const port = (key: string, fallback: number): number => {
    const given = environment[key] || String(fallback);
    if (/^\d{1,5}$/.test(given) && Number(given) <= 65_535) return Number(given);
    faults.push(`${key}: must be a whole number from 0 to 65535`);
    return fallback;
  };
  // Read even where nothing is mailed: a rule that cannot be read is told at the start, not when a mail server is added.
  const rules = { quietHours: quietHours(environment, faults), digestAfter: digestAfter(environment, faults) };
  const configuration: Configuration = {
    databaseUrl: address('WORKER_DATABASE_URL', POSTGRES),
    keystoreUrl: address('KEYSTORE_URL', POSTGRES),
    keystoreRootKey: rootKey,
    queueUrl: address('QUEUE_URL', ['redis:', 'rediss:', ...POSTGRES]),
    host: environment['HOST'] || '127.0.0.1',
    port: port('WORKER_PORT', 3_001),
    metricsPort: environment['METRICS_PORT'] ? port('METRICS_PORT', 0) : null,
    publicUrl: address('PUBLIC_URL', ['http:', 'https:']),
    mail: environment['SMTP_URL'] ? { smtpUrl: address('SMTP_URL', ['smtp:', 'smtps:']), from: sender(environment, faults), ...rules } : null,
    poolSize: port('POOL_SIZE', 8),
    logLevel,
  };
  if (faults.length > 0) throw new ConfigurationFault(faults.join('\n'));
  return configuration;
}

function sender(environment: Environment, faults: string[]): string {
  const from = environment['MAIL_FROM'] ?? '';
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(from)) faults.push('MAIL_FROM: must be one mail address when SMTP_URL is set');
  return from;
}

/** Unset: the default. Set and empty: no role has quiet hours. */
function quietHours(environment: Environment, faults: string[]): QuietRules {
  try {
    return parseQuietHours(environment['QUIET_HOURS'] ?? DEFAULT_QUIET_HOURS);
  } catch (error) {
    if (!(error instanceof UnreadableQuietHours)) throw error;
    faults.push(`QUIET_HOURS: ${error.message}`);
    return {};
  }
}

function digestAfter(environment: Environment, faults: string[]): number {
  const given = environment['DIGEST_AFTER'] || String(DEFAULT_DIGEST_AFTER);
  if (/^\d{1,3}$/.test(given)) return Number(given);
  faults.push('DIGEST_AFTER: must be a whole number from 0 to 999');
  return 0;
}
