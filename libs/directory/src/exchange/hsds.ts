import { v5 } from 'uuid';
import { organisationIdOf } from '../registry.js';
import { MAP_ATTRIBUTION } from './attribution.js';
import { publicPart, sortedRecord, type CentreRecord } from './centre-record.js';
import { REGISTRY_LANGUAGES } from './registry-words.js';

type Part = Readonly<Record<string, unknown>>;

/** One page with every service, as the answer of `GET /services?full_service=true` of an HSDS 3.0 API. */
export interface HsdsPage {
  readonly total_items: number;
  readonly total_pages: number;
  readonly page_number: number;
  readonly size: number;
  readonly first_page: boolean;
  readonly last_page: boolean;
  readonly empty: boolean;
  readonly contents: readonly Part[];
  /** Not of the specification, which has no field for it: the notices of the data behind the service areas. */
  readonly attribution: typeof MAP_ATTRIBUTION;
}

/**
 * The public part of the registry in the Human Services Data Specification 3.0 of Open Referral: for each active centre a service with its
 * organization, schedules, service areas, languages and, but for a shelter, its location with address and accessibility.
 * Ids follow from the codes and stay the same. `names` gives the municipalities by AGS.
 * Field names and what is required: https://docs.openreferral.org/en/v3.0.0/hsds/schema_reference.html and the folder `schema` of
 * https://github.com/openreferral/specification (service, organization, schedule, service_area, language, location, address).
 */
export function toHsds(records: readonly CentreRecord[], names: ReadonlyMap<string, string>): HsdsPage {
  const contents = publicPart(records).map((record) => serviceOf(sortedRecord(record), names));
  const { length } = contents;
  return {
    total_items: length,
    total_pages: 1,
    page_number: 1,
    size: length,
    first_page: true,
    last_page: true,
    empty: length === 0,
    contents,
    attribution: MAP_ATTRIBUTION,
  };
}

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const LANGUAGE_NAMES = new Intl.DisplayNames(['en'], { type: 'language' });

const idOf = (record: CentreRecord, part: string): string => v5(part, organisationIdOf(record.code));

function serviceOf(record: CentreRecord, names: ReadonlyMap<string, string>): Part {
  const id = idOf(record, 'service');
  const kind = REGISTRY_LANGUAGES.en.kinds[record.kind];
  const groups = record.targetGroups.map((group) => REGISTRY_LANGUAGES.en.targetGroups[group]).join(', ');
  return {
    id,
    organization_id: organisationIdOf(record.code),
    name: record.name,
    description: kind,
    status: 'active',
    ...(record.website === null ? {} : { url: record.website }),
    eligibility_description: `${groups}${record.acceptsMinors ? '; minors accepted' : ''}`,
    ...(record.acceptsMinors ? {} : { minimum_age: 18 }),
    organization: organizationOf(record, kind),
    schedules: schedulesOf(record, id),
    service_areas: areasOf(record, id, names),
    languages: record.languages.map((code) => ({
      id: idOf(record, `language:${code}`),
      service_id: id,
      code,
      name: LANGUAGE_NAMES.of(code) ?? code,
    })),
    service_at_locations: locationsOf(record, id),
  };
}

const organizationOf = (record: CentreRecord, kind: string): Part => ({
  id: organisationIdOf(record.code),
  name: record.name,
  description: kind,
  ...(record.website === null ? {} : { website: record.website }),
});

/** Local times, without an offset: the specification knows one offset for a schedule, the wall clock here has two in a year. */
const schedulesOf = (record: CentreRecord, service_id: string): readonly Part[] =>
  record.windows.map(({ weekday, opens, closes }) => ({
    id: idOf(record, `schedule:${weekday}:${opens}`),
    service_id,
    valid_from: record.validFrom,
    freq: 'WEEKLY',
    interval: 1,
    wkst: 'MO',
    byday: DAYS[weekday - 1],
    opens_at: opens,
    closes_at: closes,
    notes: `Local time of Europe/Berlin; ${record.dailyService ? 'open on public holidays' : 'closed on public holidays'}`,
  }));

/** A shelter's has been taken out with the rest of what says where it is. */
const areasOf = (record: CentreRecord, service_id: string, names: ReadonlyMap<string, string>): readonly Part[] =>
  record.catchment.map((ags) => ({
    id: idOf(record, `area:${ags}`),
    service_id,
    name: names.get(ags) ?? ags,
    description: `AGS ${ags}`,
  }));

function locationsOf(record: CentreRecord, service_id: string): readonly Part[] {
  if (record.address === null || record.kind === 'shelter') return [];
  const { street, postcode, place } = record.address;
  const location_id = idOf(record, 'location');
  const address = { id: idOf(record, 'address'), location_id, address_1: street, city: place, state_province: 'NW', postal_code: postcode };
  const accessibility = record.accessibility.map((offer) => ({
    id: idOf(record, `accessibility:${offer}`),
    location_id,
    description: REGISTRY_LANGUAGES.en.accessibility[offer],
  }));
  const location = {
    id: location_id,
    location_type: 'physical',
    name: record.name,
    addresses: [{ ...address, country: 'DE', address_type: 'physical' }],
    accessibility,
  };
  return [{ id: idOf(record, 'service_at_location'), service_id, location_id, location }];
}
