import { describe, expect, it } from '@jest/globals';
import { madeUpCentres } from '../../../../test/support/made-up-centres.js';
import { readRegistry } from '../registry.js';
import type { CentreRecord } from './centre-record.js';
import { publicIdOf, publicServices, registryChanges, type EntryChange } from './registry-changes.js';

const registry = readRegistry();
const names = new Map(registry.municipalities.map(({ ags, name }) => [ags, name]));
const [made] = madeUpCentres(1, 7, [...names.keys()]) as [CentreRecord];
const office: CentreRecord = { ...made, code: 'BST-OPEN', name: 'Beratungsstelle am Markt (fiktiv)', kind: 'womens_counselling', active: true, address: { street: 'Musterweg 7', postcode: '50667', place: 'Köln' } };
const shelter: CentreRecord = { ...office, code: 'SHELTER-1', kind: 'shelter', address: { street: 'PLANTEDSTREET 7', postcode: '50667', place: 'PLANTEDPLACE' }, catchment: ['05315000'] };
const at = (second: number): Date => new Date(Date.UTC(2027, 2, 2, 9, 0, second));
const changes: readonly EntryChange[] = [
  { id: publicIdOf('BST-GONE'), changedAt: at(1), removed: true },
  { id: publicIdOf('BST-OPEN'), changedAt: at(2), removed: false },
  { id: publicIdOf('SHELTER-1'), changedAt: at(3), removed: false },
];
const services = publicServices([office, shelter], names);
const told = (since: Date | null): readonly [string[], string[], string | null] => {
  const { entries, removed, until } = registryChanges(services, changes, since);
  return [entries.map(({ id }) => id), removed.map(({ id }) => id), until];
};

describe('the feed of changes', () => {
  it('gives a new reader all that is public, and what left only to whoever had it', () => {
    const [open, house, gone] = ['BST-OPEN', 'SHELTER-1', 'BST-GONE'].map(publicIdOf);
    const until = at(3).toISOString();
    expect([null, at(0), at(1), at(2), at(3)].map(told)).toEqual([[[open, house], [], until], [[open, house], [gone], until], [[open, house], [], until], [[house], [], until], [[], [], until]]);
  });

  it('names terms and version, and never a shelter’s place', () => {
    const text = JSON.stringify(registryChanges(services, changes, null));
    expect(text).toMatch(/"formatVersion":"1\.0"[^]*"licence":\{"name":"Datenlizenz Deutschland[^]*GeoBasis-DE/);
    expect(['PLANTEDSTREET', 'PLANTEDPLACE'].filter((part) => text.includes(part))).toEqual([]);
    expect(JSON.stringify([...services].find(([id]) => id === publicIdOf('SHELTER-1')))).not.toMatch(/50667|Köln|AGS/);
  });

  it('tells one state of an entry from the next by its hash', () => {
    const hash = (record: CentreRecord): string | undefined => publicServices([record], names).get(publicIdOf(record.code))?.hash;
    expect(hash({ ...office })).toBe(hash(office));
    expect(hash({ ...office, languages: ['de', 'uk'] })).not.toBe(hash(office));
    // A mailbox is not published: its change is none.
    expect(hash({ ...office, mail: 'andere@stelle.example' })).toBe(hash(office));
  });
});

/** What the specification's schemas say of the objects that are written here: fields, required ones, ids, values (folder `schema` of openreferral/specification, seen 2026-11). */
interface Rule {
  readonly required: readonly string[];
  readonly known: string;
  readonly values?: Readonly<Record<string, readonly string[]>>;
}
const RULES: Readonly<Record<string, Rule>> = {
  service: {
    required: ['id', 'name', 'status'],
    known: 'id organization_id name description url status eligibility_description minimum_age organization schedules service_areas languages service_at_locations',
    values: { status: ['active', 'inactive', 'defunct', 'temporarily closed'] },
  },
  organization: { required: ['id', 'name', 'description'], known: 'id name description website' },
  schedules: {
    required: ['id'],
    known: 'id service_id valid_from freq interval wkst byday opens_at closes_at notes',
    values: { freq: ['WEEKLY', 'MONTHLY'], wkst: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] },
  },
  service_areas: { required: ['id'], known: 'id service_id name description' },
  languages: { required: ['id'], known: 'id service_id code name' },
  service_at_locations: { required: ['id', 'service_id', 'location_id'], known: 'id service_id location_id location' },
  location: { required: ['id', 'location_type'], known: 'id location_type name addresses accessibility', values: { location_type: ['physical', 'postal', 'virtual'] } },
  addresses: {
    required: ['id', 'address_1', 'city', 'state_province', 'postal_code', 'country', 'address_type'],
    known: 'id location_id address_1 city state_province postal_code country address_type',
    values: { address_type: ['physical', 'postal', 'virtual'], country: ['DE'] },
  },
  accessibility: { required: ['id'], known: 'id location_id description' },
};
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Where an object of the specification breaks a rule, with everything inside it. */
function broken(kind: string, object: Readonly<Record<string, unknown>>): readonly string[] {
  const rule = RULES[kind];
  if (rule === undefined) return [`${kind}: no such object`];
  const here = [
    ...rule.required.filter((field) => object[field] === undefined || object[field] === '').map((field) => `${kind}.${field} is missing`),
    ...Object.keys(object).filter((field) => !rule.known.split(' ').includes(field)).map((field) => `${kind}.${field} is unknown`),
    ...Object.entries(rule.values ?? {}).filter(([field, values]) => object[field] !== undefined && !values.includes(String(object[field]))).map(([field]) => `${kind}.${field} has another value`),
    ...Object.entries(object).filter(([field, value]) => /^id$|_id$/.test(field) && !UUID.test(String(value))).map(([field]) => `${kind}.${field} is no uuid`),
    ...['opens_at', 'closes_at'].filter((field) => object[field] !== undefined && !/^\d{2}:\d{2}$/.test(String(object[field]))).map((field) => `${kind}.${field} is no time`),
    ...['url', 'website'].filter((field) => object[field] !== undefined && !URL.canParse(String(object[field]))).map((field) => `${kind}.${field} is no address`),
  ];
  const inside = Object.entries(object).flatMap(([field, value]) => [value].flat().flatMap((each) => (typeof each === 'object' && each !== null ? broken(field, each as Record<string, unknown>) : [])));
  return [...here, ...inside];
}

describe('a service of the feed', () => {
  const centres = madeUpCentres(200, 11, [...names.keys()]).map((record) => ({ ...record, active: true }));

  it('keeps to the rules of HSDS 3.0, whatever the centre', () => {
    const faults = [...publicServices([...centres, office, shelter], names).values()].flatMap(({ service }) => broken('service', service as Record<string, unknown>));
    expect([...new Set(faults)]).toEqual([]);
  });

  it('would not, with a field more, a foreign value or an id that is none (planted)', () => {
    const [found] = [...publicServices([office], names).values()];
    const service = found?.service as Record<string, unknown>;
    expect(broken('service', { ...service, status: 'open', fax: '1', id: 'BST-OPEN', name: '' })).toEqual(['service.name is missing', 'service.fax is unknown', 'service.status has another value', 'service.id is no uuid']);
  });
});
