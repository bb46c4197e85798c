import { setTimeout as pause } from 'node:timers/promises';
import { UnrecoverableError } from 'bullmq';
import type { Job } from 'bullmq';
import { JobError } from './job-error.js';
import { isJobName, isPayloadOf } from './job-map.js';
import type { JobHandlers, JobName, JobResult } from './job-map.js';
import type { BackedWorker, QueueConnection } from './queue-connection.js';
import { Renewable } from './renewable.js';

/** How many jobs at a time, and who is told what went wrong. */
export interface ConsumerOptions {
  /** Two loops of one batch claim each saturate the database; more gives nothing. */
  readonly bells?: number;
  readonly errands?: number;
  /** Told of every failed try: the job's name, its code, and the error itself (not for the queue, and not for a log as it stands). */
  readonly onFailure?: (failure: { readonly name: string; readonly id: string; readonly code: string; readonly error: unknown }) => void;
  /** Told whenever the queue could not be used. */
  readonly onFault?: () => void;
}

/** The running consumers of one process. */
export interface Consumers {
  /** Resolves when both queues have been reached for the first time. */
  ready(): Promise<void>;
  /** Takes no new job, lets the running ones finish for up to `withinMs`, then leaves. */
  close(withinMs?: number): Promise<void>;
}

/** A worker that dies holds its job for five seconds (60 with BullMQ's defaults); a job may be given out four times before it is dead. */
const LIVENESS = { lockDuration: 5_000, stalledInterval: 2_500, maxStalledCount: 3, runRetryDelay: 1_000 };

/** Milliseconds until a worker that could not be opened is tried again. */
const OPEN_AGAIN_MS = 1_000;

/** Starts one worker per queue. */
export function startConsumers(
  connection: QueueConnection,
  names: { readonly bells: string; readonly errands: string },
  handlers: JobHandlers,
  { bells = 2, errands = 8, onFailure, onFault = () => undefined }: ConsumerOptions,
): Consumers {
  let closing = false;
  const consume = (queue: string, concurrency: number): Renewable<BackedWorker> => {
    const make = (): BackedWorker => {
      const worker = connection.worker(queue, (job) => run(job, handlers, onFailure), { ...LIVENESS, concurrency });
      // Without a listener an outage of the queue would end the process.
      worker.on('error', onFault);
      return worker;
    };
    const consumer: Renewable<BackedWorker> = new Renewable(make, () => {
      onFault();
      setTimeout(() => (closing ? undefined : consumer.get()), OPEN_AGAIN_MS).unref();
    });
    consumer.get();
    return consumer;
  };
  const workers = [consume(names.bells, bells), consume(names.errands, errands)];
  return {
    ready: async () => {
      await Promise.all(workers.map((worker) => worker.get().waitUntilReady()));
    },
    close: async (withinMs = 10_000) => {
      closing = true;
      const closed = Promise.allSettled(workers.map((worker) => worker.close()));
      await Promise.race([closed, pause(withinMs, undefined, { ref: false })]);
    },
  };
}

/** Gives the job to its handler. An unknown job and a payload of another shape are refused at once, for good. */
async function run(job: Job<object>, handlers: JobHandlers, onFailure: ConsumerOptions['onFailure']): Promise<JobResult> {
  try {
    return await dispatch(job.name, job.data, handlers);
  } catch (error) {
    const failure = error instanceof JobError ? error : new JobError('unexpected', { cause: error });
    onFailure?.({ name: isJobName(job.name) ? job.name : 'unknown', id: job.id ?? '', code: failure.code, error });
    throw storable(failure);
  }
}

function dispatch(name: string, data: unknown, handlers: JobHandlers): Promise<JobResult> {
  if (!isJobName(name)) throw new JobError('job_unknown', { final: true });
  return dispatchTo(name, data, handlers);
}

function dispatchTo<N extends JobName>(name: N, data: unknown, handlers: JobHandlers): Promise<JobResult> {
  if (!isPayloadOf(name, data)) throw new JobError('payload_refused', { final: true });
  return handlers[name](data);
}

/** BullMQ stores message and stack of what is thrown; so that is the code, and no stack. */
function storable({ code, final }: JobError): Error {
  const error = final ? new UnrecoverableError(code) : new Error(code);
  error.stack = '';
  return error;
}
