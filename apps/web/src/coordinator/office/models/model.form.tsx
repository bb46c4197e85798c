import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormProvider, useForm, useFormContext, type Path } from 'react-hook-form';
import { CONSENT_FORMS, MODEL_STANDINGS, MODEL_TAGS, OUTSIDE_HOURS, UNITS } from '#domain';
import { m } from '../../../generated/messages/messages.js';
import { ApiProblem, request } from '../../../shared/api/http';
import { Alert } from '../../../shared/kern/alert';
import { Button } from '../../../shared/kern/button';
import { FieldGroup } from '../../../shared/kern/check-field';
import { DateTime } from '../../../shared/kern/date-time';
import { ErrorSummary, toEntries } from '../../../shared/kern/error-summary';
import { SelectField, TextField, type Option } from '../../../shared/kern/field';
import { TextArea } from '../../../shared/kern/text-area';
import { FORM_LABELS } from '../../../shared/labels/consent-labels';
import { fieldFault } from '../../../shared/labels/field-fault-labels';
import { optionsOf } from '../../../shared/labels/label-of';
import { OutcomeAlert } from '../../../shared/referral/outcome-alert';
import { toOutcome, type EventOutcome } from '../../../shared/referral/send-event';
import { toLocalDay } from '../../../shared/time/format';
import { useNow } from '../../../shared/time/now';
import { numberOf } from '../../registry/agreement-values';
import { OUTSIDE_LABELS, UNIT_LABELS } from '../../registry/registry-labels';
import { STANDING_LABELS, TAG_LABELS } from './model-labels';
import { choicesQuery, type Model } from './model-queries';
import { ESCALATION_STEPS, toModelText, toModelValues, type EscalationStep, type ModelValues } from './model-values';

/** So many districts at most; the Land has 53. */
const MOST_USES = 53;

/** The field that a pointer of the API names; null: none. */
function fieldAt(pointer: string): Path<ModelValues> | null {
  const [, index, part] = /^\/uses\/(\d+)\/(districtAgs|beganOn)$/.exec(pointer) ?? [];
  if (index !== undefined) return `uses.${index}.${part}` as Path<ModelValues>;
  if (pointer.startsWith('/template')) return 'firstAttempt.amount';
  const name = pointer.slice(1).split('/')[0] ?? '';
  if (name === 'uses') return 'standing';
  return name === 'contactOrganisationId' ? 'contact' : (['title', 'summary', 'tags', 'standing', 'checkedOn'] as const).find((each) => each === name) ?? null;
}

/** Several of a list, all of them visible. */
function Boxes({ name, legend, hint, options, error }: { readonly name: 'tags' | 'consentForms'; readonly legend: string; readonly hint?: string; readonly options: readonly Option[]; readonly error?: string | undefined }) {
  const { register } = useFormContext<ModelValues>();
  const control = register(name, name === 'tags' ? { validate: (value) => value.length > 0 || m.model_error_tags() } : {});
  return (
    <FieldGroup name={name} legend={legend} horizontal error={error} {...(hint === undefined ? {} : { hint })}>
      {options.map(({ value, label }) => (
        <div key={value} className="kern-form-check">
          <input {...control} type="checkbox" id={`field-${name}-${value}`} value={value} className="kern-form-check__checkbox" />
          <label className="kern-label" htmlFor={`field-${name}-${value}`}>
            {label}
          </label>
        </div>
      ))}
    </FieldGroup>
  );
}

/** Where the model is in use and since when, one row for each district. */
function UseFields({ districts, today }: { readonly districts: readonly Option[]; readonly today: string }) {
  const { register, setValue, watch, clearErrors, formState } = useFormContext<ModelValues>();
  // Not by the library's own lists of fields: they would weigh on every page that has a form.
  const uses = watch('uses');
  const choose = (next: ModelValues['uses']): void => {
    clearErrors('uses');
    setValue('uses', next);
  };
  return (
    <FieldGroup name="uses" legend={m.model_in_use()} hint={m.model_in_use_hint()}>
      {uses.map((_, index) => (
        <div key={index} className="form__pair models__use">
          <SelectField {...register(`uses.${index}.districtAgs`, { required: m.model_error_district() })} label={m.model_district()} placeholder={m.model_choose()} options={districts} error={formState.errors.uses?.[index]?.districtAgs?.message} />
          <DateTime {...register(`uses.${index}.beganOn`, { required: m.error_date() })} of="day" label={m.model_began()} max={today} error={formState.errors.uses?.[index]?.beganOn?.message} />
          <Button look="tertiary" onClick={() => choose(uses.filter((_, each) => each !== index))} aria-label={m.model_remove_use({ number: index + 1 })}>
            {m.model_remove()}
          </Button>
        </div>
      ))}
      {uses.length < MOST_USES ? (
        <div>
          <Button onClick={() => choose([...uses, { districtAgs: '', beganOn: '' }])}>{m.model_add_district()}</Button>
        </div>
      ) : null}
    </FieldGroup>
  );
}

/** When enough was tried, and who is told after what time: each is given whole, or stays as it is where the model is adopted. */
function WholeTerms() {
  const { register, formState, getValues } = useFormContext<ModelValues>();
  const { errors } = formState;
  const upTo = (most: number) => (text: string): true | string => {
    const { attempts, differentDays, differentTimesOfDay } = getValues('attemptRule');
    if ([attempts, differentDays, differentTimesOfDay].every((each) => each.trim() === '')) return true;
    const value = numberOf(text);
    return (value !== null && Number.isInteger(value) && value >= 1 && value <= most) || m.registry_error_between({ most });
  };
  const step = (text: string): true | string => ESCALATION_STEPS.every((each) => getValues(`escalation.${each}.amount`).trim() === '') || (text.trim() !== '' && numberOf(text) !== null) || m.registry_error_amount();
  return (
    <>
      <FieldGroup name="attemptRule" legend={m.registry_attempt_rule()} hint={m.model_whole_or_stays()}>
        <div className="registry-three">
          <TextField {...register('attemptRule.attempts', { validate: upTo(20) })} label={m.registry_attempts()} optional inputMode="numeric" maxLength={2} error={errors.attemptRule?.attempts?.message} />
          <TextField {...register('attemptRule.differentDays', { validate: upTo(14) })} label={m.registry_different_days()} optional inputMode="numeric" maxLength={2} error={errors.attemptRule?.differentDays?.message} />
          <TextField {...register('attemptRule.differentTimesOfDay', { validate: upTo(3) })} label={m.registry_different_times()} optional inputMode="numeric" maxLength={1} error={errors.attemptRule?.differentTimesOfDay?.message} />
        </div>
        <SelectField {...register('attemptRule.letterIfConsented')} label={m.registry_letter()} options={[{ value: 'no', label: m.registry_no() }, { value: 'yes', label: m.registry_yes() }]} />
      </FieldGroup>
      <FieldGroup name="escalation" legend={m.model_escalation()} hint={m.model_whole_or_stays()}>
        {ESCALATION_STEPS.map((each) => (
          <FieldGroup key={each} name={`escalation.${each}`} legend={STEP_LABELS[each]()}>
            <div className="form__pair registry-span">
              <TextField {...register(`escalation.${each}.amount`, { validate: step })} label={m.registry_amount()} optional inputMode="decimal" maxLength={8} error={errors.escalation?.[each]?.amount?.message} />
              <SelectField {...register(`escalation.${each}.unit`)} label={m.registry_unit()} options={optionsOf(UNIT_LABELS, UNITS)} />
            </div>
          </FieldGroup>
        ))}
      </FieldGroup>
    </>
  );
}

const STEP_LABELS: Readonly<Record<EscalationStep, () => string>> = {
  firstSecond: m.registry_first_second, firstThird: m.registry_first_third, acknowledgeSecond: m.registry_acknowledge_second, acknowledgeThird: m.registry_acknowledge_third,
};

/** The terms that an agreement by this model has; an empty one stays as it is where the model is adopted. */
function TemplateFields() {
  const { register, formState } = useFormContext<ModelValues>();
  const yesNo = [{ value: 'yes', label: m.registry_yes() }, { value: 'no', label: m.registry_no() }];
  const fits = (text: string): true | string => text.trim() === '' || numberOf(text) !== null || m.registry_error_amount();
  return (
    <FieldGroup name="template" legend={m.model_template()} hint={m.model_template_hint()}>
      {([['firstAttempt', m.registry_first_attempt()], ['acknowledge', m.registry_acknowledge()]] as const).map(([name, legend]) => (
        <FieldGroup key={name} name={name} legend={legend}>
          <div className="form__pair registry-span">
            <TextField {...register(`${name}.amount`, { validate: fits })} label={m.registry_amount()} optional inputMode="decimal" maxLength={8} error={formState.errors[name]?.amount?.message} />
            <SelectField {...register(`${name}.unit`)} label={m.registry_unit()} options={optionsOf(UNIT_LABELS, UNITS)} />
          </div>
        </FieldGroup>
      ))}
      <SelectField {...register('dailyService')} label={m.registry_field_daily()} placeholder={m.model_stays()} options={yesNo} />
      <SelectField {...register('outsideHours')} label={m.registry_outside()} placeholder={m.model_stays()} options={optionsOf(OUTSIDE_LABELS, OUTSIDE_HOURS)} />
      <SelectField {...register('forwarding')} label={m.registry_forwarding()} placeholder={m.model_stays()} options={yesNo} />
      <WholeTerms />
      <Boxes name="consentForms" legend={m.registry_consent_forms()} hint={m.model_forms_stay()} options={optionsOf(FORM_LABELS, CONSENT_FORMS)} />
    </FieldGroup>
  );
}

export interface ModelFormProps {
  /** The entry that is written anew; null: a new one. */
  readonly model: Model | null;
  readonly onSaved: (model: Model) => void;
  /** Somebody else was quicker: asks for the entry as it is now. */
  readonly onStale: () => void;
  readonly onCancel: (() => void) | null;
}

/** Writes an entry of the library. Of two edits the second is told so; what was typed stays. */
export function ModelForm({ model, onSaved, onStale, onCancel }: ModelFormProps) {
  const today = toLocalDay(useNow());
  const [base, setBase] = useState(model?.version ?? 0);
  const [isStale, setStale] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const choices = useQuery(choicesQuery).data;
  const form = useForm<ModelValues>({ defaultValues: toModelValues(model), shouldFocusError: false });
  const { register, handleSubmit, formState, setError } = form;
  const { errors } = formState;
  const districts = (choices?.districts ?? model?.uses.map(({ districtAgs: ags, district: name }) => ({ ags, name })) ?? []).map(({ ags, name }) => ({ value: ags, label: name }));
  const fail = (error: unknown): void => {
    const problem = error instanceof ApiProblem ? error : null;
    if (problem?.status === 412) {
      setStale(true);
      return onStale();
    }
    if (problem?.status === 409) return setRefusal(problem.code === 'model_released' ? m.model_refused_released() : m.model_refused_others());
    const known = problem?.status === 422 ? problem.errors.flatMap(({ pointer, code }) => ({ name: fieldAt(pointer), code })) : [];
    for (const { name, code } of known) {
      if (name !== null) setError(name, { type: 'server', message: name === 'standing' ? m.model_error_standing() : name === 'tags' ? m.model_error_tags() : fieldFault(code) });
    }
    if (!known.some(({ name }) => name !== null)) setOutcome(toOutcome(error));
  };
  const submit = handleSubmit(async (values) => {
    setOutcome(null);
    setRefusal(null);
    const body = toModelText(values, model);
    try {
      onSaved(model === null ? await request('POST', '/models', { body }) : await request('PUT', '/models/{id}', { path: { id: model.id }, version: base, body }));
    } catch (error) {
      fail(error);
    }
  });
  return (
    <FormProvider {...form}>
      <form className="form" noValidate onSubmit={(event) => void submit(event)}>
        <ErrorSummary entries={toEntries(errors)} attempt={formState.isSubmitting ? 0 : formState.submitCount} />
        <OutcomeAlert outcome={outcome} />
        {refusal === null ? null : <Alert kind="warning" title={refusal} takesFocus />}
        {isStale ? (
          <Alert kind="warning" title={m.model_stale()} takesFocus>
            <p>{m.model_stale_text()}</p>
            <div className="form__actions">
              <Button
                onClick={() => {
                  setBase(model?.version ?? 0);
                  setStale(false);
                }}
              >
                {m.model_go_on()}
              </Button>
            </div>
          </Alert>
        ) : null}
        <TextField {...register('title', { required: m.model_error_title(), minLength: { value: 3, message: m.error_too_short() } })} label={m.model_title()} maxLength={120} error={errors.title?.message} />
        <TextArea {...register('summary', { required: m.model_error_summary(), minLength: { value: 3, message: m.error_too_short() } })} label={m.model_summary()} hint={m.model_summary_hint()} maxLength={2_000} error={errors.summary?.message} />
        <Boxes name="tags" legend={m.model_solves()} options={optionsOf(TAG_LABELS, MODEL_TAGS)} error={errors.tags?.message} />
        <div className="form__pair">
          <SelectField {...register('standing')} label={m.model_standing()} options={optionsOf(STANDING_LABELS, MODEL_STANDINGS)} error={errors.standing?.message} />
          <DateTime {...register('checkedOn')} of="day" label={m.model_checked()} hint={m.model_checked_hint()} optional max={today} error={errors.checkedOn?.message} />
        </div>
        <UseFields districts={districts} today={today} />
        <SelectField
          {...register('contact')} label={m.model_contact()} optional placeholder={m.model_choose()} error={errors.contact?.message}
          options={(choices?.contacts ?? (model?.contact == null ? [] : [model.contact])).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TemplateFields />
        <div className="form__actions">
          <Button look="primary" type="submit" disabled={formState.isSubmitting || isStale}>
            {m.model_save()}
          </Button>
          {onCancel === null ? null : <Button onClick={onCancel}>{m.action_cancel()}</Button>}
        </div>
      </form>
    </FormProvider>
  );
}
