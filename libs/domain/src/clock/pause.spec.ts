import { NRW_CALENDAR } from '../calendar/nrw-calendar.js';
import { instantAt } from '../calendar/zone.js';
import { STATES } from '../referral/state.js';
import type { PauseReason } from '../referral/codes.js';
import { DEFAULT_AGREEMENT_PARAMETERS } from './agreement-parameters.js';
import { CLOCK_KINDS } from './clock-kinds.js';
import { explain } from './explain.js';
import { attribution, isOverdue } from './overdue.js';
import { InvalidPause, pauseClock, resumeClock, type PausableClock } from './pause.js';
import { ruleSetFor } from './rule-sets.js';
import { startClock } from './start-clock.js';

const at = (time: string): Date => instantAt('2027-06-08', time);
const CLOCK: PausableClock = { kind: 'first_attempt', dueAt: at('18:00'), settledAt: null, pausedSeconds: 0 };
const WISH = { at: at('10:00'), until: at('14:00'), reason: 'person_asked_later' } as const;
const AGREEMENT = { ...DEFAULT_AGREEMENT_PARAMETERS, pauseCapHours: 6 };

describe('a pause', () => {
  test('moves the due instant by the time it lasts', () => {
    expect(pauseClock(CLOCK, WISH, AGREEMENT)).toEqual({ ok: true, pausedUntil: at('14:00'), dueAt: at('22:00') });
  });

  test('is never given to the clocks of the measure, to retention or to answers between organisations', () => {
    const refused = CLOCK_KINDS.filter((kind) => !pauseClock({ ...CLOCK, kind }, WISH, AGREEMENT).ok);
    expect(refused).toEqual(
      expect.arrayContaining(['measure_end', 'measure_extended', 'contact_in_protection', 'retention', 'acknowledge']),
    );
    expect(pauseClock({ ...CLOCK, kind: 'measure_end' }, WISH, AGREEMENT)).toEqual({ ok: false, refusal: 'not_pausable' });
  });

  test('is not given to a clock that is settled, overdue or stands still already', () => {
    for (const clock of [{ settledAt: at('09:00') }, { dueAt: at('10:00') }, { pausedAt: at('09:00') }]) {
      expect(pauseClock({ ...CLOCK, ...clock }, WISH, AGREEMENT)).toEqual({ ok: false, refusal: 'not_pausable' });
    }
  });

  test('is capped over all pauses of the clock together', () => {
    expect(pauseClock(CLOCK, { ...WISH, until: at('16:00') }, AGREEMENT).ok).toBe(true);
    expect(pauseClock(CLOCK, { ...WISH, until: at('16:01') }, AGREEMENT)).toEqual({ ok: false, refusal: 'pause_cap' });
    expect(pauseClock({ ...CLOCK, pausedSeconds: 3 * 3600 }, WISH, AGREEMENT)).toEqual({ ok: false, refusal: 'pause_cap' });
  });

  test('needs a reason from the list and an end after its beginning', () => {
    expect(() => pauseClock(CLOCK, { ...WISH, reason: 'busy' as PauseReason }, AGREEMENT)).toThrow(InvalidPause);
    expect(() => pauseClock(CLOCK, { ...WISH, until: WISH.at }, AGREEMENT)).toThrow(InvalidPause);
  });
});

describe('resuming', () => {
  const startedAt = at('08:00');
  const terms = {
    calendar: NRW_CALENDAR,
    ruleSet: ruleSetFor('2027-06-08'),
    agreement: { ...AGREEMENT, firstAttempt: { amount: 10, unit: 'EH' } },
    agreementVersion: 1,
    riskLevel: 'none',
  } as const;
  const clock = startClock('first_attempt', startedAt, terms);
  if (clock === null) throw new Error('first_attempt applies');
  const paused = {
    dueAt: clock.dueAt,
    derivation: clock.derivation,
    rungs: clock.rungs,
    pausedAt: at('14:00'),
    pausedUntil: at('17:00'),
    reason: 'person_asked_later',
  } as const;

  test('early moves everything ahead by the time stood still, and nothing that had come', () => {
    const resumed = resumeClock(paused, at('15:00'));
    expect(resumed.dueAt).toEqual(at('19:00'));
    expect(resumed.pausedSeconds).toBe(3600);
    expect(resumed.rungs.map((rung) => rung.rung)).toEqual(['warning_2', 'breach', 'escalation_2', 'escalation_3']);
    expect(resumed.rungs[0]?.dueAt).toEqual(at('17:00'));
  });

  test('keeps a passing that a new agreement has put before the pause: it comes as the pause ends', () => {
    const shortened = { ...paused, pausedAt: at('18:30'), pausedUntil: at('20:00') };
    const resumed = resumeClock(shortened, at('20:00'));
    expect(resumed.rungs.map(({ rung, dueAt }) => [rung, dueAt])[0]).toEqual(['breach', at('19:30')]);
  });

  test('late counts only until the agreed end', () => {
    expect(resumeClock(paused, at('23:00')).dueAt).toEqual(at('21:00'));
  });

  test('is told in the sentence', () => {
    expect(explain(resumeClock(paused, at('15:00')).derivation, 'en')).toBe(
      'submitted Tue 8 Jun 2027 08:00; 10 elapsed hours; due Tue 8 Jun 19:00; paused from Tue 8 Jun 14:00 to Tue 8 Jun 15:00 (the person asked to be called later)',
    );
  });
});

describe('overdue', () => {
  test('begins with the due instant itself and ends when the clock is settled', () => {
    const open = { dueAt: at('18:00'), settledAt: null };
    expect(isOverdue(open, new Date(at('18:00').getTime() - 1))).toBe(false);
    expect(isOverdue(open, at('18:00'))).toBe(true);
    expect(isOverdue({ ...open, settledAt: at('19:00') }, at('18:30'))).toBe(true);
    expect(isOverdue({ ...open, settledAt: at('19:00') }, at('19:00'))).toBe(false);
    expect(isOverdue({ ...open, pausedAt: at('17:00') }, at('18:30'))).toBe(false);
  });

  test('counts against the police while a referral is draft, returned or declined', () => {
    expect(STATES.filter((state) => attribution(state) === 'police')).toEqual(['draft', 'returned', 'declined']);
  });
});
