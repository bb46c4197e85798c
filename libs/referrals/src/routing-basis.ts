import { createHash } from 'node:crypto';
import type { Calendar, CapacityNote, LocalDay, RoutingBasis, RoutingCentre, Span } from '#domain';
import type { RegistryView } from '#directory';
import type { RoutingPartRow } from '#persistence';

/** A basis as it is kept: its own hash and its parts, each by the hash of its content, in order of the hash. */
export interface HashedBasis {
  readonly hash: string;
  readonly parts: readonly RoutingPartRow[];
}

type Part = { readonly centre: RoutingCentre } | { readonly calendar: Calendar };

/** The basis of the day asked for last, per view: a view never changes, and a registry is hashed once for all referrals that it answers. */
const KEPT = new WeakMap<RegistryView, { readonly day: LocalDay; readonly basis: HashedBasis }>();

/** What the routing answers from on a day, kept by content: equal registries have equal hashes. */
export function basisOf(view: RegistryView, day: LocalDay): HashedBasis {
  const kept = KEPT.get(view);
  if (kept?.day === day) return kept.basis;
  const basis = hashedBasis({ centres: view.routingCentres(day), calendar: view.calendar() });
  KEPT.set(view, { day, basis });
  return basis;
}

export function hashedBasis({ centres, calendar }: RoutingBasis): HashedBasis {
  const contents: readonly Part[] = [{ calendar }, ...centres.map((centre) => ({ centre }))];
  const parts = contents.map((content) => ({ hash: hashOf(content), content })).sort((a, b) => (a.hash < b.hash ? -1 : 1));
  return { hash: hashOf(parts.map(({ hash }) => hash)), parts };
}

/** The parts as the routing needs them; null when one is missing or its content is not what its hash says. */
export function basisFrom(hash: string, parts: readonly RoutingPartRow[]): RoutingBasis | null {
  if (hashOf(parts.map((part) => part.hash)) !== hash || parts.some((part) => hashOf(part.content) !== part.hash)) return null;
  const contents = parts.map(({ content }) => content as Part);
  const calendar = contents.flatMap((part) => ('calendar' in part ? [part.calendar] : []))[0];
  const centres = contents.flatMap((part) => ('centre' in part ? [withInstants(part.centre)] : []));
  return calendar === undefined ? null : { centres, calendar };
}

/** SHA-256 of the content as JSON with sorted keys: the database keeps no order of keys. */
function hashOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content, sortedKeys)).digest('base64url');
}

const sortedKeys = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;

/** JSON holds instants as text. */
function withInstants(centre: RoutingCentre): RoutingCentre {
  const { capacity, presence } = centre;
  return {
    ...centre,
    capacity: capacity && noteWithInstants(capacity),
    presence: presence && { staff: presence.staff.map(({ away }) => ({ away: away.map(spanWithInstants) })), onCall: presence.onCall.map(spanWithInstants) },
  };
}

const noteWithInstants = ({ level, notedAt, expiresAt }: CapacityNote): CapacityNote => ({ level, notedAt: new Date(notedAt), expiresAt: new Date(expiresAt) });
const spanWithInstants = ({ from, until }: Span): Span => ({ from: new Date(from), until: new Date(until) });
