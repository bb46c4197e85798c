import { memo, useId, type PointerEvent, type ReactNode } from 'react';
import { m } from '../../generated/messages/messages.js';
import { toNumber } from '../time/format';
import { Hatch } from './chart-frame';
import { readingWithN, toShare } from './chart-words';
import { STEP_LIMITS, type Reading, type Step } from './reading';
import { around, viewBoxOf, type Shape } from './topology';

export interface ChoroplethProps {
  readonly title: string;
  readonly finding: string;
  readonly shapes: readonly Shape[];
  /** By AGS; a district that is missing here is not of the person's area. */
  readonly readings: ReadonlyMap<string, Reading>;
  /** AGS of the district that is drawn with a thick line. */
  readonly marked: string | null;
  readonly onPoint?: (ags: string | null) => void;
  readonly onChoose?: (ags: string) => void;
  /** Whose map it is. */
  readonly attribution: ReactNode;
}

const MARGIN = 8;
const STEPS = [0, 1, 2, 3] as const satisfies readonly Step[];
/** So many names find room on the map. */
const MOST_NAMES = 3;

const classOf = (reading: Reading | undefined): string => {
  if (reading === undefined) return 'chart-area chart-area--outside';
  if (reading.kind !== 'shown') return `chart-area chart-area--${reading.kind}`;
  return `chart-area chart-step chart-step--${reading.needsAction ? 'action' : reading.step}`;
};

const agsAt = (event: PointerEvent<SVGSVGElement> | React.MouseEvent<SVGSVGElement>): string | null =>
  event.target instanceof SVGElement ? (event.target.dataset['ags'] ?? null) : null;

/** The areas alone: pointing at one of them must not draw all anew. */
const Areas = memo(function Areas({ shapes, readings, hatch }: Pick<ChoroplethProps, 'shapes' | 'readings'> & { readonly hatch: string }) {
  return shapes.map(({ ags, name, path }) => {
    const reading = readings.get(ags);
    return (
      <path key={ags} d={path} className={classOf(reading)} {...(reading === undefined ? {} : { 'data-ags': ags })} {...(reading?.kind === 'hidden' ? { fill: `url(#${hatch})` } : {})}>
        <title>{reading === undefined ? name : m.chart_name_value({ name, value: readingWithN(reading) })}</title>
      </path>
    );
  });
});

/**
 * The districts, painted by their share. It is a picture with its finding as a name: the list beside it says the same in words, and is the way by
 * keyboard. No referrals are not 0 %: such a district stays blank; what is hidden is hatched; what needs action is named on the map.
 */
export function Choropleth({ title, finding, shapes, readings, marked, onPoint, onChoose, attribution }: ChoroplethProps) {
  const id = useId();
  const inside = shapes.filter(({ ags }) => readings.has(ags));
  const outlined = shapes.find(({ ags }) => ags === marked);
  return (
    <div className="chart">
      <svg
        className="chart__map"
        viewBox={viewBoxOf(around((inside.length === 0 ? shapes : inside).map(({ box }) => box)), MARGIN)}
        role="img"
        aria-labelledby={`${id}-name`}
        onPointerMove={(event) => onPoint?.(agsAt(event))}
        onPointerLeave={() => onPoint?.(null)}
        onClick={(event) => {
          const ags = agsAt(event);
          if (ags !== null) onChoose?.(ags);
        }}
      >
        <title id={`${id}-name`}>{m.chart_map({ title, finding })}</title>
        <defs>
          <Hatch id={`${id}-hatch`} />
        </defs>
        <Areas shapes={shapes} readings={readings} hatch={`${id}-hatch`} />
        {outlined === undefined ? null : <path d={outlined.path} className="chart-marked" />}
        {worstOf(inside, readings).map(({ ags, name, box }) => (
          <text key={ags} className="chart-text chart-text--map" x={(box.left + box.right) / 2} y={(box.top + box.bottom) / 2} textAnchor="middle">
            {name}
          </text>
        ))}
      </svg>
      <MapKey readings={readings} hatch={`${id}-hatch`} />
      {attribution}
    </div>
  );
}

/** Those that need action, the worst first. */
const worstOf = (shapes: readonly Shape[], readings: ChoroplethProps['readings']): readonly Shape[] => {
  const share = ({ ags }: Shape): number => {
    const reading = readings.get(ags);
    return reading?.kind === 'shown' && reading.needsAction ? reading.high : 2;
  };
  return shapes.filter((shape) => share(shape) < 2).sort((a, b) => share(a) - share(b)).slice(0, MOST_NAMES);
};

/** What each way to fill means, and how many districts are filled so. */
function MapKey({ readings, hatch }: { readonly readings: ChoroplethProps['readings']; readonly hatch: string }) {
  const all = [...readings.values()];
  const shown = all.flatMap((reading) => (reading.kind === 'shown' ? [reading] : []));
  const entries = [
    { key: 'action', words: `▼ ${m.chart_below_words()}`, count: shown.filter(({ needsAction }) => needsAction).length, className: 'chart-step chart-step--action' },
    ...[...STEPS].reverse().map((step) => ({
      key: String(step), words: stepWords(step), count: shown.filter((reading) => !reading.needsAction && reading.step === step).length, className: `chart-step chart-step--${step}`,
    })),
    { key: 'hidden', words: m.chart_hidden(), count: all.filter(({ kind }) => kind === 'hidden').length, className: 'chart-area--hidden' },
    { key: 'none', words: m.chart_none(), count: all.filter(({ kind }) => kind === 'none').length, className: 'chart-area--none' },
  ];
  return (
    <ul className="chart__key" aria-label={m.chart_key()}>
      {entries.filter(({ count }) => count > 0).map(({ key, words, count, className }) => (
        <li key={key}>
          <svg viewBox="0 0 28 20" aria-hidden="true" focusable="false">
            <rect className={`chart-area ${className}`} x="0.5" y="0.5" width="27" height="19" {...(key === 'hidden' ? { fill: `url(#${hatch})` } : {})} />
          </svg>
          {m.chart_name_value({ name: words, value: toNumber(count) })}
        </li>
      ))}
    </ul>
  );
}

function stepWords(step: Step): string {
  if (step === 0) return m.chart_step_from({ from: toShare(STEP_LIMITS[0]) });
  const to = toShare(STEP_LIMITS[step - 1] ?? 0);
  return step === 3 ? m.chart_step_below({ to }) : m.chart_from_to({ from: toShare(STEP_LIMITS[step] ?? 0), to });
}
