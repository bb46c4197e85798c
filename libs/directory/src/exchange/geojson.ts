import type { MapPoint } from '../municipality-points.js';
import { MAP_ATTRIBUTION } from './attribution.js';
import { publicPart, sortedRecord, type CentreRecord } from './centre-record.js';
import { writeOpeningHours } from './opening-hours-text.js';

/** The public registry as a map layer. */
export interface RegistryGeoJson {
  readonly type: 'FeatureCollection';
  readonly attribution: typeof MAP_ATTRIBUTION;
  readonly features: readonly CentreFeature[];
}

export interface CentreFeature {
  readonly type: 'Feature';
  readonly id: string;
  /** Longitude before latitude. Null where no place is known or may be told. */
  readonly geometry: { readonly type: 'Point'; readonly coordinates: readonly [number, number] } | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

/**
 * GeoJSON (RFC 7946) of the public part of the registry. A point is that of the municipality of the address's postcode, not of the house
 * (`positionOf`). A shelter has neither point nor address nor catchment. `points` by postcode.
 */
export function toGeoJson(records: readonly CentreRecord[], points: ReadonlyMap<string, MapPoint>): RegistryGeoJson {
  return {
    type: 'FeatureCollection',
    attribution: MAP_ATTRIBUTION,
    features: publicPart(records).map((record) => {
      const point = record.address === null ? undefined : points.get(record.address.postcode);
      return {
        type: 'Feature',
        id: record.code,
        geometry: point === undefined ? null : { type: 'Point', coordinates: [point.lon, point.lat] },
        properties: { ...propertiesOf(sortedRecord(record)), ...(point === undefined ? {} : { positionOf: 'municipality' }) },
      };
    }),
  };
}

/** Named one by one: what is added to a record is not published by itself. */
function propertiesOf(record: CentreRecord): Readonly<Record<string, unknown>> {
  const { code, name, kind, targetGroups, languages, acceptsMinors, accessibility, dailyService, validFrom } = record;
  const own = { code, name, kind, targetGroups, languages, acceptsMinors, accessibility, dailyService, validFrom };
  const openingHours = writeOpeningHours(record.windows, 'en');
  const where = record.kind === 'shelter' ? {} : { ...record.address, catchment: record.catchment };
  return { ...own, openingHours, ...(record.website === null ? {} : { website: record.website }), ...where };
}
