import { capacityAt, type CapacityLevel } from '../organisation/capacity.js';
import type { Presence, RoutingCentre, Span } from './routing-question.js';

const DAY = 86_400_000;

/** The opening hours of a centre seen from one instant: `opensAt` equals it while open, null when there are no opening hours. */
export interface Opening {
  readonly openNow: boolean;
  readonly opensAt: Date | null;
}

/** How a centre stands at one instant, whoever asks. */
export interface Standing extends Opening {
  readonly onCallNow: boolean;
  /** Every person of the centre is away at the instant at which it would first be reachable, and nobody is on call then. */
  readonly nobodyThere: boolean;
  /** Milliseconds until it opens or somebody is on call, whichever is earlier; Infinity when neither is known. */
  readonly waits: number;
  readonly capacity: CapacityLevel | null;
}

/** What a question adds to the standing of a centre. `speaks`: one of the person's languages, or none was named. */
export interface Wish {
  readonly named: boolean;
  readonly speaks: boolean;
}

export function standingOf(centre: Pick<RoutingCentre, 'presence' | 'capacity'>, at: Date, opening: Opening): Standing {
  const { presence } = centre;
  const onCallAt = presence === null ? null : firstInstantOf(presence.onCall, at);
  const reachable = earlierOf(opening.opensAt, onCallAt);
  return {
    ...opening,
    onCallNow: onCallAt !== null && onCallAt <= at,
    nobodyThere: presence !== null && reachable !== null && isEmptyAt(presence, reachable),
    waits: reachable === null ? Infinity : reachable.getTime() - at.getTime(),
    capacity: capacityAt(centre.capacity, at),
  };
}

/** Whether somebody of the centre answers at this very instant: it is open and not everybody is away, or somebody is on call. */
export const answersNow = ({ openNow, onCallNow, nobodyThere }: Standing): boolean => onCallNow || (openNow && !nobodyThere);

/** Whether its catchment reaches over more than one district. */
export const isRegional = (centre: Pick<RoutingCentre, 'catchment'>): boolean =>
  new Set(centre.catchment.map((ags) => ags.slice(0, 5))).size > 1;

/**
 * The order of a candidate as numbers to be compared from the first to the last, smaller first:
 * named in the consent; somebody reachable within 24 hours; not full; speaks a language of the person; local before regional;
 * reachable first; serves fewer target groups. Unknown capacity counts as room.
 */
export const rankOf = (
  centre: Pick<RoutingCentre, 'targetGroups'>,
  standing: Standing,
  regional: boolean,
  wish: Wish,
): readonly number[] => [
  wish.named ? 0 : 1,
  standing.waits <= DAY && !standing.nobodyThere ? 0 : 1,
  standing.capacity === 'full' ? 1 : 0,
  wish.speaks ? 0 : 1,
  regional ? 1 : 0,
  standing.waits,
  centre.targetGroups.length,
];

/** Compares two ranks; where they are equal, `byName` decides. */
export function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? 0;
    // Not a subtraction: two centres that never open would give NaN.
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}

/** By name, then by id, in the order of the code units: the same on every machine. */
export const byName = (a: { readonly id: string; readonly name: string }, b: { readonly id: string; readonly name: string }): number =>
  compareText(a.name, b.name) || compareText(a.id, b.id);

const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

const covers = (span: Span, at: Date): boolean => span.from <= at && at < span.until;

const isEmptyAt = (presence: Presence, at: Date): boolean =>
  !presence.onCall.some((span) => covers(span, at)) && presence.staff.every(({ away }) => away.some((span) => covers(span, at)));

/** The first instant at or after `at` inside one of the spans; null when all have passed. */
function firstInstantOf(spans: readonly Span[], at: Date): Date | null {
  let first: Date | null = null;
  for (const { from, until } of spans) {
    if (until > at && from < until) first = earlierOf(first, from > at ? from : at);
  }
  return first;
}

const earlierOf = (a: Date | null, b: Date | null): Date | null => (a === null || (b !== null && b < a) ? b : a);
