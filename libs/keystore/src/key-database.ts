import 'reflect-metadata';
import { DataSource, type Logger } from 'typeorm';
import { CreateKeys1795000001001 } from './migrations/1795000001001-create-keys.js';

/** Keys travel as parameters; nothing of a query is ever written anywhere. */
class NoLogger implements Logger {
  logQuery(): void {}
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}

function keyDataSource(url: string, poolSize: number): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    poolSize,
    applicationName: 'zeitnah-keystore',
    synchronize: false,
    installExtensions: false,
    migrations: [CreateKeys1795000001001],
    logger: new NoLogger(),
    poolErrorHandler: () => undefined,
    connectTimeoutMS: 2_000,
  });
}

/** Opens the keystore's database as the role `app_keys`; close it with `destroy()`. */
export function openKeyDatabase(options: { readonly url: string; readonly poolSize?: number }): Promise<DataSource> {
  return keyDataSource(options.url, options.poolSize ?? 4).initialize();
}

/** Brings the keystore's database to the newest schema. `migratorUrl` is the role `migrator` on that database. */
export async function migrateKeystore(options: { readonly migratorUrl: string }): Promise<void> {
  const dataSource = await keyDataSource(options.migratorUrl, 1).initialize();
  try {
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await dataSource.destroy();
  }
}

/** Takes back the newest migration of the keystore. */
export async function revertKeystore(options: { readonly migratorUrl: string }): Promise<void> {
  const dataSource = await keyDataSource(options.migratorUrl, 1).initialize();
  try {
    await dataSource.undoLastMigration({ transaction: 'each' });
  } finally {
    await dataSource.destroy();
  }
}
