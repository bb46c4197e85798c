import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { coverageAt, coverageAtInstant, TARGET_GROUPS, type CoverageTerms, type HumanRole } from '#domain';
import { openDatabase } from '#persistence';
import { CoverageQueries } from '../../apps/api/src/coverage/coverage.queries.js';
import { startApi, type TestApi, type TestBrowser } from '../support/app.js';
import { aChain, CENTRES, KOELN, MUENSTER, NETWORK, OPERATOR, POLICE, STATE_OFFICE, type Chain } from '../support/chain.js';

jest.setTimeout(120_000);

const AACHEN = '05334002';

let chain: Chain;
let api: TestApi;
let state: TestBrowser;
let local: TestBrowser;

beforeAll(async () => {
  // Tue 2 Mar 2027 10:00 local.
  chain = await aChain('coverage');
  const admin = await openDatabase({ url: chain.database.migratorUrl, poolSize: 1 });
  // From Friday to Monday, so that the next Monday is not like the others.
  await admin.query(`insert into closure (id, centre_id, first_day, last_day, reason) values ($1, $2, '2027-03-05', '2027-03-08', 'Umzug (fiktiv)')`, [randomUUID(), CENTRES.elsewhere.id]);
  await admin.destroy();
  await chain.directory.refresh();
  api = await startApi(chain);
  state = await api.signedIn(STATE_OFFICE.id, 'state_coordinator');
  local = await api.signedIn(NETWORK.id, 'local_coordinator');
});
afterAll(async () => {
  await api?.close();
  await chain?.close();
});

interface Row {
  readonly ags: string;
  readonly name: string;
  readonly candidates: number;
  readonly open: number;
  readonly overlap: boolean;
  readonly best: { readonly id: string } | null;
  readonly owner: { readonly id: string } | null;
}
interface Coverage {
  readonly at: string;
  readonly weekday: number;
  readonly hour: number;
  readonly authorities: readonly { readonly name: string; readonly municipalities: readonly string[] }[];
  readonly counts: Readonly<Record<'municipalities' | 'gaps' | 'uncovered' | 'overlaps', number>>;
  readonly municipalities: readonly Row[];
}
interface Week {
  readonly hours: readonly { readonly weekday: number; readonly hour: number; readonly at: string; readonly uncovered: number }[];
  readonly gaps: readonly { readonly ags: string; readonly targetGroup: string; readonly owner: { readonly id: string } }[];
}

async function asked<T>(browser: TestBrowser, path: string): Promise<T> {
  const answer = await browser.get(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.body as unknown as T;
}

/** What the domain is asked: the registry of the test on a day. */
async function termsOn(day: string, monday: string): Promise<CoverageTerms> {
  const view = await chain.directory.view();
  return {
    centres: view.routingCentres(day),
    municipalities: view.municipalities().map(({ ags }) => ags),
    monday,
    calendar: view.calendar(),
    ownerOf: (ags) => (ags === KOELN ? NETWORK.id : STATE_OFFICE.id),
  };
}

describe('the coverage of an hour', () => {
  it.each(TARGET_GROUPS)('is that of the domain for %s, at the next Saturday 23:00 and now', async (targetGroup) => {
    const saturday = await asked<Coverage>(state, `/coverage?targetGroup=${targetGroup}&weekday=6&hour=23`);
    const computed = coverageAt(await termsOn('2027-03-06', '2027-03-01'), 6, 23, targetGroup);
    expect([saturday.at, saturday.weekday, saturday.hour]).toEqual(['2027-03-06T22:00:00.000Z', 6, 23]);
    expect([saturday.authorities.length, saturday.authorities.flatMap(({ municipalities }) => municipalities).length]).toEqual([47, 396]);
    expect(saturday.counts).toEqual({ municipalities: 396, gaps: computed.gaps.length, uncovered: computed.uncovered.length, overlaps: computed.overlaps.length });
    expect(saturday.municipalities.map(({ ags, candidates, open, best, owner }) => ({ ags, candidates, open, best: best?.id ?? null, owner: owner?.id ?? null }))).toEqual(computed.municipalities);

    const now = await asked<Coverage>(state, `/coverage?targetGroup=${targetGroup}`);
    const atOnce = coverageAtInstant(await termsOn('2027-03-02', '2027-03-01'), chain.now(), targetGroup);
    expect([now.at, now.weekday, now.hour]).toEqual(['2027-03-02T09:00:00.000Z', 2, 10]);
    expect(now.municipalities.filter(({ open }) => open === 0).map(({ ags }) => ags)).toEqual(atOnce.uncovered);
  });

  it('follows the closures of the day that it lies on, and not of another', async () => {
    const muenster = async (weekday: number): Promise<Row | undefined> =>
      (await asked<Coverage>(state, `/coverage?targetGroup=women&weekday=${weekday}&hour=10`)).municipalities.find(({ ags }) => ags === MUENSTER);
    expect((await muenster(4))?.open).toBe(1);
    expect((await muenster(5))?.open).toBe(0);
    // The next Monday is the one on which it is still closed, the next Tuesday the one of today.
    expect((await muenster(1))?.open).toBe(0);
    expect((await muenster(2))?.open).toBe(1);
  });

  it('names the overlap, the proposed centre and the owner of the alarm', async () => {
    const { municipalities, counts } = await asked<Coverage>(state, '/coverage?targetGroup=women');
    const koeln = municipalities.find(({ ags }) => ags === KOELN);
    expect([koeln?.candidates, koeln?.overlap, koeln?.owner, counts.overlaps]).toEqual([2, true, null, 1]);
    expect([CENTRES.koeln.id, CENTRES.domstadt.id]).toContain(koeln?.best?.id);
    const men = await asked<Coverage>(state, '/coverage?targetGroup=men');
    expect(men.municipalities.find(({ ags }) => ags === KOELN)?.owner).toEqual({ id: NETWORK.id, name: NETWORK.name });
    expect(men.municipalities.find(({ ags }) => ags === AACHEN)?.owner).toEqual({ id: STATE_OFFICE.id, name: STATE_OFFICE.name });
  });
});

describe('the coverage of the week ahead', () => {
  it('counts for each of its 168 hours what the hour by itself counts', async () => {
    const { hours } = await asked<Week>(state, '/coverage/week?targetGroup=women');
    expect([hours.length, hours[0]]).toEqual([168, { weekday: 2, hour: 10, at: '2027-03-02T09:00:00.000Z', uncovered: 394 }]);
    for (const { weekday, hour, at, uncovered } of hours.filter((_, index) => index % 19 === 0)) {
      const single = await asked<Coverage>(state, `/coverage?targetGroup=women&weekday=${weekday}&hour=${hour}`);
      expect([weekday, hour, single.at, single.counts.uncovered]).toEqual([weekday, hour, at, uncovered]);
    }
    expect([...new Set(hours.map(({ uncovered }) => uncovered))].sort()).toEqual([394, 395, 396]);
  });

  it('lists the gaps of every target group with their owners', async () => {
    const { gaps } = await asked<Week>(state, '/coverage/week?targetGroup=women');
    const of = (group: string): readonly string[] => gaps.filter(({ targetGroup }) => targetGroup === group).map(({ ags }) => ags);
    expect([of('women').length, of('lsbtiq').length, of('minors').length, of('men').length]).toEqual([394, 394, 396, 396]);
    expect(of('women')).not.toContain(KOELN);
    expect(gaps.filter(({ owner }) => owner.id === NETWORK.id).map(({ ags, targetGroup }) => `${ags} ${targetGroup}`)).toEqual([`${KOELN} men`, `${KOELN} minors`]);
  });

  it('is computed in under a second and once for each state of the registry', async () => {
    const queries = api.app.get(CoverageQueries);
    const actor = chain.actor(STATE_OFFICE.id, 'state_coordinator');
    await api.services.directory.refresh();
    const from = performance.now();
    const first = await queries.week(actor, 'women');
    const took = performance.now() - from;
    process.stdout.write(`coverage of a week: ${Math.round(took)} ms\n`);
    expect(took).toBeLessThan(1_000);
    expect(await queries.week(actor, 'women')).toBe(first);
    expect(await queries.week(actor, 'men')).not.toBe(first);
    expect(await queries.week(chain.actor(NETWORK.id, 'local_coordinator'), 'women')).not.toEqual(first);
    await api.services.directory.refresh();
    expect(await queries.week(actor, 'women')).not.toBe(first);
  });
});

describe('the candidates of a municipality', () => {
  it('come in their order with their reasons, and who serves it and may not be named with why not', async () => {
    const path = `/coverage/municipalities/${KOELN}?weekday=6&hour=23`;
    const women = (await state.get(`${path}&targetGroup=women`)).body;
    expect(women).toMatchObject({ ags: KOELN, name: 'Köln', hour: { weekday: 6, hour: 23, at: '2027-03-06T22:00:00.000Z' }, policeAuthority: { id: POLICE.koeln }, excluded: [], owner: null });
    expect(women['candidates']).toEqual([
      expect.objectContaining({ rank: 1, openNow: false, reasons: expect.arrayContaining(['serves_municipality', 'opens_later']) }),
      expect.objectContaining({ rank: 2, openNow: false }),
    ]);
    const men = (await state.get(`${path}&targetGroup=men`)).body;
    expect(men).toMatchObject({ candidates: [], owner: { id: NETWORK.id } });
    expect(men['excluded']).toEqual([{ centre: expect.anything(), reasons: ['not_target_group'] }, { centre: expect.anything(), reasons: ['not_target_group'] }]);
  });

  it('are, where there is none, the nearest centres that would fit but for their area, with the helpline', async () => {
    const answer = (await state.get('/coverage/municipalities/05314000?targetGroup=women')).body;
    const alternatives = answer['alternatives'] as readonly { readonly centre: { readonly id: string }; readonly kilometres: number }[];
    expect([answer['candidates'], new Set(alternatives.slice(0, 2).map(({ centre }) => centre.id))]).toEqual([[], new Set([CENTRES.koeln.id, CENTRES.domstadt.id])]);
    expect(alternatives.map(({ kilometres }) => kilometres)).toEqual(alternatives.map(({ kilometres }) => kilometres).sort((a, b) => a - b));
    expect(answer['hotline']).toContain('116 016');
    expect((await state.get(`/coverage/municipalities/${KOELN}?targetGroup=women`)).body['alternatives']).toEqual([]);
  });

  it.each(['05999999', '00000000', 'abc', '0531500', `${KOELN}0`])('of "%s" do not exist', async (ags) => {
    const answer = await state.get(`/coverage/municipalities/${ags}?targetGroup=women`);
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
  });
});

describe('a local network', () => {
  it('sees the municipalities of its own area and no other', async () => {
    const { municipalities, counts } = await asked<Coverage>(local, '/coverage?targetGroup=women');
    expect([municipalities.map(({ ags }) => ags), counts]).toEqual([[KOELN], { municipalities: 1, gaps: 0, uncovered: 0, overlaps: 1 }]);
    const { hours, gaps } = await asked<Week>(local, '/coverage/week?targetGroup=women');
    expect([Math.max(...hours.map(({ uncovered }) => uncovered)), new Set(gaps.map(({ ags }) => ags))]).toEqual([1, new Set([KOELN])]);
    expect((await local.get(`/coverage/municipalities/${KOELN}?targetGroup=women`)).status).toBe(200);
    expect((await local.get(`/coverage/municipalities/${MUENSTER}?targetGroup=women`)).status).toBe(404);
  });
});

describe('nobody else', () => {
  const OTHERS: readonly (readonly [string, HumanRole])[] = [
    [POLICE.koeln, 'officer'], [POLICE.koeln, 'police_lead'], [CENTRES.koeln.id, 'counsellor'], [CENTRES.koeln.id, 'centre_lead'], [OPERATOR.id, 'admin'], [OPERATOR.id, 'auditor'],
  ];
  it.each(OTHERS)('comes to the map (%s, %s)', async (organisationId, role) => {
    const browser = await api.signedIn(organisationId, role);
    for (const path of ['/coverage?targetGroup=women', '/coverage/week?targetGroup=women', `/coverage/municipalities/${KOELN}?targetGroup=women`]) {
      expect([path, (await browser.get(path)).status]).toEqual([path, 403]);
    }
  });
});

describe('a question that cannot be', () => {
  const REFUSED: readonly (readonly [string, string, string])[] = [
    ['targetGroup=women&weekday=6&hour=24', '/query/hour', 'too_large'],
    ['targetGroup=women&weekday=6&hour=-1', '/query/hour', 'wrong_type'],
    ['targetGroup=women&weekday=6&hour=9.5', '/query/hour', 'wrong_type'],
    ['targetGroup=women&weekday=8&hour=9', '/query/weekday', 'too_large'],
    ['targetGroup=women&weekday=0&hour=9', '/query/weekday', 'too_small'],
    ['targetGroup=women&weekday=6', '/query/hour', 'required'],
    ['targetGroup=women&hour=6', '/query/weekday', 'required'],
    ['targetGroup=nobody', '/query/targetGroup', 'not_in_list'],
    ['weekday=6&hour=9', '/query/targetGroup', 'required'],
  ];
  it.each(REFUSED)('is refused: %s', async (query, pointer, code) => {
    for (const path of ['/coverage', `/coverage/municipalities/${KOELN}`]) {
      const answer = await state.get(`${path}?${query}`);
      expect([path, answer.status, answer.body.code, answer.body.errors]).toEqual([path, 422, 'invalid_input', [{ pointer, code }]]);
    }
  });
});

describe('an answer', () => {
  it('names no person and nobody who is away or on call', async () => {
    const texts = await Promise.all(['/coverage?targetGroup=women', '/coverage/week?targetGroup=women', `/coverage/municipalities/${KOELN}?targetGroup=women`].map(async (path) => (await state.get(path)).text));
    for (const text of texts) expect(text).not.toMatch(/Testkonto|staff|away|presence|@/);
  });
});
