export { rollUpTurnaround, toPublishedCell } from './roll-up.js';
export type { PublishedCell } from './roll-up.js';
export { TurnaroundQueries } from './turnaround.queries.js';
export type { DistrictTurnaround, OwnTurnaround, StalledItem } from './turnaround.queries.js';
export type { CohortCounts } from './cohort.js';
