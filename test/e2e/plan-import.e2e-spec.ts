import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase } from '#persistence';
import type { DataSource } from 'typeorm';
import { startApi, type Answer, type TestApi, type TestBrowser } from '../support/app.js';
import { aChain, STATE_OFFICE, type Chain } from '../support/chain.js';
import { secondPerson } from '../support/second-person.js';

/** Tue 2 Mar 2027, 10:00 local. */
let chain: Chain;
let api: TestApi;
let admin: DataSource;
let office: TestBrowser;
let second: TestBrowser;
let plan: string;

const CSV = { 'content-type': 'text/csv; charset=utf-8' } as const;
const HEADING = 'Nummer;Handlungsfeld;Titel der Maßnahme;Artikel der Istanbul-Konvention;Federführung;Beteiligte;Haushaltsstelle;Kennzahlen;Status;Status seit;Nachweis;Meilensteine;Nächste Überprüfung';
const ROWS = [
  '1.1;1;Erste Kontakte am Wochenende (fiktiv);22, 20;Ressort für Gleichstellung (fiktiv);Kreise (fiktiv);epl 07 kap 07030;K5;läuft;15.01.2027;Erlass vom 15.01.2027 (fiktiv);"Konzept liegt vor | 01.02.2027 | 30.01.2027 | Konzept, Fassung 1\nDrei Kreise nehmen teil | 2027-12-01";01.02.2028',
  '2.1;2;Fortbildung (fiktiv);15;Ressort für Inneres (fiktiv);;;;geplant;2027-01-01;;;2028-01-01',
];
const file = (...rows: readonly string[]): string => [HEADING, ...rows, ''].join('\n');

beforeAll(async () => {
  chain = await aChain('plan-import');
  api = await startApi(chain);
  admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
  office = await api.signedIn(STATE_OFFICE.id, 'state_coordinator');
  second = await secondPerson(admin, api);
  const fields = [{ number: 1, title: 'Schutz und Hilfe' }, { number: 2, title: 'Vorbeugung' }];
  plan = String(((await office.post('/coordination/plans', { title: 'Landesaktionsplan (fiktiv)', startsOn: '2027-01-01', fields })).body as unknown as readonly { id: string }[])[0]?.id);
});
afterAll(async () => {
  await admin?.destroy();
  await api?.close();
  await chain?.close();
});

interface Reading {
  readonly problems: readonly { readonly line: number; readonly column: string | null; readonly code: string }[];
  readonly changes: readonly { readonly line: number; readonly change: string; readonly version: number | null; readonly after: { readonly number: string; readonly title: string }; readonly fields: readonly string[] }[];
  readonly unchanged: number;
  readonly notMentioned: readonly { readonly number: string }[];
}
const read = async (text: string | Uint8Array, headers: Readonly<Record<string, string>> = CSV): Promise<Reading> => {
  const answer = await office.post(`/coordination/plans/${plan}/readings`, text, headers);
  expect([answer.status, answer.text.slice(0, 300)]).toEqual([200, expect.any(String)]);
  return answer.body as unknown as Reading;
};
const take = ({ changes }: Reading, by: TestBrowser = office): Promise<Answer> => by.post(`/coordination/plans/${plan}/imports`, { measures: changes.map(({ version, after }) => ({ ...after, version })) });
const rows = (): Promise<unknown> => admin.query(`select (select count(*) from plan_measure)::int as versions, (select count(*) from audit.event where action = 'plan.measures_imported')::int as imports`);

describe('measures of a plan from a file', () => {
  it('are told first, and nothing is stored', async () => {
    const before = await rows();
    expect(await read(file(...ROWS))).toMatchObject({
      problems: [], unchanged: 0, notMentioned: [],
      changes: [
        { line: 2, change: 'added', version: null, after: { number: '1.1', articles: [20, 22], status: 'running', milestones: [{ doneOn: '2027-01-30' }, { doneOn: null }] }, fields: [] },
        { line: 4, change: 'added', version: null, after: { number: '2.1' } },
      ],
    });
    expect(await rows()).toEqual(before);
  });

  it('are faulty to the line and the column, without repeating a cell, and one bad line changes nothing', async () => {
    const before = await rows();
    const bad = '3.1;3;Neu (fiktiv);82;Ressort (fiktiv);;Haushalt von Erika;;läuft;2027-03-03;;;2029-01-01';
    const reading = await read(file(...ROWS, bad));
    expect(reading.problems.map(({ line, column, code }) => `${line} ${String(column)} ${code}`)).toEqual([
      '5 fieldNumber unknown_field', '5 articles no_such_article', '5 budgetLine no_budget_line', '5 statusOn in_future', '5 evidence evidence_missing', '5 nextReviewOn review_too_far',
    ]);
    expect(JSON.stringify(reading.problems)).not.toContain('Erika');
    const answer = await take(reading);
    expect([answer.status, answer.body['code']]).toEqual([422, 'invalid_input']);
    expect((answer.body as unknown as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)).toContain('/measures/2/articles');
    expect(await rows()).toEqual(before);
  });

  it('are taken over as a whole, once: the same file again changes nothing', async () => {
    expect((await take(await read(file(...ROWS)))).body).toEqual({ entered: 2, changed: 0, unchanged: 0 });
    expect(await read(file(...ROWS))).toMatchObject({ problems: [], changes: [], unchanged: 2 });
    expect(await rows()).toEqual([{ versions: 2, imports: 1 }]);
  });

  it.each([['csv', 'de'], ['xlsx', 'en']] as const)('go out as %s in %s, and come back without a change', async (format, language) => {
    const answer = await fetch(`${api.url}/api/v1/coordination/plans/${plan}/file?format=${format}&language=${language}`, { headers: { cookie: office.cookie ?? '' } });
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([200, `attachment; filename="${language === 'de' ? 'massnahmen' : 'measures'}-2027-03-02.${format}"`]);
    expect(await read(new Uint8Array(await answer.arrayBuffer()), { 'content-type': (answer.headers.get('content-type') ?? '').split(';')[0] ?? '' })).toMatchObject({ problems: [], changes: [], unchanged: 2 });
  });

  it('leave alone what the file does not name, and make a version of what it changes', async () => {
    const reading = await read(file((ROWS[1] ?? '').replace('Fortbildung (fiktiv)', 'Fortbildung der Polizei (fiktiv)')));
    expect(reading).toMatchObject({ changes: [{ change: 'changed', version: 1, fields: ['title'], before: { title: 'Fortbildung (fiktiv)' } }], notMentioned: [{ number: '1.1' }] });
    expect((await take(reading)).body).toEqual({ entered: 0, changed: 1, unchanged: 0 });
  });

  it('are refused when somebody changed one of them since, and nothing of them is stored', async () => {
    const reading = await read(file(...ROWS.map((row) => row.replace('(fiktiv);', '(erfunden);'))));
    expect((await take(await read(file(ROWS[1] ?? '')), second)).body).toEqual({ entered: 0, changed: 1, unchanged: 0 });
    const before = await rows();
    const late = await take(reading);
    expect([late.status, late.body['code']]).toEqual([412, 'stale_version']);
    expect(await rows()).toEqual(before);
  });

  it('are refused with a number that stands twice', async () => {
    const [change] = (await read(file('4.1;1;Doppelt (fiktiv);;Ressort (fiktiv);;;;geplant;2027-01-01;;;2028-01-01'))).changes;
    const answer = await office.post(`/coordination/plans/${plan}/imports`, { measures: [change?.after, change?.after] });
    expect([answer.status, answer.body]).toMatchObject([422, { errors: [{ pointer: '/measures/1/number', code: 'number_taken' }] }]);
  });

  it('come as a file and from nobody else, and large ones are read too', async () => {
    expect((await office.post(`/coordination/plans/${plan}/readings`, { measures: [] })).status).toBe(415);
    expect((await office.post('/coordination/plans/00000000-0000-4000-8000-000000000000/readings', file(...ROWS), CSV)).status).toBe(404);
    const many = Array.from({ length: 999 }, (_, index) => `5.${index + 1};1;Viele (fiktiv) ${'x'.repeat(100)};20;Ressort (fiktiv);;;;geplant;2027-01-01;;;2028-01-01`);
    const reading = await read(file(...many));
    expect([reading.problems, reading.changes.length]).toEqual([[], 999]);
    expect((await take(reading)).body).toEqual({ entered: 999, changed: 0, unchanged: 0 });
  });
});
