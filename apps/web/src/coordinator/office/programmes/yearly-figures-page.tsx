import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { openYears, YEARLY_TOLD } from '#domain';
import { m } from '../../../generated/messages/messages.js';
import { getLocale } from '../../../generated/messages/runtime.js';
import { request } from '../../../shared/api/http';
import { Alert } from '../../../shared/kern/alert';
import { Badge } from '../../../shared/kern/badge';
import { Button } from '../../../shared/kern/button';
import { DataTable } from '../../../shared/kern/data-table';
import { SelectField } from '../../../shared/kern/field';
import { PageTitle } from '../../../shared/kern/page-title';
import { Section } from '../../../shared/kern/section';
import { localised } from '../../../shared/locale/locale';
import { toDateTime, toDay, toNumber } from '../../../shared/time/format';
import { Waiting } from '../../registry/registry-head';
import { COUNT_LABELS, districtNames, type YearOfProgrammes } from './programme-words';
import { yearQuery } from './programme-queries';
import { useStep } from './use-step';

type Awaited = YearOfProgrammes['awaited'][number];
type Sum = NonNullable<YearOfProgrammes['sums']>[number];

function Handed({ report: { handedInAt, version, overdue, afterClosing } }: { readonly report: Awaited }) {
  if (handedInAt === null || version === null) return <Badge kind={overdue ? 'warning' : 'info'}>{overdue ? m.year_overdue() : m.year_missing()}</Badge>;
  return <>{afterClosing ? m.year_after_closing({ version, at: toDateTime(handedInAt) }) : m.year_version({ version, at: toDateTime(handedInAt) })}</>;
}

const nameOfRow = ({ districts }: Sum): string => (districts.length === 0 ? m.year_land() : districtNames(districts));

/** One table for each district, as many columns as there are counts would fit on no screen. */
function Sums({ sums }: { readonly sums: readonly Sum[] }) {
  return (
    <DataTable
      caption={m.year_sums()}
      columns={[
        { key: 'count', header: m.year_count(), rowHeader: true, cell: (count) => COUNT_LABELS[count]() },
        ...[...sums].reverse().map((row) => ({
          key: row.districts.join('+') || 'land', header: m.year_of_programmes({ name: nameOfRow(row), count: row.programmes }), numeric: true,
          cell: (count: (typeof YEARLY_TOLD)[number]) => (row.counts[count] === null ? m.year_hidden() : toNumber(row.counts[count])),
        })),
      ]}
      rows={YEARLY_TOLD}
      keyOf={(count) => count}
    />
  );
}

function Year({ data, onClosed }: { readonly data: YearOfProgrammes; readonly onClosed: (data: YearOfProgrammes) => void }) {
  const step = useStep();
  const { year, dueOn, awaited, mayClose, closedAt, sums } = data;
  const close = async (): Promise<void> => onClosed(await request('POST', '/yearly-reports/{year}/closing', { path: { year: String(year) } }));
  return (
    <>
      <Section id="year-awaited" title={m.year_awaited({ year: String(year) })}>
        <p className="kern-body">{m.year_due({ day: toDay(dueOn) })}</p>
        {awaited.length === 0 ? (
          <p className="kern-body">{m.year_nobody_awaited()}</p>
        ) : (
          <DataTable
            caption={m.year_awaited({ year: String(year) })}
            columns={[
              { key: 'name', header: m.court_programmes(), rowHeader: true, cell: ({ name }) => name },
              { key: 'districts', header: m.court_district(), cell: ({ districts }) => districtNames(districts) },
              { key: 'handed', header: m.year_handed_in_column(), cell: (report) => <Handed report={report} /> },
            ]}
            rows={awaited}
            keyOf={({ centreId }) => centreId}
          />
        )}
      </Section>
      <Section id="year-sums" title={m.year_sums()}>
        {step.faults.length === 0 ? null : <Alert key={step.times} kind="warning" title={step.faults.join(' ')} takesFocus />}
        {sums === null || closedAt === null ? (
          <>
            <p className="kern-body">{mayClose ? m.year_close_once() : m.year_close_later()}</p>
            {mayClose ? <Button onClick={() => step.take(close)} disabled={step.busy}>{m.year_close({ year: String(year) })}</Button> : null}
          </>
        ) : (
          <>
            <p className="kern-body">{m.year_closed_at({ at: toDateTime(closedAt) })}</p>
            <div className="year-sums">
              <Sums sums={sums} />
            </div>
            <p className="kern-body">
              <a href={`/api/v1/yearly-reports/${year}/file?language=${getLocale()}`} className="kern-link" download>
                {m.year_sums_file()}
              </a>
            </p>
          </>
        )}
      </Section>
    </>
  );
}

/** Who has handed in the figures of a year, and the sums once the office has closed it. */
export const YearlyFiguresPage = localised(function YearlyFiguresPage() {
  const client = useQueryClient();
  const years = openYears(new Date());
  const [year, setYear] = useState(years[0] ?? 0);
  const [closed, setClosed] = useState(0);
  const query = useQuery(yearQuery(year));
  const keep = (data: YearOfProgrammes): void => {
    client.setQueryData(yearQuery(year).queryKey, data);
    setClosed(year);
  };
  return (
    <div className="page">
      <PageTitle>{m.year_title()}</PageTitle>
      <p className="page__lead kern-body">{m.year_lead()}</p>
      <SelectField name="year" label={m.year_choose()} value={String(year)} onChange={({ currentTarget }) => setYear(Number(currentTarget.value))} options={years.map((each) => ({ value: String(each), label: String(each) }))} />
      <Waiting query={query} />
      {closed === year ? <Alert kind="success" title={m.year_was_closed({ year: String(year) })} takesFocus /> : null}
      {query.data === undefined ? null : <Year key={year} data={query.data} onClosed={keep} />}
    </div>
  );
});
