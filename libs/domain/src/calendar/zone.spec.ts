import { clockChangesBetween, endOfDay, instantAt, localDayOf, startOfDay, wallClockOf, wholeSecondUp } from './zone.js';

const HOUR = 3_600_000;

test('an instant just before local midnight lies on another day than in UTC', () => {
  expect(localDayOf(new Date('2026-12-15T22:59:59Z'))).toBe('2026-12-15');
  expect(localDayOf(new Date('2026-12-15T23:00:00Z'))).toBe('2026-12-16');
});

test('the day of the spring change has 23 hours, that of the autumn change 25', () => {
  expect(endOfDay('2027-03-28').getTime() - startOfDay('2027-03-28').getTime()).toBe(23 * HOUR);
  expect(endOfDay('2027-10-31').getTime() - startOfDay('2027-10-31').getTime()).toBe(25 * HOUR);
});

test('the end of the year is the first instant of the next', () => {
  expect(endOfDay('2026-12-31').toISOString()).toBe('2026-12-31T23:00:00.000Z');
});

test('a time in the hour left out is read later, one in the doubled hour the first time', () => {
  expect(instantAt('2027-03-28', '02:30').toISOString()).toBe('2027-03-28T01:30:00.000Z');
  expect(instantAt('2027-10-31', '02:30').toISOString()).toBe('2027-10-31T00:30:00.000Z');
  expect(instantAt('2027-10-31', '24:00')).toEqual(endOfDay('2027-10-31'));
});

test('an impossible day is refused', () => {
  expect(() => startOfDay('2027-02-29')).toThrow(RangeError);
});

test('both clock changes are found with their day and direction', () => {
  expect(clockChangesBetween(startOfDay('2027-01-01'), endOfDay('2027-12-31'))).toEqual([
    { day: '2027-03-28', direction: 'forward' },
    { day: '2027-10-31', direction: 'back' },
  ]);
  expect(clockChangesBetween(startOfDay('2027-04-01'), startOfDay('2027-10-01'))).toEqual([]);
});

test('the clock on the wall shows local time and weekday', () => {
  expect(wallClockOf(new Date('2027-03-26T20:40:00Z'))).toEqual({ day: '2027-03-26', time: '21:40', weekday: 5 });
});

test('a due instant is rounded up to the whole second', () => {
  expect(wholeSecondUp(1000).getTime()).toBe(1000);
  expect(wholeSecondUp(1001).getTime()).toBe(2000);
});
