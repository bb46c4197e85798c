import type pg from 'pg';
import { PgBoss } from 'pg-boss';
import { fireOne } from './job-per-clock.js';

const QUEUE = 'clocks';
/** The fastest it can be asked for: its shortest poll, and without a pause while batches come back full. */
const WORK = { batchSize: 500, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true, localConcurrency: 2 } as const;

/** pg-boss with one job per clock, in a schema of its own beside the product's tables. */
export class BossPerClock {
  private constructor(private readonly boss: PgBoss) {}

  static async start(adminUrl: string): Promise<BossPerClock> {
    const boss = new PgBoss({
      connectionString: adminUrl,
      schema: 'pgboss',
      max: 6,
      supervise: false,
      schedule: false,
      monitorVacuum: false,
    });
    boss.on('error', () => undefined);
    await boss.start();
    await boss.createQueue(QUEUE, { retryLimit: 5 });
    return new BossPerClock(boss);
  }

  async armAll(clockIds: readonly string[], dueAt: Date): Promise<void> {
    for (let from = 0; from < clockIds.length; from += 5_000) {
      await this.boss.insert(
        QUEUE,
        clockIds.slice(from, from + 5_000).map((clockId) => ({ id: clockId, data: { clockId }, startAfter: dueAt })),
      );
    }
  }

  /** Each rung in a transaction of its own, as many at a time as the pool has connections. */
  async work(pool: pg.Pool): Promise<() => Promise<void>> {
    const id = await this.boss.work<{ readonly clockId: string }>(QUEUE, WORK, async (jobs) => {
      await Promise.all(jobs.map((job) => fireOne(pool, job.data.clockId)));
    });
    return async () => {
      await this.boss.offWork(QUEUE, { id });
      await this.boss.deleteAllJobs(QUEUE);
    };
  }

  async close(): Promise<void> {
    await this.boss.stop({ graceful: false });
  }
}
