import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { toCount } from '../../shared/charts/chart-words';
import { Dialog } from '../../shared/kern/dialog';
import { Facts, type Fact } from '../../shared/kern/facts';
import { toDay } from '../../shared/time/format';
import { baseOf } from './figures';
import type { Catalogue, Indicator, MeasureId, Region, Report } from './turnaround-queries';
import { inWords, measureName, periodName, regionName } from './turnaround-words';

/** The figure that is asked about: a measure of a region in a report. */
export interface Asked {
  readonly measure: MeasureId;
  readonly region: Region;
  readonly report: Report;
}

export interface DefinitionProps {
  readonly catalogue: Catalogue;
  /** What the button is about, for whoever hears it alone. */
  readonly of: string;
  /** Either a figure of a report, or an indicator of which no report tells. */
  readonly about: Asked | { readonly indicator: string };
}

/** Leads from a figure to what it means and how many stand behind it, in one step. */
export function Definition({ catalogue, of, about }: DefinitionProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="link-button" aria-label={m.turnaround_definition_of({ name: of })} onClick={() => setOpen(true)}>
        {m.turnaround_definition()}
      </button>
      {open ? (
        <Dialog title={of} onClose={() => setOpen(false)}>
          <Facts facts={factsOf(catalogue, about)} />
        </Dialog>
      ) : null}
    </>
  );
}

function factsOf(catalogue: Catalogue, about: DefinitionProps['about']): readonly Fact[] {
  const indicator = catalogue.indicators.find((each) => ('indicator' in about ? each.id === about.indicator : each.measures.includes(about.measure)));
  return [...('indicator' in about ? [] : countFacts(catalogue, about)), ...(indicator === undefined ? [] : indicatorFacts(indicator)), { name: m.turnaround_rule(), value: inWords(catalogue.rule) }];
}

/** How many were counted, and out of how many. */
function countFacts(catalogue: Catalogue, { measure, region, report }: Asked): readonly Fact[] {
  const base = baseOf(catalogue, measure);
  return [
    { name: m.turnaround_where(), value: m.turnaround_where_when({ region: regionName(region), period: periodName(report.period), asOf: toDay(report.asOf) }) },
    { name: measureName(catalogue, measure), value: toCount(region.counts[measure]) },
    ...(measure === 'referrals' ? [] : [{ name: m.turnaround_n_of({ base: measureName(catalogue, base) }), value: toCount(region.counts[base]) }]),
  ];
}

/** An indicator in words: what is counted, out of what, when it is due, and whose clock it is. */
export const indicatorFacts = ({ id, title, numerator, denominator, cohort, attribution, note }: Indicator): readonly Fact[] => [
  { name: m.turnaround_indicator(), value: `${id} ${inWords(title)}` },
  { name: m.turnaround_numerator(), value: inWords(numerator) },
  { name: m.turnaround_denominator(), value: inWords(denominator) },
  { name: m.turnaround_cohort(), value: inWords(cohort) },
  { name: m.turnaround_attribution(), value: inWords(attribution) },
  ...(note === null ? [] : [{ name: m.turnaround_remark(), value: inWords(note) }]),
];
