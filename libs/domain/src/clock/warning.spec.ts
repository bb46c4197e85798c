import { NRW_CALENDAR } from '../calendar/nrw-calendar.js';
import { instantAt, wallClockOf } from '../calendar/zone.js';
import { checkAgreementParameters, completeParameters, DEFAULT_AGREEMENT_PARAMETERS } from './agreement-parameters.js';
import { ruleSetFor } from './rule-sets.js';
import { startClock, type ClockTerms } from './start-clock.js';
import { checkWarnings, InvalidWarning } from './warning.js';

const NOON = instantAt('2027-03-02', '12:00');
const TERMS: ClockTerms = { calendar: NRW_CALENDAR, ruleSet: ruleSetFor('2027-03-02'), agreement: DEFAULT_AGREEMENT_PARAMETERS, agreementVersion: 1, riskLevel: 'none' };
const warned = (terms: Partial<ClockTerms>, kind: 'first_attempt' | 'measure_end' = 'first_attempt'): readonly string[] =>
  (startClock(kind, NOON, { ...TERMS, ...terms })?.rungs ?? [])
    .filter(({ rung }) => rung.startsWith('warning'))
    .map(({ rung, dueAt }) => `${rung} ${wallClockOf(dueAt).day} ${wallClockOf(dueAt).time}`);

describe('the warnings of a clock', () => {
  test('are data of the agreement', () => {
    expect(warned({})).toEqual(['warning_1 2027-03-04 00:00', 'warning_2 2027-03-04 21:36']);
    const agreement = completeParameters({ warnings: { first_attempt: [{ share: 0.25 }, { share: 0.5 }, { daysBefore: 1 }] } }, false);
    expect(warned({ agreement })).toEqual(['warning_1 2027-03-03 06:00', 'warning_2 2027-03-04 00:00', 'warning_3 2027-03-04 08:00']);
    expect(agreement.warnings.acknowledge).toEqual(DEFAULT_AGREEMENT_PARAMETERS.warnings.acknowledge);
  });

  test('of the measure are data of its rule set, and no agreement moves them', () => {
    const measure = { orderedAt: NOON, lastDayOn: '2027-03-12' };
    const ruleSet = { ...TERMS.ruleSet, warnings: { ...TERMS.ruleSet.warnings, measure_end: [{ daysBefore: 2 }] as const } };
    expect(warned({ measure, ruleSet }, 'measure_end')).toEqual(['warning_1 2027-03-10 08:00']);
  });

  test.each([
    [[{ share: 1 }]], [[{ share: 0 }]], [[{ daysBefore: 0.5 }]], [[{ daysBefore: -1 }]], [[{ share: 0.5, daysBefore: 1 }]], [['first_court_day']], [[{}]], [[null]],
    [Array.from({ length: 5 }, () => ({ share: 0.5 }))], ['half'],
  ])('that cannot be are refused when they are entered: %j', (warnings) => {
    expect(() => checkWarnings(warnings)).toThrow(InvalidWarning);
    const parameters = { ...DEFAULT_AGREEMENT_PARAMETERS, warnings: { ...DEFAULT_AGREEMENT_PARAMETERS.warnings, clarify: warnings } } as never;
    expect(() => checkAgreementParameters(parameters)).toThrow(/warning/);
  });
});
