import { useRef, useState, useSyncExternalStore, type KeyboardEvent } from 'react';
import { m } from '../../../generated/messages/messages.js';
import { toNumber } from '../../../shared/time/format';
import type { CoverageQuestion, CoverageWeek } from './coverage-queries';
import { countAt, hourName, weekdayName } from './coverage-words';

type Moment = NonNullable<CoverageQuestion['moment']>;
type Hour = CoverageWeek['hours'][number];

const DAYS = [1, 2, 3, 4, 5, 6, 7];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** Steps of the tint; the number in the cell says the same. */
const STEPS = 4;

/** Twenty-four cells of a thumb's least width do not fit beside each other here. */
const narrow = window.matchMedia('(max-width: 63.9rem)');
const watchNarrow = (changed: () => void): (() => void) => {
  narrow.addEventListener('change', changed);
  return () => narrow.removeEventListener('change', changed);
};

/** Days and hours an arrow key moves by, with the days as rows. */
const MOVES: Readonly<Record<string, readonly [days: number, hours: number]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

const cellId = ({ weekday, hour }: Moment): string => `coverage-hour-${weekday}-${hour}`;

export interface WeekStripProps {
  readonly week: CoverageWeek;
  /** The hour that is shown on the map. */
  readonly shown: Moment;
  readonly onChoose: (moment: Moment) => void;
}

/** How many municipalities are without cover in each hour of the week: one stop of the Tab key, arrow keys within, Enter to choose. */
export function WeekStrip({ week, shown, onChoose }: WeekStripProps) {
  const upright = useSyncExternalStore(watchNarrow, () => narrow.matches);
  const [held, setHeld] = useState<Moment | null>(null);
  const table = useRef<HTMLTableElement>(null);
  const stop = held ?? shown;
  const most = Math.max(...week.hours.map(({ uncovered }) => uncovered));
  const counts = new Map(week.hours.map((each) => [cellId(each), each]));
  const move = (event: KeyboardEvent): void => {
    const step = MOVES[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const [days, hours] = upright ? [step[1], step[0]] : step;
    const next = { weekday: ((stop.weekday - 1 + days + 7) % 7) + 1, hour: (stop.hour + hours + 24) % 24 };
    setHeld(next);
    table.current?.querySelector<HTMLElement>(`#${cellId(next)}`)?.focus();
  };
  const cell = (weekday: number, hour: number) => (
    <Cell
      key={`${weekday} ${hour}`}
      hour={counts.get(cellId({ weekday, hour }))}
      most={most}
      pressed={shown.weekday === weekday && shown.hour === hour}
      stop={stop.weekday === weekday && stop.hour === hour}
      onHold={setHeld}
      onChoose={onChoose}
    />
  );
  const day = (weekday: number) => <abbr title={weekdayName(weekday)}>{weekdayName(weekday, 'short')}</abbr>;
  return (
    <table ref={table} className={`week-strip${upright ? ' week-strip--upright' : ''}`} onKeyDown={move}>
      <caption className="kern-sr-only">{m.coverage_week_title()}</caption>
      <thead>
        <tr>
          <td />
          {(upright ? DAYS : HOURS).map((each) => (
            <th key={each} scope="col">
              {upright ? day(each) : String(each).padStart(2, '0')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {(upright ? HOURS : DAYS).map((row) => (
          <tr key={row}>
            <th scope="row">{upright ? hourName(row) : day(row)}</th>
            {(upright ? DAYS : HOURS).map((column) => (upright ? cell(column, row) : cell(row, column)))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  readonly hour: Hour | undefined;
  /** The largest number of the week, which the tints are measured by. */
  readonly most: number;
  readonly pressed: boolean;
  readonly stop: boolean;
  readonly onHold: (moment: Moment) => void;
  readonly onChoose: (moment: Moment) => void;
}

function Cell({ hour, most, pressed, stop, onHold, onChoose }: CellProps) {
  if (hour === undefined) return <td />;
  const moment = { weekday: hour.weekday, hour: hour.hour };
  return (
    <td>
      <button
        type="button"
        id={cellId(moment)}
        data-step={most === 0 ? 0 : Math.ceil((STEPS * hour.uncovered) / most)}
        aria-pressed={pressed}
        aria-label={countAt(`${weekdayName(hour.weekday)} ${hourName(hour.hour)}`, hour.uncovered)}
        tabIndex={stop ? 0 : -1}
        onFocus={() => onHold(moment)}
        onClick={() => onChoose(moment)}
      >
        {toNumber(hour.uncovered)}
      </button>
    </td>
  );
}
