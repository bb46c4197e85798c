import { describe, expect, it } from '@jest/globals';
import type { Attempt } from '../referral/attempt.js';
import { CHANNELS, type Channel } from '../referral/codes.js';
import { attemptFacts, attemptRefusal, type AttemptQuestion } from './attempt-refusal.js';
import { safeContactAnswered, type SafeContact, type SafeWindow } from './safe-contact.js';
import { insideSafeWindow, nextSafeWindow } from './safe-window.js';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const OPEN: SafeContact = {
  phone: 'safe',
  whosePhone: 'own',
  windows: [],
  voicemail: false,
  textMessage: false,
  letter: false,
  email: false,
  otherPersonMayAnswer: false,
  codeWord: null,
  trustedPerson: null,
};
const during = (...windows: SafeWindow[]): SafeContact => ({ ...OPEN, windows });
const at = (instant: string): Date => new Date(instant);
const iso = (span: { from: Date; to: Date } | null): readonly string[] | null => span && [span.from.toISOString(), span.to.toISOString()];

describe('the question for a safe contact', () => {
  it('is answered only when there is an answer', () => {
    expect([
      safeContactAnswered(undefined),
      safeContactAnswered(null),
      safeContactAnswered(OPEN),
      safeContactAnswered({ ...OPEN, phone: 'unknown' }),
    ]).toEqual([false, false, true, true]);
  });

  it('is not answered when the phone is unsafe and no other way is open', () => {
    expect(safeContactAnswered({ ...OPEN, phone: 'unsafe', textMessage: true, voicemail: true })).toBe(false);
    expect(safeContactAnswered({ ...OPEN, phone: 'unsafe', letter: true })).toBe(true);
    expect(safeContactAnswered({ ...OPEN, phone: 'unsafe', trustedPerson: { name: 'Tante Fiktiv', phone: '0211 0000001' } })).toBe(true);
    expect(safeContactAnswered({ ...OPEN, phone: 'unsafe', trustedPerson: { name: 'Tante Fiktiv', phone: ' ' } })).toBe(false);
  });

  it.each([
    { days: [], from: '08:00', to: '10:00' },
    { days: [0], from: '08:00', to: '10:00' },
    { days: [8], from: '08:00', to: '10:00' },
    { days: [1], from: '8:00', to: '10:00' },
    { days: [1], from: '24:00', to: '10:00' },
    { days: [1], from: '08:00', to: '25:00' },
  ])('is not answered by the unreadable window %j', (window) => expect(safeContactAnswered(during(window))).toBe(false));
});

describe('a safe window', () => {
  const nights = during({ days: [5], from: '22:00', to: '06:00' });

  it('over midnight belongs to the day on which it begins', () => {
    expect(insideSafeWindow(nights, at('2027-04-09T20:00Z'))).toBe(true); // Fri 22:00
    expect(insideSafeWindow(nights, at('2027-04-10T03:59Z'))).toBe(true); // Sat 05:59
    expect(insideSafeWindow(nights, at('2027-04-10T04:00Z'))).toBe(false); // Sat 06:00
    expect(insideSafeWindow(nights, at('2027-04-09T03:00Z'))).toBe(false); // Fri 05:00
    expect(insideSafeWindow(nights, at('2027-04-10T20:00Z'))).toBe(false); // Sat 22:00
  });

  it('until 24:00 ends with the day', () => {
    const evenings = during({ days: EVERY_DAY, from: '18:00', to: '24:00' });
    expect(insideSafeWindow(evenings, at('2027-04-09T21:59:59Z'))).toBe(true);
    expect(insideSafeWindow(evenings, at('2027-04-09T22:00Z'))).toBe(false);
  });

  it('is never left out when there is none: any time is safe', () => expect(insideSafeWindow(OPEN, at('2027-04-09T02:00Z'))).toBe(true));
});

describe('a safe window across the clock change in spring (Sun 28 Mar 2027, 02:00 becomes 03:00)', () => {
  it('is an hour shorter over the night', () => {
    const night = during({ days: [6], from: '22:00', to: '06:00' });
    expect(iso(nextSafeWindow(night, at('2027-03-27T12:00Z')))).toEqual(['2027-03-27T21:00:00.000Z', '2027-03-28T04:00:00.000Z']);
    expect(insideSafeWindow(night, at('2027-03-28T04:00Z'))).toBe(false); // 06:00 summer time
  });

  it('is not there when it lies in the hour left out, and returns a week later', () => {
    const missing = during({ days: [7], from: '02:00', to: '03:00' });
    expect(iso(nextSafeWindow(missing, at('2027-03-28T00:00Z')))).toEqual(['2027-04-04T00:00:00.000Z', '2027-04-04T01:00:00.000Z']);
  });

  it('begins later, never earlier, when its beginning is left out', () => {
    const early = during({ days: [7], from: '02:30', to: '06:00' });
    expect(insideSafeWindow(early, at('2027-03-28T00:59Z'))).toBe(false); // 01:59
    expect(insideSafeWindow(early, at('2027-03-28T01:30Z'))).toBe(true); // 03:30
  });

  it('keeps its wall-clock time on both days', () => {
    const mornings = during({ days: [6, 7], from: '09:00', to: '10:00' });
    expect(iso(nextSafeWindow(mornings, at('2027-03-27T00:00Z')))).toEqual(['2027-03-27T08:00:00.000Z', '2027-03-27T09:00:00.000Z']);
    expect(iso(nextSafeWindow(mornings, at('2027-03-28T00:00Z')))).toEqual(['2027-03-28T07:00:00.000Z', '2027-03-28T08:00:00.000Z']);
  });
});

describe('a safe window across the clock change in autumn (Sun 31 Oct 2027, 03:00 becomes 02:00)', () => {
  it('is an hour longer over the night', () => {
    const night = during({ days: [6], from: '22:00', to: '06:00' });
    expect(iso(nextSafeWindow(night, at('2027-10-30T12:00Z')))).toEqual(['2027-10-30T20:00:00.000Z', '2027-10-31T05:00:00.000Z']);
  });

  it('that ends in the doubled hour ends the first time; that begins there begins the second time', () => {
    const ends = during({ days: [7], from: '01:00', to: '02:30' });
    expect(insideSafeWindow(ends, at('2027-10-31T00:29Z'))).toBe(true); // 02:29 summer time
    expect(insideSafeWindow(ends, at('2027-10-31T01:10Z'))).toBe(false); // 02:10 winter time
    const begins = during({ days: [7], from: '02:30', to: '05:00' });
    expect(insideSafeWindow(begins, at('2027-10-31T00:40Z'))).toBe(false); // 02:40 summer time
    expect(insideSafeWindow(begins, at('2027-10-31T01:40Z'))).toBe(true); // 02:40 winter time
  });
});

describe('the next safe window', () => {
  const nights = during({ days: [1, 2, 3, 4, 5], from: '22:00', to: '06:00' });

  it('is now, when one is running', () => {
    expect(iso(nextSafeWindow(nights, at('2027-03-27T00:00Z')))).toEqual(['2027-03-27T00:00:00.000Z', '2027-03-27T05:00:00.000Z']);
  });

  it('is the following one otherwise', () => {
    expect(iso(nextSafeWindow(nights, at('2027-03-27T06:00Z')))).toEqual(['2027-03-29T20:00:00.000Z', '2027-03-30T04:00:00.000Z']);
  });

  it('lasts until midnight when any time is safe', () => {
    expect(iso(nextSafeWindow(OPEN, at('2027-03-28T10:00Z')))).toEqual(['2027-03-28T10:00:00.000Z', '2027-03-28T22:00:00.000Z']);
  });

  it('does not exist for an unsafe phone', () =>
    expect(nextSafeWindow({ ...nights, phone: 'unsafe' }, at('2027-03-27T00:00Z'))).toBeNull());
});

describe('an attempt', () => {
  const evening = during({ days: EVERY_DAY, from: '18:00', to: '20:00' });
  const attempt = (result: Attempt['result']): Attempt => ({ at: at('2027-04-05T08:00Z'), channel: 'phone', result, contactVersion: 2 });
  const ask = (more: Partial<AttemptQuestion> = {}): AttemptQuestion => ({
    channel: 'phone',
    at: at('2027-04-05T16:30Z'),
    quotedContactVersion: 2,
    currentContactVersion: 2,
    safeContact: evening,
    attempts: [],
    ...more,
  });

  it('is allowed on a safe phone inside the window', () => expect(attemptRefusal(ask())).toBeNull());
  it('is refused on an older contact version', () => expect(attemptRefusal(ask({ quotedContactVersion: 1 }))).toBe('stale_contact'));
  it('is refused outside the window', () => expect(attemptRefusal(ask({ at: at('2027-04-05T18:00Z') }))).toBe('outside_safe_window'));
  it('is refused while the phone is frozen', () =>
    expect(attemptRefusal(ask({ attempts: [attempt('other_person'), attempt('other_person')] }))).toBe('contact_frozen'));
  it('is allowed again after a newer answer', () =>
    expect(attemptRefusal(ask({ attempts: [attempt('unsafe')], safeSince: 3 }))).toBeNull());

  it('by letter needs neither window nor phone', () => {
    expect(
      attemptRefusal(
        ask({
          channel: 'letter',
          at: at('2027-04-05T08:00Z'),
          attempts: [attempt('unsafe')],
          safeContact: { ...evening, phone: 'unsafe', letter: true },
        }),
      ),
    ).toBeNull();
  });

  it('is possible on no channel that the person did not allow', () => {
    const allowed = CHANNELS.filter((channel) => attemptRefusal(ask({ channel })) !== 'unsafe_channel');
    expect(allowed).toEqual(['phone']);
  });

  it.each<[Channel, Partial<SafeContact>]>([
    ['text_message', { textMessage: true }],
    ['voicemail', { voicemail: true }],
    ['letter', { letter: true }],
    ['email', { email: true }],
    ['trusted_person', { trustedPerson: { name: 'Freund Fiktiv', phone: '0211 0000002' } }],
  ])('by %s is possible once the person allowed it', (channel, answer) =>
    expect(attemptRefusal(ask({ channel, safeContact: { ...evening, ...answer } }))).toBeNull(),
  );

  it('on an unsafe phone is refused whatever else was ticked', () => {
    const unsafe = { ...evening, phone: 'unsafe', voicemail: true, textMessage: true } as const;
    for (const channel of ['phone', 'voicemail', 'text_message'] as const)
      expect(attemptRefusal(ask({ channel, safeContact: unsafe }))).toBe('unsafe_channel');
  });

  it('may be overridden with a reason, except on a stale contact version', () => {
    const question = ask({ quotedContactVersion: 1, at: at('2027-04-05T02:00Z'), attempts: [attempt('unsafe')], channel: 'visit' });
    const withheld = { contactCurrent: false, channelSafe: false, insideSafeWindow: false };
    expect(attemptFacts(question, null)).toMatchObject(withheld);
    expect(attemptFacts(question, 'weil so')).toMatchObject(withheld);
    expect(attemptFacts(question, 'Polizei bat um sofortigen Anruf')).toEqual({
      contactCurrent: false,
      channelSafe: true,
      insideSafeWindow: true,
      phoneNotFrozen: true,
    });
  });
});
