import { migrateQueue } from '#jobs';
import { migrateKeystore } from '#keystore';
import { migrate, provisionCluster } from '#persistence';
import type { Login } from '../../cli/src/demo.js';
import type { Addresses } from './addresses.js';
import type { Secrets } from './data-folder.js';

/** Roles, databases and every migration that has not run yet; does nothing when all is as it should be. */
export async function prepareDatabases(addresses: Addresses, passwords: Secrets['roles']): Promise<void> {
  await provisionCluster({ adminUrl: addresses.admin, passwords });
  await migrate({ migratorUrl: addresses.migrator });
  await migrateKeystore({ migratorUrl: addresses.keysMigrator });
  await migrateQueue({ url: addresses.migrator });
}

/** The directory, its people and about 90 days of fictional referrals; answers one login per role. */
export async function fillWithDemo(addresses: Addresses, kept: Secrets, { now }: { readonly now: () => Date }): Promise<readonly Login[]> {
  // Loaded for the first start only: it brings every use case with it.
  const { loadDemo } = await import('../../cli/src/demo.js');
  return loadDemo({ addresses, rootKey: kept.rootKey, now });
}
