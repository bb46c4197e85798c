import { useQuery } from '@tanstack/react-query';
import { m } from '../../../generated/messages/messages.js';
import type { Schemas } from '../../../shared/api/contract';
import { DataTable } from '../../../shared/kern/data-table';
import { Facts } from '../../../shared/kern/facts';
import { PageTitle } from '../../../shared/kern/page-title';
import { Section } from '../../../shared/kern/section';
import { labelOf } from '../../../shared/labels/label-of';
import { localised } from '../../../shared/locale/locale';
import { toDateTime, toNumber } from '../../../shared/time/format';
import { languageName } from '../../registry/entry-lines';
import { KIND_LABELS } from '../../registry/registry-labels';
import { Waiting } from '../../registry/registry-head';
import { exportQuery } from './programme-queries';

type Export = Schemas['RegistryExportView'];

const REASONS: Readonly<Record<Export['notExported'][number]['reason'], () => string>> = { not_begun: m.portal_not_begun, takes_nobody: m.portal_takes_nobody, not_active: m.portal_not_active };

function Holds({ found }: { readonly found: Export }) {
  const { exported, languages } = found;
  return (
    <Section id="portal-holds" title={m.portal_holds()}>
      <DataTable
        caption={m.portal_holds()}
        columns={[
          { key: 'kind', header: m.portal_kind(), rowHeader: true, cell: ({ kind }) => labelOf(KIND_LABELS, kind) },
          { key: 'centres', header: m.portal_centres(), numeric: true, cell: ({ centres }) => toNumber(centres) },
          { key: 'address', header: m.portal_with_address(), numeric: true, cell: ({ kind, withAddress }) => (kind === 'shelter' ? m.portal_never() : toNumber(withAddress)) },
        ]}
        rows={exported}
        keyOf={({ kind }) => kind}
      />
      <p className="kern-body">{m.portal_languages({ languages: languages.map(languageName).join(', ') })}</p>
    </Section>
  );
}

/** What the Opferschutzportal takes over from the registry, what it does not and why, and when it did so last. */
export const PortalPage = localised(function PortalPage() {
  const query = useQuery(exportQuery);
  const found = query.data;
  return (
    <div className="page">
      <PageTitle>{m.programmes_portal()}</PageTitle>
      <p className="page__lead kern-body">{m.portal_lead()}</p>
      <Waiting query={query} />
      {found === undefined ? null : (
        <>
          <Facts
            facts={[
              { name: m.portal_fetched(), value: found.fetches[0] === undefined ? m.portal_never_fetched() : toDateTime(found.fetches[0].fetchedAt) },
              { name: m.portal_changed(), value: found.changedAt === null ? m.plan_none() : toDateTime(found.changedAt) },
              { name: m.portal_address(), value: <a href={found.address} className="kern-link">{found.address}</a> },
              { name: m.portal_version(), value: found.formatVersion },
              { name: m.portal_licence(), value: found.licence },
            ]}
          />
          <p className="kern-body muted">{m.portal_no_trace()}</p>
          <Holds found={found} />
          <Section id="portal-not" title={m.portal_not()}>
            {found.notExported.length === 0 ? (
              <p className="kern-body">{m.portal_not_none()}</p>
            ) : (
              <DataTable
                caption={m.portal_not()}
                columns={[
                  { key: 'name', header: m.column_centre(), rowHeader: true, cell: ({ name }) => name },
                  { key: 'kind', header: m.portal_kind(), cell: ({ kind }) => labelOf(KIND_LABELS, kind) },
                  { key: 'reason', header: m.portal_why(), cell: ({ reason }) => REASONS[reason]() },
                ]}
                rows={found.notExported}
                keyOf={({ id }) => id}
              />
            )}
          </Section>
        </>
      )}
    </div>
  );
});
