import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { Filters } from '../../shared/kern/filters';
import { PageTitle } from '../../shared/kern/page-title';
import { useSaid } from '../../shared/kern/use-said';
import { localised } from '../../shared/locale/locale';
import { DataNote } from './data-note';
import { landOf, referenceIn } from './figures';
import { Numbers } from './numbers';
import { OverdueNumber } from './overdue-number';
import { isSettled, periodsAt } from './periods';
import { Preliminary } from './preliminary';
import { QuartersMap } from './quarters-map';
import { Ranking, RegionLink, rowsOf } from './ranking';
import { ReportChoice } from './report-choice';
import { TurnaroundStates } from './turnaround-states';
import { reportQuery, type Catalogue, type Choice, type Report } from './turnaround-queries';
import { LEVEL_NAMES, worstSentence } from './turnaround-words';
import { useTurnaround } from './use-turnaround';

const LEVELS = ['district', 'regierungsbezirk', 'authority'] as const;
type Ranked = (typeof LEVELS)[number];

/** The state of the chains: four numbers, the worst district in a sentence, and where the others stand. */
export const TurnaroundPage = localised(function TurnaroundPage() {
  const turnaround = useTurnaround();
  const { catalogue, choice, report, choose } = turnaround;
  return (
    <div className="page turnaround" aria-busy={turnaround.busy}>
      <div className="turnaround__head">
        <PageTitle>{m.turnaround_title()}</PageTitle>
        {catalogue === undefined || choice === null ? null : <ReportChoice catalogue={catalogue} choice={choice} onChoose={choose} />}
      </div>
      <TurnaroundStates turnaround={turnaround} />
      {catalogue === undefined || choice === null || report === undefined ? null : <Overview catalogue={catalogue} choice={choice} report={report} />}
    </div>
  );
});

function Overview({ catalogue, choice, report }: { readonly catalogue: Catalogue; readonly choice: Choice; readonly report: Report }) {
  const [wanted, setLevel] = useState<Ranked>('district');
  const filters = LEVELS.map((name) => ({ name, label: LEVEL_NAMES[name](), count: report.regions.filter((region) => region.level === name).length })).filter(({ count }) => count > 0);
  const level = filters.some(({ name }) => name === wanted) ? wanted : (filters[0]?.name ?? wanted);
  const told = periodsAt(catalogue.periods, choice.asOf).includes(report.previousPeriod);
  const before = useQuery({ ...reportQuery({ period: report.previousPeriod, asOf: choice.asOf }), enabled: told });
  const rows = rowsOf(report, level, before.data);
  const sentence = worstSentence(rows, level, referenceIn(report));
  useSaid(sentence);
  const land = landOf(report);
  return (
    <>
      <p className="turnaround__finding">{sentence}</p>
      {isSettled(choice.period, choice.asOf) ? null : <Preliminary period={choice.period} />}
      {land === undefined ? null : (
        <>
          <Numbers catalogue={catalogue} report={report} region={land}>
            <OverdueNumber catalogue={catalogue} />
          </Numbers>
          <p className="kern-body muted">
            {m.turnaround_numbers_of()} <RegionLink region={land.key} name={land.name} /> ·{' '}
            <Link to="/coordination/paths" className="kern-link kern-link--no-visited-state">
              {m.paths_title()}
            </Link>{' · '}
            <Link to="/coordination/what-if" className="kern-link kern-link--no-visited-state">
              {m.what_if_title()}
            </Link>
          </p>
        </>
      )}
      <Filters
        label={m.turnaround_levels()}
        filters={filters}
        current={level}
        onChoose={setLevel}
      />
      <Ranking catalogue={catalogue} report={report} rows={rows} level={level} sentence={sentence} />
      <QuartersMap catalogue={catalogue} choice={choice} report={report} rows={rows} />
      <DataNote catalogue={catalogue} report={report} />
    </>
  );
}
