import { useFormContext } from 'react-hook-form';
import { CONSENT_FORMS, CONSENT_SCOPES, FIELD_GROUPS, type FieldGroup as Group } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { Button } from '../../shared/kern/button';
import { CheckField, FieldGroup, RadioGroup } from '../../shared/kern/check-field';
import { TextField } from '../../shared/kern/field';
import { FORM_LABELS } from '../../shared/labels/consent-labels';
import { GROUP_LABELS, SCOPE_LABELS } from '../../shared/labels/referral-labels';
import { labelOf, optionsOf } from '../../shared/labels/label-of';
import type { ReportValues } from './report-values';

/** Without these two, nobody could reach the person safely. */
const NEEDED: readonly Group[] = ['core', 'safe_contact'];

/** To what, for whom and how the person said yes. Nothing is ticked in advance. */
export function ConsentFields() {
  const { register, setValue, watch, formState } = useFormContext<ReportValues>();
  const errors = formState.errors;
  const groups = register('groups', {
    validate: (value) => NEEDED.every((group) => value.includes(group)) || m.error_consent_groups(),
  });
  const agreed = watch('groups');
  return (
    <>
      <p className="kern-body">{m.consent_note()}</p>
      <FieldGroup name="groups" legend={m.consent_groups()} hint={m.consent_groups_hint()} error={errors.groups?.message}>
        <div>
          <Button onClick={() => setValue('groups', [...FIELD_GROUPS], { shouldValidate: formState.isSubmitted })}>{m.consent_all()}</Button>
        </div>
        {FIELD_GROUPS.map((group) => (
          <div key={group} className="kern-form-check">
            <input
              {...groups}
              type="checkbox"
              value={group}
              id={`field-groups-${group}`}
              checked={agreed.includes(group)}
              onChange={(event) => {
                const rest = agreed.filter((other) => other !== group);
                setValue('groups', event.target.checked ? [...rest, group] : rest, { shouldValidate: formState.isSubmitted });
              }}
              className="kern-form-check__checkbox"
            />
            <label className="kern-label" htmlFor={`field-groups-${group}`}>
              {labelOf(GROUP_LABELS, group)}
            </label>
          </div>
        ))}
      </FieldGroup>
      <RadioGroup name="scope" legend={m.consent_scope()} options={optionsOf(SCOPE_LABELS, CONSENT_SCOPES)} control={register('scope', { required: m.error_consent_scope() })} error={errors.scope?.message} />
      <RadioGroup
        name="consentForm"
        legend={m.consent_form()}
        horizontal
        options={optionsOf(FORM_LABELS, CONSENT_FORMS)}
        control={register('consentForm', { required: m.error_consent_form() })}
        error={errors.consentForm?.message}
      />
      <TextField {...register('consentAt', { required: m.error_date_time() })} type="datetime-local" label={m.consent_at()} error={errors.consentAt?.message} />
      <CheckField {...register('partyToCase')} label={m.report_party()} hint={m.report_party_hint()} />
    </>
  );
}
