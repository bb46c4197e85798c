// One file for the pages of lists, as with those that draw.
export { BottlenecksPage } from '../bottlenecks/bottlenecks-page';
export { ReportsPage } from '../reports/reports-page';
export { StalledPage } from '../stalled/stalled-page';
export { OwnTurnaroundPage } from './own-turnaround-page';
// Beside a measure of a plan, which asks for them after its page: what both shared would make the pages of figures longer.
export { IndicatorFigures } from '../office/plan/indicator-figures';
