import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { m } from '../../generated/messages/messages.js';
import { DataTable, type Column } from '../kern/data-table';
import { apart } from './apart';
import { ChartFrame, Picture } from './chart-frame';
import { toCount, toDayAndMonth, toHours } from './chart-words';

/** One week: its first day, how many referrals, and hours to the first attempt; null: hidden or too few. */
export interface FanWeek {
  readonly week: string;
  readonly n: number | null;
  readonly p10: number | null;
  readonly p25: number | null;
  readonly p50: number | null;
  readonly p75: number | null;
  readonly p90: number | null;
}
type Percentile = 'p10' | 'p25' | 'p50' | 'p75' | 'p90';

export interface PercentileFanProps {
  readonly title: string;
  readonly weeks: readonly FanWeek[];
  /** Hours; each is drawn as a line. */
  readonly deadlines: readonly number[];
  readonly about?: React.ReactNode;
}

const [WIDTH, HEIGHT] = [640, 320];
const [LEFT, RIGHT, TOP, BOTTOM] = [48, 84, 14, 30];
/** Heights of text and of what stands beside each other. */
const ROOM = 15;

const hoursOf = (value: number | null): string => (value === null ? m.chart_hidden() : toHours(value));

const columns = (): readonly Column<FanWeek>[] => [
  { key: 'week', header: m.chart_week_from(), rowHeader: true, cell: ({ week }) => toDayAndMonth(week) },
  { key: 'n', header: m.column_n(), numeric: true, cell: ({ n }) => toCount(n) },
  ...(['p10', 'p25', 'p50', 'p75', 'p90'] as const).map((key): Column<FanWeek> => ({ key, header: NAMES[key](), numeric: true, cell: (week) => hoursOf(week[key]) })),
];

const NAMES: Readonly<Record<Percentile, () => string>> = {
  p10: m.chart_p10, p25: m.chart_p25, p50: m.chart_p50, p75: m.chart_p75, p90: m.chart_p90,
};

/** What became of the middle and of the slow end, from the first to the last week that has both. */
export function fanFinding(weeks: readonly FanWeek[]): string {
  const known = weeks.filter(({ p50 }) => p50 !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return weeks.every(({ n }) => n === 0) ? m.chart_fan_none() : m.chart_fan_hidden();
  const middle = m.chart_fan_finding({ from: toHours(first.p50 ?? 0), to: toHours(last.p50 ?? 0), day: toDayAndMonth(first.week) });
  const slow = weeks.filter(({ p90 }) => p90 !== null);
  const [slowFirst, slowLast] = [slow[0], slow.at(-1)];
  if (slowFirst === undefined || slowLast === undefined) return middle;
  return `${middle} ${m.chart_fan_slow({ from: toHours(slowFirst.p90 ?? 0), to: toHours(slowLast.p90 ?? 0) })}`;
}

/** How long the first attempt took, week by week: the middle, the middle half, and from the tenth to the ninetieth percentile. For many referrals only. */
export function PercentileFan({ title, weeks, deadlines, about }: PercentileFanProps) {
  const most = Math.max(...deadlines, ...weeks.flatMap(({ p50, p75, p90 }) => [p50 ?? 0, p75 ?? 0, p90 ?? 0]));
  const x = scaleLinear([0, Math.max(1, weeks.length - 1)], [LEFT, WIDTH - RIGHT]);
  const y = scaleLinear([0, most], [HEIGHT - BOTTOM, TOP]).nice();
  return (
    <ChartFrame title={title} finding={fanFinding(weeks)} about={about} table={<DataTable caption={title} columns={columns()} rows={weeks} keyOf={({ week }) => week} />}>
      <Picture width={WIDTH} height={HEIGHT}>
        {y.ticks(5).map((hours) => (
          <g key={hours}>
            <line className="chart-grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(hours)} y2={y(hours)} />
            <text className="chart-text" x={LEFT - 6} y={y(hours) + 4} textAnchor="end">
              {hours}
            </text>
          </g>
        ))}
        <Bands weeks={weeks} x={x} y={y} />
        {deadlines.map((hours) => (
          <g key={hours}>
            <line className="chart-deadline" x1={LEFT} x2={WIDTH - RIGHT} y1={y(hours)} y2={y(hours)} />
            <text className="chart-text chart-text--strong" x={LEFT + 4} y={y(hours) - 4}>
              {m.chart_deadline({ hours: toHours(hours) })}
            </text>
          </g>
        ))}
        {monthsOf(weeks).map(({ place, label }) => (
          <text key={place} className="chart-text" x={x(place)} y={HEIGHT - 8} textAnchor="middle">
            {label}
          </text>
        ))}
      </Picture>
    </ChartFrame>
  );
}

type Scale = (value: number) => number;

function Bands({ weeks, x, y }: { readonly weeks: readonly FanWeek[]; readonly x: Scale; readonly y: Scale }) {
  const band = (low: Percentile, high: Percentile): string =>
    area<FanWeek>((_, place) => x(place), (week) => y(week[low] ?? 0), (week) => y(week[high] ?? 0)).defined((week) => week[low] !== null && week[high] !== null)([...weeks]) ?? '';
  const middle = line<FanWeek>((_, place) => x(place), (week) => y(week.p50 ?? 0)).defined(({ p50 }) => p50 !== null)([...weeks]) ?? '';
  const ends = (['p10', 'p50', 'p90'] as const).flatMap((key) => {
    const value = weeks.findLast((week) => week[key] !== null)?.[key];
    return value === undefined || value === null ? [] : [{ key, at: y(value) }];
  });
  return (
    <>
      <path className="chart-band chart-band--wide" d={band('p10', 'p90')} />
      <path className="chart-band" d={band('p25', 'p75')} />
      <path className="chart-line" d={middle} />
      {weeks.map((week, place) =>
        week.p50 === null ? null : (
          <circle key={week.week} className="chart-dot" cx={x(place)} cy={y(week.p50)} r="2.5">
            <title>{m.chart_fan_point({ day: toDayAndMonth(week.week), hours: toHours(week.p50), n: toCount(week.n) })}</title>
          </circle>
        ),
      )}
      {apart(ends, ROOM, TOP, HEIGHT - BOTTOM).map(({ key, shown }) => (
        <text key={key} className={`chart-text${key === 'p50' ? ' chart-text--strong' : ''}`} x={WIDTH - RIGHT + 6} y={shown + 4}>
          {NAMES[key]()}
        </text>
      ))}
    </>
  );
}

/** A label under at most seven weeks. */
function monthsOf(weeks: readonly FanWeek[]): readonly { readonly place: number; readonly label: string }[] {
  const every = Math.max(1, Math.ceil(weeks.length / 7));
  return weeks.flatMap(({ week }, place) => (place % every === 0 ? [{ place, label: toDayAndMonth(week) }] : []));
}
