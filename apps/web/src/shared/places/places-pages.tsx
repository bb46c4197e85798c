// One file for the pages of the places: each file more that the app can load makes the first one longer.
export { PlacesPage } from './places-page';
export { OwnPlacesPage } from './own-places-page';
export { OnwardRoute } from './onward-route';
export { HelplinePage } from '../../coordinator/office/programmes/helpline-page';
