import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { migrateQueue, openQueue } from '#jobs';
import type { JobHandlers, JobQueue } from '#jobs';
import { asRole, firedRungs, secondsFromNow, aClock, aTenancy } from '../support/clock-rows.js';
import type { Tenancy } from '../support/clock-rows.js';
import { aDatabase } from '../support/postgres.js';
import type { TestDatabase } from '../support/postgres.js';
import { QUEUE_BACKENDS, startQueueServer } from '../support/queue-server.js';
import type { QueueServer } from '../support/queue-server.js';
import { until } from '../support/until.js';

const CANARY = 'Kanaria Vogelsang, Tel. 0211 5550199';
const now = (): Date => new Date();
const idle = () => Promise.resolve('nothing-to-do' as const);
const IDLE: JobHandlers = {
  due: idle,
  'send-notification': idle,
  'purge-referral': idle,
  'shred-keys': idle,
  'seal-audit': idle,
  'roll-up': idle,
};

jest.setTimeout(30_000);

describe.each(QUEUE_BACKENDS)('the queue on %s', (backend) => {
  let db: TestDatabase;
  let clockRole: pg.Client;
  let rows: pg.Client;
  let tenancy: Tenancy;
  let server: QueueServer;
  let prefix: string;
  const open: JobQueue[] = [];

  const aQueue = (settings: { onFault?: () => void } = {}): JobQueue => {
    const queue = openQueue({ url: server.url, prefix, now, firstRetryMs: 10, ...settings });
    open.push(queue);
    return queue;
  };
  const consuming = async (handlers: Partial<JobHandlers>): Promise<JobQueue> => {
    const queue = aQueue();
    await queue.consume({ ...IDLE, ...handlers }).ready();
    return queue;
  };
  const connected = (queue: JobQueue) => until(() => queue.answers(), { what: 'the queue to answer' });

  beforeAll(async () => {
    db = await aDatabase('queued');
    tenancy = await aTenancy(db);
    clockRole = new pg.Client({ connectionString: db.clockUrl });
    rows = new pg.Client({ connectionString: db.adminUrl });
    await Promise.all([clockRole.connect(), rows.connect()]);
    server = await startQueueServer(backend);
  }, 60_000);
  beforeEach(() => {
    prefix = `t${randomUUID().slice(0, 8)}`;
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((queue) => queue.close()));
  }, 20_000);
  afterAll(async () => {
    await Promise.all([clockRole?.end(), rows?.end()]);
    await server?.stop();
    await db?.drop();
  });

  const fire = async (): Promise<'done' | 'nothing-to-do'> => {
    const { rowCount } = await clockRole.query('select * from fire_due(now(), 500)');
    return (rowCount ?? 0) > 0 ? 'done' : 'nothing-to-do';
  };

  it('rings a bell at its second, and the rung fires on time', async () => {
    const queue = await consuming({ due: fire });
    await connected(queue);
    const dueAt = secondsFromNow(1);
    const clock = await aClock(rows, tenancy, dueAt);
    expect(await queue.bell.ringAt(dueAt)).toBe(true);
    const [fired] = await until(async () => (await firedRungs(clockRole, clock)).length > 0 && (await firedRungs(clockRole, clock)), {
      what: 'the rung to fire',
    });
    expect(fired?.latenessMs).toBeLessThan(900);
  });

  it('sets one bell for a second, however many clocks share it, and none beyond the hour', async () => {
    const queue = aQueue();
    await connected(queue);
    const dueAt = secondsFromNow(1_800);
    for (let times = 0; times < 3; times += 1) expect(await queue.bell.ringAt(dueAt)).toBe(true);
    expect(await queue.bell.ringAllAt([dueAt, secondsFromNow(1_801)])).toBe(true);
    expect(await queue.bell.ringAt(secondsFromNow(4_000))).toBe(false);
    const seconds = [dueAt.getTime() / 1000, dueAt.getTime() / 1000 + 1];
    expect([...(await server.jobIds(`${prefix}-bells`))].sort()).toEqual(seconds.map((second) => `due-${second}`));
  });

  it('leaves nothing of a bell behind, so that the same second can be set again', async () => {
    let rung = 0;
    const queue = await consuming({
      due: () => {
        rung += 1;
        return Promise.resolve('done');
      },
    });
    await connected(queue);
    const second = new Date(Math.floor(Date.now() / 1000) * 1000);
    for (const times of [1, 2]) {
      await queue.bell.ringAt(second);
      await until(async () => rung === times && (await server.jobIds(`${prefix}-bells`)).length === 0, { what: `bell ${times}` });
    }
  });

  it('fires a rung once when bells and rounds come at the same time', async () => {
    const queue = await consuming({ due: fire });
    await connected(queue);
    const clock = await aClock(rows, tenancy, secondsFromNow(-2));
    await Promise.all([
      queue.bell.ringAllAt([secondsFromNow(-2), secondsFromNow(-1), secondsFromNow(-3)]),
      asRole(db.clockUrl, (other) => other.query('select fire_due(now(), 500)')),
      fire(),
    ]);
    await until(async () => (await server.jobIds(`${prefix}-bells`)).length === 0, { what: 'all bells to have rung' });
    expect(await firedRungs(clockRole, clock)).toHaveLength(1);
    const told = await clockRole.query('select 1 from notification where clock_id = $1', [clock]);
    expect(told.rowCount).toBe(1);
  });

  it('refuses an older shape of a payload and an unknown job, each as a dead letter with a code', async () => {
    const queue = await consuming({});
    await connected(queue);
    await server.smuggle(`${prefix}-errands`, 'purge-referral', { referral: randomUUID() });
    await server.smuggle(`${prefix}-errands`, 'write-letter', {});
    const letters = await until(async () => {
      const found = await queue.deadLetters();
      return found?.length === 2 && found;
    });
    expect(letters.map(({ name, code, tries }) => ({ name, code, tries }))).toEqual(
      expect.arrayContaining([
        { name: 'purge-referral', code: 'payload_refused', tries: 1 },
        { name: 'write-letter', code: 'job_unknown', tries: 1 },
      ]),
    );
  });

  it('keeps a poisonous errand as a dead letter while the others go on, and tries it again when asked', async () => {
    const poisonous = randomUUID();
    const wholesome = [randomUUID(), randomUUID(), randomUUID()];
    const purged = new Set<string>();
    let healed = false;
    const queue = await consuming({
      'purge-referral': ({ referralId }) => {
        if (referralId === poisonous && !healed) throw new Error(`duplicate key value (contact)=(${CANARY})`);
        purged.add(referralId);
        return Promise.resolve('done');
      },
    });
    await connected(queue);
    for (const referralId of [poisonous, ...wholesome]) expect(await queue.enqueue('purge-referral', { referralId })).toBe(true);
    const [letter] = await until(async () => {
      const found = await queue.deadLetters();
      return found?.length === 1 && found;
    });
    expect(letter).toMatchObject({ id: `purge-referral-${poisonous}`, name: 'purge-referral', code: 'unexpected', tries: 5 });
    expect([...purged].sort()).toEqual([...wholesome].sort());
    expect(await queue.deadLetterCount()).toBe(1);
    // Offering it again does not start it over: a person has to look first.
    await queue.enqueue('purge-referral', { referralId: poisonous });
    expect(await queue.deadLetterCount()).toBe(1);
    healed = true;
    expect(await queue.retryDeadLetter(`purge-referral-${poisonous}`)).toBe(true);
    await until(() => purged.has(poisonous), { what: 'the second life of the errand' });
    expect(await queue.retryDeadLetter('purge-referral-unknown')).toBe(false);
  });

  it('holds no personal data anywhere, whatever a handler throws', async () => {
    const queue = await consuming({
      'purge-referral': () => Promise.reject(Object.assign(new Error(CANARY), { detail: CANARY, name: CANARY })),
      due: () => Promise.reject(new Error(CANARY)),
    });
    await connected(queue);
    await queue.enqueue('purge-referral', { referralId: randomUUID() });
    await queue.bell.ringAt(secondsFromNow(0));
    await until(async () => (await queue.deadLetterCount()) === 1, { what: 'the dead letter' });
    await expect(queue.enqueue('purge-referral', { referralId: CANARY })).rejects.toThrow(TypeError);
    const held = await server.dump();
    expect(held).toContain('purge-referral');
    expect(held).not.toMatch(/Kanaria|Vogelsang|5550199/);
  });

  it('would be caught holding personal data (planted)', async () => {
    await server.smuggle(`${prefix}-errands`, 'purge-referral', { name: CANARY });
    expect(await server.dump()).toContain('Kanaria');
    await server.flush();
  });

  it('lets a running job finish when it is closed', async () => {
    let begun = false;
    let finished = false;
    let finish: () => void = () => undefined;
    const finishing = new Promise<void>((done) => (finish = done));
    const queue = await consuming({
      'roll-up': async () => {
        begun = true;
        await finishing;
        finished = true;
        return 'done';
      },
    });
    await connected(queue);
    await queue.enqueue('roll-up', {});
    await until(() => begun, { what: 'the job to begin' });
    const closed = queue.close();
    expect(await Promise.race([closed.then(() => 'closed'), pause(200, 'still running')])).toBe('still running');
    finish();
    await closed;
    expect(finished).toBe(true);
    expect(await server.jobIds(`${prefix}-errands`)).toEqual([]);
  });

  it('costs a request nothing while it is away, and works again when it is back', async () => {
    let faults = 0;
    const queue = aQueue({ onFault: () => (faults += 1) });
    await connected(queue);
    await server.kill();
    const start = performance.now();
    expect(await queue.bell.ringAt(secondsFromNow(10))).toBe(false);
    expect(await queue.enqueue('roll-up', {})).toBe(false);
    expect(await queue.armedUntil()).toBeUndefined();
    expect(await queue.deadLetters()).toBeNull();
    expect(performance.now() - start).toBeLessThan(4_500);
    expect(faults).toBeGreaterThanOrEqual(4);
    const whileAway = aQueue();
    expect(await whileAway.bell.ringAt(secondsFromNow(10))).toBe(false);
    await server.restart();
    for (const each of [queue, whileAway])
      expect(await until(() => each.bell.ringAt(secondsFromNow(10)), { what: 'the queue to be back' })).toBe(true);
  });

  it('gives out jobs again after it was away, also to consumers that were started meanwhile', async () => {
    const heard: string[] = [];
    const before = aQueue();
    before.consume({ ...IDLE, 'roll-up': () => (heard.push('before'), Promise.resolve('done')) });
    await connected(before);
    await server.kill();
    let refused = 0;
    const meanwhile = openQueue({ url: server.url, prefix: `${prefix}m`, now, onFault: () => (refused += 1) });
    open.push(meanwhile);
    meanwhile.consume({ ...IDLE, 'roll-up': () => (heard.push('meanwhile'), Promise.resolve('done')) });
    await until(() => refused > 1, { what: 'the connections to be refused' });
    await server.restart();
    for (const [queue, name] of [
      [before, 'before'],
      [meanwhile, 'meanwhile'],
    ] as const) {
      await until(() => queue.enqueue('roll-up', {}), { what: 'the queue to be back' });
      await until(() => heard.includes(name), { what: `the job of ${name}` });
    }
  });
});

describe('the queue on PostgreSQL', () => {
  it('reaches its own schema and nothing else, and nobody else reaches it', async () => {
    const db = await aDatabase('queue_rights');
    await Promise.all([migrateQueue({ url: db.migratorUrl }), migrateQueue({ url: db.migratorUrl })]);
    const refused = async (url: string, sql: string): Promise<string> =>
      asRole(url, (client) =>
        client.query(sql).then(
          () => 'allowed',
          (error: unknown) => (error as pg.DatabaseError).code ?? 'no code',
        ),
      );
    for (const table of ['referral', 'contact', 'notification', 'app_user', 'clock'])
      expect(await refused(db.queueUrl, `select 1 from public.${table}`)).toBe('42501');
    expect(await refused(db.queueUrl, 'select 1 from queue.job')).toBe('allowed');
    for (const url of [db.appUrl, db.clockUrl, db.reportUrl, db.auditUrl])
      expect(await refused(url, 'select 1 from queue.job')).toBe('42501');
    const open = await asRole(db.adminUrl, (client) =>
      client.query(
        `select relname from pg_class where relnamespace = 'queue'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)`,
      ),
    );
    expect(open.rows).toEqual([]);
    await db.drop();
  });
});

describe('the queue on PostgreSQL after a first start', () => {
  it('is brought up to date again, though the queue made sequences of its own', async () => {
    const db = await aDatabase('queue_again');
    // As BullMQ does for each queue that numbers its jobs.
    await asRole(db.queueUrl, (client) => client.query('create sequence queue.of_a_queue'));
    await migrateQueue({ url: db.migratorUrl });
    await db.drop();
  });
});

it('an address that is none is refused by name', () => {
  expect(() => openQueue({ url: 'amqp://somewhere', now })).toThrow('QUEUE_URL');
});
