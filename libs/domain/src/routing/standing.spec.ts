import { NRW_CALENDAR } from '../calendar/nrw-calendar.js';
import type { CapacityLevel, CapacityNote } from '../organisation/capacity.js';
import type { Presence, RoutingCentre, RoutingQuestion } from './routing-question.js';
import { rankCentres, type RoutingAnswer } from './routing.js';

const OFFICE = {
  windows: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })),
  dailyService: false,
  closures: [],
};
/** Wednesday 24 March 2027, 11:00; all offices are open. */
const WEDNESDAY = new Date('2027-03-24T10:00:00Z');
/** Good Friday night: offices open on Tuesday. */
const GOOD_FRIDAY = new Date('2027-03-26T20:40:00Z');

const aCentre = (name: string, centre: Partial<RoutingCentre> = {}): RoutingCentre => ({
  id: `id-${name}`,
  name,
  active: true,
  kind: 'intervention',
  catchment: ['05762020'],
  targetGroups: ['women'],
  languages: ['de'],
  acceptsMinors: false,
  openingHours: OFFICE,
  capacity: null,
  presence: null,
  ...centre,
});
const regional = { catchment: ['05762020', '05774032'] };
const ask = (centres: readonly RoutingCentre[], question: Partial<RoutingQuestion> = {}): RoutingAnswer =>
  rankCentres(
    centres,
    {
      ags: '05762020',
      targetGroup: 'women',
      minor: false,
      languages: [],
      at: WEDNESDAY,
      excludedCentreIds: [],
      consent: null,
      ...question,
    },
    NRW_CALENDAR,
  );
const names = (answer: RoutingAnswer): readonly string[] => answer.candidates.map(({ centre }) => centre.name);
const reasonsOf = (answer: RoutingAnswer, name: string) => answer.candidates.find(({ centre }) => centre.name === name)?.reasons ?? [];

const noted = (level: CapacityLevel, expiresAt = '2027-03-25T10:00:00Z'): { readonly capacity: CapacityNote } => ({
  capacity: { level, notedAt: new Date('2027-03-24T08:00:00Z'), expiresAt: new Date(expiresAt) },
});
const span = (from: string, until: string) => ({ from: new Date(from), until: new Date(until) });
const TODAY = span('2027-03-24T00:00:00Z', '2027-03-25T00:00:00Z');
const EASTER = span('2027-03-26T12:00:00Z', '2027-03-30T12:00:00Z');
const present = (presence: Partial<Presence>): { readonly presence: Presence } => ({
  presence: { staff: [{ away: [] }], onCall: [], ...presence },
});

describe('a full centre', () => {
  it('comes after one with room, also a regional one, and is never left out', () => {
    const answer = ask([aCentre('A', noted('full')), aCentre('B', { ...regional, ...noted('few') })]);
    expect(names(answer)).toEqual(['B', 'A']);
    expect([reasonsOf(answer, 'A').at(-1), reasonsOf(answer, 'B').at(-1)]).toEqual(['capacity_full', 'capacity_few']);
    expect(answer.excluded).toEqual([]);
  });
  it('comes before one that nobody reaches within 24 hours', () => {
    const round = {
      windows: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '00:00', closes: '24:00' })),
      dailyService: true,
      closures: [],
    };
    expect(
      names(ask([aCentre('A'), aCentre('B', { openingHours: round, ...noted('full', '2027-03-28T00:00:00Z') })], { at: GOOD_FRIDAY })),
    ).toEqual(['B', 'A']);
  });
  it('counts as unknown from the instant on at which its note expires', () => {
    const answer = ask([aCentre('A', noted('full', WEDNESDAY.toISOString())), aCentre('B', { ...regional, ...noted('free') })]);
    expect(names(answer)).toEqual(['A', 'B']);
    expect(reasonsOf(answer, 'A').some((reason) => reason.startsWith('capacity'))).toBe(false);
  });
});

describe('languages', () => {
  const centres = [aCentre('A'), aCentre('B', { ...regional, languages: ['tr', 'pt'] })];
  it('prefer a centre that speaks one of the person’s', () => {
    const answer = ask(centres, { languages: ['pt-BR'] });
    expect(names(answer)).toEqual(['B', 'A']);
    expect(reasonsOf(answer, 'B')).toContain('speaks_language');
    expect(reasonsOf(answer, 'A')).not.toContain('speaks_language');
  });
  it('change nothing while they are not known', () => expect(names(ask(centres))).toEqual(['A', 'B']));
  it('change nothing when undetermined', () =>
    expect(names(ask([aCentre('A'), aCentre('B', { languages: ['und'] })], { languages: ['und'] }))).toEqual(['A', 'B']));
});

describe('presence', () => {
  it('puts a centre in which everybody is away behind one farther off, and says so', () => {
    const answer = ask([aCentre('A', present({ staff: [{ away: [TODAY] }, { away: [TODAY] }] })), aCentre('B', regional)]);
    expect(names(answer)).toEqual(['B', 'A']);
    expect(reasonsOf(answer, 'A')).toContain('nobody_there');
  });
  it('is enough when one person is there, or nothing is known', () => {
    const answer = ask([aCentre('A', present({ staff: [{ away: [TODAY] }, { away: [] }] })), aCentre('B')]);
    expect(answer.candidates.flatMap(({ reasons }) => reasons)).not.toContain('nobody_there');
  });
  it('is asked of the instant of opening while the centre is closed', () => {
    const at = new Date('2027-03-23T22:00:00Z');
    const [until8, until9] = ['2027-03-24T07:00:00Z', '2027-03-24T08:00:01Z'].map((until) =>
      present({ staff: [{ away: [span('2027-03-23T00:00:00Z', until)] }] }),
    );
    expect(reasonsOf(ask([aCentre('A', until8)], { at }), 'A')).not.toContain('nobody_there');
    expect(reasonsOf(ask([aCentre('A', until9)], { at }), 'A')).toContain('nobody_there');
  });
  it('holds no one in a centre in which nobody may sign in', () =>
    expect(reasonsOf(ask([aCentre('A', present({ staff: [] }))]), 'A')).toContain('nobody_there'));
  it('lets somebody on call answer while the centre is closed and everybody else is away', () => {
    const answer = ask([aCentre('A', present({ staff: [{ away: [EASTER] }], onCall: [EASTER] })), aCentre('B')], { at: GOOD_FRIDAY });
    expect(names(answer)).toEqual(['A', 'B']);
    expect(reasonsOf(answer, 'A')).toEqual(expect.arrayContaining(['on_call', 'opens_later']));
    expect(reasonsOf(answer, 'A')).not.toContain('nobody_there');
  });
  it('counts a duty that begins within 24 hours, but does not yet call it on call', () => {
    const answer = ask(
      [
        aCentre('A', regional),
        aCentre('B', { ...regional, ...present({ onCall: [span('2027-03-27T08:00:00Z', '2027-03-27T20:00:00Z')] }) }),
      ],
      { at: GOOD_FRIDAY },
    );
    expect(names(answer)).toEqual(['B', 'A']);
    expect(reasonsOf(answer, 'B')).not.toContain('on_call');
  });
});
