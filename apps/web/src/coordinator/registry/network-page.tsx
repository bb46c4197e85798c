import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { m } from '../../generated/messages/messages.js';
import { Alert } from '../../shared/kern/alert';
import { Facts } from '../../shared/kern/facts';
import { Section } from '../../shared/kern/section';
import { localised } from '../../shared/locale/locale';
import { networkLines, toNetworkDraft } from './organisation-values';
import { OrganisationForm } from './organisation.form';
import { RegistryHead, Waiting } from './registry-head';
import { networksQuery, type Network } from './registry-queries';
import { useWrittenAnew } from './written-anew';

const NEW = { code: '', name: '', districts: [], phone: null, mail: null };

function Shown({ network }: { readonly network: Network }) {
  const proposal = useWrittenAnew();
  const given = proposal?.network?.code === network.code ? proposal.network : null;
  const present = toNetworkDraft(network);
  const nameOf = (ags: string): string => network.districts.find((district) => district.ags === ags)?.name ?? ags;
  return (
    <>
      <Facts facts={networkLines(present, nameOf).filter(({ key }) => key !== 'name').map(({ name, words }) => ({ name, value: words }))} />
      <Section id="edit" title={m.registry_edit()}>
        <p className="kern-body muted">{m.registry_network_sees()}</p>
        {given === null ? null : <Alert kind="info" title={m.registry_written_anew()} />}
        <OrganisationForm authorityId={null} present={present} subject={network.subject} version={network.version} draft={given ?? present} />
      </Section>
    </>
  );
}

/** One local network: its area, how organisations reach it, and the form that proposes a change. */
export const NetworkPage = localised(function NetworkPage() {
  const { network } = useParams({ strict: false });
  const query = useQuery(networksQuery);
  const found = query.data?.find(({ id }) => id === network);
  return (
    <div className="page">
      <RegistryHead title={found?.name ?? m.registry_network()} windowTitle={m.registry_network()} />
      <Waiting query={query} />
      {found === undefined ? null : <Shown key={found.id} network={found} />}
      {query.data !== undefined && found === undefined ? <Alert kind="warning" title={m.registry_not_found()} /> : null}
    </div>
  );
});

/** Enters a local network that the registry does not know. */
export const NewNetworkPage = localised(function NewNetworkPage() {
  return (
    <div className="page">
      <RegistryHead title={m.registry_new_network()} lead={m.registry_new_lead()} />
      <p className="kern-body muted">{m.registry_network_sees()}</p>
      <OrganisationForm authorityId={null} present={null} subject={null} version={0} draft={NEW} />
    </div>
  );
});
