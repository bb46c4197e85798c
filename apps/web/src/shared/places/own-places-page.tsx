import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { ApiProblem } from '../api/http';
import { Alert } from '../kern/alert';
import { DataTable } from '../kern/data-table';
import { Loading } from '../kern/loading';
import { PageTitle } from '../kern/page-title';
import { Section } from '../kern/section';
import { localised } from '../locale/locale';
import { toDateTime, toNumber } from '../time/format';
import { useNow } from '../time/now';
import { PlaceTallyForm } from './place-tally.form';
import { PlacesForm } from './places.form';
import { boardQuery, ownPlacesQuery, type OwnPlaces } from './places-queries';
import { standingWords } from './site-words';

/** Every entry as it was made. */
function Entries({ entries }: Pick<OwnPlaces, 'entries'>) {
  if (entries.length === 0) return null;
  return (
    <details className="disclosure">
      <summary className="kern-body">{m.places_entries()}</summary>
      <DataTable
        caption={m.places_entries()}
        columns={[
          { key: 'noted', header: m.places_entry_at(), rowHeader: true, cell: ({ notedAt }) => toDateTime(notedAt) },
          { key: 'places', header: m.places_places(), numeric: true, cell: ({ places }) => toNumber(places) },
          { key: 'free', header: m.places_field_free(), numeric: true, cell: ({ free }) => toNumber(free) },
          { key: 'occupied', header: m.places_field_occupied(), numeric: true, cell: ({ occupied }) => toNumber(occupied) },
          { key: 'reserved', header: m.places_field_reserved(), numeric: true, cell: ({ reserved }) => toNumber(reserved) },
          { key: 'until', header: m.places_field_until(), cell: ({ reservedUntil }) => (reservedUntil === null ? '–' : toDateTime(reservedUntil)) },
        ]}
        rows={entries}
        keyOf={({ version }) => String(version)}
      />
    </details>
  );
}

function Own({ own, onSaved }: { readonly own: OwnPlaces; readonly onSaved: (own: OwnPlaces) => void }) {
  const now = useNow();
  return (
    <>
      <Section id="places-now" title={own.site.name}>
        {standingWords(own.site, now).map((words) => (
          <p className="kern-body" key={words}>
            {words}
          </p>
        ))}
      </Section>
      <Section id="places-enter" title={m.places_enter()}>
        <p className="kern-body">{m.places_enter_lead({ hours: own.validHours })}</p>
        {/* Begun anew on what was entered last. */}
        <PlacesForm key={own.site.version} own={own} onSaved={onSaved} />
        <Entries entries={own.entries} />
      </Section>
      <Section id="places-tally" title={m.places_tally()}>
        <p className="kern-body">{m.places_tally_lead()}</p>
        <PlaceTallyForm key={own.months.filter(({ refusals }) => refusals !== null).length} months={own.months} onSaved={onSaved} />
      </Section>
    </>
  );
}

/** What a shelter for men keeps of its places; everybody else is told that there is nothing to keep. */
export const OwnPlacesPage = localised(function OwnPlacesPage() {
  const client = useQueryClient();
  const { data, error } = useQuery(ownPlacesQuery);
  const [saved, setSaved] = useState(0);
  const keep = (own: OwnPlaces): void => {
    client.setQueryData(ownPlacesQuery.queryKey, own);
    void client.invalidateQueries({ queryKey: boardQuery.queryKey });
    setSaved((times) => times + 1);
  };
  const none = error instanceof ApiProblem && error.status === 404;
  return (
    <div className="page">
      <PageTitle>{m.places_own_title()}</PageTitle>
      <p className="page__lead kern-body">{m.places_own_lead()}</p>
      {data !== undefined || error === null ? null : <Alert kind={none ? 'info' : 'warning'} title={none ? m.places_own_none() : m.load_failed_text()} />}
      {saved === 0 ? null : <Alert key={saved} kind="success" title={m.plan_saved()} takesFocus />}
      {data === undefined ? error === null ? <Loading /> : null : <Own own={data} onSaved={keep} />}
      <Link to="/places" className="kern-link kern-link--no-visited-state">
        {m.places_title()}
      </Link>
    </div>
  );
});
