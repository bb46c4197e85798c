// One file for the pages that read and decide: each file more that the app can load makes the first one longer.
export { AgreementsPage } from './agreements-page';
export { CentresPage } from './centres-page';
export { ProposalPage } from './proposal-page';
export { ProposalsPage } from './proposals-page';
