import { m } from '../../generated/messages/messages.js';
import type { Absence, OnCallDuty } from '../api/views';
import { Badge } from '../kern/badge';
import { Button } from '../kern/button';
import { DataTable, type Column } from '../kern/data-table';
import { ROLE_LABELS } from '../labels/role-labels';
import { labelOf } from '../labels/label-of';
import { toDateTime } from '../time/format';
import { useNow } from '../time/now';

type Entry = OnCallDuty & Partial<Pick<Absence, 'deputy'>>;

export interface DutyTableProps {
  readonly caption: string;
  readonly entries: readonly Entry[];
  /** Shows who stands in. */
  readonly deputies?: boolean;
  readonly onCancel: (entry: Entry) => void;
}

/** Absences or on-call duties by their beginning; whoever may, cancels one with a button. */
export function DutyTable({ caption, entries, deputies = false, onCancel }: DutyTableProps) {
  const now = useNow();
  const deputy: Column<Entry> = { key: 'deputy', header: m.column_deputy(), cell: (entry) => entry.deputy?.name ?? m.duty_deputy_none() };
  const columns: readonly Column<Entry>[] = [
    {
      key: 'person',
      header: m.column_person(),
      rowHeader: true,
      cell: (entry) => (
        <>
          {entry.person.name} <span className="muted">({labelOf(ROLE_LABELS, entry.person.role)})</span>
        </>
      ),
    },
    ...(deputies ? [deputy] : []),
    {
      key: 'from',
      header: m.column_from(),
      cell: (entry) => (
        <span className="row">
          {toDateTime(entry.startsAt)}
          {new Date(entry.startsAt) <= now ? <Badge kind="info" icon="clock">{m.duty_now()}</Badge> : null}
        </span>
      ),
    },
    { key: 'until', header: m.column_until(), cell: (entry) => toDateTime(entry.endsAt) },
    {
      key: 'action',
      header: m.column_action(),
      cell: (entry) =>
        entry.cancellable ? (
          <Button aria-label={m.duty_cancel_label({ name: entry.person.name, from: toDateTime(entry.startsAt) })} onClick={() => onCancel(entry)}>
            {m.duty_cancel()}
          </Button>
        ) : null,
    },
  ];
  return <DataTable caption={caption} keyOf={(entry) => entry.id} rows={entries} columns={columns} />;
}
