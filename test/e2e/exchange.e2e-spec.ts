import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ResolutionClock } from '#coordination';
import { TenantDatabase } from '#persistence';
import { startApi, type Answer, type TestApi, type TestBrowser } from '../support/app.js';
import { aChain, CENTRES, NETWORK, POLICE, STATE_OFFICE, type Chain } from '../support/chain.js';

/** Tue 2 Mar 2027, 10:00 local. */
let chain: Chain;
let api: TestApi;
let network: TestBrowser;
let office: TestBrowser;
let centre: TestBrowser;
let police: TestBrowser;
let other: TestBrowser;

beforeAll(async () => {
  chain = await aChain('exchange');
  api = await startApi(chain);
  await signInAgain();
});
afterAll(async () => {
  await api?.close();
  await chain?.close();
});

async function signInAgain(): Promise<void> {
  network = await api.signedIn(NETWORK.id, 'local_coordinator', { fresh: true });
  office = await api.signedIn(STATE_OFFICE.id, 'state_coordinator', { fresh: true });
  centre = await api.signedIn(CENTRES.koeln.id, 'centre_lead', { fresh: true });
  police = await api.signedIn(POLICE.koeln, 'police_lead', { fresh: true });
  other = await api.signedIn(CENTRES.elsewhere.id, 'centre_lead', { fresh: true });
}

interface Meeting {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly convener: { readonly id: string };
  readonly items: readonly { readonly id: string; readonly title: string; readonly minutes: readonly string[] }[];
  readonly invitations: readonly { readonly organisation: { readonly id: string }; readonly answer: string | null; readonly persons: number | null; readonly attended: number | null }[];
  readonly resolutions: readonly { readonly id: string; readonly dueAt: string; readonly overdue: boolean; readonly version: number }[];
  readonly nextStartsAt: string | null;
}

const MEETINGS = '/coordination/meetings';
const ROUND_TABLE = { kind: 'round_table', title: 'Runder Tisch Köln (fiktiv)', districtAgs: '05315', startsAt: '2027-03-09T13:00:00Z', endsAt: '2027-03-09T15:00:00Z', place: 'Rathaus', rhythm: { every: 1, unit: 'months' } };
const as = (answer: Answer): Meeting => answer.body as unknown as Meeting;
const read = async (browser: TestBrowser, id: string): Promise<Meeting> => as(await browser.get(`${MEETINGS}/${id}`));
const send = (browser: TestBrowser, method: string, path: string, body: unknown, version?: number): Promise<Answer> =>
  browser.send(method, `/api/v1${path}`, { body, headers: version === undefined ? {} : { 'if-match': `"${version}"` } });
const codeOf = ({ status, body }: Answer): readonly unknown[] => [status, body.code];
const told = async (browser: TestBrowser): Promise<readonly unknown[]> =>
  ((await browser.get('/notifications')).body as unknown as { readonly items: readonly { readonly template: string }[] }).items.map(({ template }) => template);
const clock = (): ResolutionClock => new ResolutionClock(new TenantDatabase(chain.clock), chain.now);

describe('a round table', () => {
  let id: string;

  it('is planned by the network of its district, and by the state office for that network', async () => {
    const planned = await network.post(MEETINGS, ROUND_TABLE);
    expect([planned.status, as(planned).convener.id, as(planned).nextStartsAt]).toEqual([201, NETWORK.id, '2027-04-13T12:00:00.000Z']);
    id = as(planned).id;
    const byOffice = await office.post(MEETINGS, { ...ROUND_TABLE, startsAt: '2027-06-08T12:00:00Z', endsAt: '2027-06-08T14:00:00Z' });
    expect([byOffice.status, as(byOffice).convener.id]).toEqual([201, NETWORK.id]);
  });

  it.each([
    ['of another district', { districtAgs: '05515' }, 409, 'district_not_yours'],
    ['of no district', { districtAgs: null }, 422, 'district_missing'],
    ['that is a conference, for a network', { kind: 'conference' }, 409, 'only_round_tables'],
    ['twice on one day', {}, 409, 'sitting_exists'],
    ['that ends before it begins', { startsAt: '2027-03-10T15:00:00Z' }, 422, 'ends_before_start'],
  ])('is refused %s', async (_, change, status, code) => expect(codeOf(await network.post(MEETINGS, { ...ROUND_TABLE, ...change }))).toEqual([status, code]));

  it('is refused to those who only come', async () => expect((await centre.post(MEETINGS, ROUND_TABLE)).status).toBe(403));

  it('shows whom an invitation would reach, and invites them once', async () => {
    const found = (await network.get(`${MEETINGS}/recipients?kind=centre&region=05315`)).body as unknown as readonly { readonly id: string }[];
    expect(found.map((one) => one.id).sort()).toEqual([CENTRES.domstadt.id, CENTRES.koeln.id].sort());
    const { version } = await read(network, id);
    const guests = [CENTRES.koeln.id, POLICE.koeln];
    const invited = await send(network, 'POST', `${MEETINGS}/${id}/invitations`, { organisationIds: guests }, version);
    expect([invited.status, as(invited).invitations.map(({ organisation }) => organisation.id).sort()]).toEqual([200, [...guests].sort()]);
    expect(codeOf(await send(network, 'POST', `${MEETINGS}/${id}/invitations`, { organisationIds: guests }, version))).toEqual([412, 'stale_version']);
    await send(network, 'POST', `${MEETINGS}/${id}/invitations`, { organisationIds: guests }, version + 1);
    expect([await told(centre), await told(police), await told(other)]).toEqual([['meeting_invited'], ['meeting_invited'], []]);
  });

  it('is answered by the invited, who see their own answer; to others it does not exist', async () => {
    const answered = await send(centre, 'PUT', `${MEETINGS}/${id}/answer`, { answer: 'accepted', persons: 2 });
    expect(as(answered).invitations).toMatchObject([{ organisation: { id: CENTRES.koeln.id }, answer: 'accepted', persons: 2 }]);
    expect((await read(network, id)).invitations.map(({ answer }) => answer).sort()).toEqual(['accepted', null]);
    for (const path of [`${MEETINGS}/${id}`, `${MEETINGS}/${id}/calendar`]) expect((await other.get(path)).status).toBe(404);
    expect((await send(other, 'PUT', `${MEETINGS}/${id}/answer`, { answer: 'accepted' })).status).toBe(404);
    expect((await other.get(MEETINGS)).body).toEqual([]);
  });

  it('is a file for a calendar', async () => {
    const { text } = await centre.get(`${MEETINGS}/${id}/calendar`);
    expect(text).toContain('DTSTART:20270309T130000Z');
    expect(text).toContain('SUMMARY:Runder Tisch Köln (fiktiv)');
  });

  it('stands in the calendar of the leads of the invited, and in no other’s', async () => {
    const feedOf = async (browser: TestBrowser): Promise<string> => {
      const { pathname } = new URL(String((await browser.post('/calendar-feed')).body['address']));
      return (await api.browser().send('GET', pathname)).text;
    };
    expect(await feedOf(police)).toContain('SUMMARY:Runder Tisch Köln (fiktiv)');
    expect(await feedOf(other)).not.toContain('Runder Tisch');
    expect(await feedOf(await api.signedIn(POLICE.koeln, 'officer'))).not.toContain('Runder Tisch');
  });

  it('stands in the calendar of whoever convenes it, and no deadline beside it', async () => {
    const feed = await network.post('/calendar-feed');
    expect(feed.status).toBe(201);
    const text = (await network.send('GET', new URL(String(feed.body['address'])).pathname)).text;
    expect(text).toContain(ROUND_TABLE.title);
    expect(text).not.toContain('Frist ');
    await network.send('DELETE', '/api/v1/calendar-feed');
  });

  it('asks again when it is moved, and is not called off without a reason', async () => {
    const { version } = await read(network, id);
    chain.moveTo('2027-03-02T09:10:00Z');
    const moved = await send(network, 'PUT', `${MEETINGS}/${id}`, { title: ROUND_TABLE.title, place: 'Rathaus', startsAt: '2027-03-10T13:00:00Z', endsAt: '2027-03-10T15:00:00Z' }, version);
    expect(as(moved).invitations.map(({ answer }) => answer)).toEqual([null, null]);
    expect(await told(centre)).toEqual(['meeting_changed', 'meeting_invited']);
    expect(codeOf(await send(network, 'POST', `${MEETINGS}/${id}/cancellation`, { reason: null }, version + 1))).toEqual([422, 'cancelled_without_reason']);
    await send(centre, 'PUT', `${MEETINGS}/${id}/answer`, { answer: 'accepted', persons: 2 });
  });

  it('has an agenda in order; minutes and resolutions wait until it has begun', async () => {
    const { version } = await read(network, id);
    const set = await send(network, 'PUT', `${MEETINGS}/${id}/agenda`, { items: [{ title: 'Bereitschaft am Wochenende' }, { title: 'Verschiedenes' }] }, version);
    const [first, second] = as(set).items;
    const turned = await send(network, 'PUT', `${MEETINGS}/${id}/agenda`, { items: [second, first].map((item) => ({ id: item?.id, title: item?.title })) }, version + 1);
    expect(as(turned).items.map(({ title }) => title)).toEqual(['Verschiedenes', 'Bereitschaft am Wochenende']);
    expect(codeOf(await send(network, 'PUT', `${MEETINGS}/${id}/minutes`, { items: [], attended: [], release: false }, version + 2))).toEqual([409, 'meeting_not_begun']);
    expect(codeOf(await network.post(`${MEETINGS}/${id}/resolutions`, { text: 'Probe', ownerId: CENTRES.koeln.id, dueOn: '2027-04-15' }))).toEqual([409, 'meeting_not_begun']);
  });

  it('keeps its minutes until they are released', async () => {
    chain.moveTo('2027-03-10T16:00:00Z');
    await signInAgain();
    const { version, items } = await read(network, id);
    const [first] = items;
    const body = { items: [{ id: first?.id, minutes: ['Alle berichten.', 'Nichts offen.'] }], attended: [{ organisationId: CENTRES.koeln.id, persons: 2 }], release: false };
    const kept = await send(network, 'PUT', `${MEETINGS}/${id}/minutes`, body, version);
    expect([as(kept).state, as(kept).items[0]?.minutes, as(kept).invitations.find(({ attended }) => attended !== null)?.attended]).toEqual(['held', ['Alle berichten.', 'Nichts offen.'], 2]);
    expect((await read(centre, id)).items.map(({ minutes }) => minutes)).toEqual([[], []]);
    await send(network, 'PUT', `${MEETINGS}/${id}/minutes`, { ...body, release: true }, version + 1);
    expect((await read(centre, id)).items[0]?.minutes).toEqual(['Alle berichten.', 'Nichts offen.']);
    expect((await told(centre))[0]).toBe('minutes_released');
    expect(codeOf(await send(network, 'PUT', `${MEETINGS}/${id}/agenda`, { items: [] }, version + 2))).toEqual([409, 'item_in_use']);
    expect(codeOf(await send(centre, 'PUT', `${MEETINGS}/${id}/answer`, { answer: 'declined' }))).toEqual([409, 'meeting_over']);
  });

  it.each([
    ['without an owner', { dueOn: '2027-04-15' }, 'resolution_without_owner'],
    ['without a due day', { ownerId: CENTRES.koeln.id }, 'resolution_without_due_date'],
    ['for somebody who was not invited', { ownerId: CENTRES.elsewhere.id, dueOn: '2027-04-15' }, 'owner_not_invited'],
    ['due yesterday', { ownerId: CENTRES.koeln.id, dueOn: '2027-03-09' }, 'due_date_passed'],
  ])('takes no resolution %s', async (_, body, code) => expect(codeOf(await network.post(`${MEETINGS}/${id}/resolutions`, { text: 'Probe', ...body }))).toEqual([422, code]));

  it('takes no resolution under an item of another meeting', async () => {
    const other = as(await network.post(MEETINGS, { ...ROUND_TABLE, startsAt: '2027-06-09T13:00:00Z', endsAt: '2027-06-09T15:00:00Z' }));
    const { items } = as(await send(network, 'PUT', `${MEETINGS}/${other.id}/agenda`, { items: [{ title: 'Anderes' }] }, other.version));
    const body = { text: 'Probe', ownerId: CENTRES.koeln.id, dueOn: '2027-04-15', itemId: items[0]?.id };
    expect(codeOf(await network.post(`${MEETINGS}/${id}/resolutions`, body))).toEqual([404, 'not_found']);
  });

  it('binds an owner: reminded, told when it is due, then escalated to the convener, each once', async () => {
    const decided = await network.post(`${MEETINGS}/${id}/resolutions`, { text: 'Bereitschaft am Samstag klären', ownerId: CENTRES.koeln.id, dueOn: '2027-04-15' });
    expect([decided.status, as(decided).resolutions[0]?.dueAt]).toEqual([201, '2027-04-15T22:00:00.000Z']);
    const steps = ['2027-04-12T05:59:59Z', '2027-04-12T06:00:00Z', '2027-04-15T22:00:00Z', '2027-04-19T22:00:00Z', '2027-04-20T22:00:00Z'];
    const seen: unknown[] = [];
    for (const at of steps) {
      chain.moveTo(at);
      const fired = await clock().fireDue(10);
      await signInAgain();
      seen.push([fired, (await told(centre))[0], (await told(network))[0]]);
    }
    expect(seen).toEqual([
      [0, 'minutes_released', undefined],
      [1, 'resolution_reminder', undefined],
      [1, 'resolution_due', undefined],
      [1, 'resolution_due', 'resolution_escalation'],
      [0, 'resolution_due', 'resolution_escalation'],
    ]);
    expect((await centre.get('/coordination/resolutions')).body).toMatchObject([{ overdue: true, mayClose: true, owner: { id: CENTRES.koeln.id } }]);
  });

  it('lets the owner close it once, and nobody is reminded of what is closed', async () => {
    const [open] = (await centre.get('/coordination/resolutions')).body as unknown as Meeting['resolutions'];
    expect(codeOf(await send(police, 'POST', `/coordination/resolutions/${open?.id}/closing`, { state: 'done' }, 1))).toEqual([404, 'not_found']);
    expect(codeOf(await send(centre, 'POST', `/coordination/resolutions/${open?.id}/closing`, { state: 'dropped' }, 1))).toEqual([422, 'dropped_without_reason']);
    expect((await send(centre, 'POST', `/coordination/resolutions/${open?.id}/closing`, { state: 'done', note: 'Vereinbart' }, 1)).status).toBe(200);
    expect(codeOf(await send(centre, 'POST', `/coordination/resolutions/${open?.id}/closing`, { state: 'done' }, 1))).toEqual([412, 'stale_version']);
    expect(codeOf(await send(centre, 'POST', `/coordination/resolutions/${open?.id}/closing`, { state: 'done' }, 2))).toEqual([409, 'resolution_closed']);

    await network.post(`${MEETINGS}/${id}/resolutions`, { text: 'Liste ergänzen', ownerId: POLICE.koeln, dueOn: '2027-05-12' });
    const [second] = (await police.get('/coordination/resolutions')).body as unknown as Meeting['resolutions'];
    await send(police, 'POST', `/coordination/resolutions/${second?.id}/closing`, { state: 'dropped', note: 'Nicht mehr nötig' }, 1);
    chain.moveTo('2027-05-20T12:00:00Z');
    expect(await clock().fireDue(10)).toBe(0);
  });

  it('is followed by the next sitting of its series, to which the same are invited anew and told', async () => {
    await signInAgain();
    const before = await read(network, id);
    const invitations = async (): Promise<number> => (await told(centre)).filter((template) => template === 'meeting_invited').length;
    const heard = await invitations();
    const next = await network.post(`${MEETINGS}/${id}/next`);
    expect([next.status, as(next).state]).toEqual([201, 'planned']);
    expect(before.invitations.length).toBeGreaterThan(0);
    expect(as(next).invitations).toEqual(before.invitations.map(({ organisation }) => expect.objectContaining({ organisation, answer: null, persons: null, attended: null })));
    expect(await invitations()).toBe(heard + 1);
  });
});
