import { NRW_CALENDAR } from '../calendar/nrw-calendar.js';
import { instantAt } from '../calendar/zone.js';
import { DEFAULT_AGREEMENT_PARAMETERS } from './agreement-parameters.js';
import { recomputeClock, type UnsettledClock } from './recompute-clock.js';
import { ruleSetFor } from './rule-sets.js';
import { startClock, type ClockTerms } from './start-clock.js';

const at = (time: string, day = '2027-06-08'): Date => instantAt(day, time);
const firstAttempt = (hours: number): ClockTerms => ({
  calendar: NRW_CALENDAR, ruleSet: ruleSetFor('2027-06-08'), agreementVersion: 1, riskLevel: 'none',
  agreement: { ...DEFAULT_AGREEMENT_PARAMETERS, firstAttempt: { amount: hours, unit: 'EH' } },
});

/** Started at 08:00 with 10 hours, warnings at 13:00 and 16:00; stood still from 11:00 to 15:00. */
function pausedForFourHours(): UnsettledClock {
  const clock = startClock('first_attempt', at('08:00'), firstAttempt(10));
  if (clock === null) throw new Error('first_attempt applies');
  const later = (instant: Date): Date => new Date(instant.getTime() + 4 * 3_600_000);
  return {
    ...clock, dueAt: later(clock.dueAt), ahead: clock.rungs.map((rung) => ({ ...rung, dueAt: later(rung.dueAt) })), fired: [], pausedSeconds: 4 * 3600, pausedAt: null,
  };
}
const change = { at: at('16:30'), reason: 'agreement' } as const;

describe('a clock that has stood still, computed anew', () => {
  test('does not move on the terms it has, though its warning would have passed without the pause', () => {
    expect(recomputeClock(pausedForFourHours(), firstAttempt(10), change)).toBeNull();
  });

  test('keeps the warnings that lie ahead by the time it stood still', () => {
    const fresh = recomputeClock(pausedForFourHours(), firstAttempt(11), change);
    expect(fresh?.dueAt).toEqual(at('23:00'));
    expect(fresh?.rungs.slice(0, 3).map(({ rung, dueAt }) => [rung, dueAt])).toEqual([
      ['warning_1', at('17:30')], ['warning_2', at('20:48')], ['breach', at('23:00')],
    ]);
  });
});

describe('a clock that has passed, computed anew', () => {
  const passed: UnsettledClock = { ...pausedForFourHours(), pausedSeconds: 0, dueAt: at('18:00'), fired: ['warning_1', 'warning_2', 'breach'], ahead: pausedForFourHours().ahead.slice(3) };

  test('does not tell its passing again while that lies behind it', () => {
    expect(recomputeClock(passed, firstAttempt(11), { ...change, at: at('20:00') })?.rungs.map(({ rung }) => rung)).toEqual(['escalation_2', 'escalation_3']);
  });

  test('tells it again where it lies ahead', () => {
    expect(recomputeClock(passed, firstAttempt(13), { ...change, at: at('20:00') })?.rungs.map(({ rung }) => rung)).toEqual(['breach', 'escalation_2', 'escalation_3']);
  });
});
