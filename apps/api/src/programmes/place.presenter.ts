import type { Board, PlaceSite } from '#coordination';
import type { PlaceBoardView, PlaceSiteView } from './place.view.js';

/** A site as it is answered. */
export const toSite = ({ shelter, standing, ...site }: PlaceSite): PlaceSiteView => ({ ...shelter, ...site, standing, current: standing === 'current' });

/** The board as it is answered. */
export const toBoard = ({ sites, ...sums }: Board): PlaceBoardView => ({ ...sums, sites: sites.map(toSite) });
