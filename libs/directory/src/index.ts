export { DirectoryQueries } from './directory.queries.js';
export type { AgreementInForce, CentreEntry, MunicipalityEntry } from './directory.queries.js';
export { importRegistry } from './registry-import.js';
export type { RegistryImport } from './registry-import.js';
export { organisationIdOf, readRegistry } from './registry.js';
export type { Registry } from './registry.js';
export { CALENDAR_YEARS, nrwHolidays } from './holidays.js';
export * from './registry-change.js';
export { ProposedRegistry } from './proposed-registry.js';
