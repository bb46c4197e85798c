import { setTimeout as pause } from 'node:timers/promises';
import type { BulkJobOptions, JobsOptions } from 'bullmq';
import { Bell } from './bell.js';
import type { BellJob } from './bell.js';
import { startConsumers } from './consumers.js';
import type { Consumers, ConsumerOptions } from './consumers.js';
import { deadLetterOf } from './dead-letter.js';
import type { DeadLetter } from './dead-letter.js';
import { isPayloadOf, jobIdFor } from './job-map.js';
import type { ErrandName, JobHandlers, JobMap } from './job-map.js';
import { PRODUCER_PATIENCE_MS, connectQueue } from './queue-connection.js';
import type { BackedQueue, QueueConnection } from './queue-connection.js';
import { Renewable } from './renewable.js';

/** How to open the queue. */
export interface QueueSettings {
  /** `redis://…` or `postgres://…`; the backend follows from it. */
  readonly url: string;
  /** Begins the queues' names: two installations, or two tests, on one server do not meet. */
  readonly prefix?: string;
  readonly now: () => Date;
  /** Milliseconds before the second of five tries; each further one waits twice as long, spread by half. */
  readonly firstRetryMs?: number;
  /** Told whenever the queue could not be used; for a counter. Nothing else happens: the rows hold the truth. */
  readonly onFault?: () => void;
}

// Nothing of a bell is kept: an id that is still there, even a failed one, would swallow the next bell of that second.
const BELL: JobsOptions & BulkJobOptions = { removeOnComplete: true, removeOnFail: true, attempts: 1, stackTraceLimit: 0 };
const TRIES: JobsOptions = { attempts: 5, stackTraceLimit: 0 };
/** A job about one thing stays as a dead letter, 90 days at most; where the rows tell what is left, it goes, and the next round offers it again. */
const ERRAND: JobsOptions = { ...TRIES, removeOnComplete: true, removeOnFail: { age: 90 * 86_400, count: 10_000 } };
const ROUND: JobsOptions = { ...TRIES, removeOnComplete: true, removeOnFail: true };
const OPTIONS: Readonly<Record<ErrandName, JobsOptions>> = {
  // Its row says that it is dead; a failed job of the same id would swallow the next try.
  'send-notification': ROUND,
  'purge-referral': ERRAND,
  'shred-keys': ROUND,
  'seal-audit': ROUND,
  'roll-up': ROUND,
};

/** Bells that one call hangs. */
const HANDFUL = 250;

/** Opens the queue; connects in the background and again after every loss. Throws only for an address that is none. */
export function openQueue(settings: QueueSettings): JobQueue {
  return new JobQueue(settings);
}

/**
 * The queue of one process.
 * - Producing never throws and never waits longer than a second: an outage is a `false` and a fault that is counted.
 * - Consuming gives each job to its handler with bounded tries; what fails for good is a dead letter with a code.
 * - Bells and errands lie in two queues, so that slow errands do not delay a bell.
 */
export class JobQueue {
  readonly bell: Bell;
  readonly backend: 'redis' | 'postgres';
  private readonly connection: QueueConnection;
  private readonly names: { readonly bells: string; readonly errands: string };
  private readonly bells: Renewable<BackedQueue>;
  private readonly errands: Renewable<BackedQueue>;
  private readonly onFault: () => void;
  private readonly firstRetryMs: number;
  private readonly consumers: Consumers[] = [];

  constructor({ url, prefix = 'zeitnah', now, firstRetryMs = 1_000, onFault = () => undefined }: QueueSettings) {
    this.onFault = onFault;
    this.firstRetryMs = firstRetryMs;
    this.connection = connectQueue(url, onFault);
    this.backend = this.connection.backend;
    this.names = { bells: `${prefix}-bells`, errands: `${prefix}-errands` };
    this.bells = this.producer(this.names.bells);
    this.errands = this.producer(this.names.errands);
    // Connects now, so that the first request finds it open.
    for (const queue of [this.bells, this.errands]) queue.get();
    this.bell = new Bell((bells) => this.hangUp(bells), now);
  }

  /** Puts an errand into the queue; the same job twice is one job. False when the queue is away: the caller, or the sweep, does it without. */
  async enqueue<N extends ErrandName>(name: N, data: JobMap[N]): Promise<boolean> {
    // A fault of the program, not of the queue: free text must not get in under the name of an id.
    if (!isPayloadOf(name, data)) throw new TypeError(`payload of ${name} refused`);
    const backoff = { type: 'exponential', delay: this.firstRetryMs, jitter: 0.5 };
    return (
      (await this.unlessAway(() => this.errands.get().add(name, data, { ...OPTIONS[name], backoff, jobId: jobIdFor(name, data) }))) !==
      undefined
    );
  }

  /** Starts giving jobs to the handlers; several times in one process only in tests. */
  consume(handlers: JobHandlers, options: ConsumerOptions = {}): Consumers {
    const started = startConsumers(this.connection, this.names, handlers, { onFault: this.onFault, ...options });
    this.consumers.push(started);
    return started;
  }

  /** Until when bells have been set for every clock; null when the queue has forgotten it (new or flushed), undefined when it is away. */
  async armedUntil(): Promise<Date | null | undefined> {
    const answer = await this.unlessAway(async () => ({ field: await this.bells.get().getBackend().getQueueMetaField('armedUntil') }));
    if (answer === undefined) return undefined;
    const at = Number(answer.field);
    return answer.field === null || !Number.isFinite(at) ? null : new Date(at);
  }

  /** How many bells are set; null while the queue is away. */
  async bellCount(): Promise<number | null> {
    const counts = await this.unlessAway(() => this.bells.get().getJobCounts('delayed'));
    return counts === undefined ? null : (counts['delayed'] ?? 0);
  }

  /** Notes until when bells have been set; lost together with them, which is the point. */
  async noteArmedUntil(until: Date): Promise<void> {
    await this.unlessAway(() => this.bells.get().getBackend().setQueueMeta({ armedUntil: until.getTime() }));
  }

  /** The dead letters, newest first; null while the queue is away. */
  async deadLetters(limit = 100): Promise<readonly DeadLetter[] | null> {
    const failed = await this.unlessAway(() => this.errands.get().getFailed(0, limit - 1));
    return failed === undefined ? null : failed.map(deadLetterOf);
  }

  /** How many dead letters there are; null while the queue is away. */
  async deadLetterCount(): Promise<number | null> {
    const counts = await this.unlessAway(() => this.errands.get().getJobCounts('failed'));
    return counts === undefined ? null : (counts['failed'] ?? 0);
  }

  /** Tries a dead letter again, with all its tries. False when there is none of this id, or the queue is away. */
  async retryDeadLetter(id: string): Promise<boolean> {
    const retried = await this.unlessAway(async () => {
      const job = await this.errands.get().getJob(id);
      if (job === undefined || !(await job.isFailed())) return false;
      await job.retry('failed', { resetAttemptsMade: true });
      return true;
    });
    return retried === true;
  }

  /** True while the queue answers; asked by readiness, where away means degraded, never unready. */
  async answers(): Promise<boolean> {
    return (await this.armedUntil()) !== undefined;
  }

  /** Lets running jobs finish for up to `withinMs`, then leaves; a job cut off is given out again. A queue that is away is not waited for. */
  async close(withinMs = 8_000): Promise<void> {
    const patience = (await this.answers()) ? withinMs : PRODUCER_PATIENCE_MS;
    await Promise.all(this.consumers.map((consumers) => consumers.close(patience)));
    await Promise.race([
      Promise.allSettled([this.bells.close(), this.errands.close()]),
      pause(PRODUCER_PATIENCE_MS, undefined, { ref: false }),
    ]);
    await this.connection.close();
  }

  private producer(name: string): Renewable<BackedQueue> {
    return new Renewable(() => {
      // Events are for dashboards of others; a short tail is enough and keeps the queue small.
      const queue = this.connection.queue(name, { streams: { events: { maxLen: 100 } } });
      queue.on('error', this.onFault);
      return queue;
    });
  }

  private async hangUp(bells: readonly BellJob[]): Promise<boolean> {
    const jobs = bells.map(({ id, data, delayMs }) => ({ name: 'due', data, opts: { ...BELL, jobId: id, delay: delayMs } }));
    // By the handful, each with a second of its own: a full hour in one go takes longer than that on a busy machine, and would be begun anew for ever.
    for (let from = 0; from < jobs.length; from += HANDFUL) {
      if ((await this.unlessAway(() => this.bells.get().addBulk(jobs.slice(from, from + HANDFUL)))) === undefined) return false;
    }
    return true;
  }

  /** The answer, or undefined when the queue is away or silent for a second; the fault is counted. */
  private async unlessAway<T>(ask: () => Promise<T>): Promise<T | undefined> {
    const patience = new AbortController();
    try {
      if (!this.connection.reachable()) throw new Error('away');
      const late = pause(PRODUCER_PATIENCE_MS, undefined, { ref: false, signal: patience.signal }).then(() =>
        Promise.reject(new Error('silent')),
      );
      return await Promise.race([ask(), late]);
    } catch {
      this.onFault();
      return undefined;
    } finally {
      patience.abort();
    }
  }
}
