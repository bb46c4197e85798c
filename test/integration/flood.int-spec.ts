import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { fireAll } from '../../apps/worker/src/duties.js';
import { startApi, type TestApi } from '../support/app.js';
import { aChain, aNewReferral, CENTRES, type Chain } from '../support/chain.js';
import { stepsOf } from '../support/referral-steps.js';

jest.setTimeout(90_000);
/** Each has two ladders of five rungs. */
const REFERRALS = 200;

let chain: Chain;
let api: TestApi;

beforeAll(async () => {
  chain = await aChain('flood');
  api = await startApi(chain);
  const { officer } = stepsOf(chain);
  const create = () => chain.referrals.create(officer, aNewReferral(), { idempotencyKey: randomUUID(), requestHash: 'aa', submit: true, requestId: null });
  for (let made = 0; made < REFERRALS; made += 10) await Promise.all(Array.from({ length: 10 }, create));
});
afterAll(async () => {
  await api?.close();
  await chain?.close();
});

describe('while everything from a long weekend falls due at once', () => {
  it('people are answered, each rung fires once, and an answer that comes first keeps its reminders back', async () => {
    const counsellor = await api.signedIn(CENTRES.koeln.id, 'counsellor');
    const { body: page } = await counsellor.get('/referrals?limit=50');
    const items = page['items'] as { readonly id: string; readonly version: number }[];
    chain.moveTo('2027-03-08T09:00:00Z');
    // The sign-in is from before the weekend.
    const monday = await api.signedIn(CENTRES.koeln.id, 'counsellor', { fresh: true });
    let over = false;
    const flood = fireAll(chain.clocks).finally(() => (over = true));
    const answers: number[] = [];
    let duringFlood = 0;
    const times: number[] = [];
    for (const { id, version } of items) {
      const from = performance.now();
      answers.push((await monday.get('/referrals?limit=20')).status, (await monday.post(`/referrals/${id}/events/accept`, { conflictOfInterest: false }, { 'if-match': `"${version}"` })).status);
      times.push((performance.now() - from) / 2);
      if (!over) duringFlood += 2;
    }
    // What a request held just then is left to the next round.
    const fired = (await flood) + (await fireAll(chain.clocks));
    process.stdout.write(`flood: ${fired} rungs, ${duringFlood} of ${answers.length} requests during it, slowest ${Math.round(Math.max(...times))} ms\n`);
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(duringFlood).toBeGreaterThan(0);
    // What was accepted before its rung fired owes no acknowledgement any more; all else fired, each once.
    const [left] = await chain.clock.query<{ due: number; late: number }[]>(
      `select count(*) filter (where c.settled_at is null and c.next_rung_at <= $1)::int as due,
         count(*) filter (where f.fired_at > c.settled_at)::int as late from clock c left join clock_rung f on f.clock_id = c.id`,
      [chain.now()],
    );
    expect(left).toEqual({ due: 0, late: 0 });
    const [rungs] = await chain.clock.query<{ count: number }[]>('select count(*)::int as count from clock_rung');
    expect(rungs?.count).toBe(fired);
  });
});
