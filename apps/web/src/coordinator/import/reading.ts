import type { Schemas } from '../../shared/api/contract';

/** What a file would do to the registry. */
export type Reading = Schemas['RegistryReadingView'];
