import { NRW_CALENDAR } from '../calendar/nrw-calendar.js';
import { openSpansBetween, type OpeningHours } from '../calendar/opening-hours.js';
import { instantAt } from '../calendar/zone.js';
import { LocalDays } from './local-days.js';

const week = (opens: string, closes: string, weekdays = [1, 2, 3, 4, 5, 6, 7]): OpeningHours['windows'] => weekdays.map((weekday) => ({ weekday, opens, closes }));
const KINDS: Readonly<Record<string, OpeningHours>> = {
  'by day': { windows: week('09:00', '17:00', [1, 2, 4]), dailyService: false, closures: [{ from: '2026-12-24', to: '2027-01-02', reason: 'between the years' }] },
  'twice a day, and on Saturday': { windows: [...week('09:00', '12:30'), ...week('14:15', '18:00', [3, 6])], dailyService: false, closures: [] },
  'over midnight': { windows: week('20:00', '02:30'), dailyService: false, closures: [{ from: '2026-11-03', to: '2026-11-03', reason: 'works outing' }] },
  'until midnight, on holidays too': { windows: [...week('08:00', '24:00'), ...week('18:00', '00:00')], dailyService: true, closures: [] },
  'in the hours of the clock changes': { windows: week('02:15', '03:30'), dailyService: true, closures: [] },
};

describe('the local days of a year and more', () => {
  const [from, until] = [instantAt('2026-02-03', '11:20'), instantAt('2027-04-20', '15:40')];
  const days = new LocalDays(NRW_CALENDAR, from, until);

  test.each(Object.entries(KINDS))('hold the same open stretches as the calendar says one by one: %s', (_, hours) => {
    const expected = openSpansBetween(from, until, hours, NRW_CALENDAR).map((span) => [span.from.getTime(), span.until.getTime()]);
    expect(expected.length).toBeGreaterThan(100);
    expect(days.openSpans(hours, from.getTime(), until.getTime())).toEqual(expected);
  });

  test('would not, without the closures', () => {
    const hours = KINDS['by day'] as OpeningHours;
    const expected = openSpansBetween(from, until, hours, NRW_CALENDAR).length;
    expect(days.openSpans({ ...hours, closures: [] }, from.getTime(), until.getTime())).not.toHaveLength(expected);
  });
});
