import { useId, type ReactNode } from 'react';
import { m } from '../../generated/messages/messages.js';
import { DataTable, type Column } from '../kern/data-table';
import { ChartFrame, Hatch, Picture } from './chart-frame';
import { readingWithN, readingWords, toShare } from './chart-words';
import type { Reading } from './reading';

export interface HeatRow {
  readonly key: string;
  readonly name: string;
  /** One for each column; null: not published. */
  readonly readings: readonly (Reading | null)[];
}

export interface HeatMapProps {
  readonly title: string;
  readonly finding: string;
  readonly columns: readonly string[];
  readonly rows: readonly HeatRow[];
  /** The name of a row in the table, where it leads somewhere. */
  readonly nameOf: (row: HeatRow) => ReactNode;
  readonly about?: ReactNode;
}

const [LABELS, CELL, ROW, TOP] = [210, 62, 22, 24];

const wordsOf = (reading: Reading | null): string => (reading === null ? m.chart_unpublished() : readingWithN(reading));
const classOf = (reading: Reading | null): string =>
  reading === null || reading.kind === 'none' ? 'chart-cell chart-cell--none' : reading.kind === 'hidden' ? 'chart-cell' : reading.needsAction ? 'chart-cell chart-step chart-step--action' : `chart-cell chart-step chart-step--${reading.step}`;

/** District by period: whether a gap is new or old. Every cell says its figure; what is hidden is hatched, what had no referrals is a dash. */
export function HeatMap({ title, finding, columns, rows, nameOf, about }: HeatMapProps) {
  const hatch = useId();
  const table: readonly Column<HeatRow>[] = [
    { key: 'name', header: m.chart_region(), rowHeader: true, cell: nameOf },
    ...columns.map((header, place): Column<HeatRow> => ({ key: header, header, numeric: true, cell: ({ readings }) => wordsOf(readings[place] ?? null) })),
  ];
  return (
    <ChartFrame title={title} finding={finding} about={about} table={<DataTable caption={title} columns={table} rows={rows} keyOf={({ key }) => key} />}>
      <Picture width={LABELS + columns.length * CELL} height={TOP + rows.length * ROW + 2} className="chart__picture--rows">
        <defs>
          <Hatch id={hatch} />
        </defs>
        {columns.map((column, place) => (
          <text key={column} className="chart-text chart-text--strong" x={LABELS + (place + 0.5) * CELL} y={TOP - 8} textAnchor="middle">
            {column}
          </text>
        ))}
        {rows.map(({ key, name, readings }, row) => (
          <g key={key} transform={`translate(0 ${TOP + row * ROW})`}>
            <text className="chart-text" x={LABELS - 8} y={ROW - 7} textAnchor="end">
              {name}
            </text>
            {readings.map((reading, place) => (
              <g key={columns[place]} transform={`translate(${LABELS + place * CELL} 0)`}>
                <rect className={classOf(reading)} width={CELL - 2} height={ROW - 2} {...(reading?.kind === 'hidden' ? { fill: `url(#${hatch})` } : {})}>
                  <title>{m.chart_cell({ name, period: columns[place] ?? '', words: wordsOf(reading) })}</title>
                </rect>
                <text className={`chart-text chart-cell__text${reading?.kind === 'shown' ? ` chart-on-${reading.needsAction ? 'action' : reading.step}` : ''}`} x={CELL / 2 - 1} y={ROW - 7} textAnchor="middle">
                  {cellText(reading)}
                </text>
              </g>
            ))}
          </g>
        ))}
      </Picture>
    </ChartFrame>
  );
}

/** What needs action carries a mark beside its colour. */
function cellText(reading: Reading | null): string {
  if (reading?.kind === 'hidden') return '';
  if (reading?.kind !== 'shown') return '–';
  return reading.needsAction ? `▼ ${toShare(reading.share)}` : readingWords(reading);
}
