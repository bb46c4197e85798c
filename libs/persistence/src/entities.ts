import type { EntitySchema } from 'typeorm';

/** Every table that is read, as TypeORM knows it; compared with the migrated schema by a test. */
export const ENTITIES: EntitySchema[] = [];
