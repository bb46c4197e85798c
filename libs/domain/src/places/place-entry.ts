import { sameTimeAfter } from '../calendar/zone.js';

/** What a shelter for men says of its places; no address, no person. */
export interface PlaceCounts {
  /** How many places the shelter has. */
  readonly places: number;
  readonly free: number;
  readonly occupied: number;
  readonly reserved: number;
  /** Until when the reserved places are held; null: none is reserved. */
  readonly reservedUntil: Date | null;
  /** Whether children may come along. */
  readonly children: boolean;
}

/** An entry as it was noted; believed until `expiresAt`, which does not belong to it. */
export interface PlaceEntry extends PlaceCounts {
  readonly version: number;
  readonly notedAt: Date;
  readonly expiresAt: Date;
}

/** What an entry is worth at an instant. Only of a current one does anybody say how many places are free. */
export type PlaceStanding = 'current' | 'out_of_date' | 'never_entered';

/** So long is an entry believed unless the installation says otherwise. ASSUMPTION(adr-0007) */
export const PLACE_VALIDITY_HOURS = 48;

/** A reservation holds a place so many days at most; whoever needs it longer reserves anew. ASSUMPTION(adr-0007) */
const RESERVED_AT_MOST_DAYS = 14;

/** More places has no shelter; five of them have 20 together (domain.md 4, S96–S98). Above this a number is a slip. ASSUMPTION(adr-0007) */
export const PLACES_AT_MOST = 50;

export type PlaceEntryFault = 'places_do_not_add_up' | 'reservation_without_until' | 'until_without_reservation' | 'in_past' | 'too_late';

/** What speaks against an entry, place by place. The three counts are all of the places; whoever reserves says until when. */
export function placeEntryFaults(counts: PlaceCounts, now: Date): readonly { readonly pointer: string; readonly code: PlaceEntryFault }[] {
  const { places, free, occupied, reserved, reservedUntil } = counts;
  const faults: { pointer: string; code: PlaceEntryFault }[] = [];
  if (free + occupied + reserved !== places) faults.push({ pointer: '/places', code: 'places_do_not_add_up' });
  const until = (code: PlaceEntryFault): unknown => faults.push({ pointer: '/reservedUntil', code });
  if (reservedUntil === null) {
    if (reserved > 0) until('reservation_without_until');
  } else if (reserved === 0) until('until_without_reservation');
  else if (reservedUntil <= now) until('in_past');
  else if (reservedUntil > sameTimeAfter(now, RESERVED_AT_MOST_DAYS)) until('too_late');
  return faults;
}

/** Until when an entry noted at `notedAt` is believed. */
export const believedUntil = (notedAt: Date, hours: number): Date => new Date(notedAt.getTime() + hours * 3_600_000);

/** The standing of the newest entry: from the instant of its expiry on it is out of date. */
export function standingOf(entry: PlaceEntry | null, now: Date): PlaceStanding {
  if (entry === null) return 'never_entered';
  return now < entry.expiresAt ? 'current' : 'out_of_date';
}

/** The places of a current entry at an instant: a reservation that has lapsed is free again. */
export interface PlacesNow {
  readonly free: number;
  readonly occupied: number;
  readonly reserved: number;
  /** How many of the free ones were reserved until `reservedUntil`. */
  readonly lapsed: number;
}

/**
 * How many places are free, occupied and reserved at an instant; null unless the entry is current, so that nobody counts an old one.
 * Four places, one reserved until Friday 12:00, two free: from 12:00 on three are free, one of them lapsed.
 */
export function placesNow(entry: PlaceEntry | null, now: Date): PlacesNow | null {
  if (entry === null || standingOf(entry, now) !== 'current') return null;
  const { free, occupied, reserved, reservedUntil } = entry;
  const lapsed = reservedUntil !== null && reservedUntil <= now ? reserved : 0;
  return { free: free + lapsed, occupied, reserved: reserved - lapsed, lapsed };
}

/** The free places of all sites together: what is out of date or was never entered counts nothing. */
export const freeNow = (entries: readonly (PlaceEntry | null)[], now: Date): number =>
  entries.reduce((sum, entry) => sum + (placesNow(entry, now)?.free ?? 0), 0);

/** Why somebody is not sent on to a site on the strength of an entry that was read. */
export type OnwardRefusal = 'place_never_entered' | 'place_out_of_date' | 'place_entry_changed' | 'no_place_free';

/** What speaks against sending somebody on, on the strength of the version that was read; null: nothing. It is no booking, the shelter is telephoned all the same. */
export function onwardRefusal(entry: PlaceEntry | null, version: number, now: Date): OnwardRefusal | null {
  const places = placesNow(entry, now);
  if (entry === null) return 'place_never_entered';
  if (places === null) return 'place_out_of_date';
  if (entry.version !== version) return 'place_entry_changed';
  return places.free === 0 ? 'no_place_free' : null;
}
