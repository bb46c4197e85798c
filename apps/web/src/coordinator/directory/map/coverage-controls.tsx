import type { TargetGroup } from '#domain';
import { m } from '../../../generated/messages/messages.js';
import { SelectField } from '../../../shared/kern/field';
import { optionsOf } from '../../../shared/labels/label-of';
import type { CoverageQuestion, Layer } from './coverage-queries';
import { GROUP_LABELS, GROUPS, hourName, weekdayName } from './coverage-words';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const NOW = 'now';
/** At which hour somebody looks who has only named a day: most deployments are at night. */
const FIRST_HOUR = 23;

export interface CoverageControlsProps {
  readonly question: CoverageQuestion;
  readonly onChange: (question: CoverageQuestion) => void;
  readonly layer: Layer;
  readonly onLayer: (layer: Layer) => void;
}

/** Whom and when: the target group, and now or a weekday with its hour; and by which areas the map is parted. */
export function CoverageControls({ question, onChange, layer, onLayer }: CoverageControlsProps) {
  const { targetGroup, moment } = question;
  const chooseDay = (value: string): void =>
    onChange({ targetGroup, moment: value === NOW ? null : { weekday: Number(value), hour: moment?.hour ?? FIRST_HOUR } });
  return (
    <div className="coverage__controls">
      <SelectField
        name="coverage.group"
        label={m.coverage_group()}
        value={targetGroup}
        options={optionsOf(GROUP_LABELS, GROUPS)}
        onChange={(event) => onChange({ targetGroup: event.target.value as TargetGroup, moment })}
      />
      <SelectField
        name="coverage.weekday"
        label={m.coverage_day()}
        value={moment === null ? NOW : String(moment.weekday)}
        options={[{ value: NOW, label: m.coverage_now() }, ...WEEKDAYS.map((weekday) => ({ value: String(weekday), label: weekdayName(weekday) }))]}
        onChange={(event) => chooseDay(event.target.value)}
      />
      {moment === null ? null : (
        <SelectField
          name="coverage.hour"
          label={m.coverage_hour()}
          value={String(moment.hour)}
          options={HOURS.map((hour) => ({ value: String(hour), label: hourName(hour) }))}
          onChange={(event) => onChange({ targetGroup, moment: { weekday: moment.weekday, hour: Number(event.target.value) } })}
        />
      )}
      <SelectField
        name="coverage.layer"
        label={m.coverage_layer()}
        value={layer}
        options={[{ value: 'districts', label: m.coverage_layer_districts() }, { value: 'authorities', label: m.coverage_layer_authorities() }]}
        onChange={(event) => onLayer(event.target.value as Layer)}
      />
    </div>
  );
}
