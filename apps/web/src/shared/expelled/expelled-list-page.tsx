import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { m } from '../../generated/messages/messages.js';
import { Alert } from '../kern/alert';
import { DataTable } from '../kern/data-table';
import { Loading } from '../kern/loading';
import { PageTitle } from '../kern/page-title';
import { Section } from '../kern/section';
import { localised } from '../locale/locale';
import { useActor } from '../session/session';
import { toShortDateTime } from '../time/format';
import { ExpelledDue, ExpelledStateBadge } from './expelled-badges';
import { expelledListQuery, type ExpelledLine } from './expelled-queries';

const isOver = ({ state }: ExpelledLine): boolean => ['closed', 'declined', 'withdrawn'].includes(state);

function Lines({ lines, caption, ofPolice }: { readonly lines: readonly ExpelledLine[]; readonly caption: string; readonly ofPolice: boolean }) {
  return (
    <DataTable
      caption={caption}
      columns={[
        {
          key: 'reference', header: m.column_reference(), rowHeader: true,
          cell: ({ id, reference }) => (
            <Link to="/expelled/$expelled" params={{ expelled: id }} className="kern-link kern-link--no-visited-state">
              {reference}
            </Link>
          ),
        },
        { key: 'state', header: m.column_state(), cell: ({ state }) => <ExpelledStateBadge state={state} /> },
        { key: 'due', header: m.expelled_due(), cell: (line) => (isOver(line) ? m.expelled_over() : <ExpelledDue {...line} />) },
        { key: 'other', header: ofPolice ? m.expelled_centre() : m.expelled_authority(), cell: ({ centre, policeAuthority }) => (ofPolice ? centre : policeAuthority) },
        { key: 'sent', header: m.expelled_sent(), cell: ({ submittedAt }) => toShortDateTime(submittedAt) },
      ]}
      rows={lines}
      keyOf={({ id }) => id}
    />
  );
}

/** The referrals of expelled persons of the own side: what waits, then what is over. */
export const ExpelledListPage = localised(function ExpelledListPage() {
  const { organisation, actor } = useActor();
  const query = useQuery(expelledListQuery);
  const ofPolice = organisation.kind === 'police_authority';
  const [open, over] = [query.data?.filter((line) => !isOver(line)) ?? [], query.data?.filter(isOver) ?? []];
  return (
    <div className="page">
      <PageTitle>{m.expelled_title()}</PageTitle>
      <p className="page__lead kern-body">{ofPolice ? m.expelled_lead_police() : m.expelled_lead_centre()}</p>
      {ofPolice && actor.role !== 'police_lead' ? (
        <p>
          <Link to="/expelled/new" className="kern-btn kern-btn--primary">
            <span className="kern-label">{m.expelled_new()}</span>
          </Link>
        </p>
      ) : null}
      {ofPolice ? (
        <p className="kern-body">
          <Link to="/police/court-districts" className="kern-link kern-link--no-visited-state">
            {m.court_for_us()}
          </Link>
        </p>
      ) : null}
      {query.isError ? <Alert kind="warning" title={m.load_failed_text()} /> : null}
      {query.isPending ? <Loading /> : null}
      {query.data === undefined ? null : (
        <Section id="open" title={m.expelled_open()}>
          {open.length === 0 ? <p className="kern-body muted">{m.expelled_open_none()}</p> : <Lines lines={open} caption={m.expelled_open()} ofPolice={ofPolice} />}
        </Section>
      )}
      {over.length === 0 ? null : (
        <Section id="over" title={m.expelled_ended()}>
          <Lines lines={over} caption={m.expelled_ended()} ofPolice={ofPolice} />
        </Section>
      )}
    </div>
  );
});
