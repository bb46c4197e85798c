import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { m } from '../../generated/messages/messages.js';
import { Alert } from '../../shared/kern/alert';
import { Facts } from '../../shared/kern/facts';
import { Section } from '../../shared/kern/section';
import { localised } from '../../shared/locale/locale';
import { contactLines } from './organisation-values';
import { OrganisationForm } from './organisation.form';
import { RegistryHead, Waiting } from './registry-head';
import { authoritiesQuery, type Authority } from './registry-queries';
import { useWrittenAnew } from './written-anew';

/** The municipalities by district, both by name: an authority's area is seldom one district. */
function Places({ municipalities }: Pick<Authority, 'municipalities'>) {
  const districts = [...new Set(municipalities.map(({ district }) => district))].sort((a, b) => a.localeCompare(b, 'de'));
  const namesOf = (district: string): string => municipalities.filter((place) => place.district === district).map(({ name }) => name).sort((a, b) => a.localeCompare(b, 'de')).join(', ');
  return <Facts facts={districts.map((name) => ({ name, value: namesOf(name) }))} />;
}

function Shown({ authority }: { readonly authority: Authority }) {
  const { id, code, name, centres, municipalities, subject, version } = authority;
  const proposal = useWrittenAnew();
  const given = proposal?.authority?.policeAuthorityId === id ? proposal.authority : null;
  const present = { code, name, districts: [], phone: authority.phone, mail: authority.mail };
  return (
    <>
      <Facts facts={[{ name: m.registry_field_code(), value: code }, ...contactLines(authority).map((line) => ({ name: line.name, value: line.words }))]} />
      <Section id="municipalities" title={m.registry_authority_places({ count: municipalities.length })}>
        <p className="kern-body muted">{m.registry_authority_statute()}</p>
        <Places municipalities={municipalities} />
      </Section>
      <Section id="centres" title={m.registry_authority_centres()}>
        {centres.length === 0 ? <p className="kern-body">{m.registry_authority_no_centres()}</p> : (
          <ul className="plain-list kern-body">
            {centres.map((centre) => (
              <li key={centre.id}>
                <Link to="/coordination/registry/agreements/$authority/$centre" params={{ authority: id, centre: centre.id }} className="kern-link kern-link--no-visited-state">
                  {centre.name}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section id="edit" title={m.registry_edit()}>
        {given === null ? null : <Alert kind="info" title={m.registry_written_anew()} />}
        <OrganisationForm authorityId={id} present={present} subject={subject} version={version} draft={{ ...present, ...given }} />
      </Section>
    </>
  );
}

/** One police authority: its municipalities by statute, the centres it has an agreement with, and the form for its contact. */
export const AuthorityPage = localised(function AuthorityPage() {
  const { authority } = useParams({ strict: false });
  const query = useQuery(authoritiesQuery);
  const found = query.data?.find(({ id }) => id === authority);
  return (
    <div className="page">
      <RegistryHead title={found?.name ?? m.registry_authority()} windowTitle={m.registry_authority()} />
      <Waiting query={query} />
      {found === undefined ? null : <Shown key={found.id} authority={found} />}
      {query.data !== undefined && found === undefined ? <Alert kind="warning" title={m.registry_not_found()} /> : null}
    </div>
  );
});
