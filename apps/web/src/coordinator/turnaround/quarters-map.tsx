import { useQuery } from '@tanstack/react-query';
import { m } from '../../generated/messages/messages.js';
import { HeatMap, type HeatRow } from '../../shared/charts/heat-map';
import { worstFirst } from '../../shared/charts/reading';
import { Alert } from '../../shared/kern/alert';
import { Loading } from '../../shared/kern/loading';
import type { BulletRow } from '../../shared/charts/bullet-list';
import { COMPARED, referenceIn, shareIn } from './figures';
import { isQuarter, isSettled } from './periods';
import { CompareDefinition, RegionLink } from './ranking';
import { reportsQuery, type Catalogue, type Choice, type Report } from './turnaround-queries';
import { shortPeriod } from './turnaround-words';

/** So many quarters stand beside each other: a year ago is among them. */
const QUARTERS = 5;

export interface QuartersMapProps {
  readonly catalogue: Catalogue;
  readonly choice: Choice;
  readonly report: Report;
  /** The regions to be shown, as they stand in the chosen period. */
  readonly rows: readonly BulletRow[];
}

/** The regions over the last quarters that have settled: whether a gap is new or old. */
export function QuartersMap({ catalogue, choice: { asOf }, report, rows }: QuartersMapProps) {
  const quarters = catalogue.periods.filter((period) => isQuarter(period) && isSettled(period, asOf)).slice(0, QUARTERS).reverse();
  const { data: reports, isError } = useQuery(reportsQuery(quarters, asOf));
  if (quarters.length === 0) return null;
  if (isError) return <Alert kind="warning" title={m.load_failed_text()} />;
  if (reports === undefined) return <Loading />;
  const ranked = worstFirst(rows).map(({ key, name }): HeatRow => ({
    key,
    name,
    readings: reports.map((quarter) => {
      const region = quarter.regions.find((each) => each.key === key);
      return region === undefined ? null : shareIn(region, COMPARED, 'referrals', referenceIn(quarter));
    }),
  }));
  return (
    <HeatMap
      title={m.turnaround_quarters_title()}
      finding={quartersSentence(ranked)}
      columns={quarters.map(shortPeriod)}
      rows={ranked}
      nameOf={({ key, name }) => <RegionLink region={key} name={name} />}
      about={<CompareDefinition catalogue={catalogue} report={report} />}
    />
  );
}

/** Which regions were clearly below the Land more than once: an old gap, not a bad month. */
function quartersSentence(rows: readonly HeatRow[]): string {
  const below = ({ readings }: HeatRow): number => readings.filter((reading) => reading?.kind === 'shown' && reading.needsAction).length;
  const often = rows.filter((row) => below(row) > 1).sort((a, b) => below(b) - below(a));
  const [first] = often;
  if (first === undefined) return rows.some((row) => below(row) === 1) ? m.turnaround_quarters_once() : m.turnaround_quarters_never();
  return m.turnaround_quarters_often({ name: first.name, times: below(first), count: often.length });
}
