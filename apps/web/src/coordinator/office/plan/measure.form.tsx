import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../../generated/messages/messages.js';
import { request } from '../../../shared/api/http';
import { CheckField, FieldGroup } from '../../../shared/kern/check-field';
import { SelectField, TextField } from '../../../shared/kern/field';
import { TextArea } from '../../../shared/kern/text-area';
import { toLocalDay } from '../../../shared/time/format';
import { useNow } from '../../../shared/time/now';
import { EntryForm } from './entry-form';
import { emptyValues, measureFaults, toMeasureBody, toValues, type MeasureValues } from './measure-values';
import { measureQuery, plansQuery, type Measure, type MeasureHistory, type PlanFrame } from './plan-queries';
import { StandingFields } from './standing-fields';
import { useEntry } from './use-entry';

const INDICATORS = ['K1', 'K2', 'K3', 'K4', 'K5', 'K6', 'K7', 'K8', 'K9', 'K10', 'K11'];

export interface MeasureFormProps {
  readonly plan: PlanFrame;
  /** Null: a new one. */
  readonly measure: Measure | null;
  readonly onSaved: (answer: MeasureHistory) => void;
}

/** Enters a measure of a plan, or writes one anew: what stood there before stays in its history. */
export function MeasureForm({ plan, measure, onSaved }: MeasureFormProps) {
  const client = useQueryClient();
  const today = toLocalDay(useNow());
  const [version, setVersion] = useState(measure?.version ?? 0);
  const [values, setValues] = useState<MeasureValues>(() => (measure === null ? emptyValues(plan.fields[0]?.number, today) : toValues(measure)));
  const change = (with_: Partial<MeasureValues>): void => setValues((held) => ({ ...held, ...with_ }));
  const entry = useEntry(`measure-${measure?.id ?? plan.id}`, {
    check: () => measureFaults(values),
    send: async () => {
      const body = toMeasureBody(values);
      const answer = measure === null ? await request('POST', '/coordination/plans/{id}/measures', { path: { id: plan.id }, body }) : await request('PUT', '/coordination/measures/{id}', { path: { id: measure.id }, version, body });
      client.setQueryData(measureQuery(answer.measure.id).queryKey, answer);
      void client.invalidateQueries({ queryKey: plansQuery.queryKey });
      onSaved(answer);
    },
    onStale: async () => (measure === null ? undefined : setVersion((await client.fetchQuery({ ...measureQuery(measure.id), staleTime: 0 })).measure.version)),
  });
  return (
    <EntryForm entry={entry} save={measure === null ? m.plan_measure_enter() : m.plan_save()}>
      <ContentFields entry={entry} plan={plan} values={values} onChange={change} />
      <StandingFields entry={entry} values={values} onChange={change} />
    </EntryForm>
  );
}

interface ContentFieldsProps {
  readonly entry: Pick<ReturnType<typeof useEntry>, 'nameOf' | 'errorOf'>;
  readonly plan: PlanFrame;
  readonly values: MeasureValues;
  readonly onChange: (change: Partial<MeasureValues>) => void;
}

function ContentFields({ entry: { nameOf, errorOf }, plan, values, onChange }: ContentFieldsProps) {
  const text = (field: 'number' | 'title' | 'articles' | 'ministry' | 'budgetLine') => ({
    name: nameOf(field), value: values[field], error: errorOf(field), onChange: (event: { readonly currentTarget: { readonly value: string } }) => onChange({ [field]: event.currentTarget.value }),
  });
  const tick = (id: string, on: boolean): void => onChange({ indicators: INDICATORS.filter((each) => (each === id ? on : values.indicators.includes(each))) });
  return (
    <>
      <div className="form__pair">
        <SelectField
          name={nameOf('fieldNumber')} label={m.plan_field()} error={errorOf('fieldNumber')} value={values.fieldNumber} onChange={(event) => onChange({ fieldNumber: event.currentTarget.value })}
          options={plan.fields.map(({ number, title }) => ({ value: String(number), label: `${number} ${title}` }))}
        />
        <TextField {...text('number')} label={m.plan_number()} hint={m.plan_number_hint()} maxLength={12} />
      </div>
      <TextField {...text('title')} label={m.plan_measure_title()} maxLength={300} />
      <TextField {...text('articles')} label={m.plan_articles()} hint={m.plan_articles_hint()} optional maxLength={200} />
      <TextField {...text('ministry')} label={m.plan_ministry()} maxLength={120} />
      <TextArea name={nameOf('partners')} label={m.plan_partners()} hint={m.plan_partners_hint()} optional rows={3} value={values.partners} onChange={(event) => onChange({ partners: event.currentTarget.value })} error={errorOf('partners')} />
      <TextField {...text('budgetLine')} label={m.plan_budget()} hint={m.plan_budget_hint()} optional maxLength={80} />
      <FieldGroup name={nameOf('indicators')} legend={m.plan_indicators()} hint={m.plan_indicators_hint()} optional horizontal>
        {INDICATORS.map((id) => (
          <CheckField key={id} name={nameOf(`indicators.${id}`)} label={id} checked={values.indicators.includes(id)} onChange={(event) => tick(id, event.currentTarget.checked)} />
        ))}
      </FieldGroup>
    </>
  );
}
