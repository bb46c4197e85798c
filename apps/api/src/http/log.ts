import { types } from 'node:util';
import { pino } from 'pino';

/** The only things that may stand in a log line. No body, no query string, no message of a database, no name. */
export const LOGGABLE = ['requestId', 'method', 'route', 'status', 'ms', 'code', 'error', 'sqlState', 'frames', 'role', 'host', 'port', 'reason'] as const;
export type LogFields = Partial<Record<(typeof LOGGABLE)[number], string | number | readonly string[] | undefined>>;

/** Writes JSON lines to standard output; what is not on the list above is dropped, also when a caller casts it in. */
export class Log {
  private readonly pino;

  constructor(level: string, stream: { write(line: string): void } = process.stdout) {
    this.pino = pino({ level, base: { app: 'api' }, formatters: { level: (label) => ({ level: label }) } }, stream);
  }

  info(event: string, fields: LogFields = {}): void {
    this.pino.info(allowed(fields), event);
  }

  warn(event: string, fields: LogFields = {}): void {
    this.pino.warn(allowed(fields), event);
  }

  /** An error's message may quote what somebody typed; its class, code and the places it passed do not. */
  error(event: string, error: unknown, fields: LogFields = {}): void {
    this.pino.error(allowed({ ...fields, ...describe(error) }), event);
  }
}

function allowed(fields: LogFields): LogFields {
  return Object.fromEntries(LOGGABLE.filter((key) => fields[key] !== undefined).map((key) => [key, fields[key]]));
}

function describe(error: unknown): LogFields {
  if (!types.isNativeError(error)) return { error: typeof error };
  const code = 'code' in error && typeof error.code === 'string' && /^[A-Z0-9_]{3,40}$/.test(error.code) ? error.code : undefined;
  // The stack begins with the message, which may have lines of its own.
  const frames = (error.stack ?? '').split('\n').slice(error.message.split('\n').length).map((line) => line.trim()).filter((line) => line.startsWith('at ')).slice(0, 8);
  return { error: error.name, sqlState: code, frames };
}
