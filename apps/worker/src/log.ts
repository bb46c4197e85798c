import { pino } from 'pino';
import type { Logger } from 'pino';
import type { SweepWitness } from './sweep.js';

/** A log of one line per event, as JSON on standard output: names, codes and counts. */
export function openLog(level: string): Logger {
  return pino({ level, base: { app: 'worker' }, timestamp: pino.stdTimeFunctions.isoTime });
}

/**
 * What of an error may be logged: its class, and a code if it has one (SQLSTATE, error number, our own). Messages and stacks of drivers
 * quote values, so they stay out.
 */
export function loggable(error: unknown): { readonly error: string; readonly code?: string } {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error ? error.code : 'driverError' in error ? codeOf(error.driverError) : undefined;
  return typeof code === 'string' && /^[A-Za-z0-9_]{1,40}$/.test(code) ? { error: error.name, code } : { error: error.name };
}

const codeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined);

/** Logs when a round begins to fail and when it works again, not every second of an outage. */
export function logRounds(log: Logger): SweepWitness {
  const failing = new Set<string>();
  return {
    roundEnded: (round, error) => {
      if (error !== undefined && !failing.has(round)) {
        failing.add(round);
        log.error({ round, ...loggable(error) }, 'round fails');
      } else if (error === undefined && failing.delete(round)) log.info({ round }, 'round works again');
    },
  };
}
