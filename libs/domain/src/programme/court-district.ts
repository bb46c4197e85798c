/** A district of a Landgericht: programmes for expelled persons are funded by it (domain.md 3.3, S87). */
export interface CourtDistrict {
  readonly code: string;
  readonly name: string;
}

/** The 19 districts of the Landgerichte in North Rhine-Westphalia, by name. From memory, see docs/sources.md. */
export const COURT_DISTRICTS = [
  { code: 'aachen', name: 'Aachen' },
  { code: 'arnsberg', name: 'Arnsberg' },
  { code: 'bielefeld', name: 'Bielefeld' },
  { code: 'bochum', name: 'Bochum' },
  { code: 'bonn', name: 'Bonn' },
  { code: 'detmold', name: 'Detmold' },
  { code: 'dortmund', name: 'Dortmund' },
  { code: 'duesseldorf', name: 'Düsseldorf' },
  { code: 'duisburg', name: 'Duisburg' },
  { code: 'essen', name: 'Essen' },
  { code: 'hagen', name: 'Hagen' },
  { code: 'kleve', name: 'Kleve' },
  { code: 'koeln', name: 'Köln' },
  { code: 'krefeld', name: 'Krefeld' },
  { code: 'moenchengladbach', name: 'Mönchengladbach' },
  { code: 'muenster', name: 'Münster' },
  { code: 'paderborn', name: 'Paderborn' },
  { code: 'siegen', name: 'Siegen' },
  { code: 'wuppertal', name: 'Wuppertal' },
] as const satisfies readonly CourtDistrict[];

/** Their codes, in the same order. */
export const COURT_DISTRICT_CODES: readonly string[] = COURT_DISTRICTS.map(({ code }) => code);

/** What the districts of a centre are called together: 'Arnsberg, Hagen', in the order of the list, whatever the order given. */
export const courtDistrictNames = (codes: readonly string[]): string =>
  COURT_DISTRICTS.filter(({ code }) => codes.includes(code)).map(({ name }) => name).join(', ');
