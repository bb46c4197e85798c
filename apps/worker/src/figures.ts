import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { JobQueue } from '#jobs';
import type { NotificationService } from '#notifications';
import type { AgendaQueries } from './agenda.queries.js';
import type { Witness } from './handlers.js';
import type { SweepWitness } from './sweep.js';

/**
 * The worker's figures for Prometheus. Labels are names of rounds, jobs and codes: closed lists, never anything of a case.
 * What is asked of the database is asked when somebody looks.
 */
export class Figures implements Witness, SweepWitness {
  private readonly registry = new Registry();
  private readonly bellLag = this.histogram('zeitnah_bell_lag_seconds', 'How late bells rang after their second.');
  private readonly rungs = this.counter('zeitnah_rungs_fired_total', 'Rungs that fired, by what noticed them.', ['by']);
  private readonly roundFailures = this.counter('zeitnah_round_failures_total', 'Rounds of the sweep that failed.', ['round']);
  private readonly jobFailures = this.counter('zeitnah_job_failures_total', 'Failed tries of jobs.', ['job', 'code']);
  private readonly queueFaults = this.counter('zeitnah_queue_faults_total', 'Times the queue could not be used.', []);
  private readonly sweepLag = this.gauge('zeitnah_sweep_lag_seconds', 'Seconds since the sweep last fired what was due, without a fault.');
  private readonly overdue = this.gauge(
    'zeitnah_oldest_overdue_rung_seconds',
    'Seconds since the oldest due rung that has not fired; above 30 is an alarm.',
  );
  private readonly outbox = this.gauge('zeitnah_outbox_oldest_seconds', 'Seconds the longest pending notification is behind.');
  private readonly deadNotifications = this.gauge('zeitnah_dead_notifications', 'Notifications that were given up.');
  private readonly deadLetters = this.gauge(
    'zeitnah_dead_letters',
    'Errands of the queue that were given up; absent while the queue is away.',
  );
  private sweptAt: Date;

  constructor(private readonly now: () => Date) {
    this.sweptAt = now();
  }

  bellRang(lateMs: number): void {
    this.bellLag.observe(Math.max(0, lateMs) / 1000);
  }

  fired(rungs: number, by: 'bell' | 'sweep'): void {
    this.rungs.inc({ by }, rungs);
  }

  roundEnded(round: string, error?: unknown): void {
    if (error !== undefined) this.roundFailures.inc({ round });
    else if (round === 'fire') this.sweptAt = this.now();
  }

  jobFailed(job: string, code: string): void {
    this.jobFailures.inc({ job, code });
  }

  queueFault(): void {
    this.queueFaults.inc();
  }

  /** Seconds since the sweep last did its work. */
  sweepLagSeconds(): number {
    return (this.now().getTime() - this.sweptAt.getTime()) / 1000;
  }

  /** The exposition format; throws when the database does not answer. */
  async render(sources: {
    readonly agenda: AgendaQueries;
    readonly notifications: NotificationService;
    readonly queue: JobQueue;
  }): Promise<string> {
    const [clocks, outbox, deadLetters] = await Promise.all([
      sources.agenda.figures(),
      sources.notifications.figures(),
      sources.queue.deadLetterCount(),
    ]);
    this.sweepLag.set(this.sweepLagSeconds());
    this.overdue.set(clocks.oldestOverdueSeconds);
    this.outbox.set(outbox.waitingSeconds);
    this.deadNotifications.set(outbox.dead);
    if (deadLetters === null) this.deadLetters.reset();
    else this.deadLetters.set(deadLetters);
    return this.registry.metrics();
  }

  private counter(name: string, help: string, labelNames: string[]): Counter {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  private gauge(name: string, help: string): Gauge {
    return new Gauge({ name, help, registers: [this.registry] });
  }

  private histogram(name: string, help: string): Histogram {
    return new Histogram({ name, help, buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5], registers: [this.registry] });
  }
}
