import { m } from '../../../generated/messages/messages.js';
import { Badge } from '../../../shared/kern/badge';
import { DataTable, type Column } from '../../../shared/kern/data-table';
import { labelOf } from '../../../shared/labels/label-of';
import { toDay } from '../../../shared/time/format';
import { CONDITION_LABELS, STANDING_LABELS, type Found, type Programme } from './programme-words';

/** How a condition stands. One that was checked too long ago says so and nothing else: what was found then may no longer hold. */
function Standing({ found: { standing, toCheckAgain } }: { readonly found: Found }) {
  if (standing === 'unknown') return <Badge kind="info">{labelOf(STANDING_LABELS, standing)}</Badge>;
  if (toCheckAgain) return <Badge kind="warning" icon="clock">{m.standard_check_again()}</Badge>;
  return <Badge kind={standing === 'fulfilled' ? 'success' : 'danger'}>{labelOf(STANDING_LABELS, standing)}</Badge>;
}

const checkedWords = ({ checkedOn, standing, toCheckAgain }: Found): string => {
  if (checkedOn === null) return m.standard_never();
  return toCheckAgain ? m.standard_was({ day: toDay(checkedOn), standing: labelOf(STANDING_LABELS, standing) }) : toDay(checkedOn);
};

/** The conditions of the standard at a programme. `tellsWho`: the state office also reads who checked. */
export function ConditionTable({ programme, tellsWho }: { readonly programme: Programme; readonly tellsWho: boolean }) {
  const columns: readonly Column<Found>[] = [
    { key: 'condition', header: m.standard_condition(), rowHeader: true, cell: ({ condition }) => labelOf(CONDITION_LABELS, condition) },
    { key: 'standing', header: m.standard_standing(), cell: (found) => <Standing found={found} /> },
    { key: 'checked', header: m.standard_checked(), cell: checkedWords },
    ...(tellsWho ? [{ key: 'by', header: m.standard_checked_by(), cell: ({ checkedBy }: Found) => checkedBy ?? m.plan_none() }] : []),
  ];
  return <DataTable caption={m.standard_table({ programme: programme.name })} columns={columns} rows={programme.conditions} keyOf={({ condition }) => condition} />;
}
