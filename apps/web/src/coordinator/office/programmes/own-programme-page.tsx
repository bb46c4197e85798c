import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../../generated/messages/messages.js';
import { getLocale } from '../../../generated/messages/runtime.js';
import { request } from '../../../shared/api/http';
import { Alert } from '../../../shared/kern/alert';
import { Badge } from '../../../shared/kern/badge';
import { Button } from '../../../shared/kern/button';
import { PageTitle } from '../../../shared/kern/page-title';
import { Section } from '../../../shared/kern/section';
import { localised } from '../../../shared/locale/locale';
import { toDateTime, toDay } from '../../../shared/time/format';
import { Waiting } from '../../registry/registry-head';
import { Opened } from '../plan/entry-form';
import { ConditionTable } from './condition-table';
import { FiguresForm } from './figures.form';
import { ownProgrammeQuery } from './programme-queries';
import { districtNames, programmeFault, type OwnProgramme, type YearOfReports } from './programme-words';
import { useStep } from './use-step';

function Standing({ year: { versions, overdue } }: { readonly year: YearOfReports }) {
  const [newest] = versions;
  const handedIn = versions.find(({ handedInAt }) => handedInAt !== null);
  if (newest !== undefined && newest.handedInAt === null) return <Badge kind={overdue ? 'warning' : 'info'}>{handedIn === undefined ? m.year_draft() : m.year_correction()}</Badge>;
  if (handedIn !== undefined) return <Badge kind="success">{m.year_handed_in()}</Badge>;
  return <Badge kind={overdue ? 'warning' : 'info'} {...(overdue ? { icon: 'clock' as const } : {})}>{overdue ? m.year_overdue() : m.year_missing()}</Badge>;
}

function YearPart({ year, saved, onSaved, onStale }: { readonly year: YearOfReports; readonly saved: number; readonly onSaved: (own: OwnProgramme, what: string) => void; readonly onStale: () => unknown }) {
  const step = useStep();
  const [newest] = year.versions;
  const draft = newest?.handedInAt === null ? newest : undefined;
  const handIn = async (): Promise<void> =>
    onSaved(await request('POST', '/own-programme/years/{year}/submission', { path: { year: String(year.year) }, version: year.revision }), m.year_was_handed_in({ year: String(year.year) }));
  return (
    <Section id={`year-${year.year}`} title={m.year_of({ year: String(year.year) })}>
      <p className="kern-body">
        <Standing year={year} /> {m.year_due({ day: toDay(year.dueOn) })}
      </p>
      {step.faults.length === 0 ? null : (
        <Alert key={step.times} kind="warning" title={m.year_not_handed_in()} takesFocus>
          <ul>
            {step.faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </Alert>
      )}
      {year.versions.map(({ version, handedInAt, faults }) => (
        <p key={version} className="kern-body">
          {handedInAt === null ? m.year_version_draft({ version }) : m.year_version({ version, at: toDateTime(handedInAt) })}
          {faults.length === 0 ? null : ` ${faults.map(({ code }) => programmeFault(code)).join(' ')}`}
        </p>
      ))}
      {draft === undefined ? null : (
        <Button onClick={() => step.take(handIn)} disabled={step.busy}>
          {m.year_hand_in({ year: String(year.year) })}
        </Button>
      )}
      <Opened key={saved} title={newest === undefined || draft !== undefined ? m.year_enter({ year: String(year.year) }) : m.year_correct({ year: String(year.year) })}>
        <FiguresForm year={year} onSaved={(own) => onSaved(own, m.year_was_saved({ year: String(year.year) }))} onStale={onStale} />
      </Opened>
    </Section>
  );
}

/** The own entry of a programme for expelled persons, and its figures by year. */
export const OwnProgrammePage = localised(function OwnProgrammePage() {
  const client = useQueryClient();
  const query = useQuery(ownProgrammeQuery);
  const [said, setSaid] = useState<{ readonly what: string; readonly times: number } | null>(null);
  const keep = (own: OwnProgramme, what: string): void => {
    client.setQueryData(ownProgrammeQuery.queryKey, own);
    setSaid({ what, times: (said?.times ?? 0) + 1 });
  };
  const own = query.data;
  return (
    <div className="page">
      <PageTitle>{m.own_programme_title()}</PageTitle>
      <p className="page__lead kern-body">{m.own_programme_lead()}</p>
      <Waiting query={query} />
      {said === null ? null : <Alert key={said.times} kind="success" title={said.what} takesFocus />}
      {own === undefined ? null : (
        <>
          {own.years.map((year) => (
            <YearPart key={year.year} year={year} saved={said?.times ?? 0} onSaved={keep} onStale={() => client.invalidateQueries({ queryKey: ownProgrammeQuery.queryKey })} />
          ))}
          <p className="kern-body">
            <a href={`/api/v1/own-programme/file?language=${getLocale()}`} className="kern-link" download>
              {m.year_own_file()}
            </a>
          </p>
          <Section id="own-entry" title={m.own_programme_entry()}>
            <p className="kern-body">
              {own.programme.districts.length === 0 || own.programme.servesSince === null
                ? m.court_serves_none()
                : m.court_serves_since({ districts: districtNames(own.programme.districts), day: toDay(own.programme.servesSince) })}
            </p>
            <ConditionTable programme={own.programme} tellsWho={false} />
          </Section>
        </>
      )}
    </div>
  );
});
