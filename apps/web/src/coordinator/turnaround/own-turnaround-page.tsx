import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { endOfDay } from '#domain';
import { Link } from '@tanstack/react-router';
import { m } from '../../generated/messages/messages.js';
import { readingWithN, readingWords, toCount, toHours } from '../../shared/charts/chart-words';
import { readingOf, type Reading } from '../../shared/charts/reading';
import { SurvivalCurve } from '../../shared/charts/survival-curve';
import { Alert } from '../../shared/kern/alert';
import { DataTable, type Column } from '../../shared/kern/data-table';
import { DateTime } from '../../shared/kern/date-time';
import { Loading } from '../../shared/kern/loading';
import { PageTitle } from '../../shared/kern/page-title';
import { useLater } from '../../shared/later/use-later';
import { localised } from '../../shared/locale/locale';
import { NotFoundPage } from '../../shared/session/not-found-page';
import { useActor } from '../../shared/session/session';
import { toDateTime, toLocalDay, toNumber } from '../../shared/time/format';
import { useNow } from '../../shared/time/now';
import { DEADLINES } from './figures';
import { NumberCard } from './numbers';
import { ownQuery, type OwnQuarter, type OwnTurnaround } from './turnaround-queries';
import { periodName } from './turnaround-words';

type Measure = keyof OwnQuarter['counts'];

const exactly = (part: number | null, all: number | null): Reading => readingOf(part, all, null, { exact: true });

/** What is not this side's to know is said so: nothing is hidden here. */
const shareOf = ({ counts }: OwnQuarter, measure: Measure): string => (counts[measure] === null ? m.own_other_side() : readingWords(exactly(counts[measure], counts.referrals)));
const median = ({ counts, medianHours }: OwnQuarter): string => (medianHours === null ? (counts.referrals === 0 ? m.chart_none() : m.own_no_median()) : toHours(Math.round(medianHours)));

const columns = (): readonly Column<OwnQuarter>[] => [
  { key: 'quarter', header: m.turnaround_period(), rowHeader: true, cell: ({ quarter }) => periodName(quarter) },
  { key: 'n', header: m.column_n(), numeric: true, cell: ({ counts }) => toCount(counts.referrals) },
  { key: 'within24', header: m.column_within_24(), numeric: true, cell: (row) => shareOf(row, 'attempt24') },
  { key: 'within72', header: m.column_within_72(), numeric: true, cell: (row) => shareOf(row, 'attempt72') },
  { key: 'median', header: m.column_median(), numeric: true, cell: median },
  { key: 'reached', header: m.column_reached(), numeric: true, cell: (row) => shareOf(row, 'reached') },
  { key: 'acknowledged', header: m.own_acknowledged(), numeric: true, cell: (row) => shareOf(row, 'acknowledged24') },
  { key: 'declined', header: m.own_declined(), numeric: true, cell: (row) => shareOf(row, 'declined') },
];

/** The own organisation's figures, exact: its leads may know them, nobody else gets them so. */
export const OwnTurnaroundPage = localised(function OwnTurnaroundPage() {
  const { actor } = useActor();
  return actor.role === 'centre_lead' || actor.role === 'police_lead' ? <Own /> : <NotFoundPage />;
});

function Own() {
  const { actor, organisation } = useActor();
  const today = toLocalDay(useNow());
  const [day, setDay] = useState('');
  const isPast = day !== '' && day < today;
  const { data, isError, isPending } = useQuery(ownQuery(isPast ? endOfDay(day).toISOString() : null));
  return (
    <div className="page">
      <PageTitle>{m.own_title()}</PageTitle>
      <p className="page__lead kern-body">{m.own_exact({ organisation: organisation.name })}</p>
      {actor.role === 'centre_lead' ? (
        <p className="kern-body">
          <Link to="/own-turnaround/what-if" className="kern-link kern-link--no-visited-state">
            {m.what_if_open()}
          </Link>
        </p>
      ) : null}
      <p className="kern-body">
        <Link to="/models" className="kern-link kern-link--no-visited-state">
          {m.models_others()}
        </Link>
      </p>
      {actor.role === 'police_lead' ? (
        <p className="kern-body">
          <Link to="/police/court-districts" className="kern-link kern-link--no-visited-state">
            {m.court_for_us()}
          </Link>
        </p>
      ) : null}
      <div className="turnaround__choice">
        <DateTime name="own.as-of" of="day" label={m.own_as_of_day()} hint={m.own_as_of_hint()} optional max={today} value={day} onChange={(event) => setDay(event.target.value)} error={day !== '' && !isPast ? m.own_as_of_error() : undefined} />
      </div>
      {isError ? <Alert kind="warning" title={m.load_failed_text()} /> : null}
      {isPending ? <Loading /> : null}
      {data === undefined ? null : <Figures own={data} />}
    </div>
  );
}

function Figures({ own: { asOf, overdueNow, quarters, curve } }: { readonly own: OwnTurnaround }) {
  const { actor } = useActor();
  const rows = [...quarters].sort((a, b) => b.quarter.localeCompare(a.quarter));
  const latest = rows.find(({ counts }) => (counts.referrals ?? 0) > 0);
  return (
    <>
      <p className="turnaround__finding">{latest === undefined ? m.own_none() : m.own_sentence({ period: periodName(latest.quarter), words: readingWithN(exactly(latest.counts.attempt72, latest.counts.referrals)) })}</p>
      <ul className="figures" aria-label={m.own_title()}>
        <NumberCard label={m.turnaround_overdue_now()} value={toNumber(overdueNow)} n={m.own_now()} />
        {latest === undefined ? null : (
          <>
            <NumberCard label={m.turnaround_median()} value={median(latest)} n={m.turnaround_n({ n: toCount(latest.counts.referrals) })} />
            <NumberCard label={m.turnaround_in_time()} value={shareOf(latest, 'attempt72')} n={m.turnaround_n({ n: toCount(latest.counts.referrals) })} />
            <NumberCard label={m.turnaround_not_reached()} value={shareOf(latest, 'notReached')} n={m.turnaround_n({ n: toCount(latest.counts.referrals) })} />
          </>
        )}
      </ul>
      {curve === null ? null : <SurvivalCurve title={m.own_curve_title()} own={{ name: m.own_curve_name(), points: curve }} other={null} deadlines={DEADLINES} />}
      {rows.length === 0 ? null : <DataTable caption={m.own_title()} columns={columns()} rows={rows} keyOf={({ quarter }) => quarter} />}
      {actor.role === 'police_lead' ? <Tally quarters={rows} /> : null}
      <div className="turnaround__note kern-body kern-body--small">
        <p>{m.own_cohort()}</p>
        <p>{m.own_as_of({ at: toDateTime(asOf) })}</p>
      </div>
    </>
  );
}

const loadTally = () => import('./tally-section');

/** Comes after the page: its form is needed by leads of the police only. */
function Tally({ quarters }: { readonly quarters: readonly OwnQuarter[] }) {
  const later = useLater(loadTally);
  return later === null ? null : <later.TallySection quarters={quarters} />;
}
