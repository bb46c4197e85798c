import { m } from '../../generated/messages/messages.js';
import { getLocale } from '../../generated/messages/runtime.js';
import { DataTable, type Column } from '../../shared/kern/data-table';
import { PageTitle } from '../../shared/kern/page-title';
import { Section } from '../../shared/kern/section';
import { localised } from '../../shared/locale/locale';
import { toDay } from '../../shared/time/format';
import { isSettled, periodsAt } from '../turnaround/periods';
import { AsOfField } from '../turnaround/report-choice';
import { TurnaroundStates } from '../turnaround/turnaround-states';
import type { Catalogue, Choice, Indicator, Measure, MeasureId } from '../turnaround/turnaround-queries';
import { inWords, measureName, periodName } from '../turnaround/turnaround-words';
import { useTurnaround } from '../turnaround/use-turnaround';

const FORMATS = ['pdf', 'xlsx', 'csv'] as const;

const fileOf = ({ period, asOf }: Choice, format: string): string => `/api/v1/turnaround/reports/${period}/file?asOf=${asOf}&format=${format}&language=${getLocale()}`;

/** The reports as files, and what everything in them means. */
export const ReportsPage = localised(function ReportsPage() {
  const turnaround = useTurnaround();
  const { catalogue, choice, choose } = turnaround;
  return (
    <div className="page">
      <PageTitle>{m.reports_title()}</PageTitle>
      <p className="page__lead kern-body">{m.reports_lead()}</p>
      {catalogue === undefined || choice === null ? null : (
        <div className="turnaround__choice">
          <AsOfField catalogue={catalogue} choice={choice} onChoose={choose} />
        </div>
      )}
      <TurnaroundStates turnaround={turnaround} />
      {catalogue === undefined ? null : (
        <>
          {choice === null ? null : <Files catalogue={catalogue} choice={choice} />}
          <Section id="reports-rule" title={m.turnaround_rule()}>
            <p className="kern-body">{inWords(catalogue.rule)}</p>
          </Section>
          <Section id="reports-lag" title={m.reports_lag()}>
            <p className="kern-body">{inWords(catalogue.lag)}</p>
          </Section>
          <Definitions catalogue={catalogue} />
        </>
      )}
    </div>
  );
});

function Files({ catalogue, choice: { asOf } }: { readonly catalogue: Catalogue; readonly choice: Choice }) {
  const columns: readonly Column<string>[] = [
    { key: 'period', header: m.turnaround_period(), rowHeader: true, cell: (period) => (isSettled(period, asOf) ? periodName(period) : m.turnaround_running({ period: periodName(period) })) },
    ...FORMATS.map((format): Column<string> => ({
      key: format,
      header: format.toUpperCase(),
      cell: (period) => (
        <a className="kern-link kern-link--no-visited-state" href={fileOf({ period, asOf }, format)} download aria-label={m.reports_file_of({ period: periodName(period), format: format.toUpperCase() })}>
          {m.reports_file({ format: format.toUpperCase() })}
        </a>
      ),
    })),
  ];
  return (
    <Section id="reports-files" title={m.reports_files({ day: toDay(asOf) })}>
      <DataTable caption={m.reports_files({ day: toDay(asOf) })} columns={columns} rows={periodsAt(catalogue.periods, asOf)} keyOf={(period) => period} />
    </Section>
  );
}

/** Numerator, denominator, due cohort and attribution of every indicator, and what each figure counts. */
function Definitions({ catalogue }: { readonly catalogue: Catalogue }) {
  const indicators: readonly Column<Indicator>[] = [
    { key: 'title', header: m.turnaround_indicator(), rowHeader: true, cell: ({ id, title }) => `${id} ${inWords(title)}` },
    { key: 'numerator', header: m.turnaround_numerator(), cell: ({ numerator }) => inWords(numerator) },
    { key: 'denominator', header: m.turnaround_denominator(), cell: ({ denominator }) => inWords(denominator) },
    { key: 'cohort', header: m.turnaround_cohort(), cell: ({ cohort }) => inWords(cohort) },
    { key: 'attribution', header: m.turnaround_attribution(), cell: ({ attribution }) => inWords(attribution) },
    { key: 'note', header: m.turnaround_remark(), cell: ({ note }) => (note === null ? m.chart_unknown() : inWords(note)) },
  ];
  const measures: readonly Column<Measure>[] = [
    { key: 'name', header: m.reports_figure(), rowHeader: true, cell: ({ id }) => measureName(catalogue, id as MeasureId) },
    { key: 'of', header: m.reports_share_of(), cell: ({ shareOf }) => (shareOf === null ? m.chart_unknown() : measureName(catalogue, shareOf as MeasureId)) },
    { key: 'indicator', header: m.turnaround_indicator(), cell: ({ id }) => catalogue.indicators.find((each) => each.measures.includes(id))?.id ?? m.chart_unknown() },
  ];
  return (
    <Section id="reports-definitions" title={m.reports_definitions()}>
      <DataTable caption={m.reports_definitions()} columns={indicators} rows={catalogue.indicators} keyOf={({ id }) => id} />
      <h3 className="kern-title">{m.reports_figures()}</h3>
      <DataTable caption={m.reports_figures()} columns={measures} rows={catalogue.measures} keyOf={({ id }) => id} />
    </Section>
  );
}
