import type { OpeningWindow } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { Button } from '../../shared/kern/button';
import { FieldGroup } from '../../shared/kern/check-field';
import type { SummaryEntry } from '../../shared/kern/error-summary';
import { TextField } from '../../shared/kern/field';
import { WEEKDAYS, weekdayName } from './own-centre-words';

interface WeekFieldsProps {
  readonly windows: readonly OpeningWindow[];
  readonly errors: readonly SummaryEntry[];
  readonly onChange: (windows: readonly OpeningWindow[]) => void;
}

function WindowFields({ index, window, ...props }: WeekFieldsProps & { readonly index: number; readonly window: OpeningWindow }) {
  const { windows, errors, onChange } = props;
  const field = (end: 'opens' | 'closes', label: string) => {
    const name = `windows.${index}.${end}`;
    return (
      <TextField
        type="time"
        name={name}
        label={label}
        value={window[end]}
        error={errors.find((entry) => entry.name === name)?.message}
        onChange={(event) => {
          const { value } = event.currentTarget;
          onChange(windows.map((each, place) => (place === index ? { ...each, [end]: value } : each)));
        }}
      />
    );
  };
  const day = weekdayName(window.weekday);
  return (
    <div className="week-window">
      {field('opens', m.own_centre_hours_opens())}
      {field('closes', m.own_centre_hours_closes())}
      <Button
        aria-label={m.own_centre_hours_remove_label({ day, opens: window.opens, closes: window.closes })}
        onClick={() => onChange(windows.filter((_, place) => place !== index))}
      >
        {m.own_centre_hours_remove()}
      </Button>
    </div>
  );
}

/** One group per weekday with the times of that day; times are added at the end of the list, so that no field changes its place. */
export function WeekFields(props: WeekFieldsProps) {
  const { windows, errors, onChange } = props;
  return (
    <FieldGroup name="windows" legend={m.own_centre_hours()} hint={m.own_centre_hours_hint()} error={errors.find(({ name }) => name === 'windows')?.message}>
      {WEEKDAYS.map((weekday) => (
        <FieldGroup key={weekday} name={`weekday.${weekday}`} legend={weekdayName(weekday)}>
          {windows.map((window, index) => (window.weekday === weekday ? <WindowFields key={index} {...props} index={index} window={window} /> : null))}
          <div>
            <Button icon="plus" aria-label={m.own_centre_hours_add_label({ day: weekdayName(weekday) })} onClick={() => onChange([...windows, { weekday, opens: '', closes: '' }])}>
              {m.own_centre_hours_add()}
            </Button>
          </div>
        </FieldGroup>
      ))}
    </FieldGroup>
  );
}
