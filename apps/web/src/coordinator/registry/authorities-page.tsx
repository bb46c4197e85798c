import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { DataTable, type Column } from '../../shared/kern/data-table';
import { TextField } from '../../shared/kern/field';
import { Section } from '../../shared/kern/section';
import { localised } from '../../shared/locale/locale';
import { toNumber } from '../../shared/time/format';
import { RegistryHead, Waiting } from './registry-head';
import { authoritiesQuery, networksQuery, type Authority, type Network } from './registry-queries';
import { foundAuthorities } from './shown-centres';

const LINK = 'kern-link kern-link--no-visited-state registry-name';

const authorityColumns = (): readonly Column<Authority>[] => [
  {
    key: 'name',
    header: m.registry_authority(),
    rowHeader: true,
    cell: ({ id, name }) => (
      <Link to="/coordination/registry/authorities/$authority" params={{ authority: id }} className={LINK}>
        {name}
      </Link>
    ),
  },
  { key: 'places', header: m.registry_column_municipalities(), numeric: true, cell: ({ municipalities }) => toNumber(municipalities.length) },
  { key: 'centres', header: m.registry_authority_centres(), numeric: true, cell: ({ centres }) => toNumber(centres.length) },
  { key: 'phone', header: m.registry_organisation_phone(), cell: ({ phone }) => phone ?? m.registry_none() },
  { key: 'mail', header: m.registry_organisation_mail(), cell: ({ mail }) => mail ?? m.registry_none() },
];

const networkColumns = (): readonly Column<Network>[] => [
  {
    key: 'name',
    header: m.registry_network(),
    rowHeader: true,
    cell: ({ id, name }) => (
      <Link to="/coordination/registry/networks/$network" params={{ network: id }} className={LINK}>
        {name}
      </Link>
    ),
  },
  { key: 'districts', header: m.registry_network_districts(), cell: ({ districts }) => districts.map(({ name }) => name).join(', ') || m.registry_network_no_area() },
  { key: 'phone', header: m.registry_organisation_phone(), cell: ({ phone }) => phone ?? m.registry_none() },
  { key: 'mail', header: m.registry_organisation_mail(), cell: ({ mail }) => mail ?? m.registry_none() },
];

function Authorities({ all }: { readonly all: readonly Authority[] }) {
  const [text, setText] = useState('');
  const rows = foundAuthorities(all, text);
  return (
    <>
      <div className="form">
        <TextField name="registry-search" type="search" label={m.registry_authority_search()} hint={m.registry_authority_search_hint()} value={text} onChange={(event) => setText(event.target.value)} />
      </div>
      {rows.length === 0 ? <p className="kern-body">{m.registry_authorities_no_hit()}</p> : <DataTable caption={m.registry_authorities()} columns={authorityColumns()} rows={rows} keyOf={({ id }) => id} />}
    </>
  );
}

/** The police authorities and the local networks: who answers for which place, and how organisations reach them. */
export const AuthoritiesPage = localised(function AuthoritiesPage() {
  const authorities = useQuery(authoritiesQuery);
  const networks = useQuery(networksQuery);
  return (
    <div className="page">
      <RegistryHead title={m.registry_nav_authorities()} lead={m.registry_authorities_lead()} />
      <Section id="networks" title={m.registry_networks()}>
        <Waiting query={networks} />
        {networks.data === undefined ? null : networks.data.length === 0 ? (
          <p className="kern-body">{m.registry_networks_empty()}</p>
        ) : (
          <DataTable caption={m.registry_networks()} columns={networkColumns()} rows={networks.data} keyOf={({ id }) => id} />
        )}
        <div>
          <Link to="/coordination/registry/networks/new" className="kern-btn kern-btn--secondary">
            <span className="kern-label">{m.registry_new_network()}</span>
          </Link>
        </div>
      </Section>
      <Section id="authorities" title={m.registry_authorities()}>
        <Waiting query={authorities} />
        {authorities.data === undefined ? null : <Authorities all={authorities.data} />}
      </Section>
    </div>
  );
});
