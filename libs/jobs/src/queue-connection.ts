import { createPostgresBackend, createRedisBackend, withBackend } from 'bullmq';
import type { BulkJobOptions, IQueueBackend, Job, JobType, JobsOptions, Processor, QueueOptions, WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import type { RedisOptions } from 'ioredis';

/** The schema of the queue's tables when PostgreSQL carries the queue; nothing else lives in it. */
export const QUEUE_SCHEMA = 'queue';

/** What this library uses of a BullMQ queue, the same on both backends. */
export interface BackedQueue {
  readonly name: string;
  add(name: string, data: object, options: JobsOptions): Promise<unknown>;
  addBulk(jobs: { name: string; data: object; opts: BulkJobOptions }[]): Promise<unknown>;
  getFailed(start: number, end: number): Promise<Job<object>[]>;
  getJob(id: string): Promise<Job<object> | undefined>;
  getJobCounts(...types: JobType[]): Promise<Record<string, number>>;
  on(event: 'error', listener: () => void): unknown;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
  getBackend(): Pick<IQueueBackend, 'getQueueMetaField' | 'setQueueMeta'>;
}

/** What this library uses of a BullMQ worker, the same on both backends. */
export interface BackedWorker {
  on(event: 'error', listener: () => void): unknown;
  waitUntilReady(): Promise<unknown>;
  close(force?: boolean): Promise<void>;
}

/** The connections of one process to the queue. Nothing is connected before the first queue or worker is asked for. */
export interface QueueConnection {
  readonly backend: 'redis' | 'postgres';
  /** False when a command would fail at once; asked before every add, so that a request never waits for a queue that is away. */
  reachable(): boolean;
  queue(name: string, options: Omit<QueueOptions, 'connection'>): BackedQueue;
  worker(name: string, processor: Processor<object>, options: Omit<WorkerOptions, 'connection'>): BackedWorker;
  /** Closes what the queues and workers share; after them. */
  close(): Promise<void>;
}

const OnRedis = withBackend(createRedisBackend);
const OnPostgres = withBackend(createPostgresBackend);

/** Milliseconds after which a producer gives up; what it wanted to say is in the rows. */
export const PRODUCER_PATIENCE_MS = 1_000;

/** Chooses the backend by the address: `redis://`, `rediss://` or `postgres://`, `postgresql://`; another one throws. */
export function connectQueue(url: string, onFault: () => void): QueueConnection {
  const scheme = /^([a-z]+):\/\//.exec(url)?.[1] ?? '';
  if (scheme === 'redis' || scheme === 'rediss') return connectRedis(url, onFault);
  if (scheme === 'postgres' || scheme === 'postgresql') return connectPostgres(url);
  throw new Error('QUEUE_URL must begin with redis://, rediss:// or postgres://');
}

function connectRedis(url: string, onFault: () => void): QueueConnection {
  const open: Redis[] = [];
  const client = (options: Pick<RedisOptions, 'enableOfflineQueue' | 'maxRetriesPerRequest' | 'commandTimeout'>): Redis => {
    const redis = new Redis(url, { ...options, retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 6), 1_000) });
    redis.on('error', onFault);
    open.push(redis);
    return redis;
  };
  let producing: Redis | undefined;
  let consuming: Redis | undefined;
  // A producer fails at once; with the defaults an add during an outage never settles (seen with BullMQ 6.7).
  const forProducers = (): Redis =>
    (producing ??= client({ enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: PRODUCER_PATIENCE_MS }));
  const forWorkers = (): Redis => (consuming ??= client({ maxRetriesPerRequest: null }));
  return {
    backend: 'redis',
    reachable: () => producing?.status === 'ready',
    queue: (name, options) => new OnRedis.Queue<object>(name, { ...options, connection: forProducers() }),
    worker: (name, processor, options) => new OnRedis.Worker<object>(name, processor, { ...options, connection: forWorkers() }),
    close: async () => {
      for (const redis of open) redis.disconnect();
      await Promise.resolve();
    },
  };
}

function connectPostgres(url: string): QueueConnection {
  const connection = (max: number): { connectionString: string; schema: string; max: number; connectionTimeoutMillis: number } => ({
    connectionString: url,
    schema: QUEUE_SCHEMA,
    max,
    connectionTimeoutMillis: PRODUCER_PATIENCE_MS,
  });
  return {
    backend: 'postgres',
    reachable: () => true,
    queue: (name, options) => new OnPostgres.Queue<object>(name, { ...options, connection: connection(2) }),
    worker: (name, processor, options) => new OnPostgres.Worker<object>(name, processor, { ...options, connection: connection(3) }),
    close: () => Promise.resolve(),
  };
}
