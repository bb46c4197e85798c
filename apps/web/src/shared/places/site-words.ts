import { m } from '../../generated/messages/messages.js';
import { toDateTime, toNumber } from '../time/format';
import type { Site } from './places-queries';

/** True while the entry may be believed: a page that stays open lets it expire by itself, whatever the answer said. */
export const isCurrent = ({ current, expiresAt }: Site, now: Date): boolean => current && expiresAt !== null && now < new Date(expiresAt);

/** The free places of the sites that are current at this moment. */
export const freeOf = (sites: readonly Site[], now: Date): number => sites.reduce((sum, site) => sum + (isCurrent(site, now) ? (site.now?.free ?? 0) : 0), 0);

/** How a site stands: numbers only while they are current, otherwise since when they are not. */
export function standingWords(site: Site, now: Date): readonly string[] {
  const { expiresAt, notedAt, reservedUntil, places } = site;
  if (expiresAt === null || notedAt === null) return [m.places_never()];
  if (!isCurrent(site, now) || site.now === null) return [m.places_out_of_date({ at: toDateTime(expiresAt) })];
  const { free, occupied, reserved, lapsed } = site.now;
  return [
    m.places_counts({ free: toNumber(free), places: toNumber(places ?? 0), occupied: toNumber(occupied) }),
    ...(reserved === 0 || reservedUntil === null ? [] : [m.places_reserved_until({ reserved: toNumber(reserved), at: toDateTime(reservedUntil) })]),
    ...(lapsed === 0 ? [] : [m.places_lapsed({ count: lapsed })]),
    m.places_noted({ at: toDateTime(notedAt), until: toDateTime(expiresAt) }),
  ];
}
