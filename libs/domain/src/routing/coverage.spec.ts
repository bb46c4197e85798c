import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NRW_CALENDAR } from '../calendar/nrw-calendar.js';
import { CONSENT_SCOPES } from '../consent/consent.js';
import { CAPACITY_LEVELS } from '../organisation/capacity.js';
import { CENTRE_KINDS } from '../organisation/centre-kind.js';
import { TARGET_GROUPS } from '../referral/codes.js';
import { coverageAt, gapsOf, uncoveredAt } from './coverage-at.js';
import { coverageInstant, coverageQuestion, type CoverageTerms } from './coverage-question.js';
import { CoverageTable, type CoverageCell } from './coverage.js';
import type { RoutingCentre, Span } from './routing-question.js';
import { rankCentres } from './routing.js';

const HOUR = 3_600_000;
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** 396 municipalities in 33 districts. */
const PLACES = Array.from({ length: 396 }, (_, index) => `05${String(100 + Math.floor(index / 12))}${String(index % 12).padStart(3, '0')}`);
/** Good Friday and the night in which an hour is missing; the night with an hour twice; the week before the office closes for three. */
const WEEKS = ['2027-03-22', '2026-10-19', '2026-12-14'] as const;
const STATE_OFFICE = 'state-office';

function centresFrom(count: number, monday: string): readonly RoutingCentre[] {
  const instant = fc.integer({ min: -24, max: 9 * 24 }).map((hour) => new Date(Date.parse(`${monday}T00:00:00Z`) + hour * HOUR));
  const spans = fc.array(
    fc
      .tuple(instant, fc.integer({ min: 1, max: 60 }))
      .map(([from, hours]): Span => ({ from, until: new Date(from.getTime() + hours * HOUR) })),
    { maxLength: 3 },
  );
  const hours = fc.record({
    opens: fc.constantFrom('08:00', '09:30', '18:00'),
    closes: fc.constantFrom('12:00', '17:00', '02:00', '24:00'),
  });
  const openingHours = fc.record({
    windows: fc
      .tuple(fc.subarray([1, 2, 3, 4, 5, 6, 7]), hours)
      .map(([weekdays, times]) => weekdays.map((weekday) => ({ weekday, ...times }))),
    dailyService: fc.boolean(),
    closures: fc.constantFrom(
      [],
      [],
      [{ from: '2026-12-18', to: '2027-01-10', reason: 'closed' }],
      [{ from: '2027-03-24', to: '2027-03-25', reason: 'closed' }],
    ),
  });
  const centre = fc.record({
    name: fc.constantFrom('A', 'B', 'C'),
    active: fc.constantFrom(true, true, true, false),
    kind: fc.constantFrom('intervention', 'intervention', ...CENTRE_KINDS),
    // One or two districts, of the second only some municipalities; the last districts stay without anybody.
    catchment: fc
      .tuple(fc.integer({ min: 0, max: 29 }), fc.subarray(PLACES.slice(100, 124)), fc.boolean())
      .map(([district, more, regional]) => [...new Set([...PLACES.slice(district * 12, district * 12 + 12), ...(regional ? more : [])])]),
    targetGroups: fc.subarray([...TARGET_GROUPS], { minLength: 1 }),
    languages: fc.constant(['de']),
    acceptsMinors: fc.boolean(),
    openingHours,
    capacity: fc.option(fc.record({ level: fc.constantFrom(...CAPACITY_LEVELS), notedAt: instant, expiresAt: instant })),
    presence: fc.option(fc.record({ staff: fc.array(fc.record({ away: spans }), { minLength: 1, maxLength: 2 }), onCall: spans })),
  });
  return fc.sample(centre, { seed, numRuns: count }).map((drawn, index): RoutingCentre => ({ id: `c${index}`, ...drawn }));
}

const termsOf = (count: number, monday: string): CoverageTerms => ({
  centres: centresFrom(count, monday),
  municipalities: PLACES,
  monday,
  calendar: NRW_CALENDAR,
  ownerOf: (ags) => (ags < '05115' ? `network-${ags.slice(0, 5)}` : STATE_OFFICE),
});

/** What a single question says of the same combination: the centre, whether it is open or on call, or nobody. */
function single(terms: CoverageTerms, { ags, weekday, hour, targetGroup, scope }: CoverageCell): string {
  const question = coverageQuestion(ags, targetGroup, coverageInstant(terms.monday, weekday, hour));
  const proposed = rankCentres(terms.centres, question, NRW_CALENDAR).candidates[0];
  const namedCentreId = scope === 'named_centre' ? (proposed?.centre.id ?? null) : null;
  const best = rankCentres(terms.centres, { ...question, consent: { scope, namedCentreId } }, NRW_CALENDAR).candidates[0];
  if (best === undefined) return `alarm ${terms.ownerOf(ags)}`;
  const there = best.reasons.includes('open_now') && !best.reasons.includes('nobody_there');
  return `${best.centre.id} ${there ? 'open' : best.reasons.includes('on_call') ? 'on_call' : 'later'}`;
}
const inTable = ({ end }: CoverageCell): string => (end.kind === 'alarm' ? `alarm ${end.ownerId}` : `${end.centreId} ${end.reach}`);

/** Every so many-th combination, from a start by the seed. */
function sampleOf(table: CoverageTable, every: number): readonly CoverageCell[] {
  const sample: CoverageCell[] = [];
  let index = seed % every;
  for (const cell of table.cells()) {
    index += 1;
    if (index % every === 0) sample.push(cell);
  }
  return sample;
}

describe(`the coverage of a week (seed ${seed})`, () => {
  describe.each(WEEKS)('from %s on', (monday) => {
    const terms = termsOf(60, monday);
    const table = new CoverageTable(terms);
    const sample = sampleOf(table, 1_777);

    it('ends where a single question ends', () => {
      expect(sample.length).toBeGreaterThan(250);
      const differences = sample.filter((cell) => inTable(cell) !== single(terms, cell));
      expect(differences.map((cell) => `${JSON.stringify(cell)} but ${single(terms, cell)}`)).toEqual([]);
    });
    it('would be found wrong if it were an hour late', () => {
      const late = (cell: CoverageCell): CoverageCell => ({
        ...cell,
        end: table.end(cell.ags, cell.weekday, (cell.hour + 23) % 24, cell.targetGroup, cell.scope),
      });
      expect(sample.filter((cell) => inTable(late(cell)) !== single(terms, cell))).not.toEqual([]);
    });
    it('is told for one hour as in the table', () => {
      const { at, municipalities, gaps, uncovered } = coverageAt(terms, 6, 23, 'women');
      expect(at).toEqual(coverageInstant(monday, 6, 23));
      for (const row of municipalities) {
        const end = table.end(row.ags, 6, 23, 'women', 'other_suitable');
        expect([row.best, row.owner]).toEqual(end.kind === 'alarm' ? [null, end.ownerId] : [end.centreId, null]);
        if (end.kind === 'candidate' && end.reach !== 'later') expect(row.open).toBeGreaterThan(0);
      }
      expect(gaps).toEqual(table.gaps.filter(({ targetGroup }) => targetGroup === 'women').map(({ ags }) => ags));
      expect(gaps.length).toBeGreaterThanOrEqual(36);
      expect(uncovered).toEqual(expect.arrayContaining([...gaps]));
    });
    it('counts for many hours at once what each hour by itself leaves uncovered', () => {
      // Every fifth hour of the week: no weekday and no hour of the day is left out.
      const hours = Array.from({ length: 34 }, (_, index) => index * 5).map((index) => ({ weekday: Math.floor(index / 24) + 1, hour: index % 24 }));
      const counted = uncoveredAt(
        terms,
        hours.map(({ weekday, hour }) => coverageInstant(monday, weekday, hour)),
        'women',
      );
      const single = hours.map(({ weekday, hour }) => coverageAt(terms, weekday, hour, 'women').uncovered.length);
      expect(counted).toEqual(single);
      expect(new Set(single).size).toBeGreaterThan(2);
      expect(counted.slice(1)).not.toEqual(single.slice(0, -1));
    });
    it('lists the same gaps with the same owners as the table', () =>
      expect(TARGET_GROUPS.flatMap((targetGroup) => gapsOf(terms, targetGroup))).toEqual(table.gaps));
  });

  it.each([60, 500])(
    'is there within ten seconds for %d centres',
    (count) => {
      const terms = termsOf(count, WEEKS[0]);
      const from = performance.now();
      const table = new CoverageTable(terms);
      const seen = { cells: 0, alarms: 0 };
      for (const { end } of table.cells()) {
        seen.cells += 1;
        if (end.kind === 'alarm') seen.alarms += 1;
      }
      const took = performance.now() - from;
      process.stdout.write(`coverage: ${seen.cells} combinations, ${count} centres, ${Math.round(took)} ms, ${table.gaps.length} gaps\n`);
      expect(seen.cells).toBe(396 * 7 * 24 * TARGET_GROUPS.length * CONSENT_SCOPES.length);
      expect(seen.alarms).toBe(table.gaps.length * 168 * CONSENT_SCOPES.length);
      expect(took).toBeLessThan(10_000);
    },
    30_000,
  );
});

describe('the coverage at one hour', () => {
  const ALL_DAY = { windows: [{ weekday: 6, opens: '00:00', closes: '24:00' }], dailyService: true, closures: [] };
  const aCentre = (id: string, catchment: readonly string[], centre: Partial<RoutingCentre> = {}): RoutingCentre => ({
    id,
    name: id,
    active: true,
    kind: 'intervention',
    catchment,
    targetGroups: ['women'],
    languages: [],
    acceptsMinors: false,
    openingHours: ALL_DAY,
    capacity: null,
    presence: null,
    ...centre,
  });
  const [A, B, C, D] = ['05762012', '05762020', '05774032', '05774040'] as const;
  const saturday = (centres: readonly RoutingCentre[], hour = 23) =>
    coverageAt(
      {
        centres,
        municipalities: [A, B, C, D],
        monday: '2027-03-15',
        calendar: NRW_CALENDAR,
        ownerOf: (ags) => `network-${ags.slice(0, 5)}`,
      },
      6,
      hour,
      'women',
    );
  const away = { staff: [{ away: [{ from: new Date('2027-03-20T00:00:00Z'), until: new Date('2027-03-21T00:00:00Z') }] }], onCall: [] };
  const closed = { ...ALL_DAY, windows: [{ weekday: 1, opens: '09:00', closes: '17:00' }] };

  it('counts who may be named and who answers, and names the owner where nobody may be named', () =>
    expect(
      saturday([aCentre('local', [A]), aCentre('region', [A, C], { openingHours: closed }), aCentre('shelter', [D], { kind: 'shelter' })])
        .municipalities,
    ).toEqual([
      { ags: A, candidates: 2, open: 1, best: 'local', owner: null },
      { ags: B, candidates: 0, open: 0, best: null, owner: 'network-05762' },
      { ags: C, candidates: 1, open: 0, best: 'region', owner: null },
      { ags: D, candidates: 0, open: 0, best: null, owner: 'network-05774' },
    ]));
  it('calls uncovered what is closed and what stands empty, and a gap only what has nobody at all', () => {
    const { gaps, uncovered } = saturday([
      aCentre('open', [A]),
      aCentre('empty', [B], { presence: away }),
      aCentre('closed', [C], { openingHours: closed }),
    ]);
    expect([gaps, uncovered]).toEqual([[D], [B, C, D]]);
  });
  it('counts a closed centre with somebody on call as cover', () => {
    const onCall = [{ from: new Date('2027-03-20T20:00:00Z'), until: new Date('2027-03-21T04:00:00Z') }];
    const centres = [aCentre('closed', [A, B, C, D], { openingHours: closed, presence: { staff: [{ away: [] }], onCall } })];
    expect([saturday(centres, 20).uncovered, saturday(centres, 23).uncovered]).toEqual([[A, B, C, D], []]);
  });
  it('lists where more than one local centre serves the same people, not where a regional one helps', () =>
    expect(
      saturday([aCentre('z', [A, B]), aCentre('y', [A]), aCentre('region', [B, C]), aCentre('men', [A], { targetGroups: ['men'] })])
        .overlaps,
    ).toEqual([{ ags: A, centreIds: ['y', 'z'] }]));
  it('refuses an alarm that would go to nobody, a week that begins on another day, and an hour that is none', () => {
    const terms: CoverageTerms = { centres: [], municipalities: [A], monday: '2027-03-15', calendar: NRW_CALENDAR, ownerOf: () => '' };
    expect(() => new CoverageTable(terms)).toThrow('no owner');
    expect(() => coverageAt(terms, 1, 0, 'women')).toThrow('no owner');
    expect(() => new CoverageTable({ ...terms, monday: '2027-03-16' })).toThrow(RangeError);
    expect(() => coverageAt(terms, 1, 24, 'women')).toThrow(RangeError);
    expect(() => new CoverageTable({ ...terms, ownerOf: () => STATE_OFFICE }).end(B, 1, 0, 'women', 'other_suitable')).toThrow(RangeError);
  });
});
