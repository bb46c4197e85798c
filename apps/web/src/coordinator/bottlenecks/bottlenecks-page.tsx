import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { m } from '../../generated/messages/messages.js';
import { Alert } from '../../shared/kern/alert';
import { DataTable, type Column } from '../../shared/kern/data-table';
import { Loading } from '../../shared/kern/loading';
import { PageTitle } from '../../shared/kern/page-title';
import { Section } from '../../shared/kern/section';
import { getLocale } from '../../generated/messages/runtime.js';
import { localised } from '../../shared/locale/locale';
import { useActor } from '../../shared/session/session';
import { toHours } from '../../shared/charts/chart-words';
import { toNumber } from '../../shared/time/format';
import { overdueQuery, type Overdue } from '../turnaround/turnaround-queries';
import { ClosedOffices } from './closed-offices';
import { NudgeButton } from './nudge-button';

/** The oldest first, then the most. */
const worstFirst = (a: Overdue, b: Overdue): number =>
  b.oldestHours - a.oldestHours || (b.overdue ?? 0) - (a.overdue ?? 0) || a.organisation.name.localeCompare(b.organisation.name, 'de');

const columns = (): readonly Column<Overdue>[] => [
  { key: 'name', header: m.bottlenecks_organisation(), rowHeader: true, cell: ({ organisation }) => organisation.name },
  { key: 'kind', header: m.bottlenecks_kind(), cell: ({ kind }) => (kind === 'centre' ? m.bottlenecks_centre() : m.bottlenecks_authority()) },
  { key: 'overdue', header: m.turnaround_overdue_now(), numeric: true, cell: ({ overdue }) => (overdue === null ? m.turnaround_fewer() : m.bottlenecks_about({ count: toNumber(overdue) })) },
  { key: 'oldest', header: m.bottlenecks_oldest(), cell: ({ oldestHours }) => (oldestHours === 0 ? m.bottlenecks_under({ hours: toHours(24) }) : m.bottlenecks_over({ hours: toHours(oldestHours) })) },
  { key: 'nudge', header: m.column_action(), cell: ({ organisation }) => <NudgeButton organisation={organisation} /> },
];

/** Where clocks are overdue now, by who must act, and a way to remind them; which offices are closed. No referral, no person. */
export const BottlenecksPage = localised(function BottlenecksPage() {
  const { organisation } = useActor();
  const { data, isError, isPending } = useQuery(overdueQuery);
  return (
    <div className="page">
      <PageTitle>{m.bottlenecks_title()}</PageTitle>
      <p className="page__lead kern-body">{m.bottlenecks_lead()}</p>
      {organisation.kind === 'local_network' ? (
        <p className="kern-body">
          <Link to="/coordination/stalled" className="kern-link kern-link--no-visited-state">
            {m.bottlenecks_to_stalled()}
          </Link>
        </p>
      ) : null}
      {isError ? <Alert kind="warning" title={m.load_failed_text()} /> : null}
      {isPending ? <Loading /> : null}
      {data === undefined ? null : data.length === 0 ? (
        <Alert kind="success" title={m.stalled_empty()} />
      ) : (
        <>
          <DataTable caption={m.bottlenecks_title()} columns={columns()} rows={[...data].sort(worstFirst)} keyOf={(row) => row.organisation.id} />
          <p className="kern-body">
            <a className="kern-link kern-link--no-visited-state" href={`/api/v1/turnaround/overdue/file?language=${getLocale()}`} download>
              {m.bottlenecks_file()}
            </a>
          </p>
        </>
      )}
      <Section id="bottlenecks-closed" title={m.bottlenecks_closed_title()}>
        <ClosedOffices />
      </Section>
    </div>
  );
});
