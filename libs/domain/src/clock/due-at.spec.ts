import fc from 'fast-check';
import { NRW_CALENDAR } from '../calendar/nrw-calendar.js';
import { DayOutsideCalendar } from '../calendar/calendar.js';
import { NeverOpen, type OpeningHours } from '../calendar/opening-hours.js';
import { addDays, endOfDay, instantAt, localDayOf } from '../calendar/zone.js';
import { dueAt } from './due-at.js';
import { InvalidDuration, UnknownUnit, type DueRule, type Unit } from './duration.js';

const OFFICE: OpeningHours = {
  windows: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })),
  dailyService: false,
  closures: [],
};
const EASTER = instantAt('2027-03-26', '21:40');

type DueAt = (rule: DueRule, startsAt: Date) => Date;
const real: DueAt = (rule, startsAt) => dueAt(rule, startsAt, NRW_CALENDAR, OFFICE);

/** Acceptance dates: title, start, rule, due instant. */
const SCENARIOS: readonly (readonly [string, Date, DueRule, Date])[] = [
  ['Good Friday night, 24 EH', EASTER, { amount: 24, unit: 'EH' }, instantAt('2027-03-27', '21:40')],
  ['Good Friday night, 48 EH over the clock change', EASTER, { amount: 48, unit: 'EH' }, instantAt('2027-03-28', '22:40')],
  ['Good Friday night, 3 WT', EASTER, { amount: 3, unit: 'WT' }, endOfDay('2027-03-31')],
  ['Good Friday night, 3 AT', EASTER, { amount: 3, unit: 'AT' }, endOfDay('2027-04-01')],
  ['Good Friday night, end of the next AT', EASTER, 'end_of_next_AT', endOfDay('2027-03-30')],
  ['Good Friday night, 10 CD', EASTER, { amount: 10, unit: 'CD' }, new Date('2027-04-05T22:00:00Z')],
  ['Good Friday night, 14 CD', EASTER, { amount: 14, unit: 'CD' }, endOfDay('2027-04-09')],
  ['spring change inside 24 EH', instantAt('2027-03-27', '20:00'), { amount: 24, unit: 'EH' }, instantAt('2027-03-28', '21:00')],
  ['autumn change inside 24 EH', instantAt('2027-10-30', '20:00'), { amount: 24, unit: 'EH' }, instantAt('2027-10-31', '19:00')],
  ['10 CD from 23:50', instantAt('2026-12-15', '23:50'), { amount: 10, unit: 'CD' }, endOfDay('2026-12-25')],
  ['10 CD from 00:10', instantAt('2026-12-16', '00:10'), { amount: 10, unit: 'CD' }, endOfDay('2026-12-26')],
  ['10 CD onto 1 May', instantAt('2027-04-21', '12:00'), { amount: 10, unit: 'CD' }, endOfDay('2027-05-01')],
  ['31 October counts, 1 November does not', instantAt('2028-10-30', '12:00'), { amount: 2, unit: 'AT' }, endOfDay('2028-11-02')],
  ['1 AT over the year end', instantAt('2026-12-31', '12:00'), { amount: 1, unit: 'AT' }, endOfDay('2027-01-04')],
  ['1 WT over the year end', instantAt('2026-12-31', '12:00'), { amount: 1, unit: 'WT' }, endOfDay('2027-01-02')],
  ['4 OH over Easter', instantAt('2027-03-25', '15:00'), { amount: 4, unit: 'OH' }, instantAt('2027-03-30', '11:00')],
  ['the same day', EASTER, { amount: 0, unit: 'CD' }, endOfDay('2027-03-26')],
];

const missed = (candidate: DueAt): readonly string[] =>
  SCENARIOS.filter(([, start, rule, due]) => candidate(rule, start).getTime() !== due.getTime()).map(([title]) => title);

describe('a due instant', () => {
  test.each(SCENARIOS)('is exact: %s', (_, start, rule, due) => {
    expect(real(rule, start)).toEqual(due);
  });

  test('is one hour less of real time when ten days contain the spring change, and still 24:00', () => {
    const start = instantAt('2027-03-20', '00:00');
    const due = real({ amount: 10, unit: 'CD' }, start);
    expect(due).toEqual(endOfDay('2027-03-30'));
    expect(due.getTime() - start.getTime()).toBe((11 * 24 - 1) * 3_600_000);
  });

  test('of a very short rule is the next whole second', () => {
    expect(real({ amount: 0.001, unit: 'EH' }, new Date('2027-01-04T10:00:00.000Z'))).toEqual(new Date('2027-01-04T10:00:04.000Z'));
    expect(real({ amount: 24, unit: 'EH' }, new Date('2027-01-04T10:00:00.001Z'))).toEqual(new Date('2027-01-05T10:00:01.000Z'));
  });
});

describe('planted faults are caught by the scenario table', () => {
  const day = (rule: DueRule): rule is { amount: number; unit: 'CD' } => rule !== 'end_of_next_AT' && rule.unit === 'CD';
  const faults: Readonly<Record<string, DueAt>> = {
    'the start day is counted': (rule, start) => (day(rule) ? endOfDay(addDays(localDayOf(start), rule.amount - 1)) : real(rule, start)),
    'the last day ends when it begins': (rule, start) =>
      day(rule) ? instantAt(addDays(localDayOf(start), rule.amount), '00:00') : real(rule, start),
    'a day is 24 hours': (rule, start) => (day(rule) ? new Date(start.getTime() + rule.amount * 86_400_000) : real(rule, start)),
    'Werktag is taken for Arbeitstag': (rule, start) =>
      real(rule !== 'end_of_next_AT' && rule.unit === 'WT' ? { ...rule, unit: 'AT' } : rule, start),
    'holidays are forgotten': (rule, start) => dueAt(rule, start, { ...NRW_CALENDAR, holidays: {} }, OFFICE),
    'an unknown unit is read as hours': (rule, start) =>
      real(rule !== 'end_of_next_AT' && rule.unit === 'OH' ? { ...rule, unit: 'EH' } : rule, start),
  };
  test.each(Object.entries(faults))('%s', (_, fault) => {
    expect(missed(real)).toEqual([]);
    expect(missed(fault)).not.toEqual([]);
  });
});

describe('a rule is refused', () => {
  test('with a unit that does not exist', () => {
    for (const unit of ['BD', 'eh', 'h', '', 'toString', undefined, null]) {
      expect(() => real({ amount: 1, unit: unit as Unit }, EASTER)).toThrow(UnknownUnit);
    }
  });

  test('with an amount its unit cannot have', () => {
    const impossible: readonly (readonly [number, Unit])[] = [
      [-1, 'EH'],
      [Number.NaN, 'EH'],
      [Number.POSITIVE_INFINITY, 'OH'],
      [1.5, 'CD'],
      [0, 'AT'],
      [0.5, 'WT'],
      [-1, 'CD'],
    ];
    for (const [amount, unit] of impossible) expect(() => real({ amount, unit }, EASTER)).toThrow(InvalidDuration);
  });

  test('in opening hours without opening hours', () => {
    expect(() => dueAt({ amount: 1, unit: 'OH' }, EASTER, NRW_CALENDAR)).toThrow(NeverOpen);
  });

  test('when working days lead out of the calendar', () => {
    expect(() => real({ amount: 5, unit: 'AT' }, instantAt('2035-12-31', '12:00'))).toThrow(DayOutsideCalendar);
  });
});

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const parameters = { seed, numRuns: 300 };

describe(`for any start and rule (seed ${seed})`, () => {
  const start = fc.date({ min: new Date('2024-01-03T00:00:00Z'), max: new Date('2034-12-31T00:00:00Z'), noInvalidDate: true });
  const rule: fc.Arbitrary<DueRule> = fc.oneof(
    fc.record({ amount: fc.double({ min: 0, max: 200, noNaN: true }), unit: fc.constantFrom<Unit>('EH', 'OH') }),
    fc.record({ amount: fc.integer({ min: 1, max: 30 }), unit: fc.constantFrom<Unit>('CD', 'WT', 'AT') }),
    fc.constant<DueRule>('end_of_next_AT'),
  );

  test('a later start is never due earlier', () => {
    fc.assert(
      fc.property(rule, start, fc.integer({ min: 0, max: 10 * 86_400_000 }), (one, from, later) => {
        expect(real(one, new Date(from.getTime() + later)).getTime()).toBeGreaterThanOrEqual(real(one, from).getTime());
      }),
      parameters,
    );
  });

  test('the due instant is a whole second', () => {
    fc.assert(
      fc.property(rule, start, (one, from) => {
        expect(real(one, from).getTime() % 1000).toBe(0);
      }),
      parameters,
    );
  });

  test('nothing is due before its hours have passed, nor a second after', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 200, noNaN: true }), start, (amount, from) => {
        const late = real({ amount, unit: 'EH' }, from).getTime() - (from.getTime() + amount * 3_600_000);
        expect(late).toBeGreaterThanOrEqual(-0.001);
        expect(late).toBeLessThan(1000);
      }),
      parameters,
    );
  });

  test('a day rule ends at 24:00 of a day that lies at least so many days after the start', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.constantFrom<Unit>('CD', 'WT', 'AT'), start, (amount, unit, from) => {
        const due = real({ amount, unit }, from);
        const last = localDayOf(new Date(due.getTime() - 1));
        expect(endOfDay(last)).toEqual(due);
        expect(last >= addDays(localDayOf(from), amount)).toBe(true);
      }),
      parameters,
    );
  });
});
