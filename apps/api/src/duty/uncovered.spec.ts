import { describe, expect, it } from '@jest/globals';
import { uncovered, type Period, type Roster } from './uncovered.js';

const day = (of: number, hour = 0): Date => new Date(Date.UTC(2027, 2, of, hour));
const span = (from: number, until: number): Period => ({ startsAt: day(from), endsAt: day(until) });
const WEEK = span(1, 8);
const people = [
  { id: 'ann', role: 'counsellor' },
  { id: 'ben', role: 'counsellor' },
  { id: 'lea', role: 'centre_lead' },
] as const;
const roster = (more: Partial<Roster>): Roster => ({ people, absences: [], onCall: [], ...more });
const away = (userId: string, from: number, until: number, deputyId: string | null = null) => ({ userId, deputyId, ...span(from, until) });
const times = (found: ReturnType<typeof uncovered>) => found.map(({ role, startsAt, endsAt }) => `${role} ${startsAt.getUTCDate()}–${endsAt.getUTCDate()}`);

describe('the times in which nobody of a role can be reached', () => {
  it('are none while one of two is there', () => expect(uncovered(roster({ absences: [away('ann', 2, 4)] }), WEEK)).toEqual([]));
  it('are those in which both are away', () =>
    expect(times(uncovered(roster({ absences: [away('ann', 2, 5), away('ben', 3, 7)] }), WEEK))).toEqual(['counsellor 3–5']));
  it('end where a deputy stands in, of whatever role', () =>
    expect(times(uncovered(roster({ absences: [away('ann', 2, 5), away('ben', 4, 7, 'lea')] }), WEEK))).toEqual([]));
  it('remain where the deputy is away too', () =>
    expect(times(uncovered(roster({ absences: [away('ann', 2, 5, 'lea'), away('ben', 2, 5), away('lea', 4, 6)] }), WEEK))).toEqual(['counsellor 4–5', 'centre_lead 4–6']));
  it('are bridged by somebody on call, unless that person is away', () => {
    const both = [away('ann', 2, 5), away('ben', 2, 5)];
    expect(times(uncovered(roster({ absences: both, onCall: [{ userId: 'lea', ...span(3, 4) }] }), WEEK))).toEqual(['counsellor 2–3', 'counsellor 4–5']);
    expect(times(uncovered(roster({ absences: both, onCall: [{ userId: 'ann', ...span(3, 4) }] }), WEEK))).toEqual(['counsellor 2–5']);
  });
  it('are cut at the edges of the period, and told as one where one absence follows another', () =>
    expect(times(uncovered(roster({ absences: [away('lea', 1, 3), away('lea', 3, 20)] }), span(2, 8)))).toEqual(['centre_lead 2–8']));
  it('know no role that the organisation does not have', () => expect(uncovered(roster({ people: [] }), WEEK)).toEqual([]));
});
