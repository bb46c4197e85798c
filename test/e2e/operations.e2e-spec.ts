import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi, type TestBrowser } from '../support/app.js';
import { aChain, CENTRES, OPERATOR, POLICE, type Chain } from '../support/chain.js';

let chain: Chain;
let api: TestApi;
let operator: TestBrowser;

beforeAll(async () => {
  chain = await aChain('operations');
  api = await startApi(chain);
  operator = await api.signedIn(OPERATOR.id, 'admin');
});
afterAll(async () => {
  await api?.close();
  await chain?.close();
});
beforeEach(async () => {
  await chain.clock.query('delete from worker_heartbeat');
});

/** A worker's sign of life, so many seconds ago by the database's time. */
const aHeartbeat = (seenAgo: number, { sweptAgo = seenAgo, queueAnswers = true }: { readonly sweptAgo?: number; readonly queueAnswers?: boolean } = {}): Promise<unknown> =>
  chain.clock.query(
    `insert into worker_heartbeat (worker_id, started_at, seen_at, swept_at, bell_lag_ms, bells_armed, armed_until, queue_answers)
     values ($1, now() - interval '1 hour', now() - $2 * interval '1 second', now() - $3 * interval '1 second', 12, 7, now() + interval '1 hour', $4)`,
    [randomUUID(), seenAgo, sweptAgo, queueAnswers],
  );
const aCheck = async (hoursAgo: number, codes: readonly string[]): Promise<void> => {
  const id = randomUUID();
  await chain.clock.query(`insert into invariant_check (id, night, checked_at, referrals, violations) values ($1, (now() - $2 * interval '1 hour')::date, now() - $2 * interval '1 hour', 5, $3)`, [id, hoursAgo, codes.length]);
  for (const code of codes) await chain.clock.query('insert into invariant_violation (id, check_id, code, reference, clock_kind) values ($1, $2, $3, $4, $5)', [randomUUID(), id, code, 'F-7F3K', 'first_attempt']);
};
const read = async () => (await operator.get('/operations')).body;

describe('the operator’s page', () => {
  it('alarms when no worker is there and no check has run, though nothing else is wrong', async () => {
    expect(await read()).toMatchObject({ alarms: ['no_worker', 'check_missing'], workers: [], check: null, clocks: { open: 0, due: 0, oldestDueAt: null, oldestDueMs: null }, horizon: { ms: 3_600_000, bellsArmed: null } });
  });

  it('goes by the database’s time, not by the process’s', async () => {
    const { at } = await read();
    const [{ now }] = await chain.app.query<[{ now: Date }]>('select now()');
    expect(Math.abs(new Date(String(at)).getTime() - now.getTime())).toBeLessThan(5_000);
    expect(Math.abs(chain.now().getTime() - now.getTime())).toBeGreaterThan(86_400_000);
  });

  it('shows every worker with its lag, and says which is away after fifteen seconds', async () => {
    await aHeartbeat(1, { sweptAgo: 3 });
    expect((await read())['alarms']).toEqual(['check_missing']);
    await aHeartbeat(20, { queueAnswers: false });
    const { workers, alarms, horizon } = await read();
    const [there, away] = [...(workers as { away: boolean; sweepLagMs: number }[])].sort((a, b) => Number(a.away) - Number(b.away));
    expect([there, away]).toEqual([expect.objectContaining({ away: false, bellLagMs: 12, queueAnswers: true }), expect.objectContaining({ away: true })]);
    expect(there?.sweepLagMs).toBeGreaterThanOrEqual(3_000);
    expect(there?.sweepLagMs).toBeLessThan(10_000);
    expect(alarms).toEqual(['worker_away', 'check_missing']);
    expect(horizon).toMatchObject({ bellsArmed: 7, armedUntil: expect.any(String) });
    expect(JSON.stringify(workers)).not.toMatch(/worker_?id/i);
  });

  it('alarms when a worker that is there has lost its queue', async () => {
    await aHeartbeat(1, { queueAnswers: false });
    expect((await read())['alarms']).toEqual(['queue_away', 'check_missing']);
  });

  it('alarms for a check that is older than 26 hours or that has found something, and tells references and codes', async () => {
    await aHeartbeat(1);
    await aCheck(30, []);
    expect((await read())['alarms']).toEqual(['check_missing']);
    await aCheck(2, ['clock_missing', 'rung_unfired']);
    const { alarms, check } = await read();
    expect(alarms).toEqual(['check_violations']);
    expect(check).toMatchObject({ referrals: 5, violations: 2, found: [{ code: 'clock_missing', reference: 'F-7F3K', clockKind: 'first_attempt' }, { code: 'rung_unfired' }] });
    expect(Object.keys((check as { found: object[] }).found[0] ?? {}).sort()).toEqual(['clockKind', 'code', 'reference']);
  });

  it('alarms for a rung that has not fired thirty seconds after its time, and counts what is open and due', async () => {
    await aHeartbeat(1);
    const officer = await api.signedIn(POLICE.koeln, 'officer');
    // The chain stands in a year to come: by the database's time nothing of it is due.
    const { body } = await officer.create();
    const before = await read();
    expect(before['clocks']).toMatchObject({ due: 0 });
    await chain.clock.query(`update clock set next_rung_at = date_trunc('second', now()) - interval '20 seconds' where referral_id = $1 and kind = 'acknowledge'`, [body['id']]);
    expect((await read())['alarms']).not.toContain('rung_overdue');
    await chain.clock.query(`update clock set next_rung_at = date_trunc('second', now()) - interval '40 seconds' where referral_id = $1 and kind = 'acknowledge'`, [body['id']]);
    const { alarms, clocks } = await read();
    expect(alarms).toContain('rung_overdue');
    expect(clocks).toMatchObject({ due: 1, open: (before['clocks'] as { open: number }).open });
    expect((clocks as { oldestDueMs: number }).oldestDueMs).toBeGreaterThanOrEqual(40_000);
  });

  it('counts the outbox and alarms for dead letters, and the retry beside it empties it', async () => {
    await chain.clock.query(`update notification set state = 'dead', error_code = 'refused' where id in (select id from notification limit 1)`);
    const { alarms, notifications } = await read();
    expect([alarms, notifications]).toEqual([expect.arrayContaining(['dead_letters']), expect.objectContaining({ dead: 1 })]);
    const [letter] = (await operator.get('/queue/dead-letters')).body['items'] as { id: string }[];
    expect((await operator.post(`/queue/dead-letters/${letter?.id ?? ''}/retry`)).status).toBe(204);
    expect((await read())['alarms']).not.toContain('dead_letters');
  });

  it('is nobody else’s, and tells of no person and no referral’s id', async () => {
    for (const [organisationId, role] of [[OPERATOR.id, 'auditor'], [CENTRES.koeln.id, 'centre_lead'], [POLICE.koeln, 'police_lead']] as const) {
      expect((await (await api.signedIn(organisationId, role)).get('/operations')).status).toBe(403);
    }
    const { text } = await operator.get('/operations');
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect(text).not.toContain('Testperson');
  });
});
