import { m } from '../../generated/messages/messages.js';
import type { OperationsView } from '../../shared/api/views';
import { Badge } from '../../shared/kern/badge';
import { DataTable } from '../../shared/kern/data-table';
import { CLOCK_LABELS } from '../../shared/labels/clock-labels';
import { labelOf } from '../../shared/labels/label-of';
import { REGISTRY_LABELS, VIOLATION_LABELS } from '../../shared/labels/operations-labels';
import { toDateTime, toFigure, toNumber } from '../../shared/time/format';

/** The workers of the last day; spans are counted from the database's instant `at`. */
export function WorkerTable({ workers, at }: { readonly workers: OperationsView['workers']; readonly at: string }) {
  const rows = workers.map((worker, index) => ({ ...worker, number: index + 1, seenMs: new Date(at).getTime() - new Date(worker.seenAt).getTime() }));
  return (
    <DataTable
      caption={m.operations_workers()}
      keyOf={(worker) => String(worker.number)}
      rows={rows}
      columns={[
        { key: 'worker', header: m.operations_workers(), rowHeader: true, cell: (worker) => m.operations_worker({ number: String(worker.number) }) },
        {
          key: 'state',
          header: m.column_state(),
          cell: (worker) => (worker.away ? <Badge kind="danger">{m.operations_worker_away()}</Badge> : <Badge kind="success">{m.operations_worker_there()}</Badge>),
        },
        { key: 'seen', header: m.operations_seen(), cell: (worker) => m.operations_ago({ span: toFigure(worker.seenMs) }) },
        { key: 'sweep', header: m.operations_sweep(), cell: (worker) => m.operations_ago({ span: toFigure(worker.sweepLagMs) }) },
        { key: 'bell', header: m.operations_bell(), cell: (worker) => (worker.bellLagMs === null ? m.operations_unknown() : toFigure(worker.bellLagMs)) },
        { key: 'queue', header: m.operations_queue(), cell: (worker) => (worker.queueAnswers ? m.operations_queue_answers() : m.operations_queue_silent()) },
      ]}
    />
  );
}

/** What the last nightly check found: codes and references, no person. */
export function FoundTable({ found }: { readonly found: NonNullable<OperationsView['check']>['found'] }) {
  return (
    <DataTable
      caption={m.operations_found()}
      keyOf={(violation) => `${violation.code} ${violation.reference ?? ''} ${violation.clockKind ?? ''}`}
      rows={found}
      columns={[
        { key: 'reference', header: m.column_reference(), rowHeader: true, cell: (violation) => violation.reference ?? '' },
        { key: 'code', header: m.operations_code(), cell: (violation) => labelOf(VIOLATION_LABELS, violation.code) },
        { key: 'clock', header: m.column_clock(), cell: (violation) => (violation.clockKind === null ? '' : labelOf(CLOCK_LABELS, violation.clockKind)) },
      ]}
    />
  );
}

/** Changes of calendar, closure or agreement, and what they moved. */
export function RegistryChangeTable({ changes }: { readonly changes: OperationsView['registryChanges'] }) {
  return (
    <DataTable
      caption={m.operations_changes()}
      keyOf={(change) => `${change.recordedAt} ${change.kind} ${change.reason}`}
      rows={changes}
      columns={[
        { key: 'kind', header: m.operations_change_kind(), rowHeader: true, cell: (change) => labelOf(REGISTRY_LABELS, change.kind) },
        { key: 'reason', header: m.operations_change_reason(), cell: (change) => change.reason },
        { key: 'at', header: m.operations_change_at(), cell: (change) => toDateTime(change.recordedAt) },
        { key: 'run', header: m.operations_change_run(), cell: (change) => (change.lastRunAt === null ? m.operations_change_waits() : toDateTime(change.lastRunAt)) },
        { key: 'moved', header: m.operations_change_moved(), numeric: true, cell: (change) => toNumber(change.moved) },
      ]}
    />
  );
}
