export { ExpelledKeys } from './expelled-keys.js';
export { Keystore, type Compartment, type CompartmentOf } from './keystore.js';
export { blindIndex } from './blind-index.js';
export { EnvelopeBroken } from './envelope.js';
export { migrateKeystore, openKeyDatabase, revertKeystore } from './key-database.js';
