import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { m } from '../../generated/messages/messages.js';
import { stalledQuery } from '../../shared/api/queries';
import type { StalledItem } from '../../shared/api/views';
import { Alert } from '../../shared/kern/alert';
import { Badge } from '../../shared/kern/badge';
import { DataTable, type Column } from '../../shared/kern/data-table';
import { Loading } from '../../shared/kern/loading';
import { PageTitle } from '../../shared/kern/page-title';
import { CLOCK_LABELS } from '../../shared/labels/clock-labels';
import { labelOf } from '../../shared/labels/label-of';
import { localised } from '../../shared/locale/locale';
import { StateBadge } from '../../shared/referral/badges';
import { toDue, toSpan } from '../../shared/time/format';
import { useNow } from '../../shared/time/now';

const columnsOf = (now: Date): readonly Column<StalledItem>[] => [
  { key: 'reference', header: m.column_reference(), rowHeader: true, cell: (item) => item.reference },
  { key: 'state', header: m.column_state(), cell: (item) => <StateBadge state={item.state} /> },
  { key: 'clock', header: m.column_clock(), cell: (item) => labelOf(CLOCK_LABELS, item.clockKind) },
  { key: 'due', header: m.column_due_at(), cell: (item) => toDue(item.dueAt) },
  {
    key: 'since',
    header: m.column_overdue(),
    cell: (item) => <Badge kind="danger">{m.badge_overdue_by({ span: toSpan(now.getTime() - new Date(item.dueAt).getTime()) })}</Badge>,
  },
  { key: 'who', header: m.column_responsible(), cell: (item) => item.organisation.name },
];

/** Where referrals of the area stand still: reference, deadline and who is responsible; never a person. */
export const StalledPage = localised(function StalledPage() {
  const now = useNow();
  const query = useQuery(stalledQuery);
  return (
    <div className="page">
      <PageTitle>{m.stalled_title()}</PageTitle>
      <p className="page__lead kern-body">{m.stalled_lead()}</p>
      <p className="kern-body">
        <Link to="/coordination/bottlenecks" className="kern-link kern-link--no-visited-state">
          {m.stalled_to_bottlenecks()}
        </Link>
      </p>
      {query.isError ? <Alert kind="warning" title={m.load_failed_text()} /> : null}
      {query.isPending ? <Loading /> : null}
      {query.data === undefined ? null : query.data.length === 0 ? (
        <Alert kind="success" title={m.stalled_empty()} />
      ) : (
        <DataTable caption={m.stalled_title()} columns={columnsOf(now)} rows={query.data} keyOf={(item) => `${item.reference}-${item.clockKind}`} />
      )}
    </div>
  );
});
