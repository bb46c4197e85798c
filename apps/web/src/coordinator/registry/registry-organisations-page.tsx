// One file for the pages of authorities and networks: with the others they would be longer than a page may be.
export { AuthoritiesPage } from './authorities-page';
export { AuthorityPage } from './authority-page';
export { NetworkPage, NewNetworkPage } from './network-page';
