import { useQuery } from '@tanstack/react-query';
import { m } from '../../generated/messages/messages.js';
import { centresQuery } from '../../shared/api/queries';
import { Alert } from '../../shared/kern/alert';
import { DataTable, type Column } from '../../shared/kern/data-table';
import { Loading } from '../../shared/kern/loading';
import { toDay, toLocalDay } from '../../shared/time/format';
import { useNow } from '../../shared/time/now';
import { closuresAhead, type ClosureAhead } from './closures-ahead';

/** So far ahead somebody can still arrange cover. */
const AHEAD_DAYS = 14;

const columnsOf = (today: string): readonly Column<ClosureAhead>[] => [
  { key: 'name', header: m.bottlenecks_organisation(), rowHeader: true, cell: ({ name }) => name },
  { key: 'from', header: m.bottlenecks_closed_from(), cell: ({ from }) => (from <= today ? m.bottlenecks_closed_now() : toDay(from)) },
  { key: 'to', header: m.bottlenecks_closed_to(), cell: ({ to }) => toDay(to) },
];

/** The centres that have said that they close in the next two weeks, or are closed now; what is closed every weekend is on the map of the coverage. */
export function ClosedOffices() {
  const now = useNow();
  const { data, isError } = useQuery(centresQuery);
  if (isError) return <Alert kind="warning" title={m.load_failed_text()} />;
  if (data === undefined) return <Loading />;
  const today = toLocalDay(now);
  const rows = closuresAhead(data, today, toLocalDay(new Date(now.getTime() + AHEAD_DAYS * 86_400_000)));
  if (rows.length === 0) return <p className="kern-body">{m.bottlenecks_closed_none()}</p>;
  return <DataTable caption={m.bottlenecks_closed_title()} columns={columnsOf(today)} rows={rows} keyOf={({ id, from }) => `${id}-${from}`} />;
}
