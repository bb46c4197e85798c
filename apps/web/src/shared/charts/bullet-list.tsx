import { useId, useState, type ReactNode } from 'react';
import { m } from '../../generated/messages/messages.js';
import { Button } from '../kern/button';
import { DataTable, type Column } from '../kern/data-table';
import { ChartFrame, Hatch } from './chart-frame';
import { readingWithN, readingWords, toCount, toShare } from './chart-words';
import { toNumber } from '../time/format';
import { type Read, type Reading, worstFirst } from './reading';

export interface BulletRow extends Read {
  readonly key: string;
  /** The share of the period before, as a stroke in the bar; null: unknown. */
  readonly before: number | null;
}

export interface BulletListProps {
  readonly title: string;
  readonly finding: string;
  readonly rows: readonly BulletRow[];
  /** What they are compared with; null: nothing. */
  readonly reference: { readonly name: string; readonly share: number } | null;
  /** The name of a row, where it leads somewhere. */
  readonly nameOf: (row: BulletRow) => ReactNode;
  readonly about?: ReactNode;
}

/** So many at first: the worst are what somebody came for. */
const AT_FIRST = 10;
const [WIDTH, HEIGHT] = [240, 20];

const intervalOf = (reading: Reading): string => (reading.kind === 'shown' ? m.chart_from_to({ from: toShare(reading.low), to: toShare(reading.high) }) : readingWords(reading));

const columnsOf = (nameOf: (row: BulletRow) => ReactNode): readonly Column<BulletRow>[] => [
  { key: 'name', header: m.chart_region(), rowHeader: true, cell: nameOf },
  { key: 'share', header: m.chart_share(), numeric: true, cell: ({ reading }) => readingWords(reading) },
  { key: 'interval', header: m.chart_interval(), numeric: true, cell: ({ reading }) => intervalOf(reading) },
  { key: 'n', header: m.column_n(), numeric: true, cell: ({ reading }) => (reading.kind === 'shown' ? toCount(reading.all) : readingWords(reading)) },
  { key: 'before', header: m.chart_before(), numeric: true, cell: ({ before }) => (before === null ? m.chart_unknown() : toShare(before)) },
];

/** Shares as bars, the worst first, each with the whisker of its Wilson interval, how many it stands for, and the share of the Land as a line. */
export function BulletList({ title, finding, rows, reference, nameOf, about }: BulletListProps) {
  const [all, setAll] = useState(false);
  const hatch = useId();
  const ranked = worstFirst(rows);
  const table = <DataTable caption={title} columns={columnsOf(nameOf)} rows={ranked} keyOf={({ key }) => key} />;
  return (
    <ChartFrame title={title} finding={finding} about={about} table={table}>
      <svg className="bullets__defs" aria-hidden="true" focusable="false">
        <defs>
          <Hatch id={hatch} />
        </defs>
      </svg>
      <ol className="bullets" aria-label={title}>
        {ranked.slice(0, all ? ranked.length : AT_FIRST).map((row) => (
          <li key={row.key} className="bullet">
            <span className="bullet__name">{nameOf(row)}</span>
            <Bar row={row} reference={reference?.share ?? null} hatch={hatch} />
            <Value reading={row.reading} />
          </li>
        ))}
        {reference === null ? null : (
          <li className="bullet" aria-hidden="true">
            <span className="bullet__name" />
            <svg className="bullet__bar" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
              <text className="chart-text" x={Math.min(reference.share * WIDTH, WIDTH - 2)} y="14" textAnchor="end">
                {m.chart_name_value({ name: reference.name, value: toShare(reference.share) })}
              </text>
            </svg>
          </li>
        )}
      </ol>
      {ranked.length > AT_FIRST ? <Button onClick={() => setAll(!all)}>{all ? m.chart_fewer() : m.chart_all({ all: toNumber(ranked.length) })}</Button> : null}
    </ChartFrame>
  );
}

/** What needs action carries a mark, and its meaning for whoever listens. */
function Value({ reading }: { readonly reading: Reading }) {
  if (reading.kind !== 'shown' || !reading.needsAction) return <span className="bullet__value">{readingWithN(reading)}</span>;
  return (
    <span className="bullet__value bullet__value--action">
      <span aria-hidden="true">▼ </span>
      {readingWithN(reading)}
      <span className="kern-sr-only">, {m.chart_below_words()}</span>
    </span>
  );
}

function Bar({ row: { reading, before }, reference, hatch }: { readonly row: BulletRow; readonly reference: number | null; readonly hatch: string }) {
  const x = (share: number): number => share * WIDTH;
  return (
    <svg className="bullet__bar" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
      <rect className="chart-track" x="0" y="4" width={WIDTH} height="12" />
      {reading.kind === 'hidden' ? <rect x="0" y="4" width={WIDTH} height="12" fill={`url(#${hatch})`} /> : null}
      {reading.kind === 'shown' ? (
        <>
          <rect className={reading.needsAction ? 'chart-bar chart-bar--action' : 'chart-bar'} x="0" y="4" width={x(reading.share)} height="12" />
          {before === null ? null : <rect className="chart-before" x={x(before) - 1.5} y="2" width="3" height="16" />}
          <path className="chart-whisker" d={`M${x(reading.low)} 10H${x(reading.high)}M${x(reading.low)} 6V14M${x(reading.high)} 6V14`} />
        </>
      ) : null}
      {reference === null ? null : <line className="chart-reference" x1={x(reference)} x2={x(reference)} y1="0" y2={HEIGHT} />}
    </svg>
  );
}
