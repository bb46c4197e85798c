import { exclusionReasons } from './eligibility.js';
import type { RoutingCentre, RoutingQuestion } from './routing-question.js';
import { byName } from './standing.js';

const EARTH_RADIUS_KM = 6371.0088;

/** A point of a municipality in degrees, WGS 84. */
export interface GeoPoint {
  readonly lat: number;
  readonly lon: number;
}

/** A centre that would fit but for its area. `kilometres`: whole, as the crow flies; null when a point is missing. */
export interface NearestAlternative {
  readonly centre: { readonly id: string; readonly name: string };
  readonly kilometres: number | null;
}

/**
 * For a question that leaves nobody: the centres that only the area excludes, nearest first, at most `limit`.
 * Distance: great circle from the point of the question's municipality to the nearest municipality of the catchment, in whole kilometres;
 * the same distance goes by name, then id, an unknown one comes last. They are named to people, never handed anything by themselves.
 */
export function nearestAlternatives(
  centres: readonly RoutingCentre[],
  question: RoutingQuestion,
  points: ReadonlyMap<string, GeoPoint>,
  limit: number,
): readonly NearestAlternative[] {
  const here = points.get(question.ags);
  return centres
    .filter((centre) => exclusionReasons(centre, question).join() === 'not_area')
    .map((centre) => ({
      centre: { id: centre.id, name: centre.name },
      kilometres: here === undefined ? null : nearestOf(centre.catchment, here, points),
    }))
    .sort((a, b) => order(a.kilometres, b.kilometres) || byName(a.centre, b.centre))
    .slice(0, limit);
}

function nearestOf(catchment: readonly string[], here: GeoPoint, points: ReadonlyMap<string, GeoPoint>): number | null {
  const distances = catchment.flatMap((ags) => {
    const there = points.get(ags);
    return there === undefined ? [] : [kilometresBetween(here, there)];
  });
  return distances.length === 0 ? null : Math.round(Math.min(...distances));
}

function order(a: number | null, b: number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a - b;
}

/** Haversine on a sphere of the mean radius: within half a per cent of the ellipsoid, less than the width of a municipality. */
function kilometresBetween(a: GeoPoint, b: GeoPoint): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const half = (from: number, to: number): number => Math.sin(radians(to - from) / 2) ** 2;
  const chord = half(a.lat, b.lat) + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * half(a.lon, b.lon);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}
