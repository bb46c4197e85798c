import { DataSource } from 'typeorm';
import { databaseOptions } from './data-source.js';
import { MIGRATIONS } from './migrations/all.js';

export interface MigrateOptions {
  /** Address of the role `migrator`. */
  readonly migratorUrl: string;
}

/** Brings the main database to the newest schema; answers the names of the migrations that ran. Each is one transaction. */
export function migrate(options: MigrateOptions): Promise<readonly string[]> {
  return withMigrations(options, async (dataSource) => (await dataSource.runMigrations({ transaction: 'each' })).map(({ name }) => name));
}

/** Takes back the newest migration; false when there is none. */
export function revert(options: MigrateOptions): Promise<boolean> {
  return withMigrations(options, async (dataSource) => {
    const [{ open }] = (await dataSource.query(
      `select exists (select 1 from pg_tables where schemaname = 'public' and tablename = 'migrations') as open`,
    )) as [{ open: boolean }];
    if (!open) return false;
    const [{ count }] = (await dataSource.query('select count(*) from migrations')) as [{ count: number }];
    if (count === 0) return false;
    await dataSource.undoLastMigration({ transaction: 'each' });
    return true;
  });
}

async function withMigrations<T>({ migratorUrl }: MigrateOptions, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  const options = databaseOptions({ url: migratorUrl, poolSize: 1, applicationName: 'zeitnah-migrate' });
  const dataSource = await new DataSource({ ...options, migrations: [...MIGRATIONS] }).initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
