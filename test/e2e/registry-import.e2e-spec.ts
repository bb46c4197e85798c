import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { writeCsv, writeXlsx, type CentreRecord } from '#directory';
import { openDatabase } from '#persistence';
import type { DataSource } from 'typeorm';
import { startApi, type Answer, type TestApi, type TestBrowser } from '../support/app.js';
import { aChain, CENTRES, KOELN, POLICE, STATE_OFFICE, type Chain } from '../support/chain.js';
import { madeUpCentres } from '../support/made-up-centres.js';
import { secondPerson } from '../support/second-person.js';

jest.setTimeout(120_000);

const CSV = { 'content-type': 'text/csv; charset=utf-8' } as const;
const XLSX = { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const;
const PUBLIC = ['/public/registry.hsds.json', '/public/registry.csv', '/public/registry.geojson'] as const;
const SEED = 20_270_302;

let chain: Chain;
let api: TestApi;
let admin: DataSource;
let writer: TestBrowser;
let second: TestBrowser;
let municipalities: readonly string[];

beforeAll(async () => {
  chain = await aChain('registry_import');
  api = await startApi(chain);
  admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
  writer = await api.signedIn(STATE_OFFICE.id, 'state_coordinator');
  second = await secondPerson(admin, api);
  municipalities = (await admin.query<{ ags: string }[]>('select ags from municipality order by ags')).map(({ ags }) => ags);
}, 60_000);
afterAll(async () => {
  await admin?.destroy();
  await api?.close();
  await chain?.close();
});

interface Reading {
  readonly problems: readonly { readonly code: string; readonly severity: string; readonly line: number | null; readonly column: string | null; readonly ags: string | null; readonly municipality: string | null }[];
  readonly changes: readonly { readonly code: string; readonly change: string; readonly fields: readonly string[]; readonly before: unknown; readonly after: unknown; readonly catchmentAdded: readonly unknown[]; readonly catchmentRemoved: readonly unknown[] }[];
  readonly unchanged: number;
  readonly notMentioned: readonly { readonly code: string; readonly name: string }[];
  readonly needsSecond: boolean;
  readonly needsUncoveredReason: boolean;
  readonly centres: readonly { readonly code: string; readonly line: number }[];
  readonly bases: readonly unknown[];
}

const send = (file: string | Buffer, headers: Readonly<Record<string, string>> = CSV): Promise<Answer> => writer.post('/directory/imports/readings', typeof file === 'string' ? file : Uint8Array.from(file), headers);
async function read(file: string | Buffer, headers: Readonly<Record<string, string>> = CSV): Promise<Reading> {
  const answer = await send(file, headers);
  expect([answer.status, answer.text.slice(0, 300)]).toEqual([200, expect.any(String)]);
  return answer.body as unknown as Reading;
}
const propose = ({ centres, bases }: Reading, more: object = {}): Promise<Answer> => writer.post('/directory/proposals', { kind: 'centres', centres, bases, reason: 'Aus einer Datei (fiktiv)', ...more });

/** Every row that an import could have touched. */
const rows = (): Promise<unknown> =>
  admin.query(`select (select count(*) from organisation)::int as organisations, (select count(*) from centre_profile)::int as versions, (select count(*) from catchment)::int as catchments,
    (select count(*) from registry_proposal)::int as proposals, (select count(*) from registry_change)::int as changes`);

const fiveHundred = (): readonly CentreRecord[] => madeUpCentres(500, SEED, municipalities);
/** The file with one cell of a line replaced; the heading is line 1. */
const withFault = (lines: string[], line: number, from: RegExp, to: string): void => {
  const before = lines[line - 1] ?? '';
  lines[line - 1] = before.replace(from, to);
  if (lines[line - 1] === before) throw new Error(`line ${line} does not hold what the fault replaces: ${before}`);
};

/** 500 centres with seven faults, one for each line that is named. */
function faultyFile(): string {
  const fine = fiveHundred().map((record, at): CentreRecord => ({ ...record, name: `Beratungsstelle ${at}`, kind: 'womens_counselling', catchment: [KOELN], mail: 'stelle@beispiel.example', windows: [{ weekday: 1, opens: '09:00', closes: '17:00' }], phone: '0221 5550000' }));
  const shelter = fine.map((record, at): CentreRecord => (at === 398 ? { ...record, kind: 'shelter', address: null } : record));
  const lines = writeCsv(shelter, 'de').trimEnd().split('\r\n');
  withFault(lines, 12, /womens_counselling/, 'Frauenbratung');
  withFault(lines, 99, /05315000/, '05999999');
  withFault(lines, 180, /05315000/, '5315000');
  withFault(lines, 251, /;BST-\d+|^BST-\d+/, 'BST-0001');
  withFault(lines, 333, /09:00/, '25:00');
  withFault(lines, 400, /;;;;05315000/, ';Geheime Straße 1;50667;Köln;05315000');
  withFault(lines, 500, /20\d\d-\d\d-\d\d$/, '2027-02-30');
  return lines.join('\r\n');
}

describe('a file with faults', () => {
  it('of 500 organisations gets seven line-exact messages, and changes no row', async () => {
    const before = await rows();
    const reading = await read(faultyFile());
    expect(reading.problems.map(({ line, column, code, ags }) => [line, column, code, ags])).toEqual([
      [12, 'kind', 'unknown_kind', null], [99, 'catchment', 'unknown_ags', '05999999'], [180, 'catchment', 'leading_zero_lost', KOELN], [251, 'code', 'duplicate_code', null],
      [333, 'openingHours', 'bad_hours', null], [400, 'street', 'shelter_address', null], [500, 'validFrom', 'bad_date', null],
    ]);
    expect(reading.problems.find(({ ags }) => ags === KOELN)?.municipality).toBe('Köln');
    expect([reading.centres, reading.bases, reading.changes.length]).toEqual([[], [], 493]);
    expect(JSON.stringify(reading)).not.toContain('Geheime Straße');
    // What a page would send all the same: the API takes no empty change, and all or nothing of a faulty one.
    const forced = await writer.post('/directory/proposals', { kind: 'centres', reason: 'Trotzdem (fiktiv)', bases: [], centres: [{ ...(reading.changes[0]?.after as object), catchment: [KOELN] }, { ...(reading.changes[1]?.after as object), code: 'BST-X', catchment: ['05999999'] }] });
    expect([forced.status, forced.body.errors]).toEqual([422, [{ pointer: '/centres/1', code: 'unknown_municipality' }]]);
    expect(await rows()).toEqual(before);
  });

  it('names what only the registry knows beside what the file says itself, each with its line', async () => {
    const [one, two] = madeUpCentres(2, 7, [KOELN]).map((record): CentreRecord => ({ ...record, kind: 'womens_counselling', phone: null, catchment: [KOELN] }));
    await admin.query(`update municipality set retired_on = '2027-06-01' where ags = $1`, [KOELN]);
    try {
      const lines = writeCsv([{ ...(one as CentreRecord), validFrom: '2027-06-01' }, { ...(two as CentreRecord), mail: null }], 'en').split('\r\n');
      withFault(lines, 3, /womens_counselling/, 'club');
      expect((await read(lines.join('\r\n'))).problems).toEqual([
        expect.objectContaining({ line: 2, code: 'retired_municipality', severity: 'refused', ags: KOELN, municipality: 'Köln' }), expect.objectContaining({ line: 3, column: 'kind', code: 'unknown_kind' }),
      ]);
    } finally {
      await admin.query('update municipality set retired_on = null where ags = $1', [KOELN]);
    }
  });

  it.each([
    ['empty', '', 'empty_file'], ['no table', Buffer.from([0xff, 0xfe, 0x00]), 'not_readable'], ['a broken spreadsheet', Buffer.from('PK\u0003\u0004 and no more'), 'not_readable'],
  ])('%s is told as that', async (_, file, code) => expect((await read(file)).problems.map((problem) => problem.code)).toContain(code));
});

describe('a clean file of 500', () => {
  it('is proposed, put in force by a second person as a whole, and changes nothing the second time', async () => {
    const records = fiveHundred();
    const file = await writeXlsx(records, 'de');
    const [start, before] = [performance.now(), (await rows()) as readonly { readonly organisations: number; readonly catchments: number }[]];
    const reading = await read(file, XLSX);
    const readAt = performance.now();
    expect([reading.problems.filter(({ severity }) => severity === 'refused'), reading.changes.length, reading.centres.length, reading.needsSecond]).toEqual([[], 500, 500, true]);
    expect(reading.notMentioned.map(({ code }) => code).sort()).toEqual(Object.values(CENTRES).map(({ code }) => code).sort());
    const proposed = await propose(reading);
    const proposedAt = performance.now();
    expect([proposed.status, proposed.text.slice(0, 200), proposed.body['needsSecond']]).toEqual([201, expect.any(String), true]);
    const path = `/directory/proposals/${String(proposed.body['id'])}/decision`;
    expect((await writer.post(path, { decision: 'put_in_force' })).body.code).toBe('second_person');
    const decided = await second.post(path, { decision: 'put_in_force' });
    const end = performance.now();
    expect([decided.status, decided.body['state']]).toEqual([200, 'in_force']);
    const seconds = (from: number, to: number): string => `${((to - from) / 1000).toFixed(1)} s`;
    process.stdout.write(`500 centres (seed ${SEED}): read ${seconds(start, readAt)}, proposed ${seconds(readAt, proposedAt)}, in force ${seconds(proposedAt, end)}\n`);
    const after = (await rows()) as typeof before;
    expect([after[0]?.organisations, after[0]?.catchments]).toEqual([(before[0]?.organisations ?? 0) + 500, (before[0]?.catchments ?? 0) + records.reduce((sum, { catchment }) => sum + catchment.length, 0)]);
    const again = await read(file, XLSX);
    expect([again.problems, again.changes, again.unchanged, again.centres]).toEqual([[], [], 500, []]);
  });

  it('comes back from the export as it is, in both formats and languages: read again, it changes nothing', async () => {
    for (const [format, language] of [['csv', 'de'], ['csv', 'en'], ['xlsx', 'de'], ['xlsx', 'en']] as const) {
      const response = await fetch(`${api.url}/api/v1/directory/export?format=${format}&language=${language}`, { headers: { cookie: writer.cookie ?? '' } });
      expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${language === 'de' ? 'verzeichnis' : 'registry'}-2027-03-02.${format}"`);
      const reading = await read(Buffer.from(await response.arrayBuffer()), format === 'csv' ? CSV : XLSX);
      expect([format, language, reading.problems, reading.changes, reading.notMentioned, reading.unchanged]).toEqual([format, language, [], [], [], 503]);
    }
    expect(await admin.query(`select count(*)::int as exports from audit.event where action = 'registry.exported'`)).toEqual([{ exports: 4 }]);
  });

  it('with one line changed proposes that line alone, says before and after, and asks why a municipality is left without a centre', async () => {
    // Nobody else serves Münster.
    await admin.query(`delete from catchment where ags = '05515000' and centre_id <> $1`, [CENTRES.elsewhere.id]);
    const lines = (await writer.get('/directory/export?format=csv')).text.split('\r\n');
    const at = lines.findIndex((line) => line.startsWith(CENTRES.elsewhere.code)) + 1;
    withFault(lines, at, /Teststelle Münster \(fiktiv\)/, 'Teststelle Aasee (fiktiv)');
    withFault(lines, at, /2000-01-01/, '2027-04-01');
    const renamed = await read(lines.join('\r\n'));
    expect([renamed.unchanged, renamed.changes]).toEqual([502, [expect.objectContaining({ code: CENTRES.elsewhere.code, change: 'changed', fields: ['name'], catchmentAdded: [], catchmentRemoved: [] })]]);
    expect(renamed.changes[0]).toMatchObject({ before: { name: 'Teststelle Münster (fiktiv)' }, after: { name: 'Teststelle Aasee (fiktiv)', line: at } });
    withFault(lines, at, /05515000/, '');
    const closed = await read(lines.join('\r\n'));
    expect([closed.needsUncoveredReason, closed.problems]).toEqual([true, expect.arrayContaining([expect.objectContaining({ line: at, code: 'leaves_uncovered', severity: 'warned', ags: '05515000', municipality: 'Münster' })])]);
    expect(closed.changes[0]?.catchmentRemoved).toEqual([{ ags: '05515000', name: 'Münster' }]);
    expect((await propose(closed)).status).toBe(422);
    expect((await propose(closed, { uncoveredReason: 'Eine neue Stelle folgt im Mai' })).status).toBe(201);
  });
});

describe('who may send how much', () => {
  const large = (): string => JSON.stringify({ kind: 'centres', reason: 'x'.repeat(70_000), bases: [], centres: [] });

  it('a file of more than 5 MB is 413, and so is JSON of more than 64 KB anywhere else', async () => {
    expect((await send('x'.repeat(5 * 1024 * 1024 + 1))).status).toBe(413);
    expect((await (await api.signedIn(POLICE.koeln, 'officer')).post('/referrals', large(), { 'idempotency-key': randomUUID() })).status).toBe(413);
    expect((await writer.post('/directory/proposals', large())).status).toBe(422);
  });

  it('nobody but the state office gets a large body read', async () => {
    const lead = await api.signedIn(CENTRES.koeln.id, 'centre_lead');
    for (const path of ['/directory/proposals', '/directory/checks']) expect([(await lead.post(path, large())).status, (await api.browser().post(path, large())).status]).toEqual([403, 401]);
    const file = 'x'.repeat(70_000);
    expect([(await lead.post('/directory/imports/readings', file, CSV)).status, (await api.browser().post('/directory/imports/readings', file, CSV)).status]).toEqual([403, 401]);
  });

  it('a file is taken where one is read, and nowhere else; JSON is no file', async () => {
    expect((await writer.post('/directory/proposals', 'Kennung', CSV)).status).toBe(415);
    expect((await (await api.signedIn(POLICE.koeln, 'officer')).post('/referrals', 'Kennung', { ...XLSX, 'idempotency-key': randomUUID() })).status).toBe(415);
    expect((await writer.post('/directory/imports/readings', { centres: [] })).status).toBe(415);
    expect((await writer.post('/directory/imports/readings', 'Kennung', { 'content-type': 'text/plain' })).status).toBe(415);
  });

  it('the example of a file has the headings and no line', async () => {
    const answer = await writer.get('/directory/imports/example?format=csv&language=en');
    expect([answer.text.trim().split('\r\n').length, answer.text]).toEqual([1, expect.stringContaining('Catchment')]);
    expect((await read(answer.text)).problems.map(({ code }) => code)).toEqual(['empty_file']);
    expect((await writer.get('/directory/export?format=pdf')).status).toBe(422);
  });
});

describe('the public part of the registry', () => {
  beforeAll(async () => {
    const planted = `insert into organisation (id, kind, code, name) values ($1, 'centre', $2, $3)`;
    const version = `insert into centre_profile (centre_id, target_groups, accepts_minors, daily_service, opening_hours, version, valid_from, kind, address) values ($1, '{women}', false, false, '{"windows":[]}', $2, $3, $4, $5)`;
    const address = (street: string): string => JSON.stringify({ street, postcode: '33602', place: 'Bielefeld' });
    const [open, shelter, moving] = [randomUUID(), randomUUID(), randomUUID()];
    await admin.query(planted, [open, 'PLANT-OFFEN', 'Stelle mit Anschrift (fiktiv)']);
    await admin.query(version, [open, 1, '2026-01-01', 'womens_counselling', address('Sichtbare Straße 1')]);
    await admin.query(planted, [shelter, 'PLANT-SCHUTZ', 'Schutzhaus (fiktiv)']);
    await admin.query(version, [shelter, 1, '2026-01-01', 'shelter', null]);
    await admin.query(`insert into catchment (centre_id, ags, valid_from) values ($1, '05911000', '2026-01-01')`, [shelter]);
    // Becomes a shelter in May: what is published now would tell where.
    await admin.query(planted, [moving, 'PLANT-WIRD', 'Haus im Wandel (fiktiv)']);
    await admin.query(version, [moving, 1, '2026-01-01', 'womens_counselling', address('Verborgene Straße 2')]);
    await admin.query(version, [moving, 2, '2027-05-01', 'shelter', null]);
    await api.services.directory.refresh();
  });

  it.each(PUBLIC)('%s is open to everybody, may be kept for five minutes, and sets no cookie', async (path) => {
    const response = await fetch(`${api.url}${path}`);
    expect([response.status, response.headers.get('cache-control'), response.headers.getSetCookie()]).toEqual([200, 'public, max-age=300', []]);
    const text = await response.text();
    expect(text).toContain('Stelle mit Anschrift (fiktiv)');
    expect(text).toContain('Schutzhaus (fiktiv)');
  });

  it.each(PUBLIC)('%s is kept from whoever brings the tag of the file that stands, and sent to all others', async (path) => {
    const ask = (tag: string): Promise<Response> => fetch(`${api.url}${path}`, { headers: { 'if-none-match': tag } });
    const tag = (await fetch(`${api.url}${path}`)).headers.get('etag') ?? '';
    expect(tag).toMatch(/^W\/"[\w-]{22}"$/);
    for (const kept of [tag, `"other", ${tag}`, tag.slice(2), '*']) {
      const again = await ask(kept);
      expect([again.status, again.headers.get('etag'), again.headers.get('cache-control'), await again.text()]).toEqual([304, tag, 'public, max-age=300', '']);
    }
    expect([(await ask('W/"other"')).status, (await (await ask('W/"other"')).text()).length > 100]).toEqual([200, true]);
  });

  it('tells no address, postcode, place or catchment of a shelter, nor of one that will be', async () => {
    for (const path of PUBLIC) {
      const text = await (await fetch(`${api.url}${path}`)).text();
      expect([path, text.includes('Sichtbare Straße 1'), text.includes('Verborgene')]).toEqual([path, true, false]);
    }
    const { features } = JSON.parse(await (await fetch(`${api.url}/public/registry.geojson`)).text()) as { features: readonly { readonly id: string; readonly geometry: unknown; readonly properties: Readonly<Record<string, unknown>> }[] };
    for (const { geometry, properties } of features.filter(({ id, properties: { kind } }) => kind === 'shelter' || id === 'PLANT-WIRD')) {
      expect([geometry, properties['street'], properties['postcode'], properties['place'], properties['catchment'] ?? []]).toEqual([null, undefined, undefined, undefined, []]);
    }
    const lines = (await (await fetch(`${api.url}/public/registry.csv`)).text()).split('\r\n');
    expect(lines.find((line) => line.startsWith('PLANT-SCHUTZ'))).toMatch(/;;;;;2026-01-01$/);
  });

  it('the export of the state office has no address of a shelter either', async () => {
    const { text } = await writer.get('/directory/export?format=csv');
    expect([text.includes('Sichtbare Straße 1'), text.includes('Verborgene')]).toEqual([true, false]);
  });

  it('is limited by network like other addresses without a sign-in', async () => {
    const strict = await startApi(chain, { environment: { PUBLIC_FILES_PER_NETWORK: '2' } });
    try {
      const statuses = [];
      for (const path of PUBLIC) statuses.push((await fetch(`${strict.url}${path}`)).status);
      expect(statuses).toEqual([200, 200, 429]);
    } finally {
      await strict.close();
    }
  });
});
