import { describe, expect, it } from '@jest/globals';
import { DAILY_SERVICE_AGREEMENT_PARAMETERS, DEFAULT_AGREEMENT_PARAMETERS } from '../clock/agreement-parameters.js';
import { weekendAhead } from '../routing/weekend-ahead.js';
import { isUnchecked, modelFaults, yearsAround, type LocalModelText } from './local-model.js';
import { contradictionsOf } from './model-contradictions.js';
import { isKnown, modelsFor, needsOf, type MatchedModel } from './model-needs.js';

const TODAY = '2027-03-02';
const text: LocalModelText = {
  title: 'Bereitschaft am Wochenende', summary: 'Zwei Stellen wechseln sich ab.', tags: ['weekend_cover'], standing: 'established', checkedOn: '2026-09-01',
  contactOrganisationId: null, uses: [{ districtAgs: '05315', beganOn: '2025-01-01' }], template: null,
};
const faults = (change: Partial<LocalModelText>) => modelFaults({ ...text, ...change }, TODAY).map(({ pointer, code }) => `${pointer} ${code}`);

describe('a model of local cooperation', () => {
  it('is fine as it stands, and as an idea that is in use nowhere', () => {
    expect([faults({}), faults({ standing: 'idea', uses: [] })]).toEqual([[], []]);
  });

  it.each<readonly [Partial<LocalModelText>, string]>([
    [{ tags: [] }, '/tags required'],
    [{ checkedOn: '2027-03-03' }, '/checkedOn in_future'],
    [{ uses: [] }, '/uses required'],
    [{ standing: 'idea' }, '/standing never_begun'],
    [{ uses: [{ districtAgs: '05315', beganOn: '2027-03-03' }] }, '/uses/0/beganOn in_future'],
    [{ uses: [...text.uses, ...text.uses] }, '/uses malformed'],
  ])('is refused with %j', (change, fault) => expect(faults(change)).toEqual([fault]));

  it('counts as unchecked when nobody has looked for more than a year', () => {
    expect(['2026-03-02', '2026-03-01', '2024-02-29', null].map((day) => isUnchecked(day, TODAY))).toEqual([false, true, true, true]);
  });

  it('is seen in the last whole year before it and in the first whole year with it', () => {
    expect([yearsAround('2025-03-01'), yearsAround('2025-01-01')]).toEqual([{ before: '2024', after: '2026' }, { before: '2024', after: '2025' }]);
  });
});

describe('the weekend ahead', () => {
  it.each([
    ['2027-03-02T09:00:00Z', '2027-03-06'],
    ['2027-03-05T22:59:00Z', '2027-03-06'],
    ['2027-03-06T09:00:00Z', '2027-03-13'],
    ['2027-03-07T09:00:00Z', '2027-03-13'],
  ])('of %s begins on %s', (now, saturday) => {
    const days = weekendAhead(new Date(now));
    expect([days[0]?.day, days.map(({ hours }) => hours.length)]).toEqual([saturday, [24, 24]]);
  });
});

describe('the needs of a district', () => {
  const finding = { districtAgs: '05315', municipalities: 10, withoutWeekend: 0, withoutMen: 0, declinedCapacity: null };
  it('are none where all are covered, and none are told where a figure is hidden', () => expect(needsOf(finding)).toEqual([]));
  it('are told with the numbers they are read from', () => {
    expect(needsOf({ ...finding, withoutWeekend: 3, withoutMen: 10, declinedCapacity: { part: 20, of: 200 } })).toEqual([
      { districtAgs: '05315', need: 'weekend_gap', part: 3, of: 10 },
      { districtAgs: '05315', need: 'no_male_cover', part: 10, of: 10 },
      { districtAgs: '05315', need: 'declined_for_capacity', part: 20, of: 200 },
    ]);
    expect(needsOf({ ...finding, declinedCapacity: { part: 15, of: 200 } })).toEqual([]);
    expect(needsOf({ ...finding, declinedCapacity: { part: 0, of: 0 } })).toEqual([]);
  });
});

describe('a need', () => {
  it('is known from the registry, and from figures only where they were published', () => {
    expect([isKnown('weekend_gap', { declinedCapacity: null }), isKnown('declined_for_capacity', { declinedCapacity: null }), isKnown('declined_for_capacity', { declinedCapacity: { part: 0, of: 50 } })]).toEqual([true, false, true]);
  });
});

describe('the models for a need', () => {
  const model = (id: string, change: Partial<MatchedModel> = {}): MatchedModel => ({ id, tags: ['weekend_cover'], standing: 'established', unchecked: false, uses: text.uses, ...change });
  it('have closed one where a district that uses them does not have it now', () => {
    const models = [model('old', { unchecked: true }), model('tried', { standing: 'tried' }), model('new'), model('idea', { standing: 'idea', uses: [] }), model('given-up', { standing: 'ended' }), model('other', { tags: ['rural'] })];
    expect(modelsFor('weekend_gap', models, new Set(['05111', '05315']))).toEqual({ closed: ['new', 'tried', 'old'], others: ['idea'] });
    expect(modelsFor('weekend_gap', models, new Set(['05111']))).toEqual({ closed: [], others: ['new', 'tried', 'idea', 'old'] });
    expect(modelsFor('no_male_cover', models, new Set())).toEqual({ closed: [], others: [] });
  });
});

describe('a model that is adopted', () => {
  const always = [6, 7].map((weekday) => ({ weekday }));
  const adoption = { running: DEFAULT_AGREEMENT_PARAMETERS, adopted: DEFAULT_AGREEMENT_PARAMETERS, windows: [] };
  it('contradicts nothing where it changes nothing', () => expect(contradictionsOf(adoption)).toEqual([]));
  it('is flagged as a service on all days by a centre that is closed on one of them', () => {
    const adopted = DAILY_SERVICE_AGREEMENT_PARAMETERS;
    expect([always, always.slice(1), []].map((windows) => contradictionsOf({ ...adoption, adopted, windows }).includes('model_without_weekend_hours'))).toEqual([false, true, true]);
  });
  it('is flagged where a limit falls below the last step, or becomes longer', () => {
    const within = (amount: number) => ({ ...DEFAULT_AGREEMENT_PARAMETERS, firstAttempt: { amount, unit: 'EH' as const } });
    expect([23, 24, 72, 73].map((hours) => contradictionsOf({ ...adoption, adopted: within(hours) }))).toEqual([['model_limit_below_escalation'], [], [], ['model_longer_limit']]);
  });
  it('is flagged where a form of consent would no longer be taken', () => {
    expect(contradictionsOf({ ...adoption, adopted: { ...DEFAULT_AGREEMENT_PARAMETERS, consentForms: ['signed'] } })).toEqual(['model_fewer_forms']);
  });
});
