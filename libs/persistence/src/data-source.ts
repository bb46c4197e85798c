import 'reflect-metadata';
import { DataSource } from 'typeorm';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';
import { COLUMN_PARSERS } from './column-parsers.js';
import { ENTITIES } from './entities.js';
import { SilentLogger } from './silent-logger.js';

export interface OpenDatabaseOptions {
  readonly url: string;
  /** Connections at most; a request waits 2 s for a free one, then fails. */
  readonly poolSize?: number;
  /** Shown in the server's list of sessions. */
  readonly applicationName?: string;
}

/** Options of every data source of the main database: no synchronising, no extension installed, nothing logged. */
export function databaseOptions({ url, poolSize = 10, applicationName = 'zeitnah' }: OpenDatabaseOptions): PostgresDataSourceOptions {
  return {
    type: 'postgres',
    url,
    poolSize,
    applicationName,
    entities: [...ENTITIES],
    synchronize: false,
    installExtensions: false,
    logger: new SilentLogger(),
    // A connection that breaks while idle is replaced; without a handler it would end the process.
    poolErrorHandler: () => undefined,
    connectTimeoutMS: 2_000,
    extra: { types: COLUMN_PARSERS },
  };
}

/** Opens a pool to the main database under the role of the address; close it with `destroy()`. */
export function openDatabase(options: OpenDatabaseOptions): Promise<DataSource> {
  return new DataSource(databaseOptions(options)).initialize();
}
