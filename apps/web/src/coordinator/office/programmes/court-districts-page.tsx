import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { m } from '../../../generated/messages/messages.js';
import { Alert } from '../../../shared/kern/alert';
import { Badge } from '../../../shared/kern/badge';
import { DataTable } from '../../../shared/kern/data-table';
import { PageTitle } from '../../../shared/kern/page-title';
import { Section } from '../../../shared/kern/section';
import { localised } from '../../../shared/locale/locale';
import { useSession } from '../../../shared/session/session';
import { toDay } from '../../../shared/time/format';
import { Waiting } from '../../registry/registry-head';
import { Opened } from '../plan/entry-form';
import { ConditionTable } from './condition-table';
import { CheckForm, EntryOfProgramme } from './programme.form';
import { registerQuery } from './programme-queries';
import { districtNames, type Programme, type Register } from './programme-words';

/** The 19 districts, those without a programme marked. */
function Districts({ register: { districts, programmes } }: { readonly register: Register }) {
  const of = (code: string): readonly Programme[] => programmes.filter((programme) => programme.districts.some((each) => each === code));
  const without = districts.filter(({ code }) => of(code).length === 0).length;
  return (
    <Section id="court-districts" title={m.court_districts()}>
      <p className="kern-body">{without === 0 ? m.court_all_served() : m.court_without({ count: without })}</p>
      <DataTable
        caption={m.court_districts()}
        columns={[
          { key: 'district', header: m.court_district(), rowHeader: true, cell: ({ name }) => name },
          {
            key: 'programmes',
            header: m.court_programmes(),
            cell: ({ code }) => (of(code).length === 0 ? <Badge kind="warning">{m.court_nobody()}</Badge> : of(code).map(({ name }) => name).join('; ')),
          },
        ]}
        rows={districts}
        keyOf={({ code }) => code}
      />
    </Section>
  );
}

function ProgrammePart({ programme, writes, saved, onSaved, onStale }: { readonly programme: Programme; readonly writes: boolean; readonly saved: number; readonly onSaved: (register: Register) => void; readonly onStale: () => unknown }) {
  const { name, centreId, districts, servesSince, conditions } = programme;
  const again = conditions.filter(({ toCheckAgain, standing }) => toCheckAgain && standing !== 'unknown').length;
  return (
    <Section id={`programme-${centreId}`} title={name}>
      <p className="kern-body">
        {districts.length === 0 || servesSince === null ? m.court_serves_none() : m.court_serves_since({ districts: districtNames(districts), day: toDay(servesSince) })}
      </p>
      {again === 0 ? null : <Alert kind="warning" title={m.standard_out_of_date({ count: again })} />}
      <ConditionTable programme={programme} tellsWho={writes} />
      {writes ? (
        <>
          <Opened key={`e${saved}`} title={m.court_change({ programme: name })}>
            <EntryOfProgramme programme={programme} onSaved={onSaved} onStale={onStale} />
          </Opened>
          <Opened key={`c${saved}`} title={m.standard_enter({ programme: name })}>
            <CheckForm programme={programme} onSaved={onSaved} />
          </Opened>
        </>
      ) : null}
    </Section>
  );
}

/** Which programme for expelled persons serves which district of a Landgericht, those of the own area first; the state office keeps it. */
export const CourtDistrictsPage = localised(function CourtDistrictsPage() {
  const client = useQueryClient();
  const { session } = useSession();
  const query = useQuery(registerQuery);
  const [saved, setSaved] = useState(0);
  const writes = session?.organisation.kind === 'state_office';
  const keep = (register: Register): void => {
    client.setQueryData(registerQuery.queryKey, register);
    setSaved((times) => times + 1);
  };
  const programmes = query.data?.programmes ?? [];
  return (
    <div className="page">
      <PageTitle>{m.court_title()}</PageTitle>
      <p className="page__lead kern-body">{m.court_lead()}</p>
      {writes ? (
        <p className="kern-body">
          <Link to="/coordination/office/programmes/yearly-figures" className="kern-link kern-link--no-visited-state">
            {m.year_title()}
          </Link>
        </p>
      ) : null}
      <Waiting query={query} />
      {saved === 0 ? null : <Alert key={saved} kind="success" title={m.plan_saved()} takesFocus />}
      {query.data === undefined ? null : (
        <>
          <Districts register={query.data} />
          {[...programmes].sort((a, b) => Number(b.ofOwnArea) - Number(a.ofOwnArea)).map((programme) => (
            <ProgrammePart key={programme.centreId} programme={programme} writes={writes} saved={saved} onSaved={keep} onStale={() => client.invalidateQueries({ queryKey: registerQuery.queryKey })} />
          ))}
          {programmes.length === 0 ? <p className="kern-body">{m.court_none()}</p> : null}
        </>
      )}
    </div>
  );
});
