import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openDatabase } from '#persistence';
import { startApi, type Answer, type TestApi, type TestBrowser } from '../support/app.js';
import { aChain, CENTRES, NETWORK, STATE_OFFICE, type Chain } from '../support/chain.js';

const CSV = { 'content-type': 'text/csv; charset=utf-8' } as const;
const HEADING = 'jahr;land;nach;merkmal;kontakte;quelle;definition';
const LINES = ['2022;alle;gesamt;;4498;Ministerium (fiktiv);Kontakte aller Wege', '2022;NRW;thema;Häusliche Gewalt;1200;Ministerium (fiktiv);Kontakte mit diesem Thema', '2023;alle;gesamt;;4037;Zeitung (fiktiv);Nur Anrufe'];
const file = (...lines: readonly string[]): string => [HEADING, ...lines].join('\n');

let chain: Chain;
let api: TestApi;
let admin: DataSource;
let office: TestBrowser;
const send = (what: 'readings' | 'imports', text: string): Promise<Answer> => office.post(`/helpline/${what}`, Uint8Array.from(Buffer.from(text)), CSV);
const rows = async (): Promise<unknown> => (await admin.query('select count(*)::int as n from helpline_figure'))[0];

beforeAll(async () => {
  chain = await aChain('helpline');
  admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
  api = await startApi(chain);
  office = await api.signedIn(STATE_OFFICE.id, 'state_coordinator');
}, 60_000);
afterAll(async () => {
  await admin?.destroy();
  await api?.close();
  await chain?.close();
});

describe('a file of the helpline', () => {
  it('is read first, and nothing of it is stored', async () => {
    expect((await send('readings', file(...LINES))).body).toMatchObject({ problems: [], changes: [{ old: null }, { old: null }, { old: null }] });
    expect(await rows()).toEqual({ n: 0 });
  });

  it('changes nothing with one bad line, which is named', async () => {
    const bad = await send('imports', file(...LINES, '2024;XX;gesamt;;viele;Ministerium (fiktiv);Kontakte'));
    expect(bad.body).toEqual({ problems: [{ line: 5, column: 'land', code: 'unknown_land' }, { line: 5, column: 'contacts', code: 'malformed' }], changes: [] });
    expect((await send('imports', 'jahr;land\n"offen')).body).toMatchObject({ problems: [{ code: 'not_readable' }], changes: [] });
    expect([await rows(), bad.text.includes('viele')]).toEqual([{ n: 0 }, false]);
  });

  it('is taken as a whole, and a second time changes nothing', async () => {
    expect((await send('imports', file(...LINES))).body).toMatchObject({ problems: [], changes: [{}, {}, {}] });
    expect((await send('imports', file(...LINES))).body).toEqual({ problems: [], changes: [] });
    expect(await rows()).toEqual({ n: 3 });
  });

  it('corrects a figure, and the old value stays beside it', async () => {
    const corrected = file('2022;alle;gesamt;;4500;Ministerium (fiktiv);Kontakte aller Wege');
    expect((await send('imports', corrected)).body).toMatchObject({ changes: [{ figure: { contacts: 4500 }, old: { contacts: 4498 } }] });
    const network = await api.signedIn(NETWORK.id, 'local_coordinator');
    const { body } = await network.get('/helpline');
    expect(body).toMatchObject({ helpline: { phone: '0800 1239900' } });
    expect(body['figures']).toMatchObject([
      { year: 2023, contacts: 4037, source: 'Zeitung (fiktiv)', definition: 'Nur Anrufe', earlier: [] },
      { year: 2022, dimension: 'total', contacts: 4500, earlier: [{ contacts: 4498, definition: 'Kontakte aller Wege' }] },
      { year: 2022, dimension: 'topic', category: 'Häusliche Gewalt' },
    ]);
  });

  it('is the state office’s to bring, and a file at all', async () => {
    const network = await api.signedIn(NETWORK.id, 'local_coordinator');
    expect((await network.post('/helpline/imports', Uint8Array.from(Buffer.from(file(...LINES))), CSV)).status).toBe(403);
    expect((await (await api.signedIn(CENTRES.koeln.id, 'counsellor')).get('/helpline')).status).toBe(403);
    expect((await office.post('/helpline/imports', { figures: [] })).status).toBe(415);
  });
});
