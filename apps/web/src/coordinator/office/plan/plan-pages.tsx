// One file for the pages of the plans: each file more that the app can load makes the first one longer.
export { PlansPage } from './plans-page';
export { MeasurePage } from './measure-page';
export { PlanImportPage } from './plan-import-page';
export { MandatesPage } from './mandates-page';
export { ReviewPage } from './review-page';
