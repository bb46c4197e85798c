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
  private readonly horizonDue = this.gauge('zeitnah_horizon_due_seconds', 'Distinct seconds of the next hour at which a rung falls due.');
  private readonly horizonBells = this.gauge('zeitnah_horizon_bells', 'Bells that are set; absent while the queue is away.');
  private readonly checkFindings = this.gauge('zeitnah_check_findings', 'Findings of the last nightly check; absent before the first.');
  private readonly checkAge = this.gauge('zeitnah_check_age_seconds', 'Seconds since the last nightly check; absent before the first.');
  private readonly startedAt = performance.now();
  /** A monotonic instant: a clock that is set must not look like a sweep that stands still. */
  private sweptAt = performance.now();
  /** The latest lags of bells, for the sign of life. */
  private lags: number[] = [];

  bellRang(lateMs: number): void {
    this.bellLag.observe(Math.max(0, lateMs) / 1000);
    this.lags = [...this.lags.slice(-99), Math.max(0, lateMs)];
  }

  fired(rungs: number, by: 'bell' | 'sweep'): void {
    this.rungs.inc({ by }, rungs);
  }

  roundEnded(round: string, error?: unknown): void {
    if (error !== undefined) this.roundFailures.inc({ round });
    else if (round === 'fire') this.sweptAt = performance.now();
  }

  jobFailed(job: string, code: string): void {
    this.jobFailures.inc({ job, code });
  }

  queueFault(): void {
    this.queueFaults.inc();
  }

  /** Seconds since the sweep last did its work. */
  sweepLagSeconds(): number {
    return (performance.now() - this.sweptAt) / 1000;
  }

  /** How long ago it started and last swept, and how late the latest hundred bells were at most (milliseconds). */
  signs(): { readonly startedMsAgo: number; readonly sweptMsAgo: number; readonly bellLagMs: number | null } {
    const at = performance.now();
    return {
      startedMsAgo: at - this.startedAt,
      sweptMsAgo: at - this.sweptAt,
      bellLagMs: this.lags.length === 0 ? null : Math.round(Math.max(...this.lags)),
    };
  }

  /** The exposition format; throws when the database does not answer. */
  async render(sources: {
    readonly agenda: AgendaQueries;
    readonly notifications: NotificationService;
    readonly queue: JobQueue;
  }): Promise<string> {
    const [clocks, outbox, deadLetters, bells] = await Promise.all([
      sources.agenda.figures(),
      sources.notifications.figures(),
      sources.queue.deadLetterCount(),
      sources.queue.bellCount(),
    ]);
    this.sweepLag.set(this.sweepLagSeconds());
    this.overdue.set(clocks.oldestOverdueSeconds);
    this.outbox.set(outbox.waitingSeconds);
    this.deadNotifications.set(outbox.dead);
    this.horizonDue.set(clocks.horizonDue);
    setOrAbsent(this.deadLetters, deadLetters);
    setOrAbsent(this.horizonBells, bells);
    setOrAbsent(this.checkFindings, clocks.check?.violations ?? null);
    setOrAbsent(this.checkAge, clocks.check?.ageSeconds ?? null);
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

/** A figure that nobody knows is left out: 0 would say that all is well. */
function setOrAbsent(gauge: Gauge, value: number | null): void {
  if (value === null) gauge.remove();
  else gauge.set(value);
}
