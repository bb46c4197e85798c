import { m } from '../../generated/messages/messages.js';
import { readingWords, toCount } from '../../shared/charts/chart-words';
import { DataTable, type Column } from '../../shared/kern/data-table';
import { Section } from '../../shared/kern/section';
import { Definition } from './definition';
import { baseOf, isTold, landOf, shareIn } from './figures';
import type { Catalogue, MeasureId, Region, Report } from './turnaround-queries';
import { measureName } from './turnaround-words';

interface IndicatorTableProps {
  readonly catalogue: Catalogue;
  readonly report: Report;
  readonly region: Region;
}

/** Every published figure of a region with its share, that of the Land, out of how many, and what it means. */
export function IndicatorTable({ catalogue, report, region }: IndicatorTableProps) {
  const land = region.level === 'land' ? undefined : landOf(report);
  const measures = catalogue.measures.map(({ id }) => id as MeasureId).filter((id) => isTold(id, region, report.period));
  const share = (of: Region | undefined, measure: MeasureId): string => (measure === 'referrals' ? m.chart_unknown() : readingWords(shareIn(of, measure, baseOf(catalogue, measure))));
  const columns: readonly Column<MeasureId>[] = [
    { key: 'measure', header: m.turnaround_indicator(), rowHeader: true, cell: (measure) => measureName(catalogue, measure) },
    { key: 'count', header: m.chart_count(), numeric: true, cell: (measure) => toCount(region.counts[measure]) },
    { key: 'n', header: m.column_n(), numeric: true, cell: (measure) => (measure === 'referrals' ? m.chart_unknown() : toCount(region.counts[baseOf(catalogue, measure)])) },
    { key: 'share', header: m.chart_share(), numeric: true, cell: (measure) => share(region, measure) },
    ...(land === undefined ? [] : [{ key: 'land', header: m.turnaround_level_land(), numeric: true, cell: (measure: MeasureId) => share(land, measure) }]),
    { key: 'about', header: m.turnaround_definition(), cell: (measure) => <Definition catalogue={catalogue} of={measureName(catalogue, measure)} about={{ measure, region, report }} /> },
  ];
  return (
    <Section id="turnaround-all" title={m.turnaround_all_figures()}>
      <DataTable caption={m.turnaround_all_figures()} columns={columns} rows={measures} keyOf={(measure) => measure} />
    </Section>
  );
}
