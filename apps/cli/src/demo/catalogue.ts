import {
  addDays,
  localDayOf,
  type AgreementParameters,
  type CapacityLevel,
  type CentreKind,
  type Closure,
  type OpeningHours,
  type OpeningWindow,
  type TargetGroup,
} from '#domain';

/** A police authority of the demo: a real authority's area with fictional people. `share`: its part of all referrals. */
export interface DemoAuthority {
  readonly code: string;
  readonly slug: string;
  readonly place: string;
  readonly share: number;
}

export const AUTHORITIES: readonly DemoAuthority[] = [
  { code: 'PP-Duesseldorf', slug: 'duesseldorf', place: 'Düsseldorf', share: 16 },
  { code: 'PP-Koeln', slug: 'koeln', place: 'Köln', share: 18 },
  { code: 'PP-Essen', slug: 'essen', place: 'Essen', share: 12 },
  { code: 'PP-Dortmund', slug: 'dortmund', place: 'Dortmund', share: 11 },
  { code: 'PP-Bielefeld', slug: 'bielefeld', place: 'Bielefeld', share: 7 },
  { code: 'PP-Muenster', slug: 'muenster', place: 'Münster', share: 6 },
  { code: 'PP-Aachen', slug: 'aachen', place: 'Aachen', share: 8 },
  { code: 'PP-Bonn', slug: 'bonn', place: 'Bonn', share: 7 },
  { code: 'PP-Wuppertal', slug: 'wuppertal', place: 'Wuppertal', share: 9 },
  { code: 'LR-05162', slug: 'neuss', place: 'Neuss', share: 4 },
  { code: 'LR-05978', slug: 'unna', place: 'Unna', share: 3 },
  { code: 'LR-05762', slug: 'hoexter', place: 'Höxter', share: 2 },
];

type Hours = 'office' | 'long' | 'daily';

/** A fictional centre. `serves`: districts (5 digits) or municipalities (8 digits); `except`: a deliberate gap in a district. */
export interface DemoCentre {
  readonly code: string;
  readonly slug: string;
  readonly name: string;
  readonly serves: readonly string[];
  readonly except?: readonly string[];
  readonly groups: readonly TargetGroup[];
  readonly minors?: true;
  /** Left out: an Interventionsstelle. */
  readonly kind?: CentreKind;
  readonly hours: Hours;
  /** Centres without an agreement work on the default parameters. */
  readonly noAgreement?: true;
}

export const CENTRES: readonly DemoCentre[] = [
  {
    code: 'DEMO-RHEINBOGEN',
    slug: 'rheinbogen',
    name: 'Interventionsstelle Rheinbogen',
    serves: ['05111'],
    groups: ['women', 'men'],
    hours: 'daily',
  },
  {
    code: 'DEMO-DOMBLICK',
    kind: 'womens_counselling',
    slug: 'domblick',
    name: 'Frauenberatung Domblick',
    serves: ['05315'],
    groups: ['women', 'lsbtiq'],
    hours: 'long',
  },
  {
    code: 'DEMO-COLONIA',
    slug: 'colonia',
    name: 'Interventionsstelle Colonia',
    serves: ['05315', '05316'],
    groups: ['women'],
    hours: 'daily',
  },
  {
    code: 'DEMO-MAENNER-RR',
    kind: 'mens_counselling',
    slug: 'maenner-rhein-ruhr',
    name: 'Männerberatung Rhein-Ruhr',
    groups: ['men'],
    hours: 'office',
    noAgreement: true,
    serves: ['05111', '05315', '05316', '05113', '05117', '05124', '05122', '05120', '05162', '05913', '05314'],
  },
  { code: 'DEMO-ZOLLVEREIN', kind: 'womens_counselling', slug: 'zollverein', name: 'Frauenberatung Zollverein', serves: ['05113'], groups: ['women'], hours: 'office' },
  {
    code: 'DEMO-RUHRAUE',
    slug: 'ruhraue',
    name: 'Interventionsstelle Ruhraue',
    serves: ['05117', '05113'],
    groups: ['women', 'men', 'minors'],
    minors: true,
    hours: 'long',
  },
  {
    code: 'DEMO-WESTFALENPARK',
    slug: 'westfalenpark',
    name: 'Interventionsstelle Westfalenpark',
    serves: ['05913', '05978024'],
    groups: ['women', 'minors'],
    minors: true,
    hours: 'long',
  },
  {
    code: 'DEMO-HELLWEG',
    kind: 'womens_counselling',
    slug: 'hellweg',
    name: 'Beratungsstelle Hellweg',
    serves: ['05978'],
    except: ['05978012', '05978024'],
    groups: ['women'],
    hours: 'office',
  },
  {
    code: 'DEMO-LIPPEAUE',
    kind: 'womens_counselling',
    slug: 'lippeaue',
    name: 'Frauenberatung Lippeaue',
    serves: ['05978024', '05978032', '05978040', '05978004'],
    groups: ['women'],
    hours: 'office',
  },
  {
    code: 'DEMO-SPARRENBURG',
    slug: 'sparrenburg',
    name: 'Interventionsstelle Sparrenburg',
    serves: ['05711'],
    groups: ['women', 'men'],
    hours: 'long',
  },
  {
    code: 'DEMO-BEREITSCHAFT-OWL',
    slug: 'bereitschaft-owl',
    name: 'Bereitschaft Ostwestfalen',
    serves: ['05711', '05762'],
    groups: ['women'],
    hours: 'daily',
  },
  {
    code: 'DEMO-WESERBOGEN',
    slug: 'weserbogen',
    name: 'Interventionsstelle Weserbogen',
    serves: ['05762'],
    except: ['05762024'],
    groups: ['women'],
    hours: 'office',
  },
  {
    code: 'DEMO-MAENNER-OWL',
    kind: 'mens_counselling',
    slug: 'maenner-owl',
    name: 'Männerberatung Ostwestfalen',
    serves: ['05711', '05762'],
    groups: ['men'],
    hours: 'office',
    noAgreement: true,
  },
  {
    code: 'DEMO-AASEE',
    slug: 'aasee',
    name: 'Frauenberatung Aasee',
    serves: ['05515'],
    groups: ['women', 'minors'],
    minors: true,
    hours: 'long',
  },
  {
    code: 'DEMO-REGENBOGEN',
    slug: 'regenbogen',
    name: 'Beratungsstelle Regenbogen Münsterland',
    serves: ['05515'],
    groups: ['lsbtiq', 'men'],
    hours: 'office',
  },
  {
    code: 'DEMO-DREILAENDERECK',
    slug: 'dreilaendereck',
    name: 'Interventionsstelle Dreiländereck',
    serves: ['05334'],
    groups: ['women', 'men'],
    hours: 'long',
  },
  {
    code: 'DEMO-SIEBENGEBIRGE',
    slug: 'siebengebirge',
    name: 'Frauenberatung Siebengebirge',
    groups: ['women', 'minors'],
    minors: true,
    hours: 'office',
    serves: ['05314', '05382004', '05382008', '05382012', '05382024', '05382032', '05382048', '05382064', '05382072'],
  },
  {
    code: 'DEMO-BERGISCH',
    slug: 'bergisch',
    name: 'Interventionsstelle Bergisches Land',
    serves: ['05124', '05122', '05120'],
    groups: ['women', 'minors'],
    minors: true,
    hours: 'daily',
  },
  {
    code: 'DEMO-ERFTLAND',
    slug: 'erftland',
    name: 'Frauenberatung Erftland',
    serves: ['05162'],
    except: ['05162028'],
    groups: ['women'],
    hours: 'office',
  },
  {
    code: 'DEMO-JUGEND',
    slug: 'jugend-rheinland',
    name: 'Jugendberatung Rheinland',
    groups: ['women', 'minors', 'lsbtiq'],
    minors: true,
    hours: 'office',
    noAgreement: true,
    serves: ['05111', '05315', '05162', '05314'],
  },
];

/** Organisations to which nobody is handed over by the police: they stand in the registry, and the routing leaves them out. */
export const ONWARD: readonly { readonly code: string; readonly slug: string; readonly name: string; readonly kind: CentreKind; readonly serves: readonly string[]; readonly groups: readonly TargetGroup[] }[] = [
  { code: 'DEMO-NEUE-WEGE', slug: 'neue-wege', name: 'Fachstelle Neue Wege', kind: 'perpetrator_work', serves: ['05111', '05162'], groups: ['men'] },
  { code: 'DEMO-KEHRTWENDE', slug: 'kehrtwende', name: 'Fachstelle Kehrtwende', kind: 'perpetrator_work', serves: ['05315', '05314'], groups: ['men'] },
  { code: 'DEMO-WENDEPUNKT', slug: 'wendepunkt', name: 'Fachstelle Wendepunkt', kind: 'perpetrator_work', serves: ['05711'], groups: ['men', 'women'] },
  { code: 'DEMO-FRAUENHAUS', slug: 'leuchtturm', name: 'Frauenhaus Leuchtturm', kind: 'shelter', serves: [], groups: ['women'] },
  { code: 'DEMO-HAFEN', slug: 'hafen', name: 'Männerschutzwohnung Hafen', kind: 'shelter', serves: [], groups: ['men'] },
  { code: 'DEMO-ANKER', slug: 'anker', name: 'Männerschutzwohnung Anker', kind: 'shelter', serves: [], groups: ['men'] },
];

/** What some centres said of their room, and for how many days; days ago. One note is older than it may be believed. */
export const CAPACITY: readonly { readonly centre: string; readonly level: CapacityLevel; readonly daysAgo: number; readonly days: number }[] = [
  { centre: 'DEMO-RHEINBOGEN', level: 'free', daysAgo: 1, days: 7 },
  { centre: 'DEMO-COLONIA', level: 'few', daysAgo: 0, days: 7 },
  { centre: 'DEMO-DOMBLICK', level: 'full', daysAgo: 2, days: 14 },
  { centre: 'DEMO-ZOLLVEREIN', level: 'few', daysAgo: 20, days: 7 },
];

/** Local networks (Runde Tische) and their districts. */
export const NETWORKS: readonly {
  readonly code: string;
  readonly slug: string;
  readonly name: string;
  readonly districts: readonly string[];
}[] = [
  { code: 'DEMO-NETZ-RHEIN', slug: 'netz-rhein', name: 'Runder Tisch Düsseldorf und Rhein-Kreis Neuss', districts: ['05111', '05162'] },
  { code: 'DEMO-NETZ-OWL', slug: 'netz-owl', name: 'Runder Tisch Bielefeld und Höxter', districts: ['05711', '05762'] },
  { code: 'DEMO-NETZ-HELLWEG', slug: 'netz-hellweg', name: 'Runder Tisch Dortmund und Unna', districts: ['05913', '05978'] },
];

/** Agreements that differ from the defaults: what was agreed first, and a newer version since a day counted back from now. */
export const AGREEMENT_CHANGES: readonly {
  readonly authority: string;
  readonly centre: string;
  readonly daysAgo: number;
  readonly parameters: Partial<AgreementParameters>;
}[] = [
  { authority: 'PP-Koeln', centre: 'DEMO-DOMBLICK', daysAgo: 45, parameters: { firstAttempt: { amount: 48, unit: 'EH' } } },
  { authority: 'PP-Aachen', centre: 'DEMO-DREILAENDERECK', daysAgo: 30, parameters: { acknowledge: { amount: 16, unit: 'OH' } } },
];

/** Marks what is made up wherever it is shown. */
export const fictional = (name: string): string => `${name} (fiktiv)`;

/** A centre's opening hours as seen from the day of the demo; closures lie around it. */
export function openingHoursOf(centre: DemoCentre, now: Date): OpeningHours {
  return {
    windows: WINDOWS[centre.hours],
    dailyService: centre.hours === 'daily',
    closures: centre.hours === 'daily' ? [] : closuresOf(centre, now),
  };
}

const onDays = (days: readonly number[], opens: string, closes: string): OpeningWindow[] =>
  days.map((weekday) => ({ weekday, opens, closes }));
const WINDOWS: Readonly<Record<Hours, readonly OpeningWindow[]>> = {
  office: onDays([1, 2, 3, 4, 5], '09:00', '16:30'),
  long: [...onDays([1, 2, 3, 5], '08:30', '17:30'), ...onDays([4], '08:30', '19:00')],
  daily: onDays([1, 2, 3, 4, 5, 6, 7], '08:00', '20:00'),
};

function closuresOf(centre: DemoCentre, now: Date): readonly Closure[] {
  const today = localDayOf(now);
  const year = Number(today.slice(0, 4));
  const betweenTheYears = [year - 1, year, year + 1].map((each) => ({
    from: `${each}-12-24`,
    to: `${each + 1}-01-01`,
    reason: 'Betriebsferien',
  }));
  if (centre.code !== 'DEMO-WESERBOGEN') return betweenTheYears;
  return [...betweenTheYears, { from: addDays(today, -20), to: addDays(today, -18), reason: 'Fortbildung' }];
}
