import { types } from 'node:util';

/** Codes and messages by which the database says "not now": PostgreSQL's SQLSTATE, Node's socket errors, and three of the driver without a code. */
const SQLSTATES = /^(08...|53...|57P0[1-5]|57014|55P03|25006|25P03|58030|40001|40P01)$/;
const SOCKETS: readonly string[] = ['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOENT'];
const DRIVER = /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Connection terminated due to connection timeout|Query read timeout)/;

/** True when the same request may succeed a little later: the database is away, full, overloaded or refused a lock in time. */
export function isDatabaseAway(error: unknown): boolean {
  return causes(error).some((each) => {
    const code = codeOf(each);
    if (code !== undefined && (SQLSTATES.test(code) || SOCKETS.includes(code))) return true;
    return DRIVER.test(each.message);
  });
}

/** True when two transactions stood in each other's way and one has to begin again. Nothing of it was written. */
export function isSerialisationFailure(error: unknown): boolean {
  return causes(error).some((each) => ['40001', '40P01'].includes(codeOf(each) ?? ''));
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The error, what it wraps and what it gathers (a host with two addresses fails as an AggregateError). */
function causes(error: unknown, depth = 0): Error[] {
  // Not `instanceof`: an error of Node's own may come from another realm than ours.
  if (!types.isNativeError(error) || depth > 3) return [];
  const below = ['cause', 'driverError'].flatMap((key) => causes(Reflect.get(error, key), depth + 1));
  const gathered = 'errors' in error && Array.isArray(error.errors) ? error.errors.flatMap((each: unknown) => causes(each, depth + 1)) : [];
  return [error, ...below, ...gathered];
}
