import { describe, expect, it } from '@jest/globals';
import { Bell } from './bell.js';
import type { BellJob } from './bell.js';

const NOW = new Date('2027-03-26T20:40:00.250Z');

function aBell(): { readonly bell: Bell; readonly hung: BellJob[] } {
  const hung: BellJob[] = [];
  const bell = new Bell(
    (bells) => {
      hung.push(...bells);
      return Promise.resolve(true);
    },
    () => NOW,
  );
  return { bell, hung };
}

describe('a bell', () => {
  it('rings just after its second', async () => {
    const { bell, hung } = aBell();
    expect(await bell.ringAt(new Date('2027-03-26T20:41:00Z'))).toBe(true);
    expect(hung).toEqual([{ id: 'due-1806093660', data: { second: 1_806_093_660 }, delayMs: 59_755 }]);
  });

  it('is one for all instants of a second, rounded up', async () => {
    const { bell, hung } = aBell();
    await bell.ringAllAt(['2027-03-26T20:40:59.001Z', '2027-03-26T20:40:59.999Z', '2027-03-26T20:41:00.000Z'].map((at) => new Date(at)));
    expect(hung.map(({ id }) => id)).toEqual(['due-1806093660']);
  });

  it('is not set beyond the hour, and at once for what is already due', async () => {
    const { bell, hung } = aBell();
    expect(await bell.ringAt(new Date('2027-03-26T21:40:01Z'))).toBe(false);
    expect(hung).toEqual([]);
    await bell.ringAt(new Date('2027-03-26T20:00:00Z'));
    expect(hung[0]?.delayMs).toBe(1);
  });
});
