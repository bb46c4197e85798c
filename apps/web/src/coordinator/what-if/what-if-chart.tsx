import { m } from '../../generated/messages/messages.js';
import { ChartFrame } from '../../shared/charts/chart-frame';
import { toHours, toShare } from '../../shared/charts/chart-words';
import { DataTable, type Column } from '../../shared/kern/data-table';
import type { Spread } from './what-if-queries';
import { shareWords } from './what-if-words';

const [WIDTH, HEIGHT] = [240, 20];

/** One share as it was, and as it would have been with its band. */
export interface ComparedShare {
  readonly name: string;
  readonly recorded: number | null;
  readonly supposed: Spread;
  /** Both in words. */
  readonly words: string;
}

export interface WhatIfChartProps {
  readonly title: string;
  readonly finding: string;
  readonly rows: readonly ComparedShare[];
  /** How bars, lines and boxes are read. */
  readonly how: string;
  /** What names a row. */
  readonly of: string;
}

/** So many at first. */
const AT_FIRST = 10;

const bandWords = ({ low, high }: Spread): string => (low === null || high === null ? m.chart_unknown() : m.chart_from_to({ from: toShare(low), to: toShare(high) }));

const columns = (of: string): readonly Column<ComparedShare>[] => [
  { key: 'name', header: of, rowHeader: true, cell: ({ name }) => name },
  { key: 'recorded', header: m.what_if_recorded(), numeric: true, cell: ({ recorded }) => shareWords(recorded) },
  { key: 'supposed', header: m.what_if_supposed(), numeric: true, cell: ({ supposed }) => shareWords(supposed.middle) },
  { key: 'band', header: m.what_if_band(), numeric: true, cell: ({ supposed }) => bandWords(supposed) },
];

export const withinWords = (hours: number): string => m.what_if_within({ hours: toHours(hours) });

/** Shares with a first attempt: bars as supposed, with the whisker of its band, and a narrow box for what was. */
export function WhatIfChart({ title, finding, rows, of, how }: WhatIfChartProps) {
  return (
    <ChartFrame title={title} finding={finding} table={<DataTable caption={title} columns={columns(of)} rows={rows} keyOf={({ name }) => name} />}>
      <ol className="bullets" aria-label={title}>
        {rows.slice(0, AT_FIRST).map((row) => (
          <li key={row.name} className="bullet">
            <span className="bullet__name">{row.name}</span>
            <Bar {...row} />
            <span className="bullet__value">{row.words}</span>
          </li>
        ))}
      </ol>
      <p className="kern-body kern-body--small muted">{how}</p>
    </ChartFrame>
  );
}

function Bar({ recorded, supposed: { low, middle, high } }: ComparedShare) {
  const x = (share: number | null): number => (share ?? 0) * WIDTH;
  return (
    <svg className="bullet__bar" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
      <rect className="chart-track" x="0" y="4" width={WIDTH} height="12" />
      <rect className="chart-bar" x="0" y="4" width={x(middle)} height="12" />
      {recorded === null ? null : <rect className="chart-before" x={x(recorded) - 1.5} y="2" width="3" height="16" />}
      <path className="chart-whisker" d={`M${x(low)} 10H${x(high)}M${x(low)} 6V14M${x(high)} 6V14`} />
    </svg>
  );
}
