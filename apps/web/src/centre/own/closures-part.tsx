import { m } from '../../generated/messages/messages.js';
import type { OwnClosure } from '../../shared/api/views';
import { Badge } from '../../shared/kern/badge';
import { Button } from '../../shared/kern/button';
import { DataTable, type Column } from '../../shared/kern/data-table';
import { toDay, toLocalDay } from '../../shared/time/format';
import { useNow } from '../../shared/time/now';

export interface ClosuresPartProps {
  readonly closures: readonly OwnClosure[];
  /** Absent: they are only read. */
  readonly onCancel?: (closure: OwnClosure) => void;
}

/** The closures that have not ended; a lead cancels one with a button, without being asked, and can take that back. */
export function ClosuresPart({ closures, onCancel }: ClosuresPartProps) {
  const today = toLocalDay(useNow());
  if (closures.length === 0) return <p className="kern-body">{m.own_centre_closures_none()}</p>;
  const span = ({ from, to }: OwnClosure) => ({ from: toDay(from), to: toDay(to) });
  const columns: readonly Column<OwnClosure>[] = [
    {
      key: 'days',
      header: m.own_centre_closure_days(),
      rowHeader: true,
      cell: (closure) => (
        <span className="row">
          {m.own_centre_closure_span(span(closure))}
          {closure.from <= today ? <Badge kind="info" icon="clock">{m.own_centre_closure_running()}</Badge> : null}
        </span>
      ),
    },
    { key: 'reason', header: m.own_centre_closure_reason(), cell: (closure) => closure.reason },
    { key: 'cover', header: m.own_centre_closure_cover(), cell: (closure) => closure.cover?.name ?? m.own_centre_closure_cover_none() },
  ];
  const action: Column<OwnClosure> = {
    key: 'action',
    header: m.column_action(),
    cell: (closure) =>
      closure.from < today ? (
        <Button aria-label={m.own_centre_closure_end_label(span(closure))} onClick={() => onCancel?.(closure)}>
          {m.own_centre_closure_end()}
        </Button>
      ) : (
        <Button aria-label={m.own_centre_closure_cancel_label(span(closure))} onClick={() => onCancel?.(closure)}>
          {m.own_centre_closure_cancel()}
        </Button>
      ),
  };
  return <DataTable caption={m.own_centre_closures()} keyOf={({ id }) => id} rows={closures} columns={onCancel === undefined ? columns : [...columns, action]} />;
}
