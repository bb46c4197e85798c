import { m } from '../../../generated/messages/messages.js';
import { Button } from '../../../shared/kern/button';
import { FieldGroup } from '../../../shared/kern/check-field';
import { DateTime } from '../../../shared/kern/date-time';
import { SelectField, TextField } from '../../../shared/kern/field';
import { idOf } from '../../../shared/kern/field-frame';
import { TextArea } from '../../../shared/kern/text-area';
import { optionsOf } from '../../../shared/labels/label-of';
import { NO_MILESTONE, type MilestoneValues, type StandingValues } from './measure-values';
import { STATUS_LABELS, STATUSES } from './plan-words';
import type { Entry } from './use-entry';

interface StandingFieldsProps {
  readonly entry: Entry;
  readonly values: StandingValues;
  readonly onChange: (change: Partial<StandingValues>) => void;
}

/** How a measure stands: status with its day and evidence, milestones, and the day on which it is looked at again. */
export function StandingFields({ entry: { nameOf, errorOf }, values, onChange }: StandingFieldsProps) {
  return (
    <>
      <div className="form__pair">
        <SelectField
          name={nameOf('status')} label={m.plan_status()} options={optionsOf(STATUS_LABELS, STATUSES)} value={values.status} error={errorOf('status')}
          onChange={(event) => onChange({ status: event.currentTarget.value as StandingValues['status'] })}
        />
        <DateTime of="day" name={nameOf('statusOn')} label={m.plan_status_on()} value={values.statusOn} onChange={(event) => onChange({ statusOn: event.currentTarget.value })} error={errorOf('statusOn')} />
      </div>
      <TextArea
        name={nameOf('evidence')} label={m.plan_evidence()} hint={m.plan_evidence_hint()} maxLength={2000} value={values.evidence} error={errorOf('evidence')}
        onChange={(event) => onChange({ evidence: event.currentTarget.value })}
      />
      <Milestones entry={{ nameOf, errorOf }} milestones={values.milestones} onChange={(milestones) => onChange({ milestones })} />
      <DateTime
        of="day" name={nameOf('nextReviewOn')} label={m.plan_next_review()} hint={m.plan_next_review_hint()} value={values.nextReviewOn} error={errorOf('nextReviewOn')}
        onChange={(event) => onChange({ nextReviewOn: event.currentTarget.value })}
      />
    </>
  );
}

interface MilestonesProps {
  readonly entry: Pick<Entry, 'nameOf' | 'errorOf'>;
  readonly milestones: readonly MilestoneValues[];
  readonly onChange: (milestones: readonly MilestoneValues[]) => void;
}

function Milestones({ entry: { nameOf, errorOf }, milestones, onChange }: MilestonesProps) {
  const change = (key: number, with_: Partial<MilestoneValues>): void => onChange(milestones.map((each) => (each.key === key ? { ...each, ...with_ } : each)));
  const add = idOf(nameOf('milestones.add'));
  const remove = (key: number): void => {
    onChange(milestones.filter((each) => each.key !== key));
    document.getElementById(add)?.focus();
  };
  return (
    <FieldGroup name={nameOf('milestones')} legend={m.plan_milestones()} error={errorOf('milestones')} optional>
      {milestones.map(({ key, title, dueOn, doneOn, evidence }, index) => (
        <FieldGroup key={key} name={nameOf(`milestones.${index}`)} legend={m.plan_milestone({ number: index + 1 })}>
          <TextField name={nameOf(`milestones.${index}.title`)} label={m.plan_milestone_title()} maxLength={200} value={title} onChange={(event) => change(key, { title: event.currentTarget.value })} error={errorOf(`milestones.${index}.title`)} />
          <div className="form__pair">
            <DateTime of="day" name={nameOf(`milestones.${index}.dueOn`)} label={m.plan_milestone_due()} value={dueOn} onChange={(event) => change(key, { dueOn: event.currentTarget.value })} error={errorOf(`milestones.${index}.dueOn`)} />
            <DateTime of="day" name={nameOf(`milestones.${index}.doneOn`)} label={m.plan_milestone_done()} optional value={doneOn} onChange={(event) => change(key, { doneOn: event.currentTarget.value })} error={errorOf(`milestones.${index}.doneOn`)} />
          </div>
          <TextField
            name={nameOf(`milestones.${index}.evidence`)} label={m.plan_milestone_evidence()} optional maxLength={500} value={evidence} error={errorOf(`milestones.${index}.evidence`)}
            onChange={(event) => change(key, { evidence: event.currentTarget.value })}
          />
          <div>
            <Button onClick={() => remove(key)}>{m.plan_milestone_remove({ number: index + 1 })}</Button>
          </div>
        </FieldGroup>
      ))}
      <div>
        <Button id={add} onClick={() => onChange([...milestones, { ...NO_MILESTONE, key: Math.max(-1, ...milestones.map(({ key }) => key)) + 1 }])}>
          {m.plan_milestone_add()}
        </Button>
      </div>
    </FieldGroup>
  );
}
