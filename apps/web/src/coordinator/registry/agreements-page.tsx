import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { Badge } from '../../shared/kern/badge';
import { DataTable, type Column } from '../../shared/kern/data-table';
import { TextField } from '../../shared/kern/field';
import { localised } from '../../shared/locale/locale';
import { toDay } from '../../shared/time/format';
import { withinWords } from './agreement-words';
import { RegistryHead, Waiting } from './registry-head';
import { agreementsQuery, type AgreementLine } from './registry-queries';

const columns = (): readonly Column<AgreementLine>[] => [
  {
    key: 'pair',
    header: m.registry_column_pair(),
    rowHeader: true,
    cell: ({ policeAuthority, centre }) => (
      <Link to="/coordination/registry/agreements/$authority/$centre" params={{ authority: policeAuthority.id, centre: centre.id }} className="kern-link kern-link--no-visited-state registry-name">
        {m.registry_pair({ authority: policeAuthority.name, centre: centre.name })}
      </Link>
    ),
  },
  {
    key: 'version',
    header: m.registry_column_version(),
    cell: ({ version, validFrom }) => (version === 0 ? <Badge kind="info">{m.registry_defaults()}</Badge> : validFrom === null ? String(version) : m.registry_version_line({ version, day: toDay(validFrom) })),
  },
  { key: 'first', header: m.registry_first_attempt(), cell: ({ parameters }) => (parameters.firstAttempt == null ? '' : withinWords(parameters.firstAttempt)) },
  { key: 'acknowledge', header: m.registry_acknowledge(), cell: ({ parameters }) => (parameters.acknowledge == null ? '' : withinWords(parameters.acknowledge)) },
];

/** Every pair of authority and centre that work together, and what they have agreed. */
export const AgreementsPage = localised(function AgreementsPage() {
  const query = useQuery(agreementsQuery);
  const [text, setText] = useState('');
  const rows = (query.data ?? []).filter(({ policeAuthority, centre }) => `${policeAuthority.name} ${centre.name}`.toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <div className="page">
      <RegistryHead title={m.registry_nav_agreements()} lead={m.registry_agreements_lead()} />
      <div className="form">
        <TextField name="registry-search" type="search" label={m.registry_agreement_search()} value={text} onChange={(event) => setText(event.target.value)} />
      </div>
      <Waiting query={query} />
      {query.data === undefined ? null : rows.length === 0 ? (
        <p className="kern-body">{query.data.length === 0 ? m.registry_agreements_empty() : m.registry_agreements_no_hit()}</p>
      ) : (
        <DataTable caption={m.registry_nav_agreements()} columns={columns()} rows={rows} keyOf={({ subject }) => subject} />
      )}
    </div>
  );
});
