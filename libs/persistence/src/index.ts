export { provisionCluster, LOGIN_ROLES, type LoginRole, type ProvisionClusterOptions } from './provision-cluster.js';
export { openDatabase, type OpenDatabaseOptions } from './data-source.js';
export { migrate, revert, type MigrateOptions } from './migrate.js';
export { withoutValues } from './database-fault.js';
export type * from './referral-change.js';
