// One file for the pages with a form: each file more that the app can load makes the first one longer.
export { AgreementPage } from './agreement-page';
export { CalendarPage } from './calendar-page';
export { CentrePage } from './centre-page';
export { NewCentrePage } from './new-centre-page';
export { RuleSetsPage } from './rule-sets-page';
