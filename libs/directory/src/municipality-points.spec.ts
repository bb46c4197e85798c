import { readFileSync } from 'node:fs';
import { municipalityPoints, postcodePoints, type MapPoint } from './municipality-points.js';
import { readRegistry } from './registry.js';

interface Topology {
  readonly transform: { readonly scale: readonly [number, number]; readonly translate: readonly [number, number] };
  readonly arcs: readonly (readonly (readonly [number, number])[])[];
  readonly objects: { readonly gemeinden: { readonly geometries: readonly Area[] } };
}
type Area = { readonly properties: { readonly ags: string } } & (
  | { readonly type: 'Polygon'; readonly arcs: readonly (readonly number[])[] }
  | { readonly type: 'MultiPolygon'; readonly arcs: readonly (readonly (readonly number[])[])[] }
);

const MAP = new URL('../../../apps/web/public/map/nrw-municipalities.topo.json', import.meta.url);
const topology = JSON.parse(readFileSync(MAP, 'utf8')) as Topology;
const { scale, translate } = topology.transform;
/** The lines of the map, each point the sum of the steps before it. */
const lines = topology.arcs.map((arc) => {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => {
    [x, y] = [x + dx, y + dy];
    return { lon: x * scale[0] + translate[0], lat: y * scale[1] + translate[1] };
  });
});
const lineOf = (arc: number): readonly MapPoint[] => (arc >= 0 ? lines[arc] : lines[~arc]) ?? [];

/** Whether a ray to the east leaves the area: it crosses its borders, those of its holes too, an odd number of times. */
function isInside(point: MapPoint, area: Area): boolean {
  const crossed = [area.arcs].flat(3).flatMap((arc) => {
    const line = lineOf(arc);
    return line.slice(1).filter((to, at) => {
      const from = line[at] as MapPoint;
      if (from.lat > point.lat === to.lat > point.lat) return false;
      return from.lon + ((point.lat - from.lat) * (to.lon - from.lon)) / (to.lat - from.lat) > point.lon;
    });
  });
  return crossed.length % 2 === 1;
}

const outside = (points: ReadonlyMap<string, MapPoint>): readonly string[] =>
  topology.objects.gemeinden.geometries
    .filter((area) => !isInside(points.get(area.properties.ags) ?? { lat: 0, lon: 0 }, area))
    .map((area) => area.properties.ags);

describe('the points of the municipalities', () => {
  const points = municipalityPoints();

  it('are those of the 396 municipalities of the registry', () =>
    expect([...points.keys()].sort()).toEqual(
      readRegistry()
        .municipalities.map(({ ags }) => ags)
        .sort(),
    ));

  it('lie inside the area that the map paints', () => expect(outside(points)).toEqual([]));

  it('are found outside when two are exchanged', () => {
    const [koeln, herford] = [points.get('05315000'), points.get('05758012')] as [MapPoint, MapPoint];
    expect(outside(new Map([...points, ['05315000', herford], ['05758012', koeln]]))).toEqual(
      expect.arrayContaining(['05315000', '05758012']),
    );
  });

  it('are known for every postcode', () => {
    const known = postcodePoints();
    expect(readRegistry().postcodes.filter(({ postcode }) => !known.has(postcode))).toEqual([]);
  });
});
