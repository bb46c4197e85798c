import { HORIZON_MS } from '#jobs';
import type { OperationsRow } from './operations.queries.js';
import type { Alarm, OperationsView, WorkerView } from './operations.view.js';

/** A rung that has not fired so long after its time is an alarm, in milliseconds: a sweep comes every second. */
const OVERDUE_MS = 30_000;
/** A worker writes a sign of life every few seconds; unseen for longer, in milliseconds, it is away. */
const AWAY_MS = 15_000;
/** The check runs every night; a day and two hours, in milliseconds, leave room for the change of clocks and a slow night. */
const CHECK_MS = 26 * 3_600_000;

/** Turns what the database says into figures and alarms. Every span is counted from the database's instant in `row.at`. */
export function presentOperations(row: OperationsRow): OperationsView {
  const at = new Date(row.at);
  const workers = row.workers.map((worker) => toWorker(worker, at));
  const newest = [...row.workers].sort((a, b) => since(a.seen_at, b.seen_at))[0];
  const { oldestDueAt } = row.clocks;
  const view = {
    at,
    clocks: { ...row.clocks, oldestDueAt: instant(oldestDueAt), oldestDueMs: oldestDueAt === null ? null : since(oldestDueAt, at) },
    horizon: { ms: HORIZON_MS, bellsArmed: newest?.bells_armed ?? null, armedUntil: instant(newest?.armed_until ?? null) },
    workers,
    notifications: { ...row.notifications, oldestPendingAt: instant(row.notifications.oldestPendingAt) },
    check: toCheck(row.check),
    registryChanges: row.registryChanges.map((change) => ({
      kind: change.kind, reason: change.reason, moved: change.moved, recordedAt: new Date(change.recorded_at), lastRunAt: instant(change.last_run_at),
    })),
  };
  return { ...view, alarms: alarmsOf(view) };
}

function toWorker(worker: OperationsRow['workers'][number], at: Date): WorkerView {
  return {
    startedAt: new Date(worker.started_at),
    seenAt: new Date(worker.seen_at),
    sweptAt: new Date(worker.swept_at),
    sweepLagMs: since(worker.swept_at, at),
    bellLagMs: worker.bell_lag_ms,
    queueAnswers: worker.queue_answers,
    away: since(worker.seen_at, at) > AWAY_MS,
  };
}

function toCheck(check: OperationsRow['check']): OperationsView['check'] {
  if (check === null) return null;
  const found = check.found.map(({ code, reference, clock_kind: clockKind }) => ({ code, reference, clockKind }));
  return { night: check.night, checkedAt: new Date(check.checked_at), referrals: check.referrals, violations: check.violations, found };
}

function alarmsOf({ at, clocks, workers, notifications, check }: Omit<OperationsView, 'alarms'>): readonly Alarm[] {
  const there = workers.filter(({ away }) => !away);
  const raised: Readonly<Record<Alarm, boolean>> = {
    rung_overdue: (clocks.oldestDueMs ?? 0) > OVERDUE_MS,
    no_worker: there.length === 0,
    worker_away: there.length > 0 && there.length < workers.length,
    queue_away: there.some(({ queueAnswers }) => !queueAnswers),
    check_missing: check === null || since(check.checkedAt, at) > CHECK_MS,
    check_violations: check !== null && check.violations > 0,
    dead_letters: notifications.dead > 0,
  };
  return (Object.keys(raised) as Alarm[]).filter((alarm) => raised[alarm]);
}

const instant = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** Milliseconds from the one to the other. */
const since = (from: string | Date, to: string | Date): number => new Date(to).getTime() - new Date(from).getTime();
