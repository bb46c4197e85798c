import { describe, expect, it } from '@jest/globals';
import { phoneFrozen, type Attempt } from './attempt.js';
import { attemptRuleGap, attemptRuleMet, DEFAULT_ATTEMPT_RULE, timeOfDay } from './attempt-rule.js';

const call = (at: string, more: Partial<Attempt> = {}): Attempt => ({
  at: new Date(at),
  channel: 'phone',
  result: 'no_answer',
  contactVersion: 1,
  ...more,
});
const letter = (at: string): Attempt => call(at, { channel: 'letter', result: 'letter_sent' });
const post = { letterAllowed: true };
const noPost = { letterAllowed: false };
// Mon 5 and Tue 6 April 2027, summer time.
const THREE_TRIES = [call('2027-04-05T08:00Z'), call('2027-04-05T16:00Z'), call('2027-04-06T08:00Z')];

describe('the attempt rule', () => {
  it('is met by three tries on two days at two times of day when post is not allowed', () => {
    expect(attemptRuleMet(THREE_TRIES, DEFAULT_ATTEMPT_RULE, noPost)).toBe(true);
  });

  it('asks for the neutral letter after the tries when post is allowed', () => {
    expect(attemptRuleGap(THREE_TRIES, DEFAULT_ATTEMPT_RULE, post)).toEqual({ attempts: 0, days: 0, timesOfDay: 0, letter: true });
    expect(attemptRuleMet([...THREE_TRIES, letter('2027-04-06T09:00Z')], DEFAULT_ATTEMPT_RULE, post)).toBe(true);
  });

  it('does not count a letter sent before the tries were complete', () => {
    expect(attemptRuleMet([letter('2027-04-05T09:00Z'), ...THREE_TRIES], DEFAULT_ATTEMPT_RULE, post)).toBe(false);
  });

  it('says what is missing', () => {
    const sameEvening = [call('2027-04-05T16:00Z'), call('2027-04-05T17:00Z')];
    expect(attemptRuleGap(sameEvening, DEFAULT_ATTEMPT_RULE, noPost)).toEqual({ attempts: 1, days: 1, timesOfDay: 1, letter: false });
    expect(attemptRuleGap([], DEFAULT_ATTEMPT_RULE, noPost)).toEqual({ attempts: 3, days: 2, timesOfDay: 2, letter: false });
  });

  it('counts neither letters nor numbers that do not exist as tries', () => {
    const tries = [...THREE_TRIES.slice(0, 2), letter('2027-04-06T08:00Z'), call('2027-04-06T08:00Z', { result: 'number_invalid' })];
    expect(attemptRuleGap(tries, DEFAULT_ATTEMPT_RULE, noPost)).toMatchObject({ attempts: 1, days: 1 });
  });

  it('counts days in Berlin: 23:30 and 00:30 there are two', () => {
    const aroundMidnight = [call('2027-04-05T21:30Z'), call('2027-04-05T22:30Z'), call('2027-04-05T22:40Z')];
    expect(attemptRuleGap(aroundMidnight, DEFAULT_ATTEMPT_RULE, noPost).days).toBe(0);
  });

  it.each([
    ['2027-04-05T09:59Z', 'morning'],
    ['2027-04-05T10:00Z', 'afternoon'],
    ['2027-04-05T14:59Z', 'afternoon'],
    ['2027-04-05T15:00Z', 'evening'],
    ['2027-03-27T11:00Z', 'afternoon'], // the day before the clock change: still winter time
  ])('puts %s into the %s', (at, expected) => expect(timeOfDay(new Date(at))).toBe(expected));
});

describe('the phone', () => {
  const other = (version = 1): Attempt => call('2027-04-05T08:00Z', { result: 'other_person', contactVersion: version });

  it('is frozen when somebody else answered twice, not once', () => {
    expect(phoneFrozen([other()])).toBe(false);
    expect(phoneFrozen([other(), call('2027-04-05T16:00Z'), other()])).toBe(true);
  });

  it('is frozen after one unsafe attempt', () => expect(phoneFrozen([call('2027-04-05T08:00Z', { result: 'unsafe' })])).toBe(true));

  it('is free again once a newer contact version answers the question for a safe channel', () => {
    expect(phoneFrozen([other(1), other(1)], 2)).toBe(false);
    expect(phoneFrozen([other(1), other(2), other(2)], 2)).toBe(true);
  });
});
