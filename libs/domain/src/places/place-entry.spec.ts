import { describe, expect, it } from '@jest/globals';
import { freeNow, onwardRefusal, believedUntil, placeEntryFaults, placesNow, standingOf, type PlaceCounts, type PlaceEntry } from './place-entry.js';

const NOTED = new Date('2027-03-25T09:00:00Z');
const EXPIRES = new Date('2027-03-27T09:00:00Z');
const A_MS_BEFORE = new Date('2027-03-27T08:59:59.999Z');
const UNTIL = new Date('2027-03-26T12:00:00Z');

const counts = (given: Partial<PlaceCounts> = {}): PlaceCounts => ({ places: 4, free: 2, occupied: 1, reserved: 1, reservedUntil: UNTIL, children: true, ...given });
const entry = (given: Partial<PlaceEntry> = {}): PlaceEntry => ({ ...counts(), version: 3, notedAt: NOTED, expiresAt: EXPIRES, ...given });

describe('the faults of an entry', () => {
  it.each<[string, Partial<PlaceCounts>, readonly string[]]>([
    ['three counts that are all of the places', {}, []],
    ['one place more than there are', { free: 3 }, ['places_do_not_add_up']],
    ['one place less than there are', { occupied: 0 }, ['places_do_not_add_up']],
    ['a reservation without until', { reservedUntil: null }, ['reservation_without_until']],
    ['an until without reservation', { reserved: 0, free: 3 }, ['until_without_reservation']],
    ['a reservation that has lapsed already', { reservedUntil: NOTED }, ['in_past']],
    ['a reservation of fourteen days', { reservedUntil: new Date('2027-04-08T08:00:00Z') }, []],
    ['a reservation of more than fourteen days', { reservedUntil: new Date('2027-04-08T08:00:00.001Z') }, ['too_late']],
    ['nothing reserved', { reserved: 0, free: 3, reservedUntil: null }, []],
  ])('of %s', (_what, given, codes) => {
    expect(placeEntryFaults(counts(given), NOTED).map(({ code }) => code)).toEqual(codes);
  });
});

describe('the standing of an entry', () => {
  it('is believed up to its expiry, and out of date from that instant on', () => {
    expect(believedUntil(NOTED, 48)).toEqual(EXPIRES);
    expect(standingOf(entry(), A_MS_BEFORE)).toBe('current');
    expect(standingOf(entry(), EXPIRES)).toBe('out_of_date');
    expect(standingOf(null, NOTED)).toBe('never_entered');
  });
  it('says no number once it is out of date', () => {
    expect(placesNow(entry(), A_MS_BEFORE)).toEqual({ free: 3, occupied: 1, reserved: 0, lapsed: 1 });
    expect(placesNow(entry(), EXPIRES)).toBeNull();
    expect(placesNow(null, NOTED)).toBeNull();
  });
  it('frees a reserved place when its reservation lapses', () => {
    expect(placesNow(entry(), new Date(UNTIL.getTime() - 1))).toEqual({ free: 2, occupied: 1, reserved: 1, lapsed: 0 });
    expect(placesNow(entry(), UNTIL)).toEqual({ free: 3, occupied: 1, reserved: 0, lapsed: 1 });
  });
});

describe('the free places of all sites', () => {
  it('leave out what is out of date and what was never entered', () => {
    expect(freeNow([entry(), entry({ expiresAt: NOTED }), null], NOTED)).toBe(2);
  });
});

describe('sending somebody on', () => {
  it.each<[string, PlaceEntry | null, number, Date, string | null]>([
    ['a current entry with a free place', entry(), 3, NOTED, null],
    ['an entry that was never made', null, 1, NOTED, 'place_never_entered'],
    ['an expired entry', entry(), 3, EXPIRES, 'place_out_of_date'],
    ['an entry that was renewed since', entry(), 2, NOTED, 'place_entry_changed'],
    ['a full house', entry({ free: 0, occupied: 3 }), 3, NOTED, 'no_place_free'],
  ])('on the strength of %s', (_what, given, version, now, refusal) => {
    expect(onwardRefusal(given, version, now)).toBe(refusal);
  });
});
