import { NRW_CALENDAR } from '../calendar/nrw-calendar.js';
import type { OpeningHours } from '../calendar/opening-hours.js';
import { HOTLINES } from './hotlines.js';
import type { RoutingCentre, RoutingQuestion } from './routing-question.js';
import { rankCentres } from './routing.js';

const HOEXTER = '05762020';
const BRAKEL = '05762012';
const PADERBORN = '05774032';

const weekdays = (from: number, to: number, opens: string, closes: string): OpeningHours['windows'] =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ weekday: from + index, opens, closes }));
const office: OpeningHours = { windows: weekdays(1, 5, '09:00', '17:00'), dailyService: false, closures: [] };
const onCall: OpeningHours = { windows: weekdays(1, 7, '08:00', '22:00'), dailyService: true, closures: [] };

const aCentre = (name: string, centre: Partial<RoutingCentre> = {}): RoutingCentre => ({
  id: `id-${name}`,
  name,
  active: true,
  kind: 'intervention',
  catchment: [HOEXTER, BRAKEL],
  targetGroups: ['women'],
  languages: ['de'],
  acceptsMinors: false,
  openingHours: office,
  capacity: null,
  presence: null,
  ...centre,
});
const aQuestion = (question: Partial<RoutingQuestion> = {}): RoutingQuestion => ({
  ags: HOEXTER,
  targetGroup: 'women',
  minor: false,
  languages: [],
  at: new Date('2027-03-24T10:00:00Z'),
  excludedCentreIds: [],
  consent: null,
  ...question,
});
const ask = (centres: readonly RoutingCentre[], question: Partial<RoutingQuestion> = {}) =>
  rankCentres(centres, aQuestion(question), NRW_CALENDAR);
const names = (answer: ReturnType<typeof ask>): readonly string[] => answer.candidates.map(({ centre }) => centre.name);

describe('routing', () => {
  describe('on Good Friday night', () => {
    const at = new Date('2027-03-26T20:40:00Z');
    const local = aCentre('Interventionsstelle Höxter');
    const region = aCentre('Bereitschaft Ostwestfalen', { catchment: [HOEXTER, BRAKEL, PADERBORN], openingHours: onCall });

    it('says before submission that the local centre is closed until Tuesday', () => {
      const answer = ask([local], { at });
      expect(answer.candidates[0]).toMatchObject({
        openNow: false,
        opensAt: new Date('2027-03-30T07:00:00Z'),
        reasons: expect.arrayContaining(['opens_later']),
      });
    });

    it('offers the on-call centre first and the helpline besides', () => {
      const answer = ask([local, region], { at });
      expect(names(answer)).toEqual(['Bereitschaft Ostwestfalen', 'Interventionsstelle Höxter']);
      expect(answer.candidates[0]).toMatchObject({
        openNow: true,
        dailyService: true,
        opensAt: at,
        reasons: ['serves_municipality', 'regional', 'serves_target_group', 'specialised', 'open_now', 'daily_service'],
      });
      expect(answer.hotline.phone).toBe('116 016');
    });

    it('keeps the local centre first on an ordinary night', () => {
      expect(names(ask([region, local], { at: new Date('2027-03-23T22:40:00Z') }))).toEqual([
        'Interventionsstelle Höxter',
        'Bereitschaft Ostwestfalen',
      ]);
    });
  });

  describe('for a man', () => {
    const womenAndMen = aCentre('Interventionsstelle Höxter', { targetGroups: ['women', 'men'] });
    const men = aCentre('Männerberatung Ostwestfalen', { targetGroups: ['men'], catchment: [HOEXTER, PADERBORN] });
    const women = aCentre('Frauenberatung Höxter');
    const answer = ask([men, women, womenAndMen], { targetGroup: 'men' });

    it('shows the local centre that serves men, then the regional men’s centre, each with its reasons', () => {
      expect(names(answer)).toEqual(['Interventionsstelle Höxter', 'Männerberatung Ostwestfalen']);
      expect(answer.candidates.map(({ reasons }) => reasons)).toEqual([
        ['serves_municipality', 'serves_target_group', 'open_now'],
        ['serves_municipality', 'regional', 'serves_target_group', 'specialised', 'open_now'],
      ]);
    });
    it('names the Männerhilfetelefon', () => expect(answer.hotline).toBe(HOTLINES.men));
    it('says why the women’s centre is not offered', () =>
      expect(answer.excluded).toEqual([{ centre: { id: women.id, name: women.name }, reasons: ['not_target_group'] }]));
  });

  it('names every reason for which a centre is left out', () => {
    const centre = aCentre('A', { active: false, catchment: [PADERBORN], targetGroups: ['men'] });
    const answer = ask([centre], {
      minor: true,
      excludedCentreIds: [centre.id],
      consent: { scope: 'named_centre', namedCentreId: 'id-B' },
    });
    expect(answer.candidates).toEqual([]);
    expect(answer.excluded[0]?.reasons).toEqual([
      'centre_inactive',
      'not_area',
      'not_target_group',
      'no_minors',
      'excluded',
      'consent_scope',
    ]);
  });

  it('matches the municipality of the whereabouts, not the district', () => {
    expect(ask([aCentre('only Brakel', { catchment: [BRAKEL] })]).excluded[0]?.reasons).toEqual(['not_area']);
  });

  it('puts the centre named in the consent first when others are allowed too', () => {
    const answer = ask([aCentre('A'), aCentre('B')], { consent: { scope: 'other_suitable', namedCentreId: 'id-B' } });
    expect(names(answer)).toEqual(['B', 'A']);
    expect(answer.candidates[0]?.reasons).toContain('named_in_consent');
  });

  it('leaves all others out when the consent names one centre only', () => {
    const answer = ask([aCentre('A'), aCentre('B')], { consent: { scope: 'named_centre', namedCentreId: 'id-B' } });
    expect(names(answer)).toEqual(['B']);
    expect(answer.excluded[0]?.reasons).toEqual(['consent_scope']);
  });

  it('offers a minor only to centres that accept minors', () => {
    const answer = ask([aCentre('A'), aCentre('B', { acceptsMinors: true })], { minor: true });
    expect(names(answer)).toEqual(['B']);
  });

  it('says that a centre is closed by a dated closure and when it opens', () => {
    const closures = [{ from: '2027-03-22', to: '2027-03-26', reason: 'Fortbildung' }];
    const answer = ask([aCentre('A', { openingHours: { ...office, closures } })]);
    expect(answer.candidates[0]).toMatchObject({ openNow: false, opensAt: new Date('2027-03-30T07:00:00Z') });
    expect(answer.candidates[0]?.reasons).toContain('closed_for_now');
  });

  it('keeps a centre without opening hours, last', () => {
    const answer = ask([
      aCentre('A', { openingHours: { ...office, windows: [] } }),
      aCentre('B'),
      aCentre('C', { openingHours: { ...office, windows: [] } }),
    ]);
    expect(names(answer)).toEqual(['B', 'A', 'C']);
    expect(answer.candidates[1]).toMatchObject({ openNow: false, opensAt: null });
  });

  it('answers in the same order however the centres are listed', () => {
    const centres = ['C', 'A', 'B'].map((name) => aCentre(name));
    expect(names(ask(centres))).toEqual(names(ask([...centres].reverse())));
  });

  it('never offers work with perpetrators or a shelter, whatever else fits', () => {
    const answer = ask([aCentre('A', { kind: 'perpetrator_work' }), aCentre('B', { kind: 'shelter' })]);
    expect(answer.candidates).toEqual([]);
    expect(answer.excluded.map(({ reasons }) => reasons)).toEqual([['perpetrator_work'], ['onward_only']]);
  });
});
