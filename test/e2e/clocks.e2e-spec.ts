import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HumanRole } from '#domain';
import { startApi, type Answer, type TestApi, type TestBrowser } from '../support/app.js';
import { aChain, aNewReferral, CENTRES, POLICE, type Chain } from '../support/chain.js';

let chain: Chain;
let api: TestApi;
let officer: TestBrowser;
let counsellor: TestBrowser;
let lead: TestBrowser;

beforeAll(async () => {
  chain = await aChain('clocks-http');
  api = await startApi(chain);
});
afterAll(async () => {
  await api?.close();
  await chain?.close();
});

interface Rung {
  readonly rung: string;
  readonly dueAt: string;
  readonly tells: readonly string[];
  readonly firedAt: string | null;
  readonly latenessMs: number | null;
}
interface Clock {
  readonly id: string;
  readonly kind: string;
  readonly dueAt: string;
  readonly state: string;
  readonly overdue: boolean;
  readonly settledAt: string | null;
  readonly settledBy: string | null;
  readonly pauseReason: string | null;
  readonly pausedUntil: string | null;
  readonly pausedSeconds: number;
  readonly replaces: { readonly id: string; readonly dueAt: string } | null;
  readonly rungs: readonly Rung[];
  readonly why: { readonly de: string; readonly en: string };
}
interface Due {
  readonly reference: string;
  readonly kind: string;
  readonly dueAt: string;
  readonly overdue: boolean;
  readonly nextRung: string | null;
  readonly nextRungAt: string | null;
  readonly counsellorId: string | null;
}

const signIn = (organisationId: string, role: HumanRole): Promise<TestBrowser> => api.signedIn(organisationId, role, { fresh: true });
/** Moves on; what has fallen due meanwhile fires, as the worker would let it, and everybody signs in anew. */
async function at(instant: string): Promise<void> {
  chain.moveTo(instant);
  [officer, counsellor, lead] = [await signIn(POLICE.koeln, 'officer'), await signIn(CENTRES.koeln.id, 'counsellor'), await signIn(CENTRES.koeln.id, 'centre_lead')];
  while ((await chain.clocks.fireDue()) > 0);
  await chain.clocks.resumeDue();
}
/** Lets events happen one after the other, each against the newest version. */
async function happens(browser: TestBrowser, id: string, event: string, data: unknown = {}): Promise<Answer> {
  const version = Number((await browser.get(`/referrals/${id}`)).body['version']);
  const answer = await browser.event(id, event, version, data);
  if (answer.status !== 200) throw new Error(`${event}: ${answer.status} ${answer.text}`);
  return answer;
}
const create = async (change: Parameters<typeof aNewReferral>[0] = {}): Promise<string> => String((await officer.create(aNewReferral(change))).body['id']);
const clocksOf = async (browser: TestBrowser, id: string): Promise<readonly Clock[]> => (await browser.get(`/referrals/${id}/clocks`)).body['items'] as Clock[];
const one = (clocks: readonly Clock[], kind: string, state: string): Clock | undefined => clocks.find((clock) => clock.kind === kind && clock.state === state);
const due = async (browser: TestBrowser, hours: number): Promise<readonly Due[]> => (await browser.get(`/clocks/due?hours=${hours}&limit=100`)).body['items'] as Due[];
const kinds = (items: readonly Due[]): readonly string[] => items.map(({ kind }) => kind);

describe('the clocks of a referral', () => {
  let id: string;
  beforeAll(async () => {
    await at('2027-03-02T09:00:00Z');
    id = await create();
  });

  it('tell what lies ahead, whom it will tell and why the due instant is that', async () => {
    const acknowledge = one(await clocksOf(counsellor, id), 'acknowledge', 'running');
    expect(acknowledge).toMatchObject({ overdue: false, settledAt: null, settledBy: null, replaces: null, pausedSeconds: 0 });
    expect(acknowledge?.rungs.map(({ rung, firedAt }) => [rung, firedAt])).toEqual([
      ['warning_1', null], ['warning_2', null], ['breach', null], ['escalation_2', null], ['escalation_3', null],
    ]);
    expect(acknowledge?.rungs[2]).toMatchObject({ dueAt: acknowledge?.dueAt, tells: ['centre:centre_lead'], latenessMs: null });
    expect(acknowledge?.why.de).toMatch(/Arbeitstag|24:00/);
    expect(acknowledge?.why.en).not.toBe(acknowledge?.why.de);
  });

  it('tell which rungs have fired and how late, and that a settled one has none ahead', async () => {
    await at('2027-03-03T12:00:00Z');
    const warned = one(await clocksOf(counsellor, id), 'acknowledge', 'running');
    const [first] = warned?.rungs ?? [];
    expect(first).toMatchObject({ rung: 'warning_1', firedAt: '2027-03-03T12:00:00.000Z' });
    expect(first?.latenessMs).toBe(new Date('2027-03-03T12:00:00Z').getTime() - new Date(first?.dueAt ?? '').getTime());
    await happens(counsellor, id, 'accept', { conflictOfInterest: false });
    const settled = one(await clocksOf(counsellor, id), 'acknowledge', 'settled');
    expect(settled).toMatchObject({ settledAt: '2027-03-03T12:00:00.000Z', settledBy: 'accept', overdue: false });
    expect(settled?.rungs.map(({ rung }) => rung)).toEqual(['warning_1']);
  });

  it('tell a pause to the centre with its reason, to the police without, and afterwards what the old instant was', async () => {
    const before = one(await clocksOf(counsellor, id), 'attempt_series', 'running');
    await happens(counsellor, id, 'pause_clock', { clock: 'attempt_series', reason: 'interpreter_pending', until: '2027-03-04T12:00:00Z' });
    expect(one(await clocksOf(counsellor, id), 'attempt_series', 'paused')).toMatchObject({ pauseReason: 'interpreter_pending', pausedUntil: '2027-03-04T12:00:00.000Z' });
    expect(one(await clocksOf(officer, id), 'attempt_series', 'paused')).toMatchObject({ pauseReason: null });
    expect(kinds(await due(lead, 168)).filter((kind) => kind === 'attempt_series')).toEqual([]);
    await at('2027-03-04T12:00:00Z');
    const after = one(await clocksOf(counsellor, id), 'attempt_series', 'running');
    expect(after).toMatchObject({ replaces: { id: before?.id, dueAt: before?.dueAt }, pausedSeconds: 86_400 });
    expect(new Date(after?.dueAt ?? '') > new Date(before?.dueAt ?? '')).toBe(true);
    expect(one(await clocksOf(counsellor, id), 'attempt_series', 'settled')).toMatchObject({ id: before?.id, settledBy: 'resume_clock' });
    const forPolice = await clocksOf(officer, id);
    expect(one(forPolice, 'attempt_series', 'settled')).toMatchObject({ settledBy: null, pauseReason: null });
    expect(JSON.stringify(forPolice)).not.toContain('interpreter');
    expect(JSON.stringify(forPolice)).not.toContain('Sprachmittl');
  });

  it('never tell the police how long data are kept after the centre has closed, for that follows from the outcome', async () => {
    await happens(counsellor, id, 'record_reached', { result: 'counselled_now', at: chain.now().toISOString() });
    await happens(counsellor, id, 'close', { outcome: 'counselled' });
    expect(one(await clocksOf(counsellor, id), 'retention', 'running')).toBeDefined();
    expect((await clocksOf(officer, id)).map(({ kind }) => kind)).not.toContain('retention');
    expect(kinds(await due(officer, 168))).not.toContain('retention');
  });

  it('are nobody’s whose referral it is not', async () => {
    const other = await signIn(CENTRES.domstadt.id, 'centre_lead');
    const [foreign, unknown] = [await other.get(`/referrals/${id}/clocks`), await other.get('/referrals/00000000-0000-4000-8000-000000000000/clocks')];
    expect([foreign.status, foreign.text]).toEqual([404, unknown.text]);
  });
});

describe('what is due', () => {
  let reference: string;
  let id: string;
  beforeAll(async () => {
    await at('2027-03-09T09:00:00Z');
    const { body } = await officer.create();
    [id, reference] = [String(body['id']), String(body['reference'])];
  });
  const own = (items: readonly Due[]): readonly Due[] => items.filter((item) => item.reference === reference);

  it('within an hour is nothing that has just begun, within a week everything that passes or warns by then', async () => {
    expect(own(await due(lead, 1))).toEqual([]);
    const week = own(await due(lead, 168));
    expect(kinds(week)).toEqual(['acknowledge', 'first_attempt']);
    expect(week[0]).toMatchObject({ referralId: id, state: 'submitted', overdue: false, escalation: 0, nextRung: 'warning_1', responsible: { side: 'centre', organisation: { id: CENTRES.koeln.id } }, counsellorId: null });
  });

  it('shows a clock for its warning before it shows it for its passing', async () => {
    const [acknowledge] = own(await due(lead, 168));
    const hoursTo = (instant: string): number => Math.ceil((new Date(instant).getTime() - chain.now().getTime()) / 3_600_000);
    const byWarning = own(await due(lead, hoursTo(acknowledge?.nextRungAt ?? '')));
    expect(byWarning.map(({ kind, dueAt }) => [kind, dueAt])).toContainEqual(['acknowledge', acknowledge?.dueAt]);
    expect(hoursTo(acknowledge?.nextRungAt ?? '')).toBeLessThan(hoursTo(acknowledge?.dueAt ?? ''));
  });

  it('begins with what has passed, and both sides see it; who counsels is told to the centre alone', async () => {
    await at('2027-03-11T08:00:00Z');
    await happens(counsellor, id, 'accept', { conflictOfInterest: false });
    await happens(counsellor, id, 'assign_counsellor', { userId: chain.actor(CENTRES.koeln.id, 'counsellor').userId, until: null });
    await at('2027-03-12T12:00:00Z');
    const forLead = await due(lead, 24);
    expect(forLead[0]).toMatchObject({ reference, kind: 'first_attempt', overdue: true, nextRung: 'escalation_2' });
    expect(own(forLead)[0]?.counsellorId).toBe(chain.actor(CENTRES.koeln.id, 'counsellor').userId);
    const forPolice = await due(await signIn(POLICE.koeln, 'police_lead'), 24);
    expect(own(forPolice)[0]).toMatchObject({ kind: 'first_attempt', overdue: true, counsellorId: null });
  });

  it('stays in the list when its last rung has fired and nobody has answered', async () => {
    await at('2027-03-20T12:00:00Z');
    const first = own(await due(lead, 1)).find(({ kind }) => kind === 'first_attempt');
    expect(first).toMatchObject({ overdue: true, nextRung: null, nextRungAt: null });
    await happens(counsellor, id, 'record_attempt', { channel: 'phone', at: chain.now().toISOString(), result: 'no_answer', contactVersion: 1 });
    expect(kinds(own(await due(lead, 1)))).not.toContain('first_attempt');
  });

  it('comes page by page, in the order of the due instants, each once', async () => {
    await Promise.all(Array.from({ length: 7 }, () => create()));
    const whole = await due(lead, 168);
    const pages: Due[] = [];
    let cursor = '';
    do {
      const { body } = await lead.get(`/clocks/due?hours=168&limit=4${cursor === '' ? '' : `&cursor=${cursor}`}`);
      pages.push(...(body['items'] as Due[]));
      cursor = String(body['nextCursor'] ?? '');
    } while (cursor !== '');
    expect(pages).toEqual(whole);
    expect(whole.length).toBeGreaterThan(10);
    expect(whole.map(({ dueAt }) => dueAt)).toEqual(whole.map(({ dueAt }) => dueAt).sort());
  });

  it('of another organisation, or of a draft, is not a centre’s', async () => {
    const draft = String((await officer.create(aNewReferral(), false)).body['id']);
    expect(JSON.stringify(await due(officer, 168))).toContain(draft);
    expect(JSON.stringify(await due(lead, 168))).not.toContain(draft);
    expect(await due(await signIn(CENTRES.domstadt.id, 'centre_lead'), 168)).toEqual([]);
    expect(await due(await signIn(POLICE.muenster, 'police_lead'), 168)).toEqual([]);
  });

  it('is asked for one to 168 hours, and with a cursor of its own only', async () => {
    const codes = async (query: string) => (await lead.get(`/clocks/due?${query}`)).body.errors;
    expect(await codes('hours=0')).toEqual([{ pointer: '/query/hours', code: 'too_small' }]);
    expect(await codes('hours=169')).toEqual([{ pointer: '/query/hours', code: 'too_large' }]);
    expect(await codes('hours=soon')).toEqual([{ pointer: '/query/hours', code: 'wrong_type' }]);
    expect(await codes('limit=101')).toEqual([{ pointer: '/query/limit', code: 'too_large' }]);
    expect(await codes('cursor=abc')).toEqual([{ pointer: '/query/cursor', code: 'malformed' }]);
    expect(await codes('until=now')).toEqual([{ pointer: '/query/until', code: 'unknown_key' }]);
  });
});
