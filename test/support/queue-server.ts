import { createPostgresBackend, Queue, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { QUEUE_SCHEMA, migrateQueue } from '#jobs';
import { aDatabase } from './postgres.js';
import { startRedis } from './redis.js';

const JOB_ID = /^(due|send-notification|purge-referral|shred-keys|seal-audit|roll-up)(-|$)/;

/** The two servers that may carry the queue. */
export const QUEUE_BACKENDS = ['Redis', 'PostgreSQL'] as const;

/** A server that carries queues in a test, with what can happen to it. */
export interface QueueServer {
  readonly url: string;
  /** Forgets every job, as a flushed server does. */
  flush(): Promise<void>;
  /** Goes away without a goodbye. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** Everything it holds, keys and values, as text. */
  dump(): Promise<string>;
  /** The ids of the jobs in a queue. */
  jobIds(queue: string): Promise<readonly string[]>;
  /** Puts a job in past our own code, as an older version of it might have. */
  smuggle(queue: string, name: string, data: object): Promise<void>;
  stop(): Promise<void>;
}

export function startQueueServer(backend: (typeof QUEUE_BACKENDS)[number]): Promise<QueueServer> {
  return backend === 'Redis' ? onRedis() : onPostgres();
}

async function onRedis(): Promise<QueueServer> {
  const server = await startRedis();
  const ask = async <T>(work: (client: Redis) => Promise<T>): Promise<T> => {
    const client = new Redis(server.url);
    try {
      return await work(client);
    } finally {
      client.disconnect();
    }
  };
  return {
    ...server,
    dump: () =>
      ask(async (client) =>
        (await Promise.all((await client.keys('*')).map(async (key) => `${key} ${JSON.stringify(await valueOf(client, key))}`))).join('\n'),
      ),
    jobIds: (queue) =>
      ask(async (client) =>
        (await client.keys(`bull:${queue}:*`)).map((key) => key.split(':').at(-1) ?? '').filter((id) => JOB_ID.test(id)),
      ),
    smuggle: async (queue, name, data) => {
      const smuggler = new Queue(queue, { connection: { url: server.url } });
      await smuggler.add(name, data);
      await smuggler.close();
    },
  };
}

async function valueOf(client: Redis, key: string): Promise<unknown> {
  switch (await client.type(key)) {
    case 'string':
      return client.get(key);
    case 'hash':
      return client.hgetall(key);
    case 'list':
      return client.lrange(key, 0, -1);
    case 'set':
      return client.smembers(key);
    case 'zset':
      return client.zrange(key, '0', '-1', 'WITHSCORES');
    case 'stream':
      return client.xrange(key, '-', '+');
    case 'none':
      // It has expired since it was listed.
      return null;
    default:
      throw new Error(`no reader for the type of ${key}`);
  }
}

const DEADLOCK = '40P01';

/** Does it again when a worker at the same tables took them in another order: the server then ends one of the two, and here it is always the flush that can wait. */
async function persisting(work: () => Promise<unknown>, triesLeft = 20): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== DEADLOCK || triesLeft === 0) throw error;
    await persisting(work, triesLeft - 1);
  }
}

/** A database of its own carries the queue, so that it can be taken away without the rows. */
async function onPostgres(): Promise<QueueServer> {
  const db = await aDatabase('queue');
  await migrateQueue({ url: db.migratorUrl });
  const name = new URL(db.adminUrl).pathname.slice(1);
  const elsewhere = new URL(db.adminUrl);
  elsewhere.pathname = '/postgres';
  const ask = async <T>(work: (client: pg.Client) => Promise<T>, url = db.adminUrl): Promise<T> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  return {
    url: db.queueUrl,
    flush: () =>
      ask(async (client) =>
        persisting(() => client.query(`truncate ${QUEUE_SCHEMA}.job, ${QUEUE_SCHEMA}.meta, ${QUEUE_SCHEMA}.event cascade`)),
      ),
    kill: () =>
      ask(async (client) => {
        await client.query(`alter database ${name} allow_connections false`);
        await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
      }, elsewhere.href),
    restart: () => ask(async (client) => void (await client.query(`alter database ${name} allow_connections true`)), elsewhere.href),
    dump: () =>
      ask(async (client) => {
        const tables = await client.query<{ name: string }>('select tablename as name from pg_tables where schemaname = $1', [
          QUEUE_SCHEMA,
        ]);
        const texts: string[] = [];
        for (const table of tables.rows) {
          const { rows } = await client.query<{ text: string }>(`select to_jsonb(t)::text as text from ${QUEUE_SCHEMA}.${table.name} t`);
          texts.push(...rows.map(({ text }) => `${table.name} ${text}`));
        }
        return texts.join('\n');
      }),
    jobIds: (queue) =>
      ask(async (client) =>
        (await client.query<{ id: string }>(`select id from ${QUEUE_SCHEMA}.job where queue = $1`, [queue])).rows.map(({ id }) => id),
      ),
    smuggle: async (queue, job, data) => {
      const OnPostgres = withBackend(createPostgresBackend);
      const smuggler = new OnPostgres.Queue(queue, { connection: { connectionString: db.queueUrl, schema: QUEUE_SCHEMA } });
      await smuggler.add(job, data);
      await smuggler.close();
    },
    stop: () => db.drop(),
  };
}
