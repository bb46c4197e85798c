import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NRW_CALENDAR } from '../calendar/nrw-calendar.js';
import { CAPACITY_LEVELS } from '../organisation/capacity.js';
import { CENTRE_KINDS, takesReferrals } from '../organisation/centre-kind.js';
import { TARGET_GROUPS } from '../referral/codes.js';
import { exclusionReasons } from './eligibility.js';
import type { RoutingCentre, RoutingQuestion, Span } from './routing-question.js';
import { rankCentres, type RoutingAnswer } from './routing.js';

const HOUR = 3_600_000;
const MONDAY = Date.parse('2027-03-22T00:00:00+01:00');
const PLACES = ['05762020', '05762012', '05774032'];

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const instant = fc.integer({ min: 0, max: 14 * 24 * 4 }).map((quarter) => new Date(MONDAY + quarter * (HOUR / 4)));
const spans = fc.array(
  fc
    .tuple(instant, fc.integer({ min: 1, max: 96 }))
    .map(([from, hours]): Span => ({ from, until: new Date(from.getTime() + hours * HOUR) })),
  { maxLength: 3 },
);
const time = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:00`);
const openingHours = fc.record({
  windows: fc.array(fc.record({ weekday: fc.integer({ min: 1, max: 7 }), opens: time, closes: time }), { maxLength: 4 }),
  dailyService: fc.boolean(),
  closures: fc.constantFrom([], [{ from: '2027-03-24', to: '2027-03-30', reason: 'closed' }]),
});
const centreWithoutId = fc.record({
  // Few names and few choices: ties have to happen.
  name: fc.constantFrom('A', 'B'),
  active: fc.constantFrom(true, true, true, false),
  kind: fc.constantFrom(...CENTRE_KINDS),
  catchment: fc.subarray(PLACES),
  targetGroups: fc.subarray([...TARGET_GROUPS], { minLength: 1 }),
  languages: fc.subarray(['de', 'tr', 'ar']),
  acceptsMinors: fc.boolean(),
  openingHours,
  capacity: fc.option(fc.record({ level: fc.constantFrom(...CAPACITY_LEVELS), notedAt: instant, expiresAt: instant })),
  presence: fc.option(fc.record({ staff: fc.array(fc.record({ away: spans }), { maxLength: 2 }), onCall: spans })),
});
const centres = fc
  .array(centreWithoutId, { maxLength: 12 })
  .map((drawn) => drawn.map((centre, index): RoutingCentre => ({ id: `c${String(index).padStart(2, '0')}`, ...centre })));
const question: fc.Arbitrary<RoutingQuestion> = fc.record({
  ags: fc.constantFrom(...PLACES),
  targetGroup: fc.constantFrom(...TARGET_GROUPS),
  minor: fc.boolean(),
  languages: fc.subarray(['tr', 'ar-EG', 'und']),
  at: instant,
  excludedCentreIds: fc.subarray(['c00', 'c03']),
  consent: fc.option(
    fc.record({ scope: fc.constantFrom('named_centre', 'other_suitable'), namedCentreId: fc.constantFrom(null, 'c01', 'c02', 'c99') }),
  ),
});

type Rank = (centres: readonly RoutingCentre[], question: RoutingQuestion) => RoutingAnswer;
const rank: Rank = (given, asked) => rankCentres(given, asked, NRW_CALENDAR);
const ids = (answer: RoutingAnswer): readonly string[] => answer.candidates.map(({ centre }) => centre.id);

/** What must hold of any answer, by name: a rank function passes or fails each. */
const PROPERTIES: Readonly<Record<string, (candidate: Rank) => fc.IPropertyWithHooks<unknown[]>>> = {
  'an ineligible centre changes neither the choice nor the order of the others': (candidate) =>
    fc.property(centres, question, (given, asked) => {
      const eligible = given.filter((centre) => exclusionReasons(centre, asked).length === 0);
      expect(candidate(given, asked).candidates).toEqual(candidate(eligible, asked).candidates);
    }) as never,
  'the order in which the centres come never matters': (candidate) =>
    fc.property(
      centres.chain((given) => fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length }))),
      question,
      ([given, mixed], asked) => {
        expect(candidate(mixed, asked)).toEqual(candidate(given, asked));
      },
    ) as never,
  'every centre is a candidate or left out with a reason, never both': (candidate) =>
    fc.property(centres, question, (given, asked) => {
      const answer = candidate(given, asked);
      expect([...ids(answer), ...answer.excluded.map(({ centre }) => centre.id)].sort()).toEqual(given.map(({ id }) => id));
      expect(answer.excluded.filter(({ reasons }) => reasons.length === 0)).toEqual([]);
    }) as never,
  'work with perpetrators and shelters are never offered': (candidate) =>
    fc.property(centres, question, (given, asked) => {
      const offered = new Set(ids(candidate(given, asked)));
      expect(given.filter(({ id, kind }) => offered.has(id) && !takesReferrals(kind))).toEqual([]);
    }) as never,
  'the same question is answered the same, also from stored data': (candidate) =>
    fc.property(centres, question, (given, asked) => {
      expect(candidate(structuredClone(given), structuredClone(asked))).toEqual(candidate(given, asked));
    }) as never,
  'ranks count from one without a gap': (candidate) =>
    fc.property(centres, question, (given, asked) => {
      expect(candidate(given, asked).candidates.map((each) => each.rank)).toEqual(
        ids(candidate(given, asked)).map((_, index) => index + 1),
      );
    }) as never,
};

const failureOf = (name: string, candidate: Rank): string | null => {
  const result = fc.check(PROPERTIES[name]?.(candidate) as fc.IProperty<unknown[]>, { seed, numRuns: 200 });
  return result.failed ? `${String(result.counterexamplePath)}: ${JSON.stringify(result.counterexample)}` : null;
};

describe(`whatever the centres and the question are (seed ${seed})`, () => {
  it.each(Object.keys(PROPERTIES))('%s', (name) => expect(failureOf(name, rank)).toBeNull());

  it('draws questions with candidates and questions without', () => {
    const sizes = fc
      .sample(fc.tuple(centres, question), { seed, numRuns: 500 })
      .map(([given, asked]) => rank(given, asked).candidates.length);
    expect(sizes.filter((size) => size > 1).length).toBeGreaterThan(20);
    expect(sizes.filter((size) => size === 0).length).toBeGreaterThan(20);
  });

  const changed = (answer: RoutingAnswer, change: Partial<RoutingAnswer>): RoutingAnswer => ({ ...answer, ...change });
  let asked = 0;
  const planted: Readonly<Record<string, Rank>> = {
    'an ineligible centre changes neither the choice nor the order of the others': (given, wanted) => {
      const answer = rank(given, wanted);
      return answer.excluded.length > 2 ? changed(answer, { candidates: [...answer.candidates].reverse() }) : answer;
    },
    'the order in which the centres come never matters': (given, wanted) => {
      const answer = rank(given, wanted);
      const place = (id: string): number => given.findIndex((centre) => centre.id === id);
      return changed(answer, { candidates: [...answer.candidates].sort((a, b) => place(a.centre.id) - place(b.centre.id)) });
    },
    'every centre is a candidate or left out with a reason, never both': (given, wanted) => changed(rank(given, wanted), { excluded: [] }),
    'work with perpetrators and shelters are never offered': (given, wanted) =>
      rank(
        given.map((centre) => ({ ...centre, kind: 'intervention' as const })),
        wanted,
      ),
    'the same question is answered the same, also from stored data': (given, wanted) =>
      rank(given, { ...wanted, at: new Date(wanted.at.getTime() + (asked += HOUR)) }),
    'ranks count from one without a gap': (given, wanted) =>
      changed(rank(given, wanted), { candidates: rank(given, wanted).candidates.map((each) => ({ ...each, rank: each.rank - 1 })) }),
  };
  it.each(Object.keys(PROPERTIES))('would find an answer in which not: %s', (name) =>
    expect(failureOf(name, planted[name] ?? rank)).not.toBeNull(),
  );
});
