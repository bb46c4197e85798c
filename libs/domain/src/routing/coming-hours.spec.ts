import { describe, expect, it } from '@jest/globals';
import { comingHours } from './coming-hours.js';

describe('the hours of the week ahead', () => {
  // Thu 25 Mar 2027 14:20 local; in the night to Sunday an hour is left out.
  const hours = comingHours(new Date('2027-03-25T13:20:00Z'));

  it('begin with the hour under way and hold each weekday and hour once', () => {
    expect(hours[0]).toEqual({ weekday: 4, hour: 14, at: new Date('2027-03-25T13:00:00Z') });
    expect(hours.at(-1)).toEqual({ weekday: 4, hour: 13, at: new Date('2027-04-01T11:00:00Z') });
    expect(new Set(hours.map(({ weekday, hour }) => `${weekday} ${hour}`)).size).toBe(168);
  });
  it('are in order of time, over a change of the clocks too', () => {
    const times = hours.map(({ at }) => at.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(hours.find(({ weekday, hour }) => weekday === 6 && hour === 23)?.at).toEqual(new Date('2027-03-27T22:00:00Z'));
    expect(hours.find(({ weekday, hour }) => weekday === 7 && hour === 23)?.at).toEqual(new Date('2027-03-28T21:00:00Z'));
  });
});
