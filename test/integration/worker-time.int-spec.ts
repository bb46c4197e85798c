import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { pino } from 'pino';
import { ClockStore, openDatabase, ReferralStore, TenantDatabase } from '#persistence';
import { ClockService } from '#referrals';
import { openHousehold, type Household } from '../../apps/worker/src/household.js';
import { startWorker, type RunningWorker } from '../../apps/worker/src/worker.js';
import { aClock, aReferral, aTenancy, firedRungs, secondsFromNow, type Tenancy } from '../support/clock-rows.js';
import { aDatabase, type TestDatabase } from '../support/postgres.js';
import { startQueueServer, type QueueServer } from '../support/queue-server.js';
import { until } from '../support/until.js';

jest.setTimeout(60_000);
const HOUR = 3_600_000;
let db: TestDatabase;
let rows: pg.Client;
let tenancy: Tenancy;
let server: QueueServer;
let stop: (() => Promise<void>) | null = null;

beforeAll(async () => {
  db = await aDatabase('worker_time');
  tenancy = await aTenancy(db);
  rows = new pg.Client({ connectionString: db.adminUrl });
  await rows.connect();
  server = await startQueueServer('Redis');
});
afterEach(async () => {
  await stop?.();
  stop = null;
});
afterAll(async () => {
  await rows?.end();
  await server?.stop();
  await db?.drop();
});

/** A worker whose process believes it is `off` milliseconds later than it is. */
async function aWorkerOffBy(off: number): Promise<RunningWorker> {
  const wrong = (): Date => new Date(Date.now() + off);
  const settings = { databaseUrl: db.clockUrl, keystoreUrl: db.keysUrl, keystoreRootKey: randomBytes(32), publicUrl: 'https://zeitnah.example', mail: null, poolSize: 8 };
  const household: Household = await openHousehold(settings, wrong);
  const worker = await startWorker({ ...household, log: pino({ level: 'silent' }), now: wrong, host: '127.0.0.1', ports: [0], queue: { url: server.url, prefix: `t${randomUUID().slice(0, 8)}` } });
  stop = async () => {
    await worker.stop();
    await household.close();
  };
  return worker;
}

/** A clock that stands still and would go on at an instant. */
async function aPausedClock(pausedUntil: Date): Promise<string> {
  const id = await aClock(rows, tenancy, secondsFromNow(86_400));
  await rows.query(
    `update clock set paused_at = now() - interval '10 minutes', paused_until = $2, pause_reason = 'person_asked_later', derivation = '{"steps": []}' where id = $1`,
    [id, pausedUntil],
  );
  return id;
}

async function aShredOrder(dueAt: Date): Promise<string> {
  const id = randomUUID();
  await rows.query('insert into key_shred values ($1, $2, null, $3, null)', [id, await aReferral(rows, tenancy), dueAt]);
  return id;
}

const settled = async (clock: string): Promise<boolean> => (await rows.query('select 1 from clock where id = $1 and settled_at is not null', [clock])).rowCount === 1;
const shredded = async (order: string): Promise<boolean> => (await rows.query('select 1 from key_shred where id = $1 and done_at is not null', [order])).rowCount === 1;

describe.each([['ahead', 2 * HOUR], ['behind', -2 * HOUR]] as const)('a worker whose clock is two hours %s', (_, off) => {
  it('fires, resumes and destroys keys on the second of the database, and nothing an hour early', async () => {
    const inAnHour = secondsFromNow(3_600);
    const early = [await aClock(rows, tenancy, inAnHour), await aPausedClock(inAnHour), await aShredOrder(inAnHour)] as const;
    const due = [await aClock(rows, tenancy, secondsFromNow(3)), await aPausedClock(secondsFromNow(1)), await aShredOrder(secondsFromNow(1))] as const;
    await aWorkerOffBy(off);
    const [rung] = await until(async () => (await firedRungs(rows, due[0])).length > 0 && (await firedRungs(rows, due[0])), { what: 'the due rung' });
    expect(rung?.latenessMs).toBeLessThan(2_000);
    await until(() => settled(due[1]), { what: 'the end of the pause' });
    await until(() => shredded(due[2]), { what: 'the due order' });
    const resumed = await rows.query<{ seconds: number }>('select paused_seconds as seconds from clock where replaces = $1', [due[1]]);
    expect(resumed.rows[0]?.seconds).toBeGreaterThanOrEqual(600);
    expect(resumed.rows[0]?.seconds).toBeLessThan(620);
    expect(await firedRungs(rows, early[0])).toEqual([]);
    expect([await settled(early[1]), await shredded(early[2])]).toEqual([false, false]);
  });
});

it('a worker that decided by its own clock two hours ahead would fire an hour early, and this is seen', async () => {
  const early = await aClock(rows, tenancy, secondsFromNow(3_600));
  const clock = await openDatabase({ url: db.clockUrl, poolSize: 1 });
  try {
    const planted = new ClockService(new TenantDatabase(clock), new ReferralStore(), new ClockStore(), null as never, () => new Date(Date.now() + 2 * HOUR));
    await planted.fireDue();
    expect(await firedRungs(rows, early)).toHaveLength(1);
  } finally {
    await clock.destroy();
  }
});
