import { m } from '../../generated/messages/messages.js';
import { DataTable, type Column } from '../kern/data-table';
import { useId } from 'react';
import { ChartFrame, Hatch, Picture } from './chart-frame';
import { toCount, toShare } from './chart-words';
import { flowLayout, type FlowBox, type FlowNode } from './flow-layout';

export interface ChainFlowProps {
  readonly title: string;
  readonly finding: string;
  /** The first is the whole; each other one is a part of its `from`. */
  readonly nodes: readonly FlowNode[];
  readonly about?: React.ReactNode;
}

const [WIDTH, HEIGHT, BAR] = [780, 320, 10];
/** A label has up to two lines, and its value one. */
const [ROOM, LINE, LETTERS] = [48, 14, 26];
const MARGIN = 8;

/** A label in at most two lines, parted at a space. */
function linesOf(label: string): readonly string[] {
  if (label.length <= LETTERS) return [label];
  const cut = label.lastIndexOf(' ', LETTERS);
  return cut < 0 ? [label] : [label.slice(0, cut), label.slice(cut + 1)];
}

/** "90 · 78 %": the count and its share of the whole. */
const valueOf = (count: number | null, whole: number | null): string =>
  count === null || whole === null || whole === 0 ? toCount(count) : m.chart_count_share({ count: toCount(count), share: toShare(count / whole) });

const columnsOf = (nodes: readonly FlowNode[]): readonly Column<FlowNode>[] => {
  const whole = nodes[0]?.count ?? null;
  const share = (count: number | null, of: number | null): string => (count === null || of === null || of === 0 ? toCount(count === null || of === null ? null : 0) : toShare(count / of));
  const source = (node: FlowNode): FlowNode | undefined => nodes.find(({ key }) => key === node.from);
  return [
    { key: 'stage', header: m.chart_stage(), rowHeader: true, cell: ({ label }) => label },
    { key: 'count', header: m.chart_count(), numeric: true, cell: ({ count }) => toCount(count) },
    { key: 'whole', header: m.chart_of_all(), numeric: true, cell: ({ count }) => share(count, whole) },
    { key: 'source', header: m.chart_of_stage(), numeric: true, cell: (node) => (node.from === null ? m.chart_unknown() : m.chart_share_of({ share: share(node.count, source(node)?.count ?? null), stage: source(node)?.label ?? '' })) },
  ];
};

/** Where the referrals of a cohort went: a band for each part of the chain, as high as its count, with count and share; the same as a funnel in a table. */
export function ChainFlow({ title, finding, nodes, about }: ChainFlowProps) {
  const hatch = useId();
  const boxes = flowLayout(nodes, { height: HEIGHT - 2 * MARGIN, room: ROOM });
  const height = Math.max(HEIGHT, ...boxes.map((box) => box.top + Math.max(box.height, ROOM) + 2 * MARGIN));
  const columns = Math.max(...boxes.map(({ column }) => column)) + 1;
  const x = (column: number): number => (column * (WIDTH - BAR)) / columns;
  const whole = nodes[0]?.count ?? null;
  return (
    <ChartFrame title={title} finding={finding} about={about} table={<DataTable caption={title} columns={columnsOf(nodes)} rows={nodes} keyOf={({ key }) => key} />}>
      <Picture width={WIDTH} height={height}>
        <defs>
          <Hatch id={hatch} />
        </defs>
        {boxes.map((box) => (box.sourceTop === null ? null : <path key={box.key} className={box.needsAction === true ? 'chart-flow chart-flow--action' : 'chart-flow'} d={ribbon(box, x)} />))}
        {boxes.map((box) => (
          <g key={box.key}>
            <rect
              className={box.count === null ? 'chart-node--hidden' : box.needsAction === true ? 'chart-node chart-node--action' : 'chart-node'}
              x={x(box.column)} y={box.top + MARGIN} width={BAR} height={box.count === null ? Math.max(box.height, 8) : box.height}
              {...(box.count === null ? { fill: `url(#${hatch})` } : {})}
            />
            <Label box={box} x={x(box.column) + BAR + 5} value={valueOf(box.count, whole)} />
          </g>
        ))}
      </Picture>
    </ChartFrame>
  );
}

function Label({ box, x, value }: { readonly box: FlowBox; readonly x: number; readonly value: string }) {
  const lines = linesOf(box.label);
  const top = box.top + MARGIN + 11;
  return (
    <>
      {lines.map((line, place) => (
        <text key={line} className="chart-text chart-text--strong" x={x} y={top + place * LINE}>
          {line}
        </text>
      ))}
      <text className="chart-text" x={x} y={top + lines.length * LINE}>
        {value}
      </text>
    </>
  );
}

function ribbon({ column, top, height, sourceTop }: FlowBox, x: (column: number) => number): string {
  const [from, to] = [x(column - 1) + BAR, x(column)];
  const middle = (from + to) / 2;
  const [start, end] = [(sourceTop ?? 0) + MARGIN, top + MARGIN];
  return `M${from} ${start}C${middle} ${start} ${middle} ${end} ${to} ${end}V${end + height}C${middle} ${end + height} ${middle} ${start + height} ${from} ${start + height}Z`;
}
