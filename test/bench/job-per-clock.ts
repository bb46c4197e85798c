import { Queue, Worker, type JobsOptions } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';

/** One delayed job per clock with the options a product would give it: an id of its own, so that it can be moved and taken back, and five tries. */
const OPTIONS: JobsOptions = { attempts: 5, backoff: { type: 'exponential', delay: 1_000 }, removeOnComplete: true, removeOnFail: true };
const CHUNK = 1_000;
/** Best of 10, 20 and 50 on two cores: each job is one transaction. */
export const CONCURRENCY = 20;

/**
 * The same effects for one clock alone, in one transaction and one round trip. The function is the product's own; a policy of this role alone
 * keeps all other clocks out of its sight.
 */
export const FIRE_ONE = `
  drop role if exists bench_clock;
  create role bench_clock login password 'bench-clock' in role app_clock;
  create policy only_this_one on clock as restrictive to bench_clock using (id = current_setting('bench.clock')::uuid) with check (id = current_setting('bench.clock')::uuid);
  create function bench.fire_one(of_clock uuid, at timestamptz) returns bigint language plpgsql as $$
    begin
      perform set_config('bench.clock', of_clock::text, true);
      return (select count(*) from fire_due(at, 1));
    end $$;
  grant usage on schema bench to bench_clock;
  grant execute on function bench.fire_one(uuid, timestamptz) to bench_clock;
`;

/** Connections of the role that fires one clock at a time. */
export function onePool(adminUrl: string): pg.Pool {
  const url = new URL(adminUrl);
  Object.assign(url, { username: 'bench_clock', password: 'bench-clock' });
  return new pg.Pool({ connectionString: url.href, max: CONCURRENCY });
}

export async function fireOne(pool: pg.Pool, clockId: string): Promise<void> {
  const { rows } = await pool.query<{ fired: string }>({
    name: 'fire-one',
    text: `select bench.fire_one($1, date_trunc('milliseconds', clock_timestamp())) as fired`,
    values: [clockId],
  });
  // Left to the next try by a lock, or a few milliseconds early: a job that does nothing would lose the rung.
  if (rows[0]?.fired !== '1') throw new Error('not fired');
}

export const withDatabase = async (adminUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`${FIRE_ONE} grant connect on database ${pg.escapeIdentifier(new URL(adminUrl).pathname.slice(1))} to bench_clock`);
  await client.end();
};

/** A queue with one job per clock. */
export class JobPerClock {
  readonly queue: Queue<{ readonly clockId: string }>;
  private readonly connection: Redis;

  constructor(url: string) {
    this.connection = new Redis(url, { maxRetriesPerRequest: null });
    this.queue = new Queue('job-per-clock', { connection: this.connection });
  }

  /** In bulk, as a refill would. */
  async armAll(clockIds: readonly string[], dueAt: (index: number) => number): Promise<void> {
    for (let from = 0; from < clockIds.length; from += CHUNK) {
      const jobs = clockIds.slice(from, from + CHUNK).map((clockId, index) => ({
        name: 'due',
        data: { clockId },
        opts: { ...OPTIONS, jobId: clockId, delay: Math.max(1, dueAt(from + index) - Date.now()) },
      }));
      await this.queue.addBulk(jobs);
    }
  }

  async arm(clockId: string, delay: number): Promise<void> {
    await this.queue.add('due', { clockId }, { ...OPTIONS, jobId: clockId, delay });
  }

  async rearm(clockId: string, delay: number): Promise<void> {
    const job = await this.queue.getJob(clockId);
    if (job === undefined) throw new Error('the job is gone');
    await job.changeDelay(delay);
  }

  async cancel(clockId: string): Promise<void> {
    if ((await this.queue.remove(clockId)) !== 1) throw new Error('the job is gone');
  }

  /** Lets jobs fire their clocks, each in a transaction of its own, until the answer is called. */
  async work(pool: pg.Pool): Promise<() => Promise<void>> {
    const connection = this.connection.duplicate();
    const worker = new Worker<{ readonly clockId: string }>('job-per-clock', (job) => fireOne(pool, job.data.clockId), {
      connection,
      concurrency: CONCURRENCY,
    });
    worker.on('error', () => undefined);
    await worker.waitUntilReady();
    return async () => {
      await worker.close();
      connection.disconnect();
    };
  }

  async close(): Promise<void> {
    await this.queue.close();
    this.connection.disconnect();
  }
}
