import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { isOpen, responsibleSide, type State } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { referralsQuery } from '../../shared/api/queries';
import type { ReferralSummary } from '../../shared/api/views';
import { Alert } from '../../shared/kern/alert';
import { DataTable, type Column } from '../../shared/kern/data-table';
import { Filters } from '../../shared/kern/filters';
import { Badge } from '../../shared/kern/badge';
import { Button } from '../../shared/kern/button';
import { Icon } from '../../shared/kern/icon';
import { Loading } from '../../shared/kern/loading';
import { PageTitle } from '../../shared/kern/page-title';
import { localised } from '../../shared/locale/locale';
import { DeadlineBadge, RiskBadge } from '../../shared/referral/badges';
import { useActor } from '../../shared/session/session';
import { toShortDateTime } from '../../shared/time/format';
import { useNow } from '../../shared/time/now';
import { unsentQuery } from '../report-queries';

/** What has become of a report, in the words of whoever sent it. */
const BECAME: Readonly<Record<State, () => string>> = {
  draft: m.became_draft,
  submitted: m.became_submitted,
  returned: m.became_returned,
  declined: m.became_declined,
  accepted: m.became_accepted,
  contacting: m.became_contacting,
  reached: m.became_reached,
  closed: m.became_closed,
  withdrawn: m.became_withdrawn,
  purged: m.became_purged,
};

function Became({ row }: { readonly row: ReferralSummary }) {
  const words = BECAME[row.state]();
  if (waits(row)) return <Badge kind="warning">{words}</Badge>;
  return <Badge kind={row.state === 'submitted' || !isOpen(row.state) ? 'info' : 'success'}>{words}</Badge>;
}

/** So many are shown until somebody asks for all. */
const SHOWN = 10;

const columnsOf = (now: Date): readonly Column<ReferralSummary>[] => [
  {
    key: 'reference',
    header: m.column_reference(),
    rowHeader: true,
    cell: (row) => (
      <>
        <Link to="/police/referrals/$id" params={{ id: row.id }} className="kern-link kern-link--no-visited-state">
          {row.reference}
        </Link>
        {row.createdByMe ? <span className="muted start-own">{m.start_own()}</span> : null}
      </>
    ),
  },
  { key: 'state', header: m.column_state(), cell: (row) => <Became row={row} /> },
  { key: 'place', header: m.column_place(), cell: (row) => row.whereabouts.name },
  { key: 'centre', header: m.column_centre(), cell: (row) => row.centre?.name ?? m.fact_no_centre() },
  { key: 'sent', header: m.column_sent(), cell: (row) => toShortDateTime(row.firstSubmittedAt ?? row.createdAt) },
  {
    key: 'due',
    header: m.column_due(),
    cell: (row) => (
      <span className="row">
        <DeadlineBadge deadline={row} now={now} />
        <RiskBadge risk={row.risk} />
      </span>
    ),
  },
];

const FILTERS = ['open', 'waiting', 'done'] as const;
type FilterName = (typeof FILTERS)[number];

const FILTER_LABELS: Readonly<Record<FilterName, () => string>> = { open: m.inbox_open, waiting: m.start_filter_waiting, done: m.inbox_done };

/** Returned and declined referrals, and drafts, wait for the police themselves. */
const waits = (row: ReferralSummary): boolean => responsibleSide(row.state) === 'police';

const passes = (row: ReferralSummary, filter: FilterName): boolean => {
  if (filter === 'open') return isOpen(row.state);
  return filter === 'waiting' ? waits(row) : !isOpen(row.state) && row.state !== 'purged';
};

const WHOSE = ['all', 'mine'] as const;
type Whose = (typeof WHOSE)[number];

const WHOSE_LABELS: Readonly<Record<Whose, () => string>> = { all: m.start_whose_all, mine: m.start_whose_mine };

const isOf = (row: ReferralSummary, whose: Whose): boolean => whose === 'all' || row.createdByMe;

/** What waits for the police comes first, whoever reported it; then the own reports, then what is late at a centre. */
const urgency = (row: ReferralSummary): number => (waits(row) ? 0 : 4) + (row.createdByMe ? 0 : 2) + (row.overdue ? 0 : 1);

function List() {
  const now = useNow();
  const [filter, setFilter] = useState<FilterName>('open');
  const [whose, setWhose] = useState<Whose>('all');
  const [all, setAll] = useState(false);
  const query = useQuery(referralsQuery);
  if (query.data === undefined) return query.isError ? <Alert kind="warning" title={m.load_failed_text()} /> : <Loading />;
  if (query.data.length === 0) return <p className="kern-body">{m.start_empty()}</p>;
  const own = query.data.filter((row) => isOf(row, whose));
  const rows = own.filter((row) => passes(row, filter)).sort((a, b) => urgency(a) - urgency(b) || b.createdAt.localeCompare(a.createdAt));
  const filters = FILTERS.map((name) => ({ name, label: FILTER_LABELS[name](), count: own.filter((row) => passes(row, name)).length }));
  const owners = WHOSE.map((name) => ({ name, label: WHOSE_LABELS[name](), count: query.data.filter((row) => isOf(row, name)).length }));
  const waiting = query.data.filter(waits).length;
  return (
    <>
      {waiting === 0 ? null : <Alert kind="warning" title={m.start_waiting({ count: waiting })} />}
      <Filters label={m.start_whose()} filters={owners} current={whose} onChoose={setWhose} />
      <Filters label={m.inbox_filter()} filters={filters} current={filter} onChoose={setFilter} />
      {rows.length === 0 ? <p className="kern-body">{m.inbox_empty()}</p> : <DataTable caption={m.start_list()} columns={columnsOf(now)} rows={all ? rows : rows.slice(0, SHOWN)} keyOf={(row) => row.id} />}
      {all || rows.length <= SHOWN ? null : (
        <div>
          <Button onClick={() => setAll(true)}>{m.start_all({ count: rows.length })}</Button>
        </div>
      )}
    </>
  );
}

/** Says that a report was begun and not sent, until when it is kept, and leads back to it. */
function Unsent() {
  const { data } = useQuery(unsentQuery);
  if (data === undefined || data === null) return null;
  return (
    <Alert kind="warning" title={m.start_unsent()}>
      <p>{m.start_unsent_text({ at: toShortDateTime(data.savedAt), until: toShortDateTime(data.expiresAt) })}</p>
      <Link to="/police/new" className="kern-link">
        {m.start_unsent_open()}
      </Link>
    </Alert>
  );
}

/** Where the police begin: a new report, and what became of the last ones. */
export const StartPage = localised(function StartPage() {
  const { actor } = useActor();
  return (
    <div className="page police">
      <PageTitle>{m.start_title()}</PageTitle>
      {actor.role === 'police_lead' ? null : <Unsent />}
      {actor.role === 'police_lead' ? null : (
        <div className="start-new">
          <Link to="/police/new" className="kern-btn kern-btn--primary">
            <Icon name="plus" />
            <span className="kern-label">{m.start_new()}</span>
          </Link>
        </div>
      )}
      <section className="section" aria-labelledby="own-referrals">
        <h2 className="kern-heading-medium" id="own-referrals">
          {m.start_list()}
        </h2>
        <List />
      </section>
    </div>
  );
});
