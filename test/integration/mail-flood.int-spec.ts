import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { pino } from 'pino';
import { openHousehold, type Household } from '../../apps/worker/src/household.js';
import { startWorker, type RunningWorker } from '../../apps/worker/src/worker.js';
import { aTenancy, type Tenancy } from '../support/clock-rows.js';
import { startMailServer, type TestMailServer } from '../support/mail-server.js';
import { aDatabase, type TestDatabase } from '../support/postgres.js';
import { startQueueServer, type QueueServer } from '../support/queue-server.js';
import { until } from '../support/until.js';

jest.setTimeout(60_000);
const FLOOD = 40;
let db: TestDatabase;
let rows: pg.Client;
let tenancy: Tenancy;
let server: QueueServer;
let mail: TestMailServer;
const households: Household[] = [];
const workers: RunningWorker[] = [];

beforeAll(async () => {
  db = await aDatabase('mail_flood');
  tenancy = await aTenancy(db);
  rows = new pg.Client({ connectionString: db.adminUrl });
  await rows.connect();
  server = await startQueueServer('Redis');
  mail = await startMailServer();
});
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await Promise.all(households.map((household) => household.close()));
  await mail?.stop();
  await server?.stop();
  await rows?.end();
  await db?.drop();
});

async function aWorker(prefix: string): Promise<void> {
  const now = (): Date => new Date();
  const settings = { databaseUrl: db.clockUrl, keystoreUrl: db.keysUrl, keystoreRootKey: randomBytes(32), publicUrl: 'https://zeitnah.example', poolSize: 8 };
  const household = await openHousehold({ ...settings, mail: { smtpUrl: mail.url, from: 'zeitnah@land.example', quietHours: {}, digestAfter: 3 } }, now);
  households.push(household);
  workers.push(await startWorker({ ...household, log: pino({ level: 'silent' }), now, host: '127.0.0.1', ports: [0], queue: { url: server.url, prefix } }));
}
const count = async (condition: string): Promise<number> => (await rows.query<{ count: number }>(`select count(*)::int as count from notification where ${condition}`)).rows[0]?.count ?? 0;

it('a flood to one inbox leaves two workers as three mails and, ten minutes later, one that stands for all the others', async () => {
  await rows.query(
    `insert into notification (id, organisation_id, role, template, created_at, next_try_at) select gen_random_uuid(), $1, 'counsellor', 'referral_submit', now(), now() from generate_series(1, $2)`,
    [tenancy.centre, FLOOD],
  );
  const prefix = `t${randomUUID().slice(0, 8)}`;
  await aWorker(prefix);
  await aWorker(prefix);
  await until(async () => (await count(`state = 'pending' and next_try_at <= now()`)) === 0, { what: 'every message to be sent or to wait', within: 40_000 });
  expect(mail.received).toHaveLength(3);
  expect(await count(`state = 'pending' and digest_id is not null and next_try_at > now()`)).toBe(FLOOD - 3);
  // Ten minutes pass, by changing the facts and not the time.
  await rows.query(`update notification set sent_at = sent_at - interval '10 minutes', next_try_at = next_try_at - interval '10 minutes'`);
  await until(async () => (await count(`state = 'pending'`)) === 0, { what: 'the digest to leave', within: 40_000 });
  expect(mail.received).toHaveLength(4);
  expect(mail.received[3]?.bytes).toContain(`In Ihrem Posteingang warten ${FLOOD - 3} Nachrichten.`);
  expect(new Set(mail.received.map(({ bytes }) => /Message-ID: (.*)\r/.exec(bytes)?.[1])).size).toBe(4);
  expect(await count(`state = 'sent'`)).toBe(FLOOD);
});
