export { ExpelledListPage } from './expelled-list-page';
export { ExpelledPage } from './expelled-page';
export { NewExpelledPage } from './new-expelled-page';
