import { scaleLinear } from 'd3-scale';
import { area, curveStepAfter, line } from 'd3-shape';
import { m } from '../../generated/messages/messages.js';
import { DataTable, type Column } from '../kern/data-table';
import { toNumber } from '../time/format';
import { apart } from './apart';
import { ChartFrame, Picture } from './chart-frame';
import { toHours, toShare } from './chart-words';
import { shareAt, type LifePoint } from './life-table';
import { thinned } from './thinned';

/** Whose curve it is, with its points. */
export interface NamedCurve {
  readonly name: string;
  readonly points: readonly LifePoint[];
}

export interface SurvivalCurveProps {
  readonly title: string;
  readonly own: NamedCurve;
  /** What it is compared with: the Land; null when it is the Land itself. */
  readonly other: NamedCurve | null;
  /** Hours; each is drawn as a line. */
  readonly deadlines: readonly number[];
  readonly about?: React.ReactNode;
}

const [WIDTH, HEIGHT] = [640, 320];
const [LEFT, RIGHT, TOP, BOTTOM] = [52, 150, 24, 34];
const ROOM = 16;
/** A longer name finds no room beside its curve; the caption has it. */
const MOST_LETTERS = 14;

/** "Nach 24 Std. 44 %, nach 72 Std. 89 % (Land 86 %)." */
export function curveFinding({ own, other, deadlines }: Pick<SurvivalCurveProps, 'own' | 'other' | 'deadlines'>): string {
  const parts = deadlines.flatMap((hours) => {
    const share = shareAt(own.points, hours);
    const beside = other === null ? null : shareAt(other.points, hours);
    if (share === null) return [];
    const words = m.chart_curve_after({ hours: toHours(hours), share: toShare(share) });
    return [beside === null || other === null ? words : m.chart_curve_beside({ words, name: other.name, share: toShare(beside) })];
  });
  return parts.length === 0 ? m.chart_curve_hidden() : m.chart_curve_finding({ parts: parts.join(', ') });
}

const columnsOf = (other: NamedCurve | null): readonly Column<LifePoint>[] => [
  { key: 'hours', header: m.chart_curve_hours(), rowHeader: true, cell: ({ hours }) => toHours(hours) },
  { key: 'share', header: m.chart_curve_share(), numeric: true, cell: ({ share }) => toShare(share) },
  { key: 'band', header: m.chart_interval(), numeric: true, cell: ({ low, high }) => m.chart_from_to({ from: toShare(low), to: toShare(high) }) },
  { key: 'risk', header: m.chart_curve_waiting(), numeric: true, cell: ({ atRisk }) => toNumber(atRisk) },
  ...(other === null ? [] : [{ key: 'other', header: other.name, numeric: true, cell: ({ hours }: LifePoint) => wordsOf(shareAt(other.points, hours)) }]),
];

const wordsOf = (share: number | null): string => (share === null ? m.chart_hidden() : toShare(share));

/** Which share had a first attempt after so many hours, open referrals counted as censored, beside the same of the Land. The deadlines are always drawn. */
export function SurvivalCurve({ title, own, other, deadlines, about }: SurvivalCurveProps) {
  const curves = other === null ? [own] : [other, own];
  const last = Math.max(...deadlines, ...curves.map(({ points }) => points.at(-1)?.hours ?? 0));
  const x = scaleLinear([0, last], [LEFT, WIDTH - RIGHT]);
  const y = scaleLinear([0, 1], [HEIGHT - BOTTOM, TOP]);
  const ends = curves.flatMap((curve) => {
    const end = curve.points.at(-1);
    return end === undefined ? [] : [{ curve, at: y(end.share), x: x(end.hours), share: end.share }];
  });
  const rows = own.points.filter(({ hours }) => hours > 0);
  return (
    <ChartFrame
      title={title}
      finding={curveFinding({ own, other, deadlines })}
      about={about}
      table={<DataTable caption={title} columns={columnsOf(other)} rows={rows} keyOf={({ hours }) => String(hours)} />}
    >
      <Picture width={WIDTH} height={HEIGHT}>
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <g key={share}>
            <line className="chart-grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(share)} y2={y(share)} />
            <text className="chart-text" x={LEFT - 6} y={y(share) + 4} textAnchor="end">
              {toShare(share)}
            </text>
          </g>
        ))}
        {deadlines.map((hours) => (
          <g key={hours}>
            <line className="chart-deadline" x1={x(hours)} x2={x(hours)} y1={TOP} y2={HEIGHT - BOTTOM} />
            <text className="chart-text chart-text--strong" x={x(hours)} y={TOP - 8} textAnchor="middle">
              {toHours(hours)}
            </text>
          </g>
        ))}
        {curves.map((curve) => (
          <Curve key={curve.name} curve={curve} x={x} y={y} compared={curve === other} />
        ))}
        {apart(ends, ROOM, TOP, HEIGHT - BOTTOM).map(({ curve, shown, share }) => (
          <text key={curve.name} className={`chart-text${curve === own ? ' chart-text--strong' : ''}`} x={WIDTH - RIGHT + 6} y={shown + 4}>
            {m.chart_name_value({ name: curve.name.length > MOST_LETTERS ? m.chart_this() : curve.name, value: toShare(share) })}
          </text>
        ))}
        {x.ticks(7).map((hours) => (
          <text key={hours} className="chart-text" x={x(hours)} y={HEIGHT - BOTTOM + 16} textAnchor="middle">
            {hours}
          </text>
        ))}
        <text className="chart-text" x={(LEFT + WIDTH - RIGHT) / 2} y={HEIGHT - 3} textAnchor="middle">
          {m.chart_curve_axis()}
        </text>
      </Picture>
    </ChartFrame>
  );
}

type Scale = (value: number) => number;

function Curve({ curve, x, y, compared }: { readonly curve: NamedCurve; readonly x: Scale; readonly y: Scale; readonly compared: boolean }) {
  const points = [...thinned(curve.points, ({ share }) => share)];
  const steps = line<LifePoint>(({ hours }) => x(hours), ({ share }) => y(share)).curve(curveStepAfter)(points) ?? '';
  if (compared) return <path className="chart-line chart-line--compared" d={steps} />;
  const band = area<LifePoint>(({ hours }) => x(hours), ({ low }) => y(low), ({ high }) => y(high)).curve(curveStepAfter)(points) ?? '';
  return (
    <>
      <path className="chart-band" d={band} />
      <path className="chart-line" d={steps} />
    </>
  );
}
