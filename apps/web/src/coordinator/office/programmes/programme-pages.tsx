// One file for the pages of the programmes: each file more that the app can load makes the first one longer.
export { ProgrammesPage } from './programmes-page';
export { CourtDistrictsPage } from './court-districts-page';
export { YearlyFiguresPage } from './yearly-figures-page';
export { OwnProgrammePage } from './own-programme-page';
export { PortalPage } from './portal-page';
