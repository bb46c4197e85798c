import { LEAFLET_DE } from './leaflet.de.js';
import { LEAFLET_EN } from './leaflet.en.js';
import type { PublicPage } from './public-page.js';

/** For the endangered person: what happens now, that it is voluntary, who helps at once. */
export const LEAFLET: PublicPage = { path: '/leaflet', canBeLeft: true, words: { de: LEAFLET_DE, en: LEAFLET_EN } };
