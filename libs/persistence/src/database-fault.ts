/** What a driver's error may carry besides its code: parts of the query, its parameters or values of a row. */
const CARRIES_VALUES = ['query', 'parameters', 'detail', 'hint', 'where', 'internalQuery', 'dataType'] as const;

/**
 * Removes from a database error everything that may hold a value (parameters, detail, context), in place, and hands it back to be
 * thrown on. SQLSTATE (`code`), table, column and constraint stay. Other errors pass unchanged.
 */
export function withoutValues(error: unknown): unknown {
  if (!isDatabaseError(error)) return error;
  const cause = 'driverError' in error && isDatabaseError(error.driverError) ? error.driverError : undefined;
  for (const each of cause ? [error, cause] : [error]) {
    for (const key of CARRIES_VALUES) if (key in each) Reflect.set(each, key, undefined);
    // The messages of class 22 (data exception) quote the value itself.
    if (each.code.startsWith('22')) each.message = `invalid data (SQLSTATE ${each.code})`;
    // The stack begins with the message as it was.
    each.stack = `${each.name}: ${each.message}`;
  }
  return error;
}

type DatabaseError = Error & { readonly code: string; readonly driverError?: unknown };

function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code);
}
