import { describe, expect, it } from '@jest/globals';
import { wallClockOf } from '../calendar/zone.js';
import { DEFAULT_QUIET_HOURS, parseQuietHours, quietUntil, UnreadableQuietHours } from './quiet-hours.js';

const DEFAULTS = parseQuietHours(DEFAULT_QUIET_HOURS);
const until = (at: string, rules = DEFAULTS, role = 'counsellor'): string | null => quietUntil(role, new Date(at), rules)?.toISOString() ?? null;

describe('quiet hours', () => {
  it('last over midnight; the beginning is inside, the end is not', () => {
    // Winter: local time is UTC + 1.
    expect(until('2027-01-12T18:59:59.999Z')).toBeNull();
    expect(until('2027-01-12T19:00:00Z')).toBe('2027-01-13T06:00:00.000Z');
    expect(until('2027-01-12T23:30:00Z')).toBe('2027-01-13T06:00:00.000Z');
    expect(until('2027-01-13T05:59:59.999Z')).toBe('2027-01-13T06:00:00.000Z');
    expect(until('2027-01-13T06:00:00Z')).toBeNull();
  });

  it('are by default those of who works by day; officers and the operator have none', () => {
    expect(Object.keys(DEFAULTS)).toEqual(['counsellor', 'centre_lead', 'facilitator', 'facilitator_lead', 'victim_protection', 'police_lead', 'local_coordinator', 'state_coordinator']);
    for (const role of ['officer', 'admin', 'auditor', 'gossip', 'toString']) expect(until('2027-01-12T23:30:00Z', DEFAULTS, role)).toBeNull();
  });

  it('may lie within one day', () => {
    const noon = parseQuietHours('officer=12:00-13:30');
    expect(until('2027-07-06T10:00:00Z', noon, 'officer')).toBe('2027-07-06T11:30:00.000Z');
    expect(until('2027-07-06T11:30:00Z', noon, 'officer')).toBeNull();
    expect(until('2027-07-06T09:59:00Z', noon, 'officer')).toBeNull();
  });

  it('are an hour shorter in the night of the change forward and an hour longer in the night back', () => {
    expect([until('2027-03-27T19:00:00Z'), until('2027-03-28T04:59:59Z'), until('2027-03-28T05:00:00Z')]).toEqual(['2027-03-28T05:00:00.000Z', '2027-03-28T05:00:00.000Z', null]);
    expect([until('2027-10-30T18:00:00Z'), until('2027-10-31T05:59:59Z'), until('2027-10-31T06:00:00Z')]).toEqual(['2027-10-31T06:00:00.000Z', '2027-10-31T06:00:00.000Z', null]);
  });

  it('that end in the hour left out end with the later reading, in the doubled hour with the first', () => {
    const late = parseQuietHours('counsellor=22:00-02:30');
    expect(until('2027-03-28T00:45:00Z', late)).toBe('2027-03-28T01:30:00.000Z');
    expect(until('2027-10-31T00:15:00Z', late)).toBe('2027-10-31T00:30:00.000Z');
    expect(until('2027-10-31T01:15:00Z', late)).toBeNull();
  });

  it('may take the weekend with them, from the night before to the morning after', () => {
    const rules = parseQuietHours('counsellor=20:00-07:00+weekends');
    expect(until('2027-01-15T20:00:00Z', rules)).toBe('2027-01-18T06:00:00.000Z');
    expect(until('2027-01-16T11:00:00Z', rules)).toBe('2027-01-18T06:00:00.000Z');
    expect(until('2027-01-15T12:00:00Z', rules)).toBeNull();
    expect(until('2027-01-16T11:00:00Z')).toBeNull();
  });

  it.each(['2027-03-25', '2027-10-28', '2027-12-30'])('agree with the wall clock in every half hour of the week from %s', (day) => {
    const from = Date.parse(`${day}T00:00:00Z`);
    for (let time = from; time < from + 7 * 86_400_000; time += 30 * 60_000) {
      const wall = wallClockOf(new Date(time)).time;
      const answer = quietUntil('counsellor', new Date(time), DEFAULTS);
      expect(answer === null ? 'not quiet' : wallClockOf(answer).time).toBe(wall >= '20:00' || wall < '07:00' ? '07:00' : 'not quiet');
    }
  });

  it('are none at all when the text is empty', () => {
    expect(parseQuietHours(' ')).toEqual({});
    expect(until('2027-01-12T23:30:00Z', {})).toBeNull();
  });

  it.each([
    ['counselor=20:00-07:00', 'entry 1 names no role'],
    ['clock=20:00-07:00', 'entry 1 names no role'],
    ['officer=22:00-06:00,counsellor=20:00-24:00', 'entry 2 names a time that is none'],
    ['counsellor=20:60-07:00', 'entry 1 names a time that is none'],
    ['counsellor=7:00-08:00', 'entry 1 must read'],
    ['counsellor=20:00–07:00', 'entry 1 must read'],
    ['counsellor', 'entry 1 must read'],
    ['counsellor=20:00-07:00+holidays', 'entry 1 must read'],
    ['counsellor=20:00-07:00,', 'entry 2 must read'],
    ['counsellor=20:00-20:00', 'entry 1 begins and ends'],
    ['counsellor=20:00-07:00,counsellor=21:00-06:00', 'entry 2 names a role for the second time'],
  ])('are refused in words, never read as a default: %s', (text, words) => {
    expect(() => parseQuietHours(text)).toThrow(UnreadableQuietHours);
    expect(() => parseQuietHours(text)).toThrow(words);
  });
});
