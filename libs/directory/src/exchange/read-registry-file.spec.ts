import { unzipSync, zipSync } from 'fflate';
import writeSheet from 'write-excel-file/node';
import { MAX_BYTES } from '#tables';
import { readRegistry } from '../registry.js';
import { readRegistryFile } from './read-registry-file.js';
import { REGISTRY_COLUMNS, type RegistryColumn } from './registry-columns.js';
import { REGISTRY_LANGUAGES } from './registry-words.js';

const ags = readRegistry().municipalities.map((municipality) => municipality.ags);
const municipalities = { knownAgs: new Set(ags), retiredAgs: new Set(['05313000']) };
const read = (bytes: Uint8Array) => readRegistryFile(bytes, municipalities);
const readText = (text: string) => read(new TextEncoder().encode(text));
const problemsOf = async (text: string) => (await readText(text)).problems;

const GOOD: Readonly<Record<RegistryColumn, string>> = {
  code: 'BST-0001',
  name: 'Beratungsstelle Beispiel',
  kind: 'womens_counselling',
  active: 'ja',
  targetGroups: 'women',
  languages: 'de, ar',
  acceptsMinors: 'nein',
  accessibility: '',
  dailyService: 'nein',
  openingHours: 'Mo-Fr 09:00-17:00',
  phone: '0221 5550000',
  mail: 'stelle@beispiel.example',
  website: 'https://beispiel.example',
  street: 'Musterstraße 1',
  postcode: '50667',
  place: 'Köln',
  catchment: '05315000, 05316000',
  validFrom: '2027-01-01',
};
const quoted = (cell: string): string => (/[";,\t\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);
const line = (cells: Partial<typeof GOOD>, separator = ';'): string =>
  REGISTRY_COLUMNS.map((column) => quoted({ ...GOOD, ...cells }[column])).join(separator);
const heading = (language: 'de' | 'en', separator = ';'): string => Object.values(REGISTRY_LANGUAGES[language].columns).join(separator);
const file = (...rows: readonly Partial<typeof GOOD>[]): string => [heading('de'), ...rows.map((row) => line(row)), ''].join('\n');

describe('a cell', () => {
  it.each<[RegistryColumn, string, string, string?]>([
    ['code', '', 'missing'],
    ['code', 'bst-1', 'malformed'],
    ['name', '', 'missing'],
    ['name', 'x'.repeat(201), 'too_long'],
    ['name', 'a\u0000b', 'malformed'],
    ['name', 'a\u202eb', 'malformed'],
    ['kind', 'church', 'unknown_kind'],
    ['active', 'maybe', 'malformed'],
    ['targetGroups', 'women, cats', 'unknown_target_group'],
    ['targetGroups', '', 'missing'],
    ['languages', 'de, xx-nonsense', 'unknown_language'],
    ['languages', 'und', 'unknown_language'],
    ['accessibility', 'helipad', 'malformed'],
    ['openingHours', 'Mo 9-17', 'bad_hours'],
    ['phone', '2215550000', 'leading_zero_lost'],
    ['phone', 'call me', 'malformed'],
    ['mail', 'nobody', 'malformed'],
    ['website', 'javascript:alert(1)', 'malformed'],
    ['postcode', '5066', 'malformed'],
    ['place', '', 'missing'],
    ['catchment', '05999999', 'unknown_ags', '05999999'],
    ['catchment', '05313000', 'retired_ags', '05313000'],
    ['catchment', '5315000', 'leading_zero_lost', '05315000'],
    ['catchment', '5999999', 'leading_zero_lost'],
    ['catchment', '05315000, 05315000', 'duplicate_ags', '05315000'],
    ['catchment', '22155500', 'malformed'],
    ['validFrom', '2027-02-29', 'bad_date'],
    ['validFrom', '31.11.2026', 'bad_date'],
    ['validFrom', '', 'missing'],
  ])('of the column %s with %j is refused as %s', async (column, cell, code, ...[key]) => {
    const problem = { line: 3, column, code, ...(key === undefined ? {} : { ags: key }) };
    expect(await problemsOf(file({}, { code: 'BST-0002', [column]: cell }))).toEqual([problem]);
  });

  it('says what is wrong without repeating it', async () => {
    const told = JSON.stringify(await problemsOf(file({ name: 'PLANTED\u0000', phone: 'PLANTED', mail: 'PLANTED', catchment: 'PLANTED' })));
    expect(told).not.toContain('PLANTED');
  });

  it('may use the German or the English word, or the code', async () => {
    const { records, problems } = await readText(
      file({ kind: 'Frauenberatungsstelle', targetGroups: 'Frauen, Women', accessibility: 'Leichte Sprache, lift', validFrom: '1.1.2027' }),
    );
    expect(problems).toEqual([]);
    expect(records).toMatchObject([
      { kind: 'womens_counselling', targetGroups: ['women'], accessibility: ['lift', 'plain_language'], validFrom: '2027-01-01' },
    ]);
  });
});

describe('the address of a shelter', () => {
  it.each(['street', 'postcode', 'place'] as const)('is refused when only its %s is there', async (column) => {
    const shelter = { kind: 'shelter', street: '', postcode: '', place: '', [column]: 'PLANTED' };
    expect(await problemsOf(file(shelter))).toEqual([{ line: 2, column, code: 'shelter_address' }]);
  });
});

describe('the file', () => {
  it.each([',', ';', '\t'])('may be separated by "%s", with or without a byte order mark and with either line end', async (separator) => {
    const text = [heading('en', separator), line({}, separator), ''];
    for (const whole of [text.join('\n'), `\ufeff${text.join('\r\n')}`]) expect((await readText(whole)).records).toHaveLength(1);
  });

  it('counts lines as a person sees them, through cells of many lines and through empty ones', async () => {
    const rows = [line({ catchment: '05315000\n05316000\r\n05111000' }), '', line({ code: 'BST-0002', kind: 'church' })];
    expect(await problemsOf([heading('de'), ...rows].join('\r\n'))).toEqual([{ line: 6, column: 'kind', code: 'unknown_kind' }]);
  });

  it('says the line of a row with too many or too few cells, and nothing else of it', async () => {
    const text = [heading('de'), `${line({ kind: 'church' })};surplus`, 'BST-0002;short', `${line({ code: 'BST-0003' })};;`].join('\n');
    expect(await problemsOf(text)).toEqual([
      { line: 2, column: 'S', code: 'too_many_cells' },
      { line: 3, column: null, code: 'too_few_cells' },
    ]);
  });

  it('says the line of a second centre with the same code', async () =>
    expect(await problemsOf(file({}, { code: 'BST-0002' }, {}))).toEqual([{ line: 4, column: 'code', code: 'duplicate_code' }]));

  it('needs every column, once, and no other', async () => {
    const text = file({}).replace('Telefon', 'Fax').replace('Ort', 'Name');
    expect(await problemsOf(text)).toEqual([
      { line: 1, column: 'K', code: 'unknown_column' },
      { line: 1, column: 'P', code: 'unknown_column' },
      { line: 1, column: 'phone', code: 'missing' },
      { line: 1, column: 'place', code: 'missing' },
    ]);
  });

  it.each([
    ['nothing', new Uint8Array(), 1, 'empty_file'],
    ['empty lines', new TextEncoder().encode('\n\n ; \n'), 1, 'empty_file'],
    ['a heading alone', new TextEncoder().encode(heading('de')), 1, 'empty_file'],
    ['more than 5 MB', new Uint8Array(MAX_BYTES + 1), 1, 'too_long'],
    [
      'letters of another encoding',
      Buffer.from(file({}, { name: 'M\u00fcller' }).replace(/[Ößäö]|ü(?=lt)/g, '?'), 'latin1'),
      3,
      'not_readable',
    ],
    ['half a spreadsheet', Buffer.from('PK\u0003\u0004 and no more', 'latin1'), 1, 'not_readable'],
    ['an old spreadsheet', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 1, 'not_readable'],
  ])('is refused when it holds %s', async (_what, bytes, at, code) =>
    expect(await read(bytes)).toMatchObject({ records: [], problems: [{ line: at, column: null, code }] }),
  );

  it('says where a quote begins that never ends', async () => {
    const text = `${file({})}BST-0002;"never ends;women\nBST-0003;short\n`;
    expect(await problemsOf(text)).toEqual([{ line: 3, column: null, code: 'not_readable' }]);
  });

  it('holds 5,000 centres and not one more', async () => {
    const rows = Array.from({ length: 5001 }, (_, at) => ({ code: `BST-${at}-X` }));
    expect(await problemsOf(file(...rows.slice(1)))).toEqual([]);
    expect(await problemsOf(file(...rows))).toEqual([{ line: 5002, column: null, code: 'too_long' }]);
  });
});

describe('a spreadsheet', () => {
  const sheet = (rows: readonly Partial<Record<RegistryColumn, unknown>>[]): Promise<Buffer> => {
    const cells = rows.map((row) => REGISTRY_COLUMNS.map((column) => ({ ...GOOD, ...row })[column] ?? null));
    return writeSheet([Object.values(REGISTRY_LANGUAGES.de.columns), ...cells] as never, { dateFormat: 'yyyy-mm-dd' }).toBuffer();
  };

  it('may hold numbers, days and truth values where a spreadsheet makes them of what was typed', async () => {
    const bytes = await sheet([{ postcode: 50667, active: true, validFrom: new Date('2027-01-01T00:00:00Z') }]);
    expect(await read(bytes)).toMatchObject({
      problems: [],
      records: [{ active: true, validFrom: '2027-01-01', address: { postcode: '50667' } }],
    });
  });

  it('is refused where it has taken the zero from a key', async () =>
    expect((await read(await sheet([{ catchment: 5315000 }]))).problems).toEqual([
      { line: 2, column: 'catchment', code: 'leading_zero_lost', ags: '05315000' },
    ]));

  /** The same container with something of its sheet replaced. */
  const changed = async (from: RegExp, to: string): Promise<Uint8Array> => {
    const parts = unzipSync(await sheet([{}]));
    const [name = ''] = Object.keys(parts).filter((each) => each.includes('worksheets/') && each.endsWith('.xml'));
    const xml = Buffer.from(parts[name] ?? []).toString('utf8');
    expect(xml).toMatch(from);
    return zipSync({ ...parts, [name]: Buffer.from(xml.replace(from, to)) });
  };

  it.each([
    ['a row a million rows below', /<row r="2"/, '<row r="999999"', 'too_long'],
    ['a cell ten thousand columns away', / r="R2"/, ' r="XFD2"', 'too_long'],
    ['a row whose number is none', /<row r="2"/, '<row r="&#57;999999"', 'not_readable'],
    ['more than 50 MB once unpacked', /<\/sheetData>/, `</sheetData>${' '.repeat(51 * 1024 * 1024)}`, 'too_long'],
  ])('is refused before it is read when it holds %s', async (_what, from, to, code) =>
    expect((await read(await changed(from, to))).problems).toEqual([{ line: 1, column: null, code }]),
  );

  it('counts its rows, the empty ones too', async () => {
    const empty = Object.fromEntries(REGISTRY_COLUMNS.map((column) => [column, null]));
    const { problems } = await read(await sheet([{}, { ...empty }, { code: 'BST-0002', kind: 'church' }]));
    expect(problems.filter(({ code }) => code !== 'missing')).toEqual([{ line: 4, column: 'kind', code: 'unknown_kind' }]);
  });
});
