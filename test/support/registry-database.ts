import type { DataSource } from 'typeorm';
import { importRegistry } from '#directory';
import { openDatabase } from '#persistence';
import { seedOrganisations } from '../../apps/cli/src/demo/seed-organisations.js';
import { aDatabase } from './postgres.js';

/** A database with the registry of the Land and the organisations of the demo, opened by the roles that the turnaround acts as. */
export interface RegistryDatabase {
  readonly adminUrl: string;
  readonly admin: DataSource;
  readonly clock: DataSource;
  readonly report: DataSource;
  readonly app: DataSource;
  close(): Promise<void>;
}

export async function aRegistryDatabase(name: string, now: Date): Promise<RegistryDatabase> {
  const database = await aDatabase(name);
  const open = (url: string): Promise<DataSource> => openDatabase({ url, poolSize: 2 });
  const [admin, clock, report, app, migrator] = await Promise.all([open(database.adminUrl), open(database.clockUrl), open(database.reportUrl), open(database.appUrl), open(database.migratorUrl)]);
  await importRegistry(migrator);
  await seedOrganisations(migrator, { now, passwordHash: 'none' });
  await migrator.destroy();
  const close = async (): Promise<void> => {
    for (const each of [admin, clock, report, app]) await each.destroy();
    await database.drop();
  };
  return { adminUrl: database.adminUrl, admin, clock, report, app, close };
}
