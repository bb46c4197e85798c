import { dueMinute, type OracleRule } from '../../../../test/support/oracle/due.js';
import { Timeline, type Hours, type Minute } from '../../../../test/support/oracle/timeline.js';
import type { Calendar } from '../calendar/calendar.js';
import { NRW_CALENDAR } from '../calendar/nrw-calendar.js';
import { dueAt } from './due-at.js';

const weekdays = (days: readonly number[], opens: string, closes: string): Hours['windows'] => days.map((weekday) => ({ weekday, opens, closes }));
const ALL = [1, 2, 3, 4, 5, 6, 7];

/** Office hours with a break, a line through the night, all days, round the clock, and a line whose windows end inside the hour that a clock change moves. */
const CENTRES: readonly Hours[] = [
  { windows: [...weekdays([1, 2, 3, 4, 5], '09:00', '12:30'), ...weekdays([1, 2, 4], '13:30', '17:00')], dailyService: false, closures: [] },
  { windows: weekdays(ALL, '20:00', '02:00'), dailyService: false, closures: [{ from: '2026-12-24', to: '2027-01-01' }] },
  { windows: weekdays(ALL, '08:00', '20:00'), dailyService: true, closures: [{ from: '2028-02-24', to: '2028-02-29' }] },
  { windows: weekdays(ALL, '00:00', '24:00'), dailyService: true, closures: [] },
  { windows: [...weekdays([5, 6], '18:00', '02:30'), ...weekdays([7], '02:30', '06:00')], dailyService: true, closures: [] },
];
/** One rule of every unit for every minute, and more of them for every half hour. */
const EACH: readonly OracleRule[] = [{ amount: 24, unit: 'EH' }, { amount: 1, unit: 'CD' }, { amount: 1, unit: 'WT' }, { amount: 2, unit: 'AT' }, { amount: 4, unit: 'OH' }];
const MORE: readonly OracleRule[] = [
  ...[0.5, 8, 72].map((amount) => ({ amount, unit: 'EH' }) as const),
  ...[0, 7, 10].map((amount) => ({ amount, unit: 'CD' }) as const),
  { amount: 3, unit: 'WT' },
  { amount: 5, unit: 'AT' },
  'end_of_next_AT',
  ...[0.5, 13].map((amount) => ({ amount, unit: 'OH' }) as const),
];
const unitOf = (rule: OracleRule): string => (rule === 'end_of_next_AT' ? 'AT' : rule.unit);

const timeline = new Timeline();

/** The days around which something goes wrong: both clock changes and every public holiday, with the day before and the day after. */
const AROUND: readonly number[] = timeline.days.flatMap((day, index) => {
  const near = [index - 1, index, index + 1].map((other) => timeline.days[other]);
  const special = near.some((other, place) => {
    const next = timeline.days[index + place];
    return other !== undefined && next !== undefined && (other.holiday || next.first - other.first !== 1440);
  });
  return special && day.name >= '2024-01-02' && day.name <= '2035-12-20' ? [index] : [];
});

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
/** Which of the days are walked: one by the seed, EVERY_MINUTE=all, or a part of them by number, EVERY_MINUTE=100-199. */
const wanted = process.env['EVERY_MINUTE'];
const [from = 0, to = from] = (wanted === 'all' ? `0-${AROUND.length - 1}` : (wanted ?? String(seed % AROUND.length))).split('-').map(Number);
const chosen = AROUND.slice(from, to + 1);

type Candidate = (rule: OracleRule, start: Date, hours: Hours, calendar: Calendar) => Date;
const engine: Candidate = (rule, start, hours, calendar) =>
  dueAt(rule, start, calendar, { ...hours, closures: hours.closures.map((closure) => ({ ...closure, reason: 'closed' })) });

interface Comparison {
  looked: number;
  readonly differences: string[];
}

/** Compares a candidate with the walked minutes, from every `every`th minute of the days on. */
function compare(candidate: Candidate, days: readonly number[], rules: readonly OracleRule[], every: number): Comparison {
  const found: Comparison = { looked: 0, differences: [] };
  const look = (rule: OracleRule, start: Minute, hours: Hours, walked: Minute): void => {
    found.looked += 1;
    const due = candidate(rule, new Date(start * 60_000), hours, NRW_CALENDAR);
    if (due.getTime() !== walked * 60_000 && found.differences.length < 5) {
      const instants = [new Date(start * 60_000), due, new Date(walked * 60_000)].map((instant) => instant.toISOString());
      found.differences.push(`${JSON.stringify(rule)} from ${instants[0]}: ${instants[1]}, walked ${instants[2]} (${JSON.stringify(hours.windows[0])})`);
    }
  };
  const centres = CENTRES.map((hours) => ({ hours, open: timeline.openMinutes(hours) }));
  for (const day of days) {
    for (let start = timeline.day(day).first; start < timeline.endOf(day); start += every) {
      for (const rule of rules) {
        // A sample gives each minute one of the centres, the whole sweep all of them.
        const asked = centres.filter((_, index) => (unitOf(rule) === 'OH' && wanted !== undefined) || index === start % centres.length);
        for (const { hours, open } of asked) look(rule, start, hours, dueMinute(rule, start, timeline, open));
      }
    }
  }
  return found;
}

const HOUR = 3_600_000;

describe(`around clock changes and holidays (days ${from} to ${to} of ${AROUND.length}, seed ${seed})`, () => {
  test('every unit is due from every minute when walking on minute by minute says so', () => {
    const { looked, differences } = compare(engine, chosen, EACH, 1);
    if (wanted !== undefined) process.stdout.write(`every minute: ${looked} due instants from ${chosen.length} days\n`);
    expect(differences).toEqual([]);
    expect(looked).toBeGreaterThanOrEqual(chosen.length * 1_380 * EACH.length);
  }, 6 * HOUR);

  test('other amounts are due from every half hour when walking on says so', () => {
    expect(compare(engine, chosen, MORE, 30).differences).toEqual([]);
  }, HOUR);

  /** A day with a clock change and one before a holiday. */
  const planted = [timeline.named('2027-10-30'), timeline.named('2027-05-26')];
  const { '2027-05-27': _corpusChristi, ...otherHolidays } = NRW_CALENDAR.holidays;
  const only = (unit: string, fault: Candidate): Candidate => (rule, ...terms) => (unitOf(rule) === unit ? fault : engine)(rule, ...terms);
  const shifted = (candidate: Candidate, before: number, after: number): Candidate => (rule, start, ...terms) =>
    new Date(candidate(rule, new Date(start.getTime() + before), ...terms).getTime() + after);
  const faults: Readonly<Record<string, Candidate>> = {
    'elapsed hours that end a minute late': only('EH', shifted(engine, 0, 60_000)),
    'opening hours counted from the minute before': only('OH', shifted(engine, -60_000, 0)),
    'days of 24 hours': only('CD', shifted(engine, -24 * HOUR, 24 * HOUR)),
    'a forgotten holiday': (rule, start, hours) => engine(rule, start, hours, { ...NRW_CALENDAR, holidays: otherHolidays }),
  };
  test.each(Object.entries(faults))('would find %s', (_, fault) => {
    expect(compare(fault, planted, EACH, 180).differences).not.toEqual([]);
  });
});
