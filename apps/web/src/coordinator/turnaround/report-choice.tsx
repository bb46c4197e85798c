import { m } from '../../generated/messages/messages.js';
import { SelectField } from '../../shared/kern/field';
import { toDay } from '../../shared/time/format';
import { isSettled, periodsAt } from './periods';
import type { Catalogue, Choice } from './turnaround-queries';
import { periodName } from './turnaround-words';

export interface ReportChoiceProps {
  readonly catalogue: Catalogue;
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
}

/** Which period, and as it was known on which day; nothing but what is published can be chosen. */
export function ReportChoice({ catalogue, choice, onChoose }: ReportChoiceProps) {
  const periods = periodsAt(catalogue.periods, choice.asOf);
  return (
    <div className="turnaround__choice">
      <SelectField
        name="turnaround.period"
        label={m.turnaround_period()}
        value={choice.period}
        options={periods.map((value) => ({ value, label: isSettled(value, choice.asOf) ? periodName(value) : m.turnaround_running({ period: periodName(value) }) }))}
        onChange={(event) => onChoose({ ...choice, period: event.target.value })}
      />
      <AsOfField catalogue={catalogue} choice={choice} onChoose={onChoose} />
    </div>
  );
}

/** As it was known on which day; only days of which something is published. */
export function AsOfField({ catalogue, choice, onChoose }: ReportChoiceProps) {
  return (
    <SelectField
      name="turnaround.as-of"
      label={m.turnaround_as_of()}
      value={choice.asOf}
      options={catalogue.asOfs.map((value) => ({ value, label: toDay(value) }))}
      onChange={(event) => onChoose({ ...choice, asOf: event.target.value })}
    />
  );
}
