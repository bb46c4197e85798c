import { readRows } from './csv.js';
import { readRegistry } from './registry.js';

/** A place on the map, degrees of WGS84 with four decimals (about ten metres). */
export interface MapPoint {
  readonly lat: number;
  readonly lon: number;
}

/** For each of the 396 municipalities, by AGS, a point inside it; how they were made: docs/data-licences.md. */
export const municipalityPoints = (): ReadonlyMap<string, MapPoint> =>
  new Map(
    readRows('nrw-gemeinden-mitte.csv', ['ags', 'lat', 'lon']).map(({ ags, lat, lon }) => [ags, { lat: Number(lat), lon: Number(lon) }]),
  );

/** For each postcode the point of its municipality; of several, that of the first by AGS. Says a town, never a house. */
export function postcodePoints(): ReadonlyMap<string, MapPoint> {
  const points = municipalityPoints();
  const found = new Map<string, MapPoint>();
  const postcodes = [...readRegistry().postcodes].sort((a, b) => (a.ags < b.ags ? 1 : -1));
  for (const { postcode, ags } of postcodes) {
    const point = points.get(ags);
    if (point !== undefined) found.set(postcode, point);
  }
  return found;
}
