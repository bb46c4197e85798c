import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { pino } from 'pino';
import { openHousehold } from '../../apps/worker/src/household.js';
import type { Household } from '../../apps/worker/src/household.js';
import { startWorker } from '../../apps/worker/src/worker.js';
import type { RunningWorker } from '../../apps/worker/src/worker.js';
import { aClock, aReferral, aTenancy, firedRungs, secondsFromNow } from '../support/clock-rows.js';
import type { Tenancy } from '../support/clock-rows.js';
import { aDatabase } from '../support/postgres.js';
import type { TestDatabase } from '../support/postgres.js';
import { QUEUE_BACKENDS, startQueueServer } from '../support/queue-server.js';
import type { QueueServer } from '../support/queue-server.js';
import { until } from '../support/until.js';

const now = (): Date => new Date();
const CANARY = 'Kanaria Vogelsang';
jest.setTimeout(30_000);

describe.each(QUEUE_BACKENDS)('the worker with a queue on %s', (backend) => {
  let db: TestDatabase;
  let rows: pg.Client;
  let tenancy: Tenancy;
  let server: QueueServer;
  let household: Household;
  const working: RunningWorker[] = [];
  const logged: string[] = [];

  const aWorker = async (duties: Partial<Household['duties']> = {}): Promise<RunningWorker> => {
    const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
    const parts = { ...household, duties: { ...household.duties, ...duties }, log, now, host: '127.0.0.1', ports: [0] };
    const worker = await startWorker({ ...parts, queue: { url: server.url, prefix: `t${randomUUID().slice(0, 8)}` } });
    working.push(worker);
    return worker;
  };
  const get = async (worker: RunningWorker, path: string) => {
    const answer = await fetch(`http://127.0.0.1:${worker.ports[0]}${path}`);
    return { status: answer.status, text: await answer.text() };
  };
  const fired = (clock: string) =>
    until(async () => (await firedRungs(rows, clock)).length > 0 && (await firedRungs(rows, clock)), { what: 'the rung to fire' });
  const armed = (worker: RunningWorker) => until(() => worker.queue.armedUntil(), { what: 'the bells to be set' });

  beforeAll(async () => {
    db = await aDatabase('worker');
    tenancy = await aTenancy(db);
    rows = new pg.Client({ connectionString: db.adminUrl });
    await rows.connect();
    server = await startQueueServer(backend);
    household = await openHousehold(
      {
        databaseUrl: db.clockUrl,
        keystoreUrl: db.keysUrl,
        keystoreRootKey: randomBytes(32),
        publicUrl: 'https://zeitnah.example',
        mail: null,
        poolSize: 8,
      },
      now,
    );
  });
  afterEach(async () => {
    await Promise.all(working.splice(0).map((worker) => worker.stop()));
    await rows.query('update clock set settled_at = now() where settled_at is null');
  });
  afterAll(async () => {
    await household?.close();
    await rows?.end();
    await server?.stop();
    await db?.drop();
  });

  it('sets bells for clocks that were started before it, and fires on the second', async () => {
    const clock = await aClock(rows, tenancy, secondsFromNow(2));
    const worker = await aWorker();
    await armed(worker);
    const [rung] = await fired(clock);
    expect(rung?.latenessMs).toBeLessThan(1_000);
    await until(
      async () =>
        (await rows.query(`select 1 from notification where clock_id = $1 and state = 'sent' and error_code = 'in_app_only'`, [clock]))
          .rowCount === 1,
    );
  });

  it('loses nothing when the queue is flushed between arming and due, and sets the bells anew', async () => {
    const soon = await aClock(rows, tenancy, secondsFromNow(2));
    await aClock(rows, tenancy, secondsFromNow(1_200));
    const worker = await aWorker();
    await armed(worker);
    await server.flush();
    expect((await fired(soon))[0]?.latenessMs).toBeLessThan(1_500);
    expect(await firedRungs(rows, soon)).toHaveLength(1);
    await until(async () => (await server.dump()).includes('due-'), { what: 'the far bell to be set again' });
  });

  it('fires, notifies and stays ready while the queue is away', async () => {
    const worker = await aWorker();
    await armed(worker);
    expect(JSON.parse((await get(worker, '/health/ready')).text)).toEqual({ status: 'ready', queue: 'answers' });
    await server.kill();
    const clock = await aClock(rows, tenancy, secondsFromNow(1));
    expect((await fired(clock))[0]?.latenessMs).toBeLessThan(1_500);
    await until(
      async () => (await rows.query(`select 1 from notification where clock_id = $1 and state = 'sent'`, [clock])).rowCount === 1,
      { what: 'the notification' },
    );
    expect(await get(worker, '/health/ready')).toMatchObject({ status: 200, text: expect.stringContaining('degraded') });
    await server.restart();
    await until(async () => (await get(worker, '/health/ready')).text.includes('"ready"'), { what: 'the queue to be back' });
  });

  it('fires each of many rungs of one second once, with several workers at once', async () => {
    const dueAt = secondsFromNow(-1);
    const clocks = await Promise.all(Array.from({ length: 60 }, () => aClock(rows, tenancy, dueAt)));
    await Promise.all([aWorker(), aWorker(), aWorker()]);
    await until(async () => (await rows.query('select 1 from clock_rung where clock_id = any ($1)', [clocks])).rowCount === 60, {
      what: 'all rungs to fire',
    });
    expect((await rows.query('select 1 from notification where clock_id = any ($1)', [clocks])).rowCount).toBe(60);
  });

  it('reminds of a resolution once, by bell and sweep, with several workers at once', async () => {
    const [meeting, resolution] = [randomUUID(), randomUUID()];
    const dueAt = secondsFromNow(2);
    await rows.query(`insert into meeting (id, organisation_id, kind, title, starts_at, ends_at, state) values ($1, $2, 'meeting', 'Treffen (fiktiv)', now() - interval '1 day', now(), 'held')`, [meeting, tenancy.police]);
    await rows.query(
      `insert into resolution (id, meeting_id, organisation_id, owner_id, text, due_on, due_at, decided_at) values ($1, $2, $3, $4, 'Beschluss (fiktiv)', current_date, $5, now())`,
      [resolution, meeting, tenancy.police, tenancy.centre, dueAt],
    );
    await rows.query(`insert into resolution_rung (resolution_id, organisation_id, rung, due_at) values ($1, $2, 'due', $3)`, [resolution, tenancy.police, dueAt]);
    const [worker] = await Promise.all([aWorker(), aWorker()]);
    await armed(worker);
    await until(async () => (await rows.query('select 1 from resolution_rung where resolution_id = $1 and fired_at is not null', [resolution])).rowCount === 1, { what: 'the rung to fire' });
    const { rows: late } = await rows.query<{ readonly ms: number }>('select extract(epoch from fired_at - due_at)::float8 * 1000 as ms from resolution_rung where resolution_id = $1', [resolution]);
    // Never early; how soon after depends on when these workers came up.
    expect(late[0]?.ms).toBeGreaterThanOrEqual(0);
    expect((await rows.query(`select role from notification where template = 'resolution_due' and organisation_id = $1`, [tenancy.centre])).rows).toEqual([{ role: 'centre_lead' }]);
  });

  it('goes on with everything else when one duty fails, and says so without values', async () => {
    const worker = await aWorker({
      resumeDue: () => Promise.reject(new Error(CANARY)),
      deliver: () => Promise.reject(Object.assign(new Error(CANARY), { code: '42P01', detail: CANARY })),
      foldFacts: () => Promise.reject(new Error(CANARY)),
      rollUp: () => Promise.reject(new Error(CANARY)),
      purgeExpelled: () => Promise.reject(new Error(CANARY)),
      remindOfReviews: () => Promise.reject(new Error(CANARY)),
      remindOfYearlyReports: () => Promise.reject(new Error(CANARY)),
    });
    const clock = await aClock(rows, tenancy, secondsFromNow(0));
    await fired(clock);
    const figures = await until(async () => {
      const { text } = await get(worker, '/metrics');
      return (
        text.includes('zeitnah_round_failures_total{round="resume"}') &&
        /zeitnah_job_failures_total\{job="send-notification",code="unexpected"\}/.test(text) &&
        text
      );
    });
    for (const name of [
      'oldest_overdue_rung_seconds',
      'sweep_lag_seconds',
      'bell_lag_seconds_bucket',
      'dead_letters',
      'outbox_oldest_seconds',
    ])
      expect(figures).toContain(`zeitnah_${name}`);
    expect(logged.join('')).toContain('"code":"42P01"');
    for (const text of [figures, logged.join(''), await server.dump()]) expect(text).not.toMatch(/Kanaria|Vogelsang|stelle\.example/);
  });

  it('destroys the keys of due orders, each once, and keeps those that fail for the next round', async () => {
    const referral = await aReferral(rows, tenancy);
    const [order, later] = [randomUUID(), randomUUID()];
    await rows.query(
      `insert into key_shred values ($1, $3, null, now() - interval '1 second', null), ($2, $3, null, now() + interval '1 day', null)`,
      [order, later, referral],
    );
    await aWorker();
    await until(async () => (await rows.query('select 1 from key_shred where id = $1 and done_at is not null', [order])).rowCount === 1, {
      what: 'the order to be carried out',
    });
    expect((await rows.query('select 1 from key_shred where id = $1 and done_at is null', [later])).rowCount).toBe(1);
  });

  it('stops in order: the running round ends, then nothing is open', async () => {
    const worker = await aWorker();
    await armed(worker);
    await worker.stop();
    working.splice(0);
    await expect(get(worker, '/health/live')).rejects.toThrow();
    const clock = await aClock(rows, tenancy, secondsFromNow(-1));
    expect(await firedRungs(rows, clock)).toHaveLength(0);
  });
});
