export { FactLedger } from './fact-ledger.js';
export type { LedgerCheck } from './fact-ledger.js';
export { TurnaroundPublisher } from './publisher.js';
export type { Publication } from './publisher.js';
export { TurnaroundQueries, TurnaroundRefused } from './turnaround.queries.js';
export type { OverdueOrganisation, OwnTurnaround, PublishedReport, Catalogue, StalledItem } from './turnaround.queries.js';
export { WhatIfQueries } from './what-if.queries.js';
export type { OwnQuestion, OwnWhatIf } from './what-if.queries.js';
