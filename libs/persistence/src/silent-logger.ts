import type { Logger } from 'typeorm';

/** Writes nothing: a query and its parameters never reach a log. What failed is thrown, and the caller reports the SQLSTATE. */
export class SilentLogger implements Logger {
  logQuery(): void {}
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}
