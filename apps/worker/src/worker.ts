import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { openQueue } from '#jobs';
import type { JobQueue } from '#jobs';
import type { NotificationService } from '#notifications';
import type { AgendaQueries } from './agenda.queries.js';
import type { Duties } from './duties.js';
import { Figures } from './figures.js';
import { jobHandlers } from './handlers.js';
import { serveHealth } from './health-server.js';
import type { HealthServer } from './health-server.js';
import { loggable, logRounds } from './log.js';
import { rounds } from './rounds.js';
import { Sweep } from './sweep.js';

/** What a worker is made of. */
export interface WorkerParts {
  readonly duties: Duties;
  readonly agenda: AgendaQueries;
  readonly notifications: NotificationService;
  readonly log: Logger;
  readonly now: () => Date;
  readonly queue: { readonly url: string; readonly prefix?: string };
  readonly host: string;
  /** Doors for health and metrics; 0 takes a free port. */
  readonly ports: readonly number[];
}

/** A worker at work. */
export interface RunningWorker {
  readonly queue: JobQueue;
  readonly figures: Figures;
  /** The ports taken, in the order asked for. */
  readonly ports: readonly number[];
  /** Ends in order: not ready any more, sweep, running jobs (at most ten seconds), queue. The pools belong to whoever opened them. */
  stop(): Promise<void>;
}

/** Starts the sweep, the consumers and the health server. The sweep does not wait for the queue. */
export async function startWorker(parts: WorkerParts): Promise<RunningWorker> {
  const { duties, agenda, notifications, log, now, host } = parts;
  const figures = new Figures();
  const queue = openQueue({ ...parts.queue, now, onFault: () => figures.queueFault() });
  const handlers = jobHandlers(duties, figures, now);
  const logged = logRounds(log);
  const workerId = randomUUID();
  const sweep: Sweep = new Sweep(rounds({ duties, agenda, queue, handlers, witness: figures, workerId, stopping: () => sweep.stopping }), {
    roundEnded: (round, error) => {
      figures.roundEnded(round, error);
      logged.roundEnded(round, error);
    },
  });
  queue.consume(handlers, {
    onFailure: ({ name, id, code, error }) => {
      figures.jobFailed(name, code);
      log.warn({ job: name, id, code, ...loggable(error) }, 'job failed');
    },
  });
  let stopping = false;
  const answers = {
    ready: async () => {
      const [database, queueAnswers] = await Promise.allSettled([agenda.answers(), queue.answers()]);
      const queueState = queueAnswers.status === 'fulfilled' && queueAnswers.value ? ('answers' as const) : ('away' as const);
      return { ready: !stopping && database.status === 'fulfilled', queue: queueState };
    },
    metrics: () => figures.render({ agenda, notifications, queue }),
  };
  const servers: HealthServer[] = [];
  for (const port of parts.ports) servers.push(await serveHealth(answers, { host, port }));
  sweep.start();
  return {
    queue,
    figures,
    ports: servers.map(({ port }) => port),
    stop: async () => {
      stopping = true;
      await Promise.all([sweep.stop(), queue.close()]);
      // Without it the worker is only seen as away; a database that is away must not hold up the stop.
      await duties.farewell(workerId).catch(() => undefined);
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}
