import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { toHours } from '../../shared/charts/chart-words';
import { Alert } from '../../shared/kern/alert';
import { SelectField } from '../../shared/kern/field';
import { Loading } from '../../shared/kern/loading';
import { PageTitle } from '../../shared/kern/page-title';
import { Section } from '../../shared/kern/section';
import { localised } from '../../shared/locale/locale';
import { toDateTime, toNumber } from '../../shared/time/format';
import { NumberCard } from '../turnaround/numbers';
import { isQuarter, isSettled, periodsAt } from '../turnaround/periods';
import { AsOfField } from '../turnaround/report-choice';
import type { Catalogue, Choice } from '../turnaround/turnaround-queries';
import { periodName } from '../turnaround/turnaround-words';
import { TurnaroundStates } from '../turnaround/turnaround-states';
import { useTurnaround } from '../turnaround/use-turnaround';
import { comparedIn, countsOf, hoursSpan, mostChanged, publishedFinding, SUPPOSITION_IDS, suppositionWords, WORKLOAD } from './published-words';
import { WhatIfChart } from './what-if-chart';
import { whatIfReportQuery, type SuppositionId, type WhatIfRegion, type WhatIfReport } from './what-if-queries';
import { minutesWords } from './what-if-words';

/** What would have become of a year's referrals if something had been different everywhere: published once, as bands. */
export const WhatIfPage = localised(function WhatIfPage() {
  const turnaround = useTurnaround();
  const { catalogue, choice, choose } = turnaround;
  const years = catalogue === undefined || choice === null ? [] : periodsAt(catalogue.periods, choice.asOf).filter((period) => !isQuarter(period));
  // The year that was looked at elsewhere, else the last one that is over.
  const year = years.find((each) => choice?.period.startsWith(each)) ?? years.find((each) => choice !== null && isSettled(each, choice.asOf)) ?? years[0];
  return (
    <div className="page turnaround">
      <PageTitle>{m.what_if_title()}</PageTitle>
      <p className="page__lead kern-body">{m.what_if_all_lead()}</p>
      <TurnaroundStates turnaround={turnaround} />
      {catalogue !== undefined && choice !== null && year === undefined ? <Alert kind="info" title={m.what_if_all_none({ period: periodName(choice.period.slice(0, 4)) })} /> : null}
      {catalogue === undefined || choice === null || year === undefined ? null : (
        <Year catalogue={catalogue} choice={{ asOf: choice.asOf, period: year }} years={years} onChoose={choose} />
      )}
    </div>
  );
});

interface YearProps {
  readonly catalogue: Catalogue;
  readonly choice: Choice;
  readonly years: readonly string[];
  readonly onChoose: (choice: Choice) => void;
}

function Year({ catalogue, choice, years, onChoose }: YearProps) {
  const [supposition, suppose] = useState<SuppositionId>('weekendCover');
  const { data, isError, isPending } = useQuery(whatIfReportQuery(choice));
  return (
    <>
      <div className="turnaround__choice">
        <SelectField
          name="what-if.supposition"
          label={m.what_if_all_supposition()}
          value={supposition}
          options={SUPPOSITION_IDS.map((value) => ({ value, label: suppositionWords(value) }))}
          onChange={(event) => suppose(event.target.value as SuppositionId)}
        />
        <SelectField
          name="what-if.year"
          label={m.turnaround_period()}
          value={choice.period}
          options={years.map((value) => ({ value, label: periodName(value) }))}
          onChange={(event) => onChoose({ ...choice, period: event.target.value })}
        />
        <AsOfField catalogue={catalogue} choice={choice} onChoose={onChoose} />
      </div>
      {isError ? <Alert kind="warning" title={m.load_failed_text()} /> : null}
      {isPending && !isError ? <Loading /> : null}
      {data === undefined ? null : <Told report={data} period={choice.period} supposition={supposition} />}
    </>
  );
}

function Told({ report, period, supposition }: { readonly report: WhatIfReport | null; readonly period: string; readonly supposition: SuppositionId }) {
  const land = report?.regions.find(({ level }) => level === 'land');
  if (report === null || land === undefined) return <Alert kind="info" title={m.what_if_all_none({ period: periodName(period) })} />;
  const said = publishedFinding(land, supposition);
  const rows = countsOf(supposition).flatMap((count) => comparedIn(land, supposition, count) ?? []);
  return (
    <>
      <p className="turnaround__finding" role="status">{said}</p>
      <Numbers land={land} supposition={supposition} />
      <div className="turnaround__pair">
        <WhatIfChart title={supposition === 'measure14' ? m.what_if_in_measure() : m.chart_curve_share()} finding={said} rows={rows} how={m.what_if_all_how()} of={m.chart_curve_hours()} />
        <Most report={report} supposition={supposition} />
      </div>
      <Section id="what-if-left-out" title={m.what_if_left_out()}>
        <ul className="plain-list turnaround__note">
          <li>{m.what_if_all_left({ workload: minutesWords(WORKLOAD) })}</li>
          <li>{m.what_if_left_turns()}</li>
          <li>{m.what_if_all_bands()}</li>
          <li>{m.turnaround_published({ at: toDateTime(report.publishedAt) })}</li>
        </ul>
      </Section>
    </>
  );
}

function Numbers({ land, supposition }: { readonly land: WhatIfRegion; readonly supposition: SuppositionId }) {
  const n = m.what_if_of({ n: toNumber(land.referrals) });
  const card = (label: string, name: 'medianHours' | 'p90Hours') => {
    const [span, before] = [hoursSpan(land, supposition, name), land.recorded[name]];
    return span === null || before === null ? null : <NumberCard label={label} value={span} n={`${m.what_if_instead({ before: toHours(before) })} · ${n}`} />;
  };
  if (supposition === 'measure14') return null;
  return (
    <ul className="figures" aria-label={m.what_if_title()}>
      {card(m.turnaround_median(), 'medianHours')}
      {card(m.what_if_p90(), 'p90Hours')}
    </ul>
  );
}

function Most({ report, supposition }: { readonly report: WhatIfReport; readonly supposition: SuppositionId }) {
  const districts = mostChanged(report.regions, supposition, 'district');
  const rows = districts.length > 0 ? districts : mostChanged(report.regions, supposition, 'regierungsbezirk');
  const [first] = rows;
  if (first === undefined) return null;
  return <WhatIfChart title={m.what_if_all_most()} finding={m.what_if_all_most_finding({ name: first.name, words: first.words })} rows={rows} how={m.what_if_all_how()} of={m.chart_region()} />;
}
