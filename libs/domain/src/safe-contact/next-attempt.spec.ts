import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NRW_CALENDAR } from '../calendar/nrw-calendar.js';
import { isOpenAt } from '../calendar/opening-hours.js';
import { DEFAULT_ATTEMPT_RULE } from '../referral/attempt-rule.js';
import type { Attempt } from '../referral/attempt.js';
import { proposeNextAttempt, type NextAttempt, type NextAttemptQuestion } from './next-attempt.js';
import type { SafeContact, SafeWindow } from './safe-contact.js';
import { insideSafeWindow } from './safe-window.js';

const OPEN: SafeContact = {
  phone: 'safe', whosePhone: 'own', windows: [], voicemail: false, textMessage: false, letter: false, email: false, otherPersonMayAnswer: false,
  codeWord: null, trustedPerson: null,
};
const OFFICE = { hours: { windows: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })), dailyService: false, closures: [] }, calendar: NRW_CALENDAR };
const at = (instant: string): Date => new Date(instant);
const during = (...windows: SafeWindow[]): SafeContact => ({ ...OPEN, windows });
const call = (instant: string, result: Attempt['result'] = 'no_answer'): Attempt => ({ at: at(instant), channel: 'phone', result, contactVersion: 1 });
const ask = (change: Partial<NextAttemptQuestion> = {}): NextAttemptQuestion => ({
  now: at('2027-03-02T09:00:00Z'), safeContact: OPEN, attempts: [], rule: DEFAULT_ATTEMPT_RULE, dueAt: at('2027-03-09T09:00:00Z'), ...change,
});
const words = (next: NextAttempt): string =>
  next.kind === 'none' ? next.why : `${next.kind} ${next.from.toISOString().slice(0, 16)}/${next.to.toISOString().slice(0, 16)} ${next.reasons.join('+')}`;

describe('the next attempt', () => {
  it('is now, when nothing was named and it is day', () =>
    expect(words(proposeNextAttempt(ask()))).toBe('inside 2027-03-02T09:00/2027-03-02T11:00 usual_hours+before_deadline'));

  it('waits for the person’s window', () =>
    expect(words(proposeNextAttempt(ask({ safeContact: during({ days: [3], from: '18:00', to: '20:00' }) })))).toBe(
      'inside 2027-03-03T17:00/2027-03-03T19:00 safe_window+before_deadline',
    ));

  it('is at another time of day after a call in the morning', () =>
    expect(words(proposeNextAttempt(ask({ attempts: [call('2027-03-02T08:50:00Z')] })))).toBe(
      'inside 2027-03-02T11:00/2027-03-02T16:00 usual_hours+other_time_of_day+before_deadline',
    ));

  it('brings the last attempt all that is missing: another day and another time of day', () =>
    expect(words(proposeNextAttempt(ask({ attempts: [call('2027-03-02T07:10:00Z'), call('2027-03-02T08:50:00Z')] })))).toBe(
      'inside 2027-03-03T11:00/2027-03-03T16:00 usual_hours+other_day+other_time_of_day+before_deadline',
    ));

  it('keeps to the hours of the office and its holidays', () => {
    // Thu 25 Mar 2027 17:30; Good Friday, the weekend and Easter Monday are closed.
    const next = proposeNextAttempt(ask({ now: at('2027-03-25T16:30:00Z'), dueAt: at('2027-04-01T10:00:00Z'), office: OFFICE }));
    expect(words(next)).toBe('inside 2027-03-30T07:00/2027-03-30T10:00 opening_hours+before_deadline');
  });

  it('says when no window is left before the deadline, and names the first one after it', () =>
    expect(words(proposeNextAttempt(ask({ safeContact: during({ days: [7], from: '10:00', to: '11:00' }), dueAt: at('2027-03-05T09:00:00Z') })))).toBe(
      'late 2027-03-07T09:00/2027-03-07T10:00 safe_window+after_deadline',
    ));

  it('is none for an unsafe or frozen phone, or when window and office never meet', () => {
    expect(words(proposeNextAttempt(ask({ safeContact: { ...OPEN, phone: 'unsafe' } })))).toBe('phone_unsafe');
    expect(words(proposeNextAttempt(ask({ attempts: [call('2027-03-01T09:00:00Z', 'unsafe')] })))).toBe('phone_frozen');
    expect(words(proposeNextAttempt(ask({ attempts: [call('2027-03-01T09:00:00Z', 'unsafe')], frozen: false })))).toMatch(/^inside/);
    expect(words(proposeNextAttempt(ask({ safeContact: during({ days: [6], from: '10:00', to: '11:00' }), office: OFFICE })))).toBe('no_common_time');
  });

  it('reads a window by the wall clock on both sides of the clock change', () => {
    const nights = during({ days: [7], from: '09:00', to: '10:00' });
    const spring = proposeNextAttempt(ask({ now: at('2027-03-27T12:00:00Z'), safeContact: nights, dueAt: null }));
    const autumn = proposeNextAttempt(ask({ now: at('2027-10-30T12:00:00Z'), safeContact: nights, dueAt: null }));
    expect([words(spring), words(autumn)]).toEqual(['inside 2027-03-28T07:00/2027-03-28T08:00 safe_window', 'inside 2027-10-31T08:00/2027-10-31T09:00 safe_window']);
  });
});

const HOUR = 3_600_000;
const time = fc.integer({ min: 0, max: 95 }).map((quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`);
const aWindow = fc.record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), from: time, to: time });
// Around both clock changes of 2027, and any other day.
const anInstant = fc
  .tuple(fc.constantFrom('2027-03-27T12:00:00Z', '2027-10-30T12:00:00Z', '2027-06-15T12:00:00Z', '2027-12-23T12:00:00Z'), fc.integer({ min: -72 * 60, max: 72 * 60 }))
  .map(([base, minutes]) => new Date(at(base).getTime() + minutes * 60_000));
const aQuestion = fc
  .record({
    now: anInstant,
    windows: fc.array(aWindow, { maxLength: 3 }),
    before: fc.array(fc.record({ hours: fc.integer({ min: 0, max: 200 }), result: fc.constantFrom('no_answer' as const, 'hung_up' as const) }), { maxLength: 3 }),
    due: fc.option(fc.integer({ min: -48, max: 240 })),
    office: fc.boolean(),
  })
  .map(({ now, windows, before, due, office }): NextAttemptQuestion => ({
    now, safeContact: during(...windows), rule: DEFAULT_ATTEMPT_RULE,
    attempts: before.map(({ hours, result }) => ({ at: new Date(now.getTime() - hours * HOUR), channel: 'phone', result, contactVersion: 1 })),
    dueAt: due === null ? null : new Date(now.getTime() + due * HOUR),
    ...(office && { office: OFFICE }),
  }));
// Windows and hours begin at quarters: each quarter inside, and the last minute, stand for all minutes.
const minutesOf = ({ from, to }: { readonly from: Date; readonly to: Date }): readonly Date[] =>
  [...Array.from({ length: Math.ceil((to.getTime() - from.getTime()) / 900_000) }, (_, quarter) => new Date(from.getTime() + quarter * 900_000)), new Date(to.getTime() - 60_000)];

/** What is wrong with a proposal; null when it keeps every promise. */
function broken(question: NextAttemptQuestion, next: NextAttempt): string | null {
  if (next.kind === 'none') return null;
  if (next.from < question.now || next.from >= next.to) return 'lies in the past or is empty';
  if (!minutesOf(next).every((minute) => insideSafeWindow(question.safeContact, minute))) return 'lies outside a safe window';
  if (question.office !== undefined && !minutesOf(next).every((minute) => isOpenAt(minute, OFFICE.hours, NRW_CALENDAR))) return 'lies in a closed office';
  if (next.kind === 'inside' && question.dueAt !== null && next.to > question.dueAt) return 'runs past the deadline unsaid';
  return null;
}

describe('a proposal, whatever is asked', () => {
  it('never leaves the safe windows and the office, never runs past the deadline unsaid, across both clock changes', () => {
    fc.assert(fc.property(aQuestion, (question) => broken(question, proposeNextAttempt(question)) === null), { numRuns: 150 });
  });

  it('is caught when it would', () => {
    const question = ask({ safeContact: during({ days: [2], from: '10:00', to: '11:00' }), office: OFFICE, dueAt: at('2027-03-02T09:30:00Z') });
    const span = (from: string, to: string): NextAttempt => ({ kind: 'inside', from: at(from), to: at(to), reasons: [] });
    expect(broken(question, span('2027-03-02T09:00:00Z', '2027-03-02T09:30:00Z'))).toBeNull();
    expect(broken(question, span('2027-03-02T09:00:00Z', '2027-03-02T09:45:00Z'))).toBe('runs past the deadline unsaid');
    expect(broken(question, span('2027-03-02T09:30:00Z', '2027-03-02T10:15:00Z'))).toBe('lies outside a safe window');
    expect(broken({ ...question, safeContact: OPEN }, span('2027-03-02T16:30:00Z', '2027-03-02T17:00:00Z'))).toBe('lies in a closed office');
  });
});
