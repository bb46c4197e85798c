import { Link } from '@tanstack/react-router';
import { m } from '../../generated/messages/messages.js';
import { ApiProblem } from '../../shared/api/http';
import { Alert } from '../../shared/kern/alert';
import { Button } from '../../shared/kern/button';
import { Loading } from '../../shared/kern/loading';
import { PageTitle } from '../../shared/kern/page-title';

const PARTS = [
  ['/coordination/registry', m.registry_nav_centres],
  ['/coordination/registry/authorities', m.registry_nav_authorities],
  ['/coordination/registry/agreements', m.registry_nav_agreements],
  ['/coordination/registry/rule-sets', m.registry_nav_rule_sets],
  ['/coordination/registry/calendar', m.registry_nav_calendar],
  ['/coordination/registry/proposals', m.registry_nav_proposals],
] as const;

/** Title of a page of the registry, and the way to its other parts. */
export function RegistryHead({ title, windowTitle, lead }: { readonly title: string; readonly windowTitle?: string; readonly lead?: string }) {
  return (
    <>
      <nav className="registry-nav" aria-label={m.registry_title()}>
        <ul>
          {PARTS.map(([to, label]) => (
            <li key={to}>
              <Link to={to} className="kern-link kern-link--no-visited-state" activeOptions={{ exact: true }}>
                {label()}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <PageTitle {...(windowTitle === undefined ? {} : { windowTitle })}>{title}</PageTitle>
      {lead === undefined ? null : <p className="page__lead kern-body">{lead}</p>}
    </>
  );
}

interface Asked {
  readonly isPending: boolean;
  readonly isError: boolean;
  readonly data: unknown;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** While a part of the registry is on its way, and when it does not come; nothing once it is there. */
export function Waiting({ query }: { readonly query: Asked }) {
  if (query.isPending) return <Loading />;
  if (!query.isError || query.data !== undefined) return null;
  if (query.error instanceof ApiProblem && (query.error.status === 404 || query.error.status === 422)) return <Alert kind="warning" title={m.registry_not_found()} />;
  return (
    <Alert kind="warning" title={m.load_failed_text()}>
      <Button onClick={() => void query.refetch()}>{m.action_retry()}</Button>
    </Alert>
  );
}
