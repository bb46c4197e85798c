import {
  CONSENT_SCOPES,
  coverageAt,
  coverageQuestion,
  CoverageTable,
  rankCentres,
  TARGET_GROUPS,
  type CoverageTerms,
  type OpeningHours,
  type RoutingCentre,
} from '#domain';
import { nrwHolidays } from './holidays.js';
import { organisationIdOf, readRegistry } from './registry.js';

const registry = readRegistry();
const calendar = nrwHolidays();
const MONDAY = '2027-03-22';
const STATE_OFFICE = organisationIdOf('Landesstelle');

const week = (weekdays: readonly number[], opens: string, closes: string, dailyService = false): OpeningHours => ({
  windows: weekdays.map((weekday) => ({ weekday, opens, closes })),
  dailyService,
  closures: [],
});
const OFFICE = week([1, 2, 3, 4, 5], '09:00', '16:00');
const EVERY_DAY = week([1, 2, 3, 4, 5, 6, 7], '08:00', '22:00', true);
const aCentre = (code: string, centre: Pick<RoutingCentre, 'catchment' | 'targetGroups'> & Partial<RoutingCentre>): RoutingCentre => ({
  id: organisationIdOf(code),
  name: code,
  active: true,
  kind: 'intervention',
  languages: ['de'],
  acceptsMinors: false,
  openingHours: OFFICE,
  capacity: null,
  presence: null,
  ...centre,
});
const servedBy = (wanted: (municipality: (typeof registry.municipalities)[number]) => boolean): readonly string[] =>
  registry.municipalities.filter(wanted).map(({ ags }) => ags);

/** One centre in the area of each police authority but two, and one for men and one on call in every administrative region. */
const UNSERVED = ['LR-05374', 'LR-05958'];
const CENTRES: readonly RoutingCentre[] = [
  ...registry.policeAuthorities
    .filter(({ code }) => !UNSERVED.includes(code))
    .map(({ code }, index) =>
      aCentre(`BST-${code}`, {
        catchment: servedBy((each) => each.policeAuthorityCode === code),
        targetGroups: ['women', 'minors'],
        acceptsMinors: index % 3 > 0,
      }),
    ),
  ...['051', '053', '055', '057', '059'].flatMap((region) => [
    aCentre(`MB-${region}`, {
      kind: 'mens_counselling',
      catchment: servedBy(({ ags }) => ags.startsWith(region)),
      targetGroups: ['men', 'lsbtiq'],
    }),
    aCentre(`TA-${region}`, {
      kind: 'perpetrator_work',
      catchment: servedBy(({ ags }) => ags.startsWith(region)),
      targetGroups: [...TARGET_GROUPS],
    }),
  ]),
  ...['053', '059'].map((region) =>
    aCentre(`BB-${region}`, {
      catchment: servedBy(({ ags, districtAgs }) => ags.startsWith(region) && !UNSERVED.includes(`LR-${districtAgs}`)),
      targetGroups: ['women'],
      openingHours: EVERY_DAY,
    }),
  ),
];
/** The districts in which a local network exists; elsewhere the state office owns the alarm. */
const NETWORKS: ReadonlyMap<string, string> = new Map(
  registry.districts.slice(0, 40).map(({ ags }) => [ags, organisationIdOf(`RT-${ags}`)]),
);
const terms: CoverageTerms = {
  centres: CENTRES,
  municipalities: registry.municipalities.map(({ ags }) => ags),
  monday: MONDAY,
  calendar,
  ownerOf: (ags) => NETWORKS.get(ags.slice(0, 5)) ?? STATE_OFFICE,
};
const byAgs = new Map(registry.municipalities.map((each) => [each.ags, each]));

/** How many combinations there are, how many end in an alarm, and how many with nobody whom the registry knows. */
function endsIn(table: CoverageTable): { readonly cells: number; readonly alarms: number; readonly astray: number } {
  const centres = new Set(CENTRES.map(({ id }) => id));
  const owners = new Set([...NETWORKS.values(), STATE_OFFICE]);
  const seen = { cells: 0, alarms: 0, astray: 0 };
  for (const { end } of table.cells()) {
    seen.cells += 1;
    if (end.kind === 'alarm') seen.alarms += 1;
    if (end.kind === 'alarm' ? !owners.has(end.ownerId) : !centres.has(end.centreId)) seen.astray += 1;
  }
  return seen;
}

describe('the coverage of North Rhine-Westphalia', () => {
  it('ends in a candidate or in an alarm with a named owner, for every municipality, hour, target group and scope of consent', () => {
    const from = performance.now();
    const table = new CoverageTable(terms);
    const seen = endsIn(table);
    const took = performance.now() - from;
    const districts = [...new Set(table.gaps.map(({ ags, targetGroup }) => `${ags.slice(0, 5)} ${targetGroup}`))];
    process.stdout.write(
      `coverage: ${seen.cells} combinations, ${Math.round(took)} ms; ${table.gaps.length} gaps: ${districts.join(', ')}\n`,
    );
    expect([seen.cells, seen.astray]).toEqual([396 * 7 * 24 * TARGET_GROUPS.length * CONSENT_SCOPES.length, 0]);
    expect(seen.alarms).toBe(table.gaps.length * 7 * 24 * CONSENT_SCOPES.length);
    expect(took).toBeLessThan(10_000);
  }, 30_000);

  it('would be found astray with an owner or a centre that nobody knows', () => {
    const unknown = { ...terms, ownerOf: () => 'somebody' };
    const invented = { ...terms, centres: [...CENTRES, aCentre('Erfundene', { catchment: ['05374004'], targetGroups: ['women'] })] };
    for (const planted of [unknown, invented]) expect(endsIn(new CoverageTable(planted)).astray).toBeGreaterThan(0);
  });

  it('lists the two districts without a centre as gaps for women, and no other', () => {
    const gaps = new CoverageTable(terms).gaps.filter(({ targetGroup }) => targetGroup === 'women').map(({ ags }) => ags);
    expect(gaps).toEqual(servedBy(({ policeAuthorityCode }) => UNSERVED.includes(policeAuthorityCode)));
  });

  it('leaves to the centres that work every day what is covered on Saturday at 20:00 and nothing at 23:00', () => {
    const daily = new Set(CENTRES.filter(({ openingHours }) => openingHours.dailyService).flatMap(({ catchment }) => catchment));
    expect(coverageAt(terms, 6, 20, 'women').uncovered).toEqual(servedBy(({ ags }) => !daily.has(ags)));
    expect(coverageAt(terms, 6, 23, 'women').uncovered).toHaveLength(396);
  });
});

describe('postcodes', () => {
  it('lead to a municipality with a police authority, all 869 of them', () => {
    const authorities = new Set(registry.policeAuthorities.map(({ code }) => code));
    const astray = registry.postcodes.filter(({ ags }) => !authorities.has(byAgs.get(ags)?.policeAuthorityCode ?? ''));
    expect([new Set(registry.postcodes.map(({ postcode }) => postcode)).size, astray]).toEqual([869, []]);
  });
});

describe('a district that is split between police authorities', () => {
  const RHEIN_SIEG = ['Bad Honnef', 'Bornheim', 'Königswinter', 'Meckenheim', 'Rheinbach', 'Alfter', 'Swisttal', 'Wachtberg'];
  const named = (name: string, districtAgs: string) =>
    registry.municipalities.filter((each) => each.districtAgs === districtAgs && each.name === name);
  const best = (ags: string, centres = CENTRES): string | undefined =>
    rankCentres(centres, coverageQuestion(ags, 'women', new Date('2027-03-24T10:00:00Z')), calendar)
      .candidates.map(({ centre }) => centre.name)
      .find((name) => name.startsWith('BST-'));

  const SPLIT: readonly (readonly [string, string, string])[] = [
    ['Witten', '05954', 'PP-Bochum'],
    ['Lünen', '05978', 'PP-Dortmund'],
    ...RHEIN_SIEG.map((name) => [name, '05382', 'PP-Bonn'] as const),
  ];
  it.each(SPLIT)('routes %s by the municipality, not by its district', (name, districtAgs, authority) => {
    const [municipality] = named(name, districtAgs);
    expect(municipality?.policeAuthorityCode).toBe(authority);
    expect(best(municipality?.ags ?? '')).toBe(`BST-${authority}`);
  });

  it('would be found to be routed by the district', () => {
    const districtOf = (ags: string): string => ags.slice(0, 5);
    const byDistrict = CENTRES.map((centre) => {
      const districts = new Set([districtOf(centre.catchment[0] ?? '')]);
      return { ...centre, catchment: servedBy(({ ags }) => districts.has(districtOf(ags))) };
    });
    const astray = SPLIT.filter(
      ([name, districtAgs, authority]) => best(named(name, districtAgs)[0]?.ags ?? '', byDistrict) !== `BST-${authority}`,
    );
    expect(astray).toHaveLength(SPLIT.length);
  });

  it.each([
    ['05954', ['Witten']],
    ['05978', ['Lünen']],
    ['05382', RHEIN_SIEG],
  ])('routes all others of %s to the centre of their own authority', (districtAgs, split) => {
    const others = registry.municipalities.filter((each) => each.districtAgs === districtAgs && !split.includes(each.name));
    expect(others.length).toBeGreaterThan(5);
    expect(new Set(others.map(({ policeAuthorityCode }) => policeAuthorityCode))).toEqual(new Set([`LR-${districtAgs}`]));
    expect(new Set(others.map(({ ags }) => best(ags)))).toEqual(new Set([`BST-LR-${districtAgs}`]));
  });
});
