import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { m } from '../../generated/messages/messages.js';
import { Alert } from '../kern/alert';
import { DataTable } from '../kern/data-table';
import { Loading } from '../kern/loading';
import { PageTitle } from '../kern/page-title';
import { Section } from '../kern/section';
import { labelOf } from '../labels/label-of';
import { localised } from '../locale/locale';
import { useActor } from '../session/session';
import { toNumber } from '../time/format';
import { REFUSAL_NAMES, STAY_NAMES } from './place-labels';
import { boardQuery, toldQuery } from './places-queries';
import { SiteList } from './site-list';

/** What coordinators are told of refusals and stays: years that are over, all shelters together. */
function Told() {
  const { data, isError } = useQuery(toldQuery);
  if (data === undefined) return isError ? <Alert kind="warning" title={m.load_failed_text()} /> : <Loading />;
  if (data.length === 0) return <p className="kern-body">{m.places_told_none()}</p>;
  return (
    <DataTable
      caption={m.places_told()}
      columns={[
        { key: 'year', header: m.places_year(), rowHeader: true, cell: ({ year }) => String(year) },
        { key: 'kind', header: m.places_told_what(), cell: ({ kind }) => (kind === 'refusal' ? m.places_refusals() : m.places_stays()) },
        { key: 'category', header: m.places_told_category(), cell: ({ kind, category }) => labelOf(kind === 'refusal' ? REFUSAL_NAMES : STAY_NAMES, category) },
        { key: 'told', header: m.places_told_count(), numeric: true, cell: ({ told }) => (told === null ? m.places_few() : m.places_about({ count: toNumber(told) })) },
      ]}
      rows={data}
      keyOf={({ year, kind, category }) => `${year} ${kind} ${category}`}
    />
  );
}

/** The board of places in shelters for men, for whoever sends somebody on. */
export const PlacesPage = localised(function PlacesPage() {
  const { organisation } = useActor();
  const { data, isError } = useQuery(boardQuery);
  const coordinates = organisation.kind === 'local_network' || organisation.kind === 'state_office';
  return (
    <div className="page">
      <PageTitle>{m.places_title()}</PageTitle>
      <p className="page__lead kern-body">{m.places_lead()}</p>
      {isError && data === undefined ? <Alert kind="warning" title={m.load_failed_text()} /> : null}
      {data === undefined ? (
        isError ? null : <Loading />
      ) : (
        <Section id="places-board" title={m.places_board()}>
          {data.sites.some(({ id }) => id === organisation.id) ? (
            <Link to="/centre/places" className="kern-link kern-link--no-visited-state">
              {m.places_own_title()}
            </Link>
          ) : null}
          <SiteList sites={data.sites} />
        </Section>
      )}
      {coordinates ? (
        <Section id="places-told" title={m.places_told()}>
          <p className="kern-body">{m.places_told_lead()}</p>
          <Told />
        </Section>
      ) : null}
    </div>
  );
});
