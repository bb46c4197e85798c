/** The notices that the licences of the map data and of the postcodes ask for, wherever they are shown or passed on: docs/data-licences.md. */
export const MAP_ATTRIBUTION = [
  {
    of: 'municipalities and their points',
    notice: '© GeoBasis-DE / BKG 2021 (Daten verändert)',
    url: 'http://www.bkg.bund.de',
    licence: 'Datenlizenz Deutschland – Namensnennung – Version 2.0',
    licenceUrl: 'https://www.govdata.de/dl-de/by-2-0',
  },
  {
    of: 'the municipality of a postcode',
    notice: 'postal codes © GeoNames (geonames.org), CC BY 4.0, changed',
    url: 'https://www.geonames.org',
    licence: 'CC BY 4.0',
    licenceUrl: 'https://creativecommons.org/licenses/by/4.0/',
  },
] as const;

/**
 * Under which terms the public part of the registry may be taken over. ASSUMPTION(adr-0007): the state office decides it; this one asks for its name and
 * allows everything else.
 */
export const REGISTRY_LICENCE = {
  name: 'Datenlizenz Deutschland – Namensnennung – Version 2.0',
  url: 'https://www.govdata.de/dl-de/by-2-0',
  notice: 'Landeskoordinierungsstelle gegen Gewalt NRW, Stellenverzeichnis',
} as const;
