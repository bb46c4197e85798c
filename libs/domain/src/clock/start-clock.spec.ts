import { NRW_CALENDAR } from '../calendar/nrw-calendar.js';
import { opensNextAt, type OpeningHours } from '../calendar/opening-hours.js';
import { endOfDay, instantAt, wallClockOf } from '../calendar/zone.js';
import { OUTCOMES } from '../referral/codes.js';
import { checkAgreementParameters, DAILY_SERVICE_AGREEMENT_PARAMETERS, DEFAULT_AGREEMENT_PARAMETERS } from './agreement-parameters.js';
import { CLOCK_KINDS, type ClockKind } from './clock-kinds.js';
import { UnknownUnit, type Unit } from './duration.js';
import { ruleSetFor } from './rule-sets.js';
import { RetentionUndecided, startClock, type ClockTerms, type NewClock } from './start-clock.js';

const EASTER = instantAt('2027-03-26', '21:40');
const MEASURE = { orderedAt: EASTER, lastDayOn: '2027-04-05' };
const TERMS: ClockTerms = {
  calendar: NRW_CALENDAR,
  ruleSet: ruleSetFor('2027-03-26'),
  agreement: DEFAULT_AGREEMENT_PARAMETERS,
  agreementVersion: 3,
  riskLevel: 'none',
};
const DAILY: ClockTerms = { ...TERMS, agreement: DAILY_SERVICE_AGREEMENT_PARAMETERS };

function started(kind: ClockKind, terms: ClockTerms, at = EASTER): NewClock {
  const clock = startClock(kind, at, terms);
  if (clock === null) throw new Error(`${kind} does not apply`);
  return clock;
}
const wall = (at: Date): string => `${wallClockOf(at).day} ${wallClockOf(at).time}`;
const rungs = (clock: NewClock): readonly string[] => clock.rungs.map((rung) => `${rung.rung} ${wall(rung.dueAt)}`);

describe('the clocks of a submission in the night of Good Friday', () => {
  test('first attempt: 24 hours at a centre open on all days, with warnings at a half and four fifths', () => {
    expect(rungs(started('first_attempt', DAILY))).toEqual([
      'warning_1 2027-03-27 09:40',
      'warning_2 2027-03-27 16:52',
      'breach 2027-03-27 21:40',
      'escalation_2 2027-03-28 01:40',
      'escalation_3 2027-03-28 22:40',
    ]);
  });

  test('first attempt: 72 hours elsewhere', () => {
    expect(wall(started('first_attempt', TERMS).dueAt)).toBe('2027-03-29 22:40');
  });

  test('acknowledgement: 24 hours, or the end of the next Arbeitstag', () => {
    expect(wall(started('acknowledge', DAILY).dueAt)).toBe('2027-03-27 21:40');
    expect(started('acknowledge', TERMS).dueAt).toEqual(endOfDay('2027-03-30'));
  });

  test('a missed acknowledgement climbs to the centre lead, the victim protection and the local coordinator', () => {
    const steps = started('acknowledge', TERMS).rungs.slice(2);
    expect(steps.map(({ rung, tells, escalation }) => [rung, tells, escalation])).toEqual([
      ['breach', ['centre:centre_lead'], 1],
      ['escalation_2', ['police:victim_protection'], 2],
      ['escalation_3', ['network:local_coordinator'], 3],
    ]);
  });

  test('measure end: 2027-04-05T22:00Z, warned five, three and one day before and on the last court working day', () => {
    const clock = started('measure_end', { ...TERMS, measure: MEASURE });
    expect(clock.dueAt.toISOString()).toBe('2027-04-05T22:00:00.000Z');
    expect(rungs(clock)).toEqual([
      'warning_1 2027-03-31 08:00',
      'warning_2 2027-04-02 08:00',
      'warning_3 2027-04-04 08:00',
      'warning_4 2027-04-05 08:00',
      'breach 2027-04-06 00:00',
    ]);
  });

  test('a centre with office hours says that it opens on Tuesday', () => {
    const office: OpeningHours = {
      windows: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })),
      dailyService: false,
      closures: [],
    };
    expect(opensNextAt(EASTER, office, NRW_CALENDAR)).toEqual(instantAt('2027-03-30', '09:00'));
  });
});

describe('the clocks of a measure', () => {
  test.each([
    ['2026-12-15', '2026-12-25', '2026-12-24 08:00'],
    ['2026-12-16', '2026-12-26', '2026-12-24 08:00'],
    ['2027-04-21', '2027-05-01', '2027-04-30 08:00'],
  ])('ordered on %s until %s warns on the last court working day, %s', (orderedOn, lastDayOn, warning) => {
    const orderedAt = instantAt(orderedOn, '00:10');
    const clock = started('measure_end', { ...TERMS, measure: { orderedAt, lastDayOn } }, orderedAt);
    expect(rungs(clock)).toContain(`warning_4 ${warning}`);
    expect(new Set(clock.rungs.map((rung) => rung.dueAt.getTime())).size).toBe(clock.rungs.length);
  });

  test('are dated from the order, however late the submission, and warn only ahead', () => {
    const clock = started('measure_end', { ...TERMS, measure: MEASURE }, instantAt('2027-04-01', '12:00'));
    expect(clock.startedAt).toEqual(EASTER);
    expect(rungs(clock)[0]).toBe('warning_2 2027-04-02 08:00');
  });

  test('change from measure_end to measure_extended with the court application, and contact_in_protection follows', () => {
    const terms: ClockTerms = { ...TERMS, measure: { ...MEASURE, courtAppliedOn: '2027-04-05' } };
    const recordedAt = instantAt('2027-04-05', '23:00');
    expect(startClock('measure_end', recordedAt, terms)).toBeNull();
    expect(rungs(started('measure_extended', terms, recordedAt))).toEqual([
      'warning_1 2027-04-12 08:00',
      'warning_2 2027-04-14 08:00',
      'breach 2027-04-16 00:00',
    ]);
    expect(started('contact_in_protection', terms, recordedAt).dueAt).toEqual(endOfDay('2027-04-15'));
    const decided: ClockTerms = { ...TERMS, measure: { ...MEASURE, courtAppliedOn: '2027-04-05', courtDecidedOn: '2027-04-08' } };
    expect(started('measure_extended', decided, instantAt('2027-04-08', '15:00')).dueAt).toEqual(endOfDay('2027-04-08'));
  });

  test('do not start without a measure, or when it is lifted', () => {
    for (const kind of ['measure_end', 'measure_extended', 'contact_in_protection'] as const) {
      expect(startClock(kind, EASTER, TERMS)).toBeNull();
      expect(startClock(kind, EASTER, { ...TERMS, measure: null })).toBeNull();
      expect(startClock(kind, EASTER, { ...TERMS, measure: { ...MEASURE, liftedOn: '2027-03-27' } })).toBeNull();
    }
  });

  test('owe no contact where the person was reached since the order', () => {
    const reached = (reachedAt: Date) => startClock('contact_in_protection', EASTER, { ...TERMS, measure: MEASURE, reachedAt });
    expect(reached(EASTER)).toBeNull();
    expect(reached(instantAt('2027-03-20', '10:00'))).not.toBeNull();
    expect(startClock('measure_end', EASTER, { ...TERMS, measure: MEASURE, reachedAt: EASTER })).not.toBeNull();
  });

  test('pass once, without warnings, when the measure is entered after its end', () => {
    const late = instantAt('2027-04-06', '00:00');
    for (const kind of ['measure_end', 'contact_in_protection'] as const) {
      expect(rungs(started(kind, { ...TERMS, measure: MEASURE }, late))).toEqual(['breach 2027-04-06 00:00']);
    }
  });

  test('name the rule set, the others the agreement, all the calendar', () => {
    expect(started('measure_end', { ...TERMS, measure: MEASURE })).toMatchObject({
      ruleSetVersion: 'nrw-34a-10',
      agreementVersion: null,
      calendarVersion: 'nrw-2024-2035',
    });
    expect(started('transfer', TERMS)).toMatchObject({ ruleSetVersion: null, agreementVersion: 3, calendarVersion: 'nrw-2024-2035' });
  });
});

describe('the other clocks', () => {
  test.each<readonly [ClockKind, Partial<ClockTerms>, readonly string[]]>([
    ['transfer', {}, ['warning_1 2027-03-27 03:40', 'breach 2027-03-27 09:40']],
    ['clarify', {}, ['warning_1 2027-03-27 01:40', 'breach 2027-03-27 05:40']],
    ['reroute', {}, ['warning_1 2027-03-26 23:40', 'breach 2027-03-27 01:40']],
    ['reroute', { riskLevel: 'high' }, ['warning_1 2027-03-26 22:10', 'breach 2027-03-26 22:40']],
    ['high_risk', { riskLevel: 'high' }, ['warning_1 2027-03-26 22:40', 'breach 2027-03-26 23:40']],
    ['high_risk_attempt', { riskLevel: 'high' }, ['warning_1 2027-03-26 22:50', 'breach 2027-03-27 00:00']],
    ['attempt_series', {}, ['warning_1 2027-03-30 08:00', 'breach 2027-04-03 00:00']],
    ['feedback', {}, ['breach 2027-04-06 00:00']],
  ])('%s %j', (kind, terms, expected) => {
    expect(rungs(started(kind, { ...TERMS, ...terms }))).toEqual(expected);
  });

  test('entered late, leave out the warnings that lie before the entry and keep what has passed', () => {
    const late = startClock('transfer', EASTER, TERMS, instantAt('2027-03-29', '12:00'));
    expect(late && rungs(late)).toEqual(['breach 2027-03-27 09:40']);
    expect(late?.startedAt).toEqual(EASTER);
  });

  test('climb in opening hours where the agreement says so', () => {
    const hour = { amount: 1, unit: 'OH' } as const;
    const openingHours: OpeningHours = { windows: [{ weekday: 3, opens: '09:00', closes: '17:00' }], dailyService: false, closures: [] };
    const agreement = { ...DEFAULT_AGREEMENT_PARAMETERS, escalation: { ...DEFAULT_AGREEMENT_PARAMETERS.escalation, acknowledge: { second: hour, third: { ...hour, amount: 9 } } } };
    expect(rungs(started('acknowledge', { ...TERMS, agreement, openingHours })).slice(-2)).toEqual(['escalation_2 2027-03-31 10:00', 'escalation_3 2027-04-07 10:00']);
  });

  test('climb in order of time, whatever the units of the steps', () => {
    const steps = { second: { amount: 1, unit: 'AT' }, third: { amount: 24, unit: 'EH' } } as const;
    const agreement = { ...DEFAULT_AGREEMENT_PARAMETERS, escalation: { acknowledge: steps, firstAttempt: steps } };
    expect(rungs(started('first_attempt', { ...TERMS, agreement }, instantAt('2027-03-22', '12:00'))).slice(-2)).toEqual([
      'escalation_3 2027-03-26 12:00',
      'escalation_2 2027-03-31 00:00',
    ]);
  });

  test('of high risk do not start without high risk', () => {
    expect(startClock('high_risk', EASTER, { ...TERMS, riskLevel: 'raised' })).toBeNull();
    expect(startClock('high_risk_attempt', EASTER, TERMS)).toBeNull();
  });

  test('tell the police lead where the local coordinator is not to be told', () => {
    const terms: ClockTerms = { ...TERMS, agreement: { ...DEFAULT_AGREEMENT_PARAMETERS, telLocalCoordinator: false } };
    expect(started('reroute', terms).rungs.at(-1)?.tells).toEqual(['police:police_lead']);
    expect(started('first_attempt', terms).rungs.at(-1)?.tells).toEqual(['police:police_lead']);
  });
});

describe('retention', () => {
  const closedAt = instantAt('2027-04-06', '10:00');
  const due = (terms: Partial<ClockTerms>): string => wall(started('retention', { ...TERMS, ...terms }, closedAt).dueAt);

  test('depends on the outcome', () => {
    expect(due({ outcome: 'consent_withdrawn' })).toBe('2027-04-07 10:00');
    expect(due({ outcome: 'declined_by_person' })).toBe('2027-04-14 00:00');
    expect(due({ outcome: 'not_reached' })).toBe('2027-05-07 00:00');
    expect(due({ state: 'draft' })).toBe('2027-04-09 10:00');
  });

  test('has a period for every outcome and refuses to assume one', () => {
    for (const outcome of OUTCOMES) expect(startClock('retention', closedAt, { ...TERMS, outcome })).not.toBeNull();
    expect(() => startClock('retention', closedAt, { ...TERMS, state: 'closed' })).toThrow(RetentionUndecided);
  });

  test('of an unreached person ends at the latest 30 days after the measure, at once if that has passed', () => {
    expect(due({ outcome: 'not_reached', measure: MEASURE })).toBe('2027-05-06 00:00');
    expect(due({ outcome: 'not_reached', measure: { orderedAt: instantAt('2027-02-01', '10:00'), lastDayOn: '2027-02-11' } })).toBe(
      '2027-04-06 10:00',
    );
    expect(due({ outcome: 'counselled', measure: MEASURE })).toBe('2027-05-07 00:00');
  });
});

describe('every clock', () => {
  const short = { amount: 0.001, unit: 'EH' } as const;
  const quick = { second: short, third: { amount: 0.002, unit: 'EH' } } as const;
  const hasty: ClockTerms = {
    ...TERMS,
    riskLevel: 'high',
    outcome: 'not_reached',
    agreement: {
      ...DEFAULT_AGREEMENT_PARAMETERS,
      transfer: short,
      acknowledge: short,
      firstAttempt: short,
      attemptSeries: short,
      clarify: short,
      reroute: short,
      rerouteHighRisk: short,
      highRiskAccept: short,
      highRiskAttempt: short,
      feedback: short,
      escalation: { acknowledge: quick, firstAttempt: quick },
      retention: { ...DEFAULT_AGREEMENT_PARAMETERS.retention, not_reached: short },
    },
  };

  test.each(CLOCK_KINDS.filter((kind) => !['measure_end', 'measure_extended', 'contact_in_protection'].includes(kind)))(
    '%s may pass within seconds by agreement',
    (kind) => {
      const clock = started(kind, hasty);
      expect(clock.dueAt.getTime() - EASTER.getTime()).toBe(4000);
      expect(clock.rungs.at(-1)?.dueAt.getTime()).toBeLessThanOrEqual(EASTER.getTime() + 12_000);
    },
  );

  test.each(CLOCK_KINDS)('%s has rungs in order of time, at whole seconds, each once, one of them the breach', (kind) => {
    const courtAppliedOn = kind === 'measure_extended' ? '2027-04-05' : null;
    const clock = started(kind, { ...TERMS, riskLevel: 'high', outcome: 'counselled', measure: { ...MEASURE, courtAppliedOn } });
    const instants = clock.rungs.map((rung) => rung.dueAt.getTime());
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
    expect(instants.every((instant) => instant % 1000 === 0 && instant > EASTER.getTime())).toBe(true);
    expect(new Set(clock.rungs.map((rung) => rung.rung)).size).toBe(clock.rungs.length);
    expect(clock.rungs.find((rung) => rung.rung === 'breach')?.dueAt).toEqual(clock.dueAt);
    expect(JSON.parse(JSON.stringify(clock.derivation))).toEqual(clock.derivation);
  });
});

test('an agreement with an unknown unit is refused as a whole', () => {
  expect(() => checkAgreementParameters(DAILY_SERVICE_AGREEMENT_PARAMETERS)).not.toThrow();
  const planted = { ...DEFAULT_AGREEMENT_PARAMETERS, feedback: { amount: 5, unit: 'BD' as Unit } };
  expect(() => checkAgreementParameters(planted)).toThrow(UnknownUnit);
});
