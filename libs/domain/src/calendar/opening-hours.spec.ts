import { DayOutsideCalendar } from './calendar.js';
import { NRW_CALENDAR } from './nrw-calendar.js';
import { addOpeningHours, isOpenAt, NeverOpen, opensNextAt, type OpeningHours } from './opening-hours.js';
import { instantAt } from './zone.js';

const OFFICE: OpeningHours = {
  windows: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })),
  dailyService: false,
  closures: [],
};
const NIGHT_LINE: OpeningHours = {
  windows: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '20:00', closes: '02:00' })),
  dailyService: false,
  closures: [],
};
const DAILY: OpeningHours = {
  ...OFFICE,
  windows: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '08:00', closes: '20:00' })),
  dailyService: true,
};
const BETWEEN_THE_YEARS: OpeningHours = { ...DAILY, closures: [{ from: '2026-12-24', to: '2027-01-01', reason: 'between the years' }] };
const at = instantAt;

describe('a centre with office hours', () => {
  test('is open at its first instant and closed at its last', () => {
    expect(isOpenAt(at('2027-03-25', '09:00'), OFFICE, NRW_CALENDAR)).toBe(true);
    expect(isOpenAt(at('2027-03-25', '17:00'), OFFICE, NRW_CALENDAR)).toBe(false);
  });

  test('is closed on a public holiday and opens next on the Tuesday after Easter', () => {
    expect(isOpenAt(at('2027-03-26', '10:00'), OFFICE, NRW_CALENDAR)).toBe(false);
    expect(opensNextAt(at('2027-03-25', '17:00'), OFFICE, NRW_CALENDAR)).toEqual(at('2027-03-30', '09:00'));
    expect(opensNextAt(at('2027-03-25', '16:59'), OFFICE, NRW_CALENDAR)).toEqual(at('2027-03-25', '16:59'));
  });

  test('counts opening hours across the Easter holidays', () => {
    expect(addOpeningHours(at('2027-03-25', '16:00'), 2, OFFICE, NRW_CALENDAR)).toEqual(at('2027-03-30', '10:00'));
    expect(addOpeningHours(at('2027-03-25', '16:00'), 1, OFFICE, NRW_CALENDAR)).toEqual(at('2027-03-25', '17:00'));
    expect(addOpeningHours(at('2027-03-28', '03:00'), 16, OFFICE, NRW_CALENDAR)).toEqual(at('2027-03-31', '17:00'));
  });

  test('counts fractions of hours to the whole second', () => {
    expect(addOpeningHours(at('2027-03-25', '09:00'), 0.001, OFFICE, NRW_CALENDAR)).toEqual(
      new Date(at('2027-03-25', '09:00').getTime() + 4000),
    );
    expect(addOpeningHours(at('2027-03-25', '09:00'), 0.1 + 0.2, OFFICE, NRW_CALENDAR)).toEqual(at('2027-03-25', '09:18'));
  });
});

describe('a window over midnight', () => {
  test('runs into the next day', () => {
    expect(isOpenAt(at('2027-03-24', '01:59'), NIGHT_LINE, NRW_CALENDAR)).toBe(true);
    expect(isOpenAt(at('2027-03-24', '02:00'), NIGHT_LINE, NRW_CALENDAR)).toBe(false);
    expect(addOpeningHours(at('2027-03-23', '23:00'), 4, NIGHT_LINE, NRW_CALENDAR)).toEqual(at('2027-03-24', '21:00'));
  });

  test('ends at midnight before a closed day and does not begin on one', () => {
    expect(isOpenAt(at('2027-03-26', '00:30'), NIGHT_LINE, NRW_CALENDAR)).toBe(false);
    expect(isOpenAt(at('2027-03-27', '00:30'), NIGHT_LINE, NRW_CALENDAR)).toBe(false);
  });

  test('is longer or shorter on the night of a clock change', () => {
    const line: OpeningHours = { ...NIGHT_LINE, windows: NIGHT_LINE.windows.map((window) => ({ ...window, closes: '04:00' })) };
    expect(addOpeningHours(at('2027-10-30', '20:00'), 9, line, NRW_CALENDAR)).toEqual(at('2027-10-31', '04:00'));
    expect(addOpeningHours(at('2027-03-27', '20:00'), 7, line, NRW_CALENDAR)).toEqual(at('2027-03-28', '04:00'));
  });
});

describe('a centre with service on all 365 days', () => {
  test('is open on a public holiday', () => {
    expect(isOpenAt(at('2027-03-26', '10:00'), DAILY, NRW_CALENDAR)).toBe(true);
  });

  test('is closed by a dated closure all the same', () => {
    expect(isOpenAt(at('2026-12-28', '10:00'), BETWEEN_THE_YEARS, NRW_CALENDAR)).toBe(false);
    expect(addOpeningHours(at('2026-12-23', '19:00'), 2, BETWEEN_THE_YEARS, NRW_CALENDAR)).toEqual(at('2027-01-02', '09:00'));
  });

  test('may be open round the clock', () => {
    const always: OpeningHours = {
      windows: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '00:00', closes: '24:00' })),
      dailyService: true,
      closures: [],
    };
    expect(addOpeningHours(at('2027-03-27', '20:00'), 24, always, NRW_CALENDAR)).toEqual(at('2027-03-28', '21:00'));
  });
});

test('a centre without a window never opens, and no due instant is invented for it', () => {
  const never: OpeningHours = { windows: [], dailyService: true, closures: [] };
  expect(opensNextAt(at('2027-03-25', '10:00'), never, NRW_CALENDAR)).toBeNull();
  expect(() => addOpeningHours(at('2027-03-25', '10:00'), 1, never, NRW_CALENDAR)).toThrow(NeverOpen);
});

test('opening hours beyond the calendar are refused', () => {
  expect(() => addOpeningHours(at('2035-12-31', '16:00'), 9, OFFICE, NRW_CALENDAR)).toThrow(DayOutsideCalendar);
});
