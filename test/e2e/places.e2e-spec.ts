import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openDatabase } from '#persistence';
import { startApi, type Answer, type TestApi, type TestBrowser } from '../support/app.js';
import { aChain, aNewReferral, CENTRES, NETWORK, POLICE, STATE_OFFICE, type Chain } from '../support/chain.js';
import { addShelters, FOUR_PLACES, MENS_CENTRE, PERPETRATOR_WORK, SHELTERS, WOMENS_SHELTER } from '../support/shelters.js';

/** Tue 2 Mar 2027, 10:00 local. */
let chain: Chain;
let api: TestApi;
let admin: DataSource;
let rhine: TestBrowser;
let moor: TestBrowser;
let officer: TestBrowser;

const note = (browser: TestBrowser, version: number, body: object = FOUR_PLACES): Promise<Answer> => browser.send('PUT', '/api/v1/places/own', { body: { ...body, version } });
const codes = ({ status, body }: Answer): unknown => [status, (body['errors'] as readonly { readonly code: string }[] | undefined)?.map(({ code }) => code)];
const siteOf = ({ body }: Answer, id: string): unknown => (body['sites'] as readonly { readonly id: string }[]).find((site) => site.id === id);
const entriesKept = async (): Promise<unknown> => (await admin.query('select count(*)::int as n from place_entry'))[0];

/** How many rows each table of the chain has. */
const everyRow = (): Promise<readonly unknown[]> =>
  admin.query(`select tablename, (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from public.%I', tablename), false, true, '')))[1]::text as n from pg_tables where schemaname = 'public' order by 1`);

/** Sessions end while the tests move on: everybody signs in anew. */
async function moveTo(instant: string): Promise<void> {
  chain.moveTo(instant);
  rhine = await api.signedIn(SHELTERS.rhine.id, 'counsellor', { fresh: true });
  moor = await api.signedIn(SHELTERS.moor.id, 'centre_lead', { fresh: true });
  officer = await api.signedIn(POLICE.koeln, 'officer', { fresh: true });
}

beforeAll(async () => {
  chain = await aChain('places');
  await addShelters(chain);
  admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
  api = await startApi(chain);
  await moveTo('2027-03-02T09:00:00Z');
}, 60_000);
afterAll(async () => {
  await admin?.destroy();
  await api?.close();
  await chain?.close();
});

describe('an entry of places', () => {
  it('is refused where its counts are not all of the places, or a reservation has no until', async () => {
    expect(codes(await note(rhine, 0, { ...FOUR_PLACES, free: 3 }))).toEqual([422, ['places_do_not_add_up']]);
    expect(codes(await note(rhine, 0, { ...FOUR_PLACES, reservedUntil: null }))).toEqual([422, ['reservation_without_until']]);
    expect(codes(await note(rhine, 0, { ...FOUR_PLACES, reservedUntil: '2027-03-02T09:00:00Z' }))).toEqual([422, ['in_past']]);
    expect((await note(rhine, 0, { ...FOUR_PLACES, address: 'Geheimweg 1' })).status).toBe(422);
    expect(await entriesKept()).toEqual({ n: 0 });
  });

  it('is made by the shelter, kept in versions, and never overwritten', async () => {
    expect([(await note(rhine, 0)).status, (await note(moor, 0, { ...FOUR_PLACES, free: 3, reserved: 0, reservedUntil: null, children: false })).status]).toEqual([200, 200]);
    expect((await note(rhine, 0)).status).toBe(412);
    const again = await note(rhine, 1, { ...FOUR_PLACES, free: 1, occupied: 2 });
    expect((again.body['entries'] as readonly { readonly version: number; readonly free: number }[]).map(({ version, free }) => [version, free])).toEqual([[2, 1], [1, 2]]);
  });

  it.each([
    ['a counselling centre', CENTRES.koeln.id], ['a shelter for women', WOMENS_SHELTER.id],
  ])('is not made by %s', async (_who, id) => {
    const other = await api.signedIn(id, 'centre_lead');
    expect([(await other.get('/places/own')).status, (await note(other, 0)).status]).toEqual([404, 404]);
  });
});

describe('the board', () => {
  it('adds up what is current, tells it to police, centres and coordinators, and to work with perpetrators nothing', async () => {
    const answer = await officer.get('/places');
    expect(answer.body).toMatchObject({ freeNow: 4, notCurrent: 0 });
    expect(siteOf(answer, SHELTERS.rhine.id)).toMatchObject({ current: true, places: 4, now: { free: 1, occupied: 2, reserved: 1, lapsed: 0 }, children: true, notedAt: '2027-03-02T09:00:00.000Z', expiresAt: '2027-03-04T09:00:00.000Z' });
    for (const [id, role] of [[CENTRES.koeln.id, 'counsellor'], [NETWORK.id, 'local_coordinator'], [STATE_OFFICE.id, 'state_coordinator']] as const) {
      expect((await (await api.signedIn(id, role)).get('/places')).text).toBe(answer.text);
    }
    const apart = await api.signedIn(PERPETRATOR_WORK.id, 'facilitator_lead');
    expect([(await apart.get('/places')).status, (await apart.get(`/places/${SHELTERS.rhine.id}/onward?version=2`)).status]).toEqual([403, 403]);
  });

  it('holds no address: not in the table, not in the contract, not in an answer', async () => {
    const columns = await admin.query<{ column_name: string }[]>(`select column_name from information_schema.columns where table_name in ('place_entry', 'place_tally')`);
    const { components } = (await officer.get('/openapi.json')).body as { readonly components: { readonly schemas: Readonly<Record<string, { readonly properties?: object }>> } };
    const told = ['PlaceSiteView', 'PlaceBoardView', 'PlaceEntryView', 'OwnPlacesView', 'PlacesDto', 'OnwardCentreView', 'OnwardRouteView'].flatMap((name) => Object.keys(components.schemas[name]?.properties ?? {}));
    expect(told.length).toBeGreaterThan(30);
    expect([...columns.map(({ column_name }) => column_name), ...told].filter((name) => /address|street|postcode|place_name|ags|lat|lon|municipality|point/i.test(name))).toEqual([]);
    // The registry refuses one besides.
    await expect(admin.query(`update centre_profile set address = '{"street": "Geheimweg 1"}' where centre_id = $1`, [SHELTERS.rhine.id])).rejects.toThrow('centre_profile_shelter_check');
  });

  it('frees a reserved place when its reservation lapses, and says so', async () => {
    await moveTo('2027-03-03T11:00:00Z');
    expect(siteOf(await officer.get('/places'), SHELTERS.rhine.id)).toMatchObject({ now: { free: 2, reserved: 0, lapsed: 1 }, reservedUntil: null });
  });

  it('never uses an expired entry as current: it tells no number, adds nothing, and sends nobody on', async () => {
    expect((await officer.get(`/places/${SHELTERS.rhine.id}/onward?version=2`)).body).toMatchObject({ current: true, now: { free: 2 } });
    expect((await officer.get(`/places/${SHELTERS.rhine.id}/onward?version=1`)).body).toMatchObject({ status: 409, code: 'place_entry_changed' });
    await moveTo('2027-03-04T08:59:59Z');
    expect((await note(moor, 1, { ...FOUR_PLACES, free: 0, occupied: 4, reserved: 0, reservedUntil: null })).status).toBe(200);
    await moveTo('2027-03-04T09:00:00Z');
    const board = await officer.get('/places');
    expect(board.body).toMatchObject({ freeNow: 0, notCurrent: 1 });
    expect(siteOf(board, SHELTERS.rhine.id)).toMatchObject({ current: false, standing: 'out_of_date', now: null, places: null, children: null, reservedUntil: null, expiresAt: '2027-03-04T09:00:00.000Z' });
    const refused = await officer.get(`/places/${SHELTERS.rhine.id}/onward?version=2`);
    expect(refused.body).toMatchObject({ status: 409, code: 'place_out_of_date' });
    expect(refused.text).toContain('Fragen Sie telefonisch');
    expect((await officer.get(`/places/${SHELTERS.moor.id}/onward?version=2`)).body).toMatchObject({ status: 409, code: 'no_place_free' });
    expect((await officer.get(`/places/${randomUUID()}/onward?version=2`)).status).toBe(404);
  });
});

describe('the onward route of a referral', () => {
  it('leads a man without a local centre for men to the regional one, the helpline and the board, and stores nothing', async () => {
    await admin.query(`update centre_profile set target_groups = '{women,men}' where centre_id = $1`, [CENTRES.koeln.id]);
    await chain.directory.refresh();
    const fresh = await startApi(chain);
    try {
      const police = await fresh.signedIn(POLICE.koeln, 'officer');
      const created = await police.create(aNewReferral({ targetGroup: 'men' }));
      const id = String(created.body['id']);
      const counsellor = await fresh.signedIn(CENTRES.koeln.id, 'counsellor');
      const before = await everyRow();
      for (const browser of [police, counsellor]) {
        const { body } = await browser.get(`/referrals/${id}/onward`);
        expect(body).toMatchObject({ applies: true, localMensCentre: false, helpline: { phone: '0800 1239900', source: 'https://www.maennerhilfetelefon.de' }, board: { notCurrent: 1 } });
        expect(body['centres']).toMatchObject([{ id: MENS_CENTRE.id, kind: 'mens_counselling', local: false, kilometres: expect.any(Number), phone: '0221 4710 961' }]);
      }
      expect([before.length > 40, await everyRow()]).toEqual([true, before]);
      expect((await (await fresh.signedIn(CENTRES.elsewhere.id, 'counsellor')).get(`/referrals/${id}/onward`)).status).toBe(404);
      const woman = String((await police.create(aNewReferral({ targetGroup: 'women' }))).body['id']);
      expect((await police.get(`/referrals/${woman}/onward`)).body).toEqual({ applies: false, localMensCentre: false, centres: [], helpline: null, board: null });
    } finally {
      await fresh.close();
    }
  });
});

describe('what a shelter counts of a month', () => {
  const none = { refusals: { full: 0, children_not_possible: 0, language: 0, accessibility: 0, not_target_group: 0, safety: 0, other: 0 }, stays: { up_to_1_week: 0, weeks_1_to_4: 0, months_1_to_3: 0, over_3_months: 0 } };
  const of = (full: number, language: number, weeks: number) => ({ refusals: { ...none.refusals, full, language }, stays: { ...none.stays, weeks_1_to_4: weeks } });

  it('is entered for months that are over, and entered anew', async () => {
    expect(codes(await rhine.post('/places/own/tallies', { month: '2027-03-01', ...none }))).toEqual([422, ['month_not_open']]);
    expect((await rhine.post('/places/own/tallies', { month: '2026-12-01', ...none, refusals: { full: 1 } })).status).toBe(422);
    await rhine.post('/places/own/tallies', { month: '2026-12-01', ...of(99, 9, 9) });
    const { body } = await rhine.post('/places/own/tallies', { month: '2026-12-01', ...of(7, 3, 4) });
    expect((body['months'] as readonly { readonly month: string; readonly refusals: unknown }[]).find(({ month }) => month === '2026-12-01')).toMatchObject({ refusals: { full: 7, language: 3 }, stays: { weeks_1_to_4: 4 } });
  });

  it('is told to coordinators by years that are over alone, rounded, with one to four hidden', async () => {
    await moor.post('/places/own/tallies', { month: '2026-11-01', ...of(6, 0, 2) });
    await moor.post('/places/own/tallies', { month: '2027-02-01', ...of(50, 50, 50) });
    for (const [id, role] of [[NETWORK.id, 'local_coordinator'], [STATE_OFFICE.id, 'state_coordinator']] as const) {
      const rows = (await (await api.signedIn(id, role, { fresh: true })).get('/places/tallies')).body as unknown as readonly { readonly year: number; readonly category: string; readonly told: number | null }[];
      const told = (category: string): unknown => rows.find((row) => row.category === category)?.told;
      expect([told('full'), told('language'), told('weeks_1_to_4'), told('safety')]).toEqual([15, null, 5, 0]);
      expect([...new Set(rows.map(({ year }) => year))]).toEqual([2026]);
    }
    expect((await officer.get('/places/tallies')).status).toBe(403);
  });
});
