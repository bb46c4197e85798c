import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { Alert } from '../../shared/kern/alert';
import { SelectField } from '../../shared/kern/field';
import { Loading } from '../../shared/kern/loading';
import { PageTitle } from '../../shared/kern/page-title';
import { Section } from '../../shared/kern/section';
import { useSaid } from '../../shared/kern/use-said';
import { localised } from '../../shared/locale/locale';
import { toDateTime, toDay } from '../../shared/time/format';
import { periodName } from '../turnaround/turnaround-words';
import { PathList } from './path-list';
import { pathsSentence } from './path-words';
import { pathsCatalogueQuery, pathsQuery, type PathsReport } from './paths-queries';

const FILES = [
  ['ocel', 'OCEL 2.0 (JSON)'],
  ['xes', 'XES (IEEE 1849)'],
] as const;

/** Which paths the referrals of the Land take, how often, and where they wait; and the same as event logs. */
export const PathsPage = localised(function PathsPage() {
  const [wanted, setWanted] = useState('');
  const catalogue = useQuery(pathsCatalogueQuery);
  const choice = catalogue.data?.find(({ period }) => period === wanted) ?? catalogue.data?.[0];
  const report = useQuery({ ...pathsQuery(choice ?? { period: '', asOf: '' }), enabled: choice !== undefined, placeholderData: keepPreviousData });
  const failed = catalogue.isError || report.isError;
  return (
    <div className="page turnaround" aria-busy={report.isPlaceholderData}>
      <div className="turnaround__head">
        <PageTitle>{m.paths_title()}</PageTitle>
        {choice === undefined ? null : (
          <SelectField
            name="paths.period"
            label={m.turnaround_period()}
            value={choice.period}
            options={(catalogue.data ?? []).map(({ period }) => ({ value: period, label: periodName(period) }))}
            onChange={(event) => setWanted(event.target.value)}
          />
        )}
      </div>
      {failed ? <Alert kind="warning" title={m.load_failed_text()} /> : null}
      {!failed && (catalogue.isPending || (choice !== undefined && report.isPending)) ? <Loading /> : null}
      {catalogue.data?.length === 0 ? <Alert kind="info" title={m.paths_none()} /> : null}
      {choice === undefined || report.data === undefined ? null : <Report report={report.data} />}
    </div>
  );
});

function Report({ report }: { readonly report: PathsReport }) {
  const sentence = pathsSentence(report);
  useSaid(sentence);
  return (
    <>
      <p className="turnaround__finding">{sentence}</p>
      {report.paths.length === 0 ? null : (
        <>
          <PathList report={report} />
          <Section id="paths-files" title={m.paths_files()}>
            <p className="kern-body">{report.hasLog ? m.paths_files_note() : m.paths_files_too_long()}</p>
            {report.hasLog ? (
              <p className="figure__ways">
                {FILES.map(([format, name]) => (
                  <a key={format} className="kern-link kern-link--no-visited-state" href={`/api/v1/turnaround/paths/${report.period}/file?asOf=${report.asOf}&format=${format}`} download>
                    {m.reports_file({ format: name })}
                  </a>
                ))}
              </p>
            ) : null}
          </Section>
        </>
      )}
      <aside className="turnaround__note kern-body kern-body--small" aria-label={m.turnaround_note()}>
        <p>{m.paths_settled({ day: toDay(report.settledOn), at: toDateTime(report.publishedAt) })}</p>
        <p>{m.paths_rule()}</p>
        <p>
          <Link to="/coordination/turnaround" className="kern-link kern-link--no-visited-state">
            {m.turnaround_back()}
          </Link>
        </p>
      </aside>
    </>
  );
}
