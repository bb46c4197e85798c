import { describe, expect, it } from '@jest/globals';
import { sessionStep, type SessionTimes } from './session-end';

const MINUTE = 60_000;
const at = (minutes: number, more: Partial<SessionTimes> = {}) =>
  sessionStep({ usedAt: 0, idleMs: 15 * MINUTE, expiresAt: 600 * MINUTE, touchedSinceUse: false, now: minutes * MINUTE, ...more });

describe('the end of a session', () => {
  it('is told two minutes before, and asked about when it has come', () => {
    expect([at(12.9).step, at(13).step, at(14.99).step, at(15).step]).toEqual(['nothing', 'warn', 'warn', 'ask']);
    expect(at(13)).toEqual({ step: 'warn', endsAt: 15 * MINUTE, last: false });
  });

  it('does not interrupt somebody who is typing: the session goes on by itself', () => {
    expect([at(11, { touchedSinceUse: true }).step, at(12, { touchedSinceUse: true }).step, at(14, { touchedSinceUse: true }).step]).toEqual(['nothing', 'prolong', 'prolong']);
  });

  it('that nothing moves is told as such, also to somebody who is typing', () => {
    expect(at(599, { usedAt: 598 * MINUTE, touchedSinceUse: true })).toEqual({ step: 'warn', endsAt: 600 * MINUTE, last: true });
  });

  it('leaves at least twenty seconds to answer, however short a session is', () => {
    expect([at(0.49, { idleMs: MINUTE }).step, at(0.5, { idleMs: MINUTE }).step]).toEqual(['nothing', 'warn']);
  });
});
