import { nearestAlternatives, type GeoPoint } from './nearest-alternatives.js';
import type { RoutingCentre, RoutingQuestion } from './routing-question.js';

const [HOEXTER, PADERBORN, DUESSELDORF, KOELN] = ['05762020', '05774032', '05111000', '05315000'] as const;
const POINTS: ReadonlyMap<string, GeoPoint> = new Map([
  [HOEXTER, { lat: 51.775, lon: 9.381 }],
  [PADERBORN, { lat: 51.718, lon: 8.754 }],
  [DUESSELDORF, { lat: 51.225, lon: 6.776 }],
  [KOELN, { lat: 50.938, lon: 6.96 }],
]);
const aCentre = (name: string, centre: Partial<RoutingCentre> = {}): RoutingCentre => ({
  id: `id-${name}`,
  name,
  active: true,
  kind: 'intervention',
  catchment: [PADERBORN],
  targetGroups: ['women'],
  languages: [],
  acceptsMinors: false,
  openingHours: { windows: [], dailyService: false, closures: [] },
  capacity: null,
  presence: null,
  ...centre,
});
const question: RoutingQuestion = {
  ags: HOEXTER,
  targetGroup: 'women',
  minor: false,
  languages: [],
  at: new Date('2027-03-24T10:00:00Z'),
  excludedCentreIds: ['id-declined'],
  consent: null,
};
const near = (centres: readonly RoutingCentre[], limit = 10) =>
  nearestAlternatives(centres, question, POINTS, limit).map(({ centre, kilometres }) => [centre.name, kilometres]);

describe('the nearest alternatives', () => {
  it('are the centres that only the area excludes, by the nearest municipality they serve', () =>
    expect(
      near([
        aCentre('Köln', { catchment: [KOELN] }),
        aCentre('both', { catchment: [DUESSELDORF, PADERBORN] }),
        aCentre('Düsseldorf', { catchment: [DUESSELDORF] }),
      ]),
    ).toEqual([
      ['both', 44],
      ['Düsseldorf', 190],
      ['Köln', 192],
    ]));
  it('leave out whoever is excluded for another reason, and whoever is a candidate', () =>
    expect(
      near([
        aCentre('men', { targetGroups: ['men'] }),
        aCentre('declined'),
        aCentre('perpetrators', { kind: 'perpetrator_work' }),
        aCentre('shelter', { kind: 'shelter' }),
        aCentre('inactive', { active: false }),
        aCentre('here', { catchment: [HOEXTER] }),
      ]),
    ).toEqual([]));
  it('go by name where they are as far, unknown places last, and no more than wanted', () => {
    const centres = [aCentre('nowhere', { catchment: [] }), aCentre('B'), aCentre('unknown', { catchment: ['05000000'] }), aCentre('A')];
    expect(near(centres)).toEqual([
      ['A', 44],
      ['B', 44],
      ['nowhere', null],
      ['unknown', null],
    ]);
    expect(near(centres, 1)).toEqual([['A', 44]]);
  });
  it('are still named when the place of the person has no point', () =>
    expect(nearestAlternatives([aCentre('A')], question, new Map(), 1)).toEqual([{ centre: { id: 'id-A', name: 'A' }, kilometres: null }]));
});
