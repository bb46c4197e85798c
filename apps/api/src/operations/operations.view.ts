import { RECOMPUTATION_REASONS } from '#domain';
import { Day, Figure, Flag, Instant, Nested, OneOf, Text, Whole } from '../http/fields.js';

/** What asks the operator to do something; the thresholds stand in `operations.presenter.ts` and in docs/operations.md. */
export const ALARMS = ['rung_overdue', 'no_worker', 'worker_away', 'queue_away', 'check_missing', 'check_violations', 'dead_letters'] as const;
export type Alarm = (typeof ALARMS)[number];

const Count = (options = {}): PropertyDecorator => Whole({ min: 0, max: Number.MAX_SAFE_INTEGER, ...options });
const Milliseconds = (options = {}): PropertyDecorator => Figure({ description: 'Milliseconds.', ...options });

export class ClocksInOperationView {
  @Count() open: number;
  @Count() paused: number;
  @Count({ description: 'Rungs whose time has come and that have not fired.' }) due: number;
  @Instant({ optional: true }) oldestDueAt: Date | null;
  @Milliseconds({ optional: true, description: 'How late the oldest due rung is by now, in milliseconds.' }) oldestDueMs: number | null;
  @Count({ description: 'Instants within the horizon at which something is due.' }) dueWithinHorizon: number;
}

export class HorizonView {
  @Milliseconds({ description: 'How far ahead bells are set, in milliseconds.' }) ms: number;
  @Count({ optional: true, description: 'Bells that the queue holds, as the worker seen last has counted them.' }) bellsArmed: number | null;
  @Instant({ optional: true }) armedUntil: Date | null;
}

export class WorkerView {
  @Instant() startedAt: Date;
  @Instant() seenAt: Date;
  @Instant() sweptAt: Date;
  @Milliseconds({ description: 'Since its last sweep.' }) sweepLagMs: number;
  @Milliseconds({ optional: true, description: 'How late its last bell rang, in milliseconds.' }) bellLagMs: number | null;
  @Flag() queueAnswers: boolean;
  @Flag({ description: 'Unseen for more than 15 seconds.' }) away: boolean;
}

export class OutboxView {
  @Count() pending: number;
  @Count() dead: number;
  @Instant({ optional: true }) oldestPendingAt: Date | null;
}

export class ViolationView {
  @Text({ max: 60 }) code: string;
  @Text({ max: 20, optional: true }) reference: string | null;
  @Text({ max: 60, optional: true }) clockKind: string | null;
}

export class CheckView {
  @Day() night: string;
  @Instant() checkedAt: Date;
  @Count() referrals: number;
  @Count() violations: number;
  @Nested(() => ViolationView, { list: 100 }) found: readonly ViolationView[];
}

export class RegistryChangeView {
  @OneOf(RECOMPUTATION_REASONS) kind: string;
  @Text({ max: 200, pii: 'free' }) reason: string;
  @Instant() recordedAt: Date;
  @Instant({ optional: true, description: 'When running clocks were last computed anew because of it.' }) lastRunAt: Date | null;
  @Count({ description: 'Clocks that moved.' }) moved: number;
}

/** How the clocks and their watchers stand: instants, counts and references, by the database's time; no person. */
export class OperationsView {
  @Instant({ description: 'The database’s time of this answer.' }) at: Date;
  @OneOf(ALARMS, { list: 20 }) alarms: readonly Alarm[];
  @Nested(() => ClocksInOperationView) clocks: ClocksInOperationView;
  @Nested(() => HorizonView) horizon: HorizonView;
  @Nested(() => WorkerView, { list: 1_000 }) workers: readonly WorkerView[];
  @Nested(() => OutboxView) notifications: OutboxView;
  @Nested(() => CheckView, { optional: true }) check: CheckView | null;
  @Nested(() => RegistryChangeView, { list: 10 }) registryChanges: readonly RegistryChangeView[];
}
