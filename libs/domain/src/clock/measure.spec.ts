import { instantAt } from '../calendar/zone.js';
import { measureClocksAfter, protectedUntil, type MeasureEvent, type ProtectionMeasure } from './measure.js';
import { extendedLastDay, measureEndsAt, measureLastDay, NoRuleSet, RULE_SETS, ruleSetFor, type RuleSet } from './rule-sets.js';

const TEN = ruleSetFor('2026-12-15');
const GOOD_FRIDAY: ProtectionMeasure = { orderedAt: instantAt('2027-03-26', '21:40'), lastDayOn: '2027-04-05' };
const after = (measure: ProtectionMeasure, ...events: readonly MeasureEvent[]): ProtectionMeasure =>
  events.reduce((known, event) => {
    const decision = measureClocksAfter(event, known, { ruleSet: TEN });
    if (!decision.ok) throw new Error(decision.refusal);
    return decision.measure;
  }, measure);

describe('a rule set', () => {
  test('is 10 and 10 days today; 14 and 14 is prepared and inactive', () => {
    expect(RULE_SETS.map(({ baseDays, extensionDays, active }) => [baseDays, extensionDays, active])).toEqual([
      [10, 10, true],
      [14, 14, false],
    ]);
    expect(ruleSetFor('2099-01-01').version).toBe('nrw-34a-10');
    expect(() => ruleSetFor('2001-12-31')).toThrow(NoRuleSet);
  });

  test('changes at midnight: an order at 23:50 has ten days, one at 00:10 fourteen', () => {
    const changed: readonly RuleSet[] = RULE_SETS.map((one) =>
      one.baseDays === 14 ? { ...one, validFrom: '2027-07-01', active: true } : one,
    );
    const lastDay = (orderedAt: Date, orderedOn: string): string => measureLastDay(orderedAt, ruleSetFor(orderedOn, changed));
    expect(lastDay(instantAt('2027-06-30', '23:50'), '2027-06-30')).toBe('2027-07-10');
    expect(lastDay(instantAt('2027-07-01', '00:10'), '2027-07-01')).toBe('2027-07-15');
    expect(ruleSetFor('2027-06-30', changed).version).toBe('nrw-34a-10');
  });
});

test.each([
  ['2026-12-15', '23:50', '2026-12-25', '2026-12-25T23:00:00.000Z'],
  ['2026-12-16', '00:10', '2026-12-26', '2026-12-26T23:00:00.000Z'],
  ['2027-04-21', '10:00', '2027-05-01', '2027-05-01T22:00:00.000Z'],
  ['2027-03-26', '21:40', '2027-04-05', '2027-04-05T22:00:00.000Z'],
])('a measure ordered on %s %s protects until 24:00 of %s, without shift', (day, time, lastDayOn, end) => {
  expect(measureLastDay(instantAt(day, time), TEN)).toBe(lastDayOn);
  expect(measureEndsAt(lastDayOn).toISOString()).toBe(end);
});

describe('a court application', () => {
  test('on the last day extends the measure to ten days after the end of the first', () => {
    const decision = measureClocksAfter({ change: 'court_applied', on: '2027-04-05' }, GOOD_FRIDAY, { ruleSet: TEN });
    expect(decision).toMatchObject({ ok: true, start: ['measure_extended', 'contact_in_protection'] });
    expect(protectedUntil(after(GOOD_FRIDAY, { change: 'court_applied', on: '2027-04-05' }), TEN)).toBe('2027-04-15');
  });

  test('early in the measure extends it no less: counted from the end of the first, not from the application', () => {
    expect(protectedUntil(after(GOOD_FRIDAY, { change: 'court_applied', on: '2027-03-27' }), TEN)).toBe('2027-04-15');
    expect(extendedLastDay('2027-04-05', TEN)).toBe('2027-04-15');
  });

  test('decided on day 13 ends the measure that day', () => {
    const decided = after(GOOD_FRIDAY, { change: 'court_applied', on: '2027-04-05' }, { change: 'court_decided', on: '2027-04-08' });
    expect(protectedUntil(decided, TEN)).toBe('2027-04-08');
  });

  test('decided after the latest end changes nothing', () => {
    const decided = after(GOOD_FRIDAY, { change: 'court_applied', on: '2027-04-05' }, { change: 'court_decided', on: '2027-05-03' });
    expect(protectedUntil(decided, TEN)).toBe('2027-04-15');
  });
});

describe('the other events of a measure', () => {
  test('shortened: the new last day holds and all its clocks start anew', () => {
    const decision = measureClocksAfter({ change: 'shortened', on: '2027-03-31' }, GOOD_FRIDAY, { ruleSet: TEN });
    expect(decision).toMatchObject({
      ok: true,
      settle: expect.arrayContaining(['measure_end']),
      start: expect.arrayContaining(['measure_end']),
    });
    expect(protectedUntil(after(GOOD_FRIDAY, { change: 'shortened', on: '2027-03-31' }), TEN)).toBe('2027-03-31');
  });

  test('lifted: every clock of the measure is settled and none starts', () => {
    const decision = measureClocksAfter({ change: 'lifted', on: '2027-03-30' }, GOOD_FRIDAY, { ruleSet: TEN });
    expect(decision).toMatchObject({ ok: true, settle: ['measure_end', 'measure_extended', 'contact_in_protection'], start: [] });
  });

  test('checked: no clock moves', () => {
    expect(measureClocksAfter({ change: 'checked', on: '2027-03-29' }, GOOD_FRIDAY, { ruleSet: TEN })).toMatchObject({
      ok: true,
      settle: [],
      start: [],
    });
  });

  test('a second deployment is a measure of its own with its own end; the first keeps its end', () => {
    const second: ProtectionMeasure = {
      orderedAt: instantAt('2027-03-30', '02:15'),
      lastDayOn: measureLastDay(instantAt('2027-03-30', '02:15'), TEN),
    };
    const third: ProtectionMeasure = {
      orderedAt: instantAt('2027-03-31', '23:00'),
      lastDayOn: measureLastDay(instantAt('2027-03-31', '23:00'), TEN),
    };
    expect([GOOD_FRIDAY, second, third].map((measure) => protectedUntil(measure, TEN))).toEqual(['2027-04-05', '2027-04-09', '2027-04-10']);
  });
});

const APPLIED: ProtectionMeasure = { ...GOOD_FRIDAY, courtAppliedOn: '2027-04-02' };
test.each<readonly [string, ProtectionMeasure, MeasureEvent]>([
  ['an application before the order', GOOD_FRIDAY, { change: 'court_applied', on: '2027-03-25' }],
  ['an application after the measure', GOOD_FRIDAY, { change: 'court_applied', on: '2027-04-06' }],
  ['a decision before the application', APPLIED, { change: 'court_decided', on: '2027-04-01' }],
  ['a decision after the measure without an application', GOOD_FRIDAY, { change: 'court_decided', on: '2027-04-06' }],
  ['a shortening that lengthens', GOOD_FRIDAY, { change: 'shortened', on: '2027-04-05' }],
  ['a shortening to before the application', APPLIED, { change: 'shortened', on: '2027-04-01' }],
  ['lifting what is over', GOOD_FRIDAY, { change: 'lifted', on: '2027-04-06' }],
  ['an application after lifting', { ...GOOD_FRIDAY, liftedOn: '2027-03-30' }, { change: 'court_applied', on: '2027-03-30' }],
  ['a check after the measure', GOOD_FRIDAY, { change: 'checked', on: '2027-04-06' }],
])('%s is a measure_conflict', (_, measure, event) => {
  expect(measureClocksAfter(event, measure, { ruleSet: TEN })).toEqual({ ok: false, refusal: 'measure_conflict' });
});
