// One file for the pages of lists, as with those that draw.
export { BottlenecksPage } from '../bottlenecks/bottlenecks-page';
export { ReportsPage } from '../reports/reports-page';
export { StalledPage } from '../stalled/stalled-page';
export { OwnTurnaroundPage } from './own-turnaround-page';
