import { unzipSync } from 'fflate';
import { readRegistry } from '../registry.js';
import { municipalityPoints, postcodePoints } from '../municipality-points.js';
import { madeUpCentres } from '../../../../test/support/made-up-centres.js';
import { publicPart, type CentreRecord } from './centre-record.js';
import { toGeoJson } from './geojson.js';
import { toHsds } from './hsds.js';
import { writeCsv, writeXlsx } from './write-registry.js';

const registry = readRegistry();
const ags = registry.municipalities.map((municipality) => municipality.ags);
const names = new Map(registry.municipalities.map((municipality) => [municipality.ags, municipality.name]));
const points = postcodePoints();

const [made] = madeUpCentres(1, 7, ags) as [CentreRecord];
const address = { street: 'PLANTEDSTREET 7', postcode: '50667', place: 'PLANTEDPLACE' };
const office: CentreRecord = {
  ...made,
  code: 'BST-OPEN',
  name: 'Beratungsstelle am Markt (fiktiv)',
  kind: 'womens_counselling',
  active: true,
  phone: '0221 5550000',
  mail: 'alarm@stelle.example',
  address,
};
/** What no importer lets in, should it ever have been stored. */
const shelter: CentreRecord = { ...office, code: 'SHELTER-1', kind: 'shelter', catchment: ['05315000'] };
const PLANTED = ['PLANTEDSTREET', '50667', 'PLANTEDPLACE'];

const xlsxText = async (records: readonly CentreRecord[]): Promise<string> =>
  Object.values(unzipSync(await writeXlsx(records, 'de')))
    .map((part) => Buffer.from(part).toString('utf8'))
    .join('\n');

type Written = (records: readonly CentreRecord[]) => string | Promise<string>;
const FORMATS: readonly (readonly [string, Written])[] = [
  ['CSV', (records) => writeCsv(records, 'de')],
  ['a spreadsheet', xlsxText],
  ['HSDS', (records) => JSON.stringify(toHsds(records, names))],
  ['GeoJSON', (records) => JSON.stringify(toGeoJson(records, points))],
];
const PUBLIC: readonly (readonly [string, Written])[] = FORMATS.map(([format, write]) => [format, (records) => write(publicPart(records))]);

describe.each(FORMATS)('the address of a shelter in %s', (_format, write) => {
  it('is not there, wherever one looks', async () => {
    const whole = await write([shelter]);
    expect(PLANTED.filter((part) => whole.includes(part))).toEqual([]);
    expect(whole).toContain(office.name);
  });

  it('would be found, as that of a counselling centre is', async () => {
    const whole = await write([office]);
    expect(PLANTED.filter((part) => !whole.includes(part))).toEqual([]);
  });
});

describe.each(PUBLIC)('what is published as %s', (_format, write) => {
  it('says nothing of where a shelter is', async () => {
    const whole = await write([shelter]);
    expect([...PLANTED, '05315000', '6.9', '50.9'].filter((part) => whole.includes(part))).toEqual([]);
  });

  it('leaves out a centre that is not active', async () => {
    expect(await write([{ ...office, active: false }])).not.toContain(office.name);
  });

  it('names neither telephone nor mailbox, which are for organisations; the state office’s own file does', async () => {
    const told = (whole: string): readonly string[] => ['0221 5550000', 'alarm@stelle.example'].filter((part) => whole.includes(part));
    expect(told(await write([office]))).toEqual([]);
    expect(told(writeCsv([office], 'de'))).toHaveLength(2);
  });
});

describe('GeoJSON', () => {
  it('puts a centre at the point of its municipality and says so', () => {
    const { features } = toGeoJson([office, shelter, { ...office, code: 'BST-NOWHERE', address: null }], points);
    const { lat, lon } = municipalityPoints().get('05315000') ?? {};
    expect(features[0]).toMatchObject({
      id: 'BST-OPEN',
      geometry: { type: 'Point', coordinates: [lon, lat] },
      properties: { positionOf: 'municipality', place: 'PLANTEDPLACE' },
    });
    expect(features.slice(1).map(({ geometry, properties }) => [geometry, properties['positionOf']])).toEqual([
      [null, undefined],
      [null, undefined],
    ]);
  });
});

describe('HSDS', () => {
  const [service] = toHsds([{ ...office, acceptsMinors: false, accessibility: ['lift'] }], names).contents;

  it('gives every object the fields that the specification requires', () => {
    const required: Readonly<Record<string, readonly string[]>> = {
      '': ['id', 'name', 'status', 'organization_id'],
      organization: ['id', 'name', 'description'],
      schedules: ['id', 'freq', 'byday', 'opens_at', 'closes_at'],
      service_areas: ['id', 'name'],
      languages: ['id', 'code', 'name'],
      service_at_locations: ['id', 'service_id', 'location_id', 'location'],
    };
    const lacking = Object.entries(required).flatMap(([part, fields]) => {
      const objects = (part === '' ? [service] : [service?.[part]].flat()) as readonly Record<string, unknown>[];
      return objects.flatMap((object) => fields.filter((field) => object[field] === undefined).map((field) => `${part}.${field}`));
    });
    expect(lacking).toEqual([]);
    expect(service).toMatchObject({
      minimum_age: 18,
      service_at_locations: [
        {
          location: {
            location_type: 'physical',
            accessibility: [{ description: 'lift' }],
            addresses: [
              {
                address_1: 'PLANTEDSTREET 7',
                city: 'PLANTEDPLACE',
                postal_code: '50667',
                state_province: 'NW',
                country: 'DE',
                address_type: 'physical',
              },
            ],
          },
        },
      ],
    });
  });

  it('keeps its ids from one day to the next, and none of them is there twice', () => {
    const idsOf = (): readonly string[] =>
      [...JSON.stringify(toHsds([office, shelter], names)).matchAll(/"id":"([^"]+)"/g)].map(([, id = '']) => id);
    expect(idsOf()).toEqual(idsOf());
    expect(new Set(idsOf()).size).toBe(idsOf().length);
  });

  it.each([
    ['HSDS', toHsds([], names)],
    ['GeoJSON', toGeoJson([], points)],
  ])('carries, as GeoJSON does, the notices that the data ask for: %s', (_format, document) => {
    expect(JSON.stringify(document)).toContain('© GeoBasis-DE / BKG 2021 (Daten verändert)');
    expect(JSON.stringify(document)).toContain('GeoNames (geonames.org), CC BY 4.0');
  });
});
