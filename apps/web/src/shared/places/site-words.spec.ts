import { describe, expect, it } from '@jest/globals';
import type { Site } from './places-queries';
import { freeOf, isCurrent, standingWords } from './site-words';

const EXPIRES = new Date('2027-03-04T09:00:00Z');
const BEFORE = new Date('2027-03-04T08:59:59Z');
const site: Site = {
  id: 'a', name: 'Test', phone: null, languages: [], accessibility: [], current: true, standing: 'current', version: 1, notedAt: '2027-03-02T09:00:00Z', expiresAt: EXPIRES.toISOString(),
  places: 4, now: { free: 2, occupied: 1, reserved: 1, lapsed: 0 }, reservedUntil: '2027-03-03T11:00:00Z', children: true,
};

describe('a site on a page that stays open', () => {
  it('is no longer current from the instant of its expiry on, whatever the answer said', () => {
    expect([isCurrent(site, BEFORE), isCurrent(site, EXPIRES)]).toEqual([true, false]);
    expect([freeOf([site, site], BEFORE), freeOf([site, site], EXPIRES)]).toEqual([4, 0]);
  });
  it('says numbers while it is current, and since when it is not', () => {
    expect(standingWords(site, BEFORE)).toHaveLength(3);
    const [words, ...none] = standingWords(site, EXPIRES);
    expect([words, none]).toEqual([expect.stringMatching(/04\.03\.2027/), []]);
    expect(words).not.toMatch(/\b2 von 4\b/);
    expect(standingWords({ ...site, notedAt: null, expiresAt: null, current: false, now: null }, BEFORE)).toHaveLength(1);
  });
});
