import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { isOpen } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { referralsQuery } from '../../shared/api/queries';
import type { ReferralSummary } from '../../shared/api/views';
import { Alert } from '../../shared/kern/alert';
import { Filters } from '../../shared/kern/filters';
import { Loading } from '../../shared/kern/loading';
import { PageTitle } from '../../shared/kern/page-title';
import { STATE_LABELS } from '../../shared/labels/state-labels';
import { labelOf } from '../../shared/labels/label-of';
import { localised } from '../../shared/locale/locale';
import { DeadlineBadge, RiskBadge } from '../../shared/referral/badges';
import { useActor } from '../../shared/session/session';
import { useNow } from '../../shared/time/now';

const FILTERS = ['open', 'new', 'mine', 'overdue', 'done'] as const;
type Filter = (typeof FILTERS)[number];

/** Filters are made here, so that counts and list can never disagree. */
const passes = (row: ReferralSummary, filter: Filter, userId: string): boolean => {
  const open = isOpen(row.state) && row.state !== 'declined';
  switch (filter) {
    case 'open':
      return open;
    case 'new':
      return row.state === 'submitted';
    case 'mine':
      return open && row.counsellorId === userId;
    case 'overdue':
      return open && row.overdue;
    case 'done':
      return !open;
  }
};

/** The next due instant first; what has none comes last. */
const byNextDue = (a: ReferralSummary, b: ReferralSummary): number => (a.nextDueAt ?? '9').localeCompare(b.nextDueAt ?? '9');

function Row({ row, now }: { readonly row: ReferralSummary; readonly now: Date }) {
  return (
    <li className="inbox__item kern-body">
      <Link to="/centre/referrals/$id" params={{ id: row.id }} className="kern-link kern-link--no-visited-state">
        {row.reference}
      </Link>
      <span className="inbox__place">
        {row.whereabouts.name} · {labelOf(STATE_LABELS, row.state)}
      </span>
      <span className="row">
        <RiskBadge risk={row.risk} />
        <DeadlineBadge deadline={row} now={now} />
      </span>
    </li>
  );
}

const FILTER_LABELS: Readonly<Record<Filter, () => string>> = {
  open: m.inbox_open,
  new: m.inbox_new,
  mine: m.inbox_mine,
  overdue: m.inbox_overdue,
  done: m.inbox_done,
};

/** Everything that waits for this centre, the oldest promise on top. */
export const InboxPage = localised(function InboxPage() {
  const now = useNow();
  const { actor } = useActor();
  const [filter, setFilter] = useState<Filter>('open');
  const query = useQuery(referralsQuery);
  const rows = query.data ?? [];
  const shown = rows.filter((row) => passes(row, filter, actor.userId)).sort(byNextDue);
  const filters = FILTERS.map((name) => ({ name, label: FILTER_LABELS[name](), count: rows.filter((row) => passes(row, name, actor.userId)).length }));
  const fresh = rows.filter((row) => passes(row, 'new', actor.userId)).length;
  return (
    <div className="page">
      <PageTitle windowTitle={fresh === 0 ? m.inbox_title() : `(${fresh}) ${m.inbox_title()}`}>{m.inbox_title()}</PageTitle>
      {query.data === undefined ? query.isError ? <Alert kind="warning" title={m.load_failed_text()} /> : <Loading /> : null}
      {query.data === undefined ? null : (
        <div className="inbox">
          <Filters label={m.inbox_filter()} filters={filters} current={filter} onChoose={setFilter} />
          {shown.length === 0 ? (
            <p className="kern-body">{m.inbox_empty()}</p>
          ) : (
            <ul className="inbox__list" aria-label={m.inbox_title()}>
              {shown.map((row) => (
                <Row key={row.id} row={row} now={now} />
              ))}
            </ul>
          )}
        </div>
      )}
    </div>
  );
});
