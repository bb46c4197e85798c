import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { m } from '../../generated/messages/messages.js';
import { Badge } from '../../shared/kern/badge';
import { DataTable, type Column } from '../../shared/kern/data-table';
import { labelOf } from '../../shared/labels/label-of';
import { localised } from '../../shared/locale/locale';
import { toDay, toShortDateTime } from '../../shared/time/format';
import { CHANGE_LABELS, STATE_LABELS } from './proposal-labels';
import { RegistryHead, Waiting } from './registry-head';
import { proposalsQuery, type ProposalLine } from './registry-queries';

const KINDS = { proposed: 'warning', in_force: 'success', rejected: 'danger', withdrawn: 'info' } as const;

/** How a proposal stands, in a word. */
export function ProposalState({ state }: { readonly state: string }) {
  return <Badge kind={KINDS[state as keyof typeof KINDS] ?? 'info'}>{labelOf(STATE_LABELS, state)}</Badge>;
}

/** So many names stand in a line; the others are counted. */
const NAMED = 3;
const aboutWords = (about: readonly string[]): string => [...about.slice(0, NAMED), ...(about.length > NAMED ? [m.registry_and_more({ count: about.length - NAMED })] : [])].join(', ');

const columns = (): readonly Column<ProposalLine>[] => [
  {
    key: 'what',
    header: m.registry_column_change(),
    rowHeader: true,
    cell: ({ id, kind, about }) => (
      <Link to="/coordination/registry/proposals/$proposal" params={{ proposal: id }} className="kern-link kern-link--no-visited-state registry-name">
        {m.registry_change_about({ kind: labelOf(CHANGE_LABELS, kind), about: aboutWords(about) })}
      </Link>
    ),
  },
  {
    key: 'state',
    header: m.column_state(),
    cell: ({ state, needsSecond, own }) => (
      <span className="registry-standing">
        <ProposalState state={state} />
        {state === 'proposed' && needsSecond ? <span className="muted">{own ? m.registry_waits_for_other() : m.registry_waits_for_second()}</span> : null}
      </span>
    ),
  },
  { key: 'from', header: m.registry_valid_from(), cell: ({ validFrom }) => (validFrom === null ? m.registry_at_once() : toDay(validFrom)) },
  { key: 'who', header: m.registry_column_by(), cell: ({ proposedBy, proposedAt }) => `${proposedBy ?? m.registry_somebody()}, ${toShortDateTime(proposedAt)}` },
  { key: 'reason', header: m.registry_reason(), cell: ({ reason }) => reason },
];

/** What was proposed, open ones first. */
export const ProposalsPage = localised(function ProposalsPage() {
  const query = useQuery(proposalsQuery);
  return (
    <div className="page">
      <RegistryHead title={m.registry_nav_proposals()} lead={m.registry_proposals_lead()} />
      <Waiting query={query} />
      {query.data === undefined ? null : query.data.length === 0 ? (
        <p className="kern-body">{m.registry_proposals_empty()}</p>
      ) : (
        <DataTable caption={m.registry_nav_proposals()} columns={columns()} rows={query.data} keyOf={({ id }) => id} />
      )}
    </div>
  );
});
