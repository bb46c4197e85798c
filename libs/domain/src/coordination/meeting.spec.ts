import { describe, expect, it } from '@jest/globals';
import { NRW_CALENDAR } from '../calendar/nrw-calendar.js';
import { cancelRefusal, nextSitting, planRefusal, type Rhythm } from './meeting.js';

const at = (text: string): Date => new Date(text);
const PLAN = { kind: 'round_table', districtAgs: '05315', startsAt: at('2027-03-09T13:00:00Z'), endsAt: at('2027-03-09T15:00:00Z') } as const;
const nextAfter = (startsAt: string, rhythm: Rhythm): string => nextSitting({ startsAt: at(startsAt), endsAt: new Date(at(startsAt).getTime() + 7_200_000) }, rhythm, NRW_CALENDAR).startsAt.toISOString();

describe('a plan of a meeting', () => {
  it('is taken for a round table with its district', () => expect(planRefusal(PLAN)).toBeNull());
  it('is refused for a round table of no district', () => expect(planRefusal({ ...PLAN, districtAgs: null })).toBe('district_missing'));
  it('is taken for a conference without a district', () => expect(planRefusal({ ...PLAN, kind: 'conference', districtAgs: null })).toBeNull());
  it('is refused when it ends as it begins', () => expect(planRefusal({ ...PLAN, endsAt: PLAN.startsAt })).toBe('ends_before_start'));
  it('is called off only with a reason', () => expect(['Krankheit', '  ', null].map(cancelRefusal)).toEqual([null, 'cancelled_without_reason', 'cancelled_without_reason']));
});

describe('the next sitting of a series', () => {
  it('comes at the same time on the wall, also after the clocks have changed', () => {
    expect(nextAfter('2027-03-09T13:00:00Z', { every: 4, unit: 'weeks' })).toBe('2027-04-06T12:00:00.000Z');
  });

  it('keeps the weekday and its place in the month', () => {
    expect(nextAfter('2027-03-09T13:00:00Z', { every: 1, unit: 'months' })).toBe('2027-04-13T12:00:00.000Z');
    expect(nextAfter('2027-11-09T13:00:00Z', { every: 3, unit: 'months' })).toBe('2028-02-08T13:00:00.000Z');
  });

  it('takes the last one where a month has no fifth', () => expect(nextAfter('2027-03-30T12:00:00Z', { every: 1, unit: 'months' })).toBe('2027-04-27T12:00:00.000Z'));

  it('gives way to a public holiday', () => {
    // Thu 6 May 2027 is Christi Himmelfahrt.
    expect(nextAfter('2027-04-08T12:00:00Z', { every: 4, unit: 'weeks' })).toBe('2027-05-07T12:00:00.000Z');
  });

  it('is as long as the one before', () => {
    const { startsAt, endsAt } = nextSitting({ startsAt: at('2027-03-09T13:00:00Z'), endsAt: at('2027-03-09T16:30:00Z') }, { every: 8, unit: 'weeks' }, NRW_CALENDAR);
    expect(endsAt.getTime() - startsAt.getTime()).toBe(3.5 * 3_600_000);
  });
});
