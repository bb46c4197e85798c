import { m } from '../../../generated/messages/messages.js';
import { readingWords, toCount } from '../../../shared/charts/chart-words';
import { DataTable, type Column } from '../../../shared/kern/data-table';
import { baseOf, landOf, shareIn } from '../../turnaround/figures';
import type { Catalogue, MeasureId } from '../../turnaround/turnaround-queries';
import { inWords, measureName, periodName } from '../../turnaround/turnaround-words';
import { useTurnaround } from '../../turnaround/use-turnaround';

interface Line {
  readonly id: string;
  /** Null: nothing is published of it. */
  readonly measure: MeasureId | null;
}

const linesOf = (catalogue: Catalogue, ids: readonly string[]): readonly Line[] =>
  ids.flatMap((id): readonly Line[] => {
    const told = (catalogue.indicators.find((each) => each.id === id)?.measures ?? []).filter((measure) => measure !== 'referrals');
    return told.length === 0 ? [{ id, measure: null }] : told.map((measure) => ({ id, measure: measure as MeasureId }));
  });

/** The Land's published figures of the indicators that a measure is to move, of the last quarter that has settled. */
export function IndicatorFigures({ ids }: { readonly ids: readonly string[] }) {
  const { catalogue, choice, report, pending } = useTurnaround();
  if (catalogue === undefined || pending) return <p className="kern-body muted">{m.plan_figures_waiting()}</p>;
  const land = report === undefined ? undefined : landOf(report);
  const columns: readonly Column<Line>[] = [
    { key: 'indicator', header: m.turnaround_indicator(), rowHeader: true, cell: ({ id }) => `${id} ${nameOf(catalogue, id)}` },
    { key: 'figure', header: m.plan_figure(), cell: ({ measure }) => (measure === null ? m.plan_not_told() : measureName(catalogue, measure)) },
    { key: 'share', header: m.turnaround_level_land(), numeric: true, cell: ({ measure }) => (measure === null || land === undefined ? m.chart_unknown() : readingWords(shareIn(land, measure, baseOf(catalogue, measure)))) },
    { key: 'n', header: m.column_n(), numeric: true, cell: ({ measure }) => (measure === null || land === undefined ? m.chart_unknown() : toCount(land.counts[baseOf(catalogue, measure)])) },
  ];
  return (
    <>
      <p className="kern-body">{choice === null ? m.plan_no_figures() : m.plan_figures_of({ period: periodName(choice.period) })}</p>
      <DataTable caption={m.plan_indicators()} columns={columns} rows={linesOf(catalogue, ids)} keyOf={({ id, measure }) => `${id} ${measure ?? ''}`} />
    </>
  );
}

function nameOf(catalogue: Catalogue, id: string): string {
  const found = catalogue.indicators.find((each) => each.id === id);
  return found === undefined ? '' : inWords(found.title);
}
