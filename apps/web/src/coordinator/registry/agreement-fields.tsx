import { useFormContext, type FieldPath } from 'react-hook-form';
import { CONSENT_FORMS, OUTSIDE_HOURS, UNITS } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { CheckField, FieldGroup, RadioGroup } from '../../shared/kern/check-field';
import { SelectField, TextField } from '../../shared/kern/field';
import { FORM_LABELS } from '../../shared/labels/consent-labels';
import { optionsOf } from '../../shared/labels/label-of';
import { numberOf, type AgreementValues } from './agreement-values';
import { OUTSIDE_LABELS, UNIT_LABELS } from './registry-labels';

type SpanName = 'firstAttempt' | 'acknowledge' | `escalation.${'firstAttempt' | 'acknowledge'}.${'second' | 'third'}`;

/** A limit: how many, and of what. Hours may be fractions, days are whole; working days begin at one. */
export function SpanField({ name, legend, hint }: { readonly name: SpanName; readonly legend: string; readonly hint?: string }) {
  const { register, getFieldState, formState, getValues } = useFormContext<AgreementValues>();
  const unitName = `${name}.unit` satisfies FieldPath<AgreementValues>;
  const error = getFieldState(`${name}.amount`, formState).error?.message;
  const fits = (text: string): true | string => {
    const [amount, unit] = [numberOf(text), getValues(unitName)];
    if (amount === null || amount > 8_784) return m.registry_error_amount();
    if (unit === 'EH' || unit === 'OH') return true;
    return (Number.isInteger(amount) && (unit === 'CD' || amount > 0)) || m.registry_error_whole();
  };
  return (
    <FieldGroup name={name} legend={legend} {...(hint === undefined ? {} : { hint })}>
      <div className="form__pair registry-span">
        <TextField {...register(`${name}.amount`, { validate: fits })} label={m.registry_amount()} inputMode="decimal" maxLength={8} error={error} />
        <SelectField {...register(unitName)} label={m.registry_unit()} options={optionsOf(UNIT_LABELS, UNITS)} />
      </div>
    </FieldGroup>
  );
}

/** How much must have been tried before a referral is closed as "not reached". */
export function AttemptRuleFields() {
  const { register, formState } = useFormContext<AgreementValues>();
  const upTo = (most: number) => (text: string): true | string => {
    const value = numberOf(text);
    return (value !== null && Number.isInteger(value) && value >= 1 && value <= most) || m.registry_error_between({ most });
  };
  const { errors } = formState;
  return (
    <FieldGroup name="attemptRule" legend={m.registry_attempt_rule()} hint={m.registry_attempt_rule_hint()}>
      <div className="registry-three">
        <TextField {...register('attempts', { validate: upTo(20) })} label={m.registry_attempts()} inputMode="numeric" maxLength={2} error={errors.attempts?.message} />
        <TextField {...register('differentDays', { validate: upTo(14) })} label={m.registry_different_days()} inputMode="numeric" maxLength={2} error={errors.differentDays?.message} />
        <TextField {...register('differentTimesOfDay', { validate: upTo(3) })} label={m.registry_different_times()} inputMode="numeric" maxLength={1} error={errors.differentTimesOfDay?.message} />
      </div>
      <CheckField {...register('letterIfConsented')} label={m.registry_letter()} />
    </FieldGroup>
  );
}

/** When clocks count, and what else is agreed. */
export function TermsFields() {
  const { register, formState } = useFormContext<AgreementValues>();
  const forms = register('consentForms', { validate: (value) => value.length > 0 || m.registry_error_forms() });
  return (
    <>
      <CheckField {...register('dailyService')} label={m.registry_field_daily()} hint={m.registry_daily_hint()} />
      <RadioGroup name="outsideHours" legend={m.registry_outside()} options={optionsOf(OUTSIDE_LABELS, OUTSIDE_HOURS)} control={register('outsideHours')} />
      <RadioGroup
        name="toldLast"
        legend={m.registry_told_last()}
        options={[{ value: 'coordinator', label: m.registry_told_coordinator_option() }, { value: 'police_lead', label: m.registry_told_police_lead_option() }]}
        control={register('toldLast')}
      />
      <FieldGroup name="consentForms" legend={m.registry_consent_forms()} horizontal error={formState.errors.consentForms?.message}>
        {optionsOf(FORM_LABELS, CONSENT_FORMS).map(({ value, label }) => (
          <div key={value} className="kern-form-check">
            <input {...forms} type="checkbox" id={`field-consentForms-${value}`} value={value} className="kern-form-check__checkbox" />
            <label className="kern-label" htmlFor={`field-consentForms-${value}`}>
              {label}
            </label>
          </div>
        ))}
      </FieldGroup>
      <CheckField {...register('forwarding')} label={m.registry_forwarding()} />
    </>
  );
}
