import { weeksOf, type NamedDuty } from './duty-weeks.js';

const duty = (name: string, startsAt: string, endsAt: string): NamedDuty => ({ person: { name }, startsAt, endsAt });
// Thu 25 Mar 2027; summer time begins on Sun 28 Mar.
const NOW = new Date('2027-03-25T09:00:00Z');

describe('the weeks of the on-call calendar', () => {
  it('begin on Monday and hold seven local days, the week of the clock change too', () => {
    const [week, next] = weeksOf([], [], NOW, 2);
    expect([week?.monday, week?.days.map(({ day }) => day).join(' ')]).toEqual(['2027-03-22', '2027-03-22 2027-03-23 2027-03-24 2027-03-25 2027-03-26 2027-03-27 2027-03-28']);
    expect(next?.monday).toBe('2027-03-29');
  });

  it('say who takes the weekend, and what of it nobody takes', () => {
    const [week] = weeksOf([duty('Ada', '2027-03-26T17:00:00Z', '2027-03-28T10:00:00Z')], [], NOW, 1);
    expect(week?.weekend).toEqual({ names: ['Ada'], open: [{ startsAt: '2027-03-28T10:00:00.000Z', endsAt: '2027-03-28T22:00:00.000Z' }] });
  });

  it('leave nothing open when two take it one after the other', () => {
    const [week] = weeksOf([duty('Ada', '2027-03-26T17:00:00Z', '2027-03-28T10:00:00Z'), duty('Bo', '2027-03-28T09:00:00Z', '2027-03-29T06:00:00Z')], [], NOW, 1);
    expect(week?.weekend).toEqual({ names: ['Ada', 'Bo'], open: [] });
  });

  it('call a weekend without anybody open from beginning to end, 47 hours long when the clocks go forward', () => {
    const [week] = weeksOf([], [], NOW, 1);
    expect(week?.weekend).toEqual({ names: [], open: [{ startsAt: '2027-03-26T23:00:00.000Z', endsAt: '2027-03-28T22:00:00.000Z' }] });
  });

  it('show on each day whoever is on call and when nobody can be reached', () => {
    const gap = { startsAt: '2027-03-24T08:00:00Z', endsAt: '2027-03-24T10:00:00Z' };
    const [week] = weeksOf([duty('Ada', '2027-03-23T20:00:00Z', '2027-03-24T06:00:00Z')], [gap], NOW, 1);
    expect(week?.days.map(({ duties, gaps }) => `${duties.length}${gaps.length}`).join(' ')).toBe('00 10 11 00 00 00 00');
  });
});
